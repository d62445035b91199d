"""Reading in a process of its own, with limits on time and memory: a hostile file costs one job, never the server."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final

from .errors import EncodingUnsure, Unreadable
from .read import LIMITS, Limits
from .spreadsheet import Sheet, sheets_from_plain
from .suggesting.values import Organization, Theme

CHILD: Final = "recommendations.parsing.apart_child"
CODE: Final = Path(__file__).resolve().parents[2]
MOST_SAID: Final = 256 * 1024 * 1024  # of what a reading may answer; more than any text of the largest file
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the process may take: `seconds` by the clock, and of one core; `memory` in bytes of addresses."""

    seconds: int = 120
    memory: int = 1024 * 1024 * 1024


BOUNDS: Final = Bounds()
OF_A_GLANCE: Final = Bounds(seconds=10)
OF_A_SPREADSHEET: Final = Bounds(seconds=30)


def read_apart(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    organizations: Sequence[Organization] = (),
    themes: Sequence[Theme] = (),
    limits: Limits = LIMITS,
    bounds: Bounds = BOUNDS,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """`document`, as `plain.from_plain` takes it, and its `candidates`. Raises EncodingUnsure, and Unreadable: also
    too_slow, too_much_memory and crashed."""
    asked = {
        "task": "read",
        "name": name,
        "encoding": encoding,
        "limits": asdict(limits),
        "organizations": [asdict(each) for each in organizations],
        "themes": [asdict(each) for each in themes],
    }
    return _ask(asked, data, bounds, on_progress)


def sheets_apart(data: bytes, *, bounds: Bounds = OF_A_SPREADSHEET) -> list[Sheet]:
    """Those of a spreadsheet. Raises Unreadable as `read_sheets` does, and too_slow, too_much_memory, crashed."""
    return sheets_from_plain(_ask({"task": "sheets"}, data, bounds, None)["sheets"])


def glance(data: bytes, *, limits: Limits = LIMITS, bounds: Bounds = OF_A_GLANCE) -> None:
    """What can be seen without reading it: raises Unreadable for a file that nothing can come of. One that takes too
    long to open is left to the reading."""
    try:
        _ask({"task": "glance", "limits": asdict(limits)}, data, bounds, None)
    except Unreadable as refused:
        if refused.code not in ("too_slow", "too_much_memory", "crashed"):
            raise


def _ask(asked: Mapping[str, Any], data: bytes, bounds: Bounds, on_progress: Progress | None) -> dict[str, Any]:
    with tempfile.TemporaryFile() as given:
        given.write(json.dumps({**asked, "bounds": asdict(bounds)}).encode() + b"\n")
        given.write(data)
        given.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", CHILD],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=CODE,
            env=_environment(),
            close_fds=True,
            process_group=0,  # so that whatever it starts ends with it
        )
        return _answer(process, bounds, on_progress)


def _environment() -> dict[str, str]:
    """No secret of the installation is lent to a process that opens anybody's file."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ") if name in os.environ}
    return {**kept, "PYTHONPATH": str(CODE), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}


def _answer(process: "subprocess.Popen[bytes]", bounds: Bounds, on_progress: Progress | None) -> dict[str, Any]:
    late = threading.Event()

    def stop() -> None:
        late.set()
        _kill(process)

    timer = threading.Timer(bounds.seconds, stop)
    timer.start()
    found: dict[str, Any] | None = None
    try:
        assert process.stdout is not None
        for said in _lines(process.stdout):
            if "page" in said and on_progress:
                on_progress(*said["page"])
            elif "page" not in said:
                found = said
    finally:
        timer.cancel()
        _kill(process)
        code = process.wait()
        if process.stdout:
            process.stdout.close()
    if found is None:
        raise Unreadable("too_slow" if late.is_set() else _why(code))
    return _taken(found)


def _lines(out: IO[bytes]) -> Iterator[dict[str, Any]]:
    """What it says, line by line; words that are cut off, or no words at all, are none."""
    left = MOST_SAID
    while left > 0 and (line := out.readline(left)):
        left -= len(line)
        try:
            said = json.loads(line)
        except ValueError:
            return
        if isinstance(said, dict):
            yield said


def _kill(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def _why(code: int) -> str:
    """What ended it without a word. A kill that was not ours is the system's, out of memory."""
    ends = {-signal.SIGXCPU: "too_slow", -signal.SIGALRM: "too_slow", -signal.SIGKILL: "too_much_memory"}
    return ends.get(code, "crashed")


def _taken(found: dict[str, Any]) -> dict[str, Any]:
    if "encodings" in found:
        raise EncodingUnsure(tuple((name, excerpt) for name, excerpt in found["encodings"]))
    if "refused" in found:
        raise Unreadable(str(found["refused"]))
    return found
