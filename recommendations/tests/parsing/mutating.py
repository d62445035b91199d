"""Random damage to real files, each read as the worker reads: `python -m … SEED COUNT` prints a line for each.

The limits and the work are those of `apart_child`; only its start is spared, by forking a process that has loaded all.
"""

import io
import json
import os
import random
import re
import signal
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from recommendations.parsing import apart, apart_child, glance, plain, sound  # noqa: F401 - loaded before the forks
from recommendations.parsing.read import LIMITS
from recommendations.parsing.suggesting import reading, suggest  # noqa: F401

FIXTURES: Final = Path(__file__).parents[3] / "fixtures"
SECONDS: Final = 20
MEMORY: Final = 1024 * 1024 * 1024


def real_files() -> list[tuple[str, bytes]]:
    found = [*sorted((FIXTURES / "sources").glob("*.txt"))]
    found += sorted(each for each in (FIXTURES / "development").rglob("*") if each.suffix in (".pdf", ".docx"))
    return [(each.name, each.read_bytes()) for each in found]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Cut, doubled, overwritten, shuffled, or with bytes, words and numbers of its own put elsewhere."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 40))):
        at, length = chance.randrange(len(made) or 1), chance.choice((1, 4, 30, 700))
        part = bytes(made[at : at + length])
        match chance.randrange(8):
            case 0:
                del made[at : at + length]
            case 1:
                made[at:at] = part * chance.choice((1, 3, 50))
            case 2:
                made[at : at + length] = chance.randbytes(len(part))
            case 3:
                made[at : at + 1] = bytes([made[at] ^ 1 << chance.randrange(8)]) if made else b""
            case 4:
                elsewhere = chance.randrange(len(made) or 1)
                made[elsewhere : elsewhere + length] = part
            case 5:
                made[at : at + length] = (
                    chance.choice((b"\0", b"\xff", b" ", b"\n", b"-", b"(", b"<<", b"9" * 30, b"\n\n", b"1. ")) * length
                )
            case 6:
                made[at : at + length] = part[::-1]
            case _:
                made = made[: chance.randrange(len(made) + 1)] if chance.random() < 0.2 else made
    return bytes(made)


def inside(data: bytes, chance: random.Random) -> bytes:
    """The archive whole, one of its parts altered: a reader gets further than with a broken archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        wanted = chance.choice([each for each in given.namelist() if each.startswith("word/") and each.endswith("xml")])
        for each in given.namelist():
            part = given.read(each)
            made.writestr(each, tags_moved(part, chance) if each == wanted else part)
    return file.getvalue()


def tags_moved(part: bytes, chance: random.Random) -> bytes:
    """Whole elements and values taken out, doubled, exchanged or made absurd: what comes out is often still XML."""
    found = re.split(rb"(<[^>]*/>|<w:t[^>]*>[^<]*</w:t>)", part)
    for _ in range(chance.choice((1, 3, 20))):
        at, other = chance.randrange(len(found)), chance.randrange(len(found))
        match chance.randrange(4):
            case 0:
                found[at] = b"" if at % 2 else found[at]
            case 1:
                found[at], found[other] = (
                    (found[other], found[at]) if at % 2 == other % 2 == 1 else (found[at], found[other])
                )
            case 2:
                found[at] *= chance.choice((2, 200)) if at % 2 else 1
            case _:
                found[at] = re.sub(rb'"\d+"', b'"%d"' % chance.choice((-1, 0, 10**9, 10**30)), found[at])
    return b"".join(found)


def outcome(name: str, data: bytes) -> str:
    """ "read", or the code of the refusal, or how the process ended."""
    receive, send = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(receive)
        code = "crashed"
        try:
            code = _in_the_child(name, data)
        finally:
            os.write(send, code.encode())
            os._exit(0)
    os.close(send)
    with os.fdopen(receive) as said:
        code = said.read()
    _pid, status = os.waitpid(pid, 0)
    return code if code else apart._why(-os.WTERMSIG(status) if os.WIFSIGNALED(status) else 1)


def _in_the_child(name: str, data: bytes) -> str:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    apart_child.NICE = 0
    apart_child._bind(SECONDS, MEMORY)
    asked = {"task": "read", "name": name, "encoding": None, "organizations": [], "themes": []}
    asked["limits"] = {"bytes": LIMITS.bytes, "pages": LIMITS.pages, "unpacked": LIMITS.unpacked}
    try:
        found = apart_child._done(asked, _Given(data), lambda said: None)
        json.dumps(found)
    except MemoryError:
        return "too_much_memory"
    except RecursionError:
        return "nested_too_deep"
    if "encodings" in found:
        return "unsure"
    return str(found.get("refused", "read"))


class _Given:
    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self) -> bytes:
        return self.data


def lines(seed: int, count: int) -> Iterator[dict[str, object]]:
    files = real_files()
    for number in range(seed, seed + count):
        chance = random.Random(number)
        name, data = chance.choice(files)
        data = inside(data, chance) if name.endswith(".docx") and chance.random() < 0.7 else mutated(data, chance)
        started = time.monotonic()
        yield {"seed": number, "file": name, "code": outcome(name, data), "seconds": time.monotonic() - started}


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]), int(sys.argv[2])):
        print(json.dumps(line), flush=True)
