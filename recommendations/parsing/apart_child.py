"""The process in which one file is read: `apart.py` starts it. It is bound before it opens anything, writes no file,
starts nothing, and says its answer in lines of JSON."""

import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, Final

PATIENCE: Final = 5  # seconds after which the process ends by itself, should nobody be there any more to end it
NICE: Final = 5  # pages come first
DIES_WITH_ITS_PARENT: Final = 1  # PR_SET_PDEATHSIG
Say = Callable[[dict[str, Any]], None]


def main() -> None:
    given = os.fdopen(0, "rb")
    asked = json.loads(given.readline())
    say = _own_voice()
    _bind(**asked["bounds"])
    try:
        say(_done(asked, given, say))
    except MemoryError:
        say({"refused": "too_much_memory"})
    except RecursionError:
        say({"refused": "nested_too_deep"})


def _own_voice() -> Say:
    """Nothing else that is printed, by whatever library, gets among the answers."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)

    def say(said: dict[str, Any]) -> None:
        out.write(f"{json.dumps(said)}\n")
        out.flush()

    return say


def _bind(seconds: int, memory: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + PATIENCE))
    signal.alarm(seconds + PATIENCE)
    with suppress(OSError):
        os.nice(NICE)
    with suppress(OSError, AttributeError):  # another system has no such thing
        ctypes.CDLL(None).prctl(DIES_WITH_ITS_PARENT, signal.SIGKILL, 0, 0, 0)


def _done(asked: dict[str, Any], given: IO[bytes], say: Say) -> dict[str, Any]:
    # Not before the limits hold: what they load counts.
    from .errors import EncodingUnsure, Unreadable

    tasks = {"read": _read, "glance": _glance, "sheets": _sheets}
    try:
        return tasks[asked["task"]](asked, given.read(), say)
    except EncodingUnsure as unsure:
        return {"encodings": [list(each) for each in unsure.candidates]}
    except Unreadable as refused:
        return {"refused": refused.code}


def _glance(asked: dict[str, Any], data: bytes, say: Say) -> dict[str, Any]:
    from .glance import refuse_what_is_plain
    from .read import Limits

    refuse_what_is_plain(data, Limits(**asked["limits"]))
    return {"fine": True}


def _sheets(asked: dict[str, Any], data: bytes, say: Say) -> dict[str, Any]:
    from .spreadsheet import read_sheets, sheets_to_plain

    return {"sheets": sheets_to_plain(read_sheets(data))}


def _read(asked: dict[str, Any], data: bytes, say: Say) -> dict[str, Any]:
    from dataclasses import asdict

    from .glance import refuse_what_is_plain
    from .plain import to_plain
    from .read import Limits, read
    from .sound import refuse_unsound
    from .suggesting.reading import source_of
    from .suggesting.suggest import suggest
    from .suggesting.values import Organization, Theme

    limits = Limits(**asked["limits"])
    refuse_what_is_plain(data, limits)
    found = read(
        data,
        asked["name"],
        encoding=asked["encoding"],
        limits=limits,
        progress=lambda page, pages: say({"page": [page, pages]}),
    )
    refuse_unsound(found)
    organizations = [Organization(each["code"], tuple(each["names"])) for each in asked["organizations"]]
    themes = [Theme(**each) for each in asked["themes"]]
    candidates = suggest(source_of(found), organizations, themes)
    return {"document": to_plain(found), "candidates": [asdict(each) for each in candidates]}


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # nobody listens any more
        main()
    sys.exit(0)
