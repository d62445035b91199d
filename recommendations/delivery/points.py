"""Fault injection for `make proof`: named points at which the process can be made to vanish, as by kill -9."""

import os
import signal
from typing import Final

POINTS: Final = ("after_claim", "before_send", "after_send")


def point(name: str) -> None:
    """Does nothing, unless the environment variable DIE_AT names this point."""
    if os.environ.get("DIE_AT") == name:
        os.kill(os.getpid(), signal.SIGKILL)
