import re
from functools import cache
from pathlib import Path

import pytest

from recommendations.parsing.found import FoundDocument
from recommendations.parsing.read_text import read_text

SOURCES = Path(__file__).parents[3] / "fixtures" / "sources"
PROMISED = Path(__file__).parent / "promised"


@cache
def source(name: str) -> bytes:
    return (SOURCES / name).read_bytes()


@cache
def read(name: str) -> FoundDocument:
    return read_text(source(name))


def lines_of(name: str, first: int, last: int | None = None) -> str:
    """Lines of a source, counted from 1, their white space folded and a hyphen or slash at an end closed up."""
    lines = source(name).decode().splitlines(keepends=True)[first - 1 : last or first]
    return " ".join(re.sub(r"([-/]) *\n", r"\1", "".join(lines)).split())


@pytest.fixture(scope="session")
def data() -> bytes:
    return source("S-2008-186.txt")


@pytest.fixture(scope="session")
def report() -> FoundDocument:
    return read("S-2008-186.txt")


@pytest.fixture(scope="session")
def texts(report: FoundDocument) -> dict[str, str]:
    return {paragraph.label: paragraph.text for paragraph in report.paragraphs}
