from pathlib import Path

import pytest

from recommendations.parsing.found import FoundDocument
from recommendations.parsing.read_text import read_text

SOURCE = Path(__file__).parents[3] / "fixtures" / "sources" / "S-2008-186.txt"


@pytest.fixture(scope="session")
def data() -> bytes:
    return SOURCE.read_bytes()


@pytest.fixture(scope="session")
def report(data: bytes) -> FoundDocument:
    return read_text(data)


@pytest.fixture(scope="session")
def texts(report: FoundDocument) -> dict[str, str]:
    return {paragraph.label: paragraph.text for paragraph in report.paragraphs}
