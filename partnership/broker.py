"""The embedded broker: a folder of messages. Kombu's own writes a message where its readers look already, and a worker
that takes it before its words are in it ends, and the web server with it; here it is there once it is whole."""

import os
import time
import uuid
from pathlib import Path
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override]  # kombu calls it by two names
        whole = Path(self.data_folder_out) / f"{round(time.monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        part = whole.with_name(f"{whole.name}.part")
        try:
            part.write_text(dumps(payload), encoding="utf-8")
            os.replace(part, whole)
        except OSError as exc:
            raise ChannelError(f"Cannot add file {str(whole)!r} to directory") from exc


class Transport(filesystem.Transport):
    Channel = Channel
