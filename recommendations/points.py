"""Fault injection for `make proof`: named points at which the process can be made to vanish, as by kill -9."""

import os
import signal
from typing import Final

OF_A_LETTER: Final = ("after_claim", "before_send", "after_send")
OF_THE_DIGEST: Final = ("digest_written", "digest_committed")
OF_AN_UPLOAD: Final = ("upload_claimed", "upload_read")
OF_A_REGISTER: Final = ("register_claimed", "register_written", "register_brought_in")
POINTS: Final = (*OF_A_LETTER, *OF_THE_DIGEST, *OF_AN_UPLOAD, *OF_A_REGISTER)


def point(name: str) -> None:
    """Does nothing, unless the environment variable DIE_AT names this point."""
    if os.environ.get("DIE_AT") == name:
        os.kill(os.getpid(), signal.SIGKILL)
