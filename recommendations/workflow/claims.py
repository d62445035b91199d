"""What a worker has in hand: a row says since when, and whose it is. Whoever vanishes loses it after a while."""

import os
import secrets
import socket
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import connection

AFTERWARDS: Final = 30  # seconds from the end of the work to its last word in the database
MOST_ATTEMPTS: Final = 3


def taken_too_long() -> timedelta:
    return timedelta(seconds=settings.READING_MAX_SECONDS + AFTERWARDS)


def here() -> str:
    """What the names of all claims of this process begin with."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:"


def a_name() -> str:
    """Of one claim."""
    return f"{here()}{secrets.token_hex(4)}"


def connect_anew() -> None:
    """After an error of the database: what asks next does so on a connection that works."""
    if not connection.is_usable():
        connection.close()
