"""The parts of a DOCX file, unpacked within limits."""

import io
import zipfile
import zlib
from typing import Final

from lxml import etree

from recommendations.parsing.errors import Unreadable

MOST_PARTS: Final = 5_000
MOST_RATIO: Final = 200
SMALL: Final = 1024 * 1024  # below this no ratio is a danger
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEEDED: Final = "word/document.xml"
# What zipfile raises over archives that are damaged, or packed in a way that it does not know (NotImplementedError).
NOT_OPENED: Final = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError)
NOT_UNPACKED: Final = (*NOT_OPENED, zlib.error, EOFError, RuntimeError)


class Archive:
    """Raises Unreadable: damaged, encrypted, archive_bomb, nested_too_deep."""

    def __init__(self, data: bytes, most_unpacked: int) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except NOT_OPENED:
            raise Unreadable("damaged") from None
        self._left = most_unpacked
        infos = self._zip.infolist()
        unpacked = sum(info.file_size for info in infos)
        bomb = unpacked > most_unpacked or (unpacked > SMALL and unpacked > MOST_RATIO * max(len(data), 1))
        if len(infos) > MOST_PARTS or bomb:
            raise Unreadable("archive_bomb")
        if any(info.flag_bits & 1 for info in infos):
            raise Unreadable("encrypted")
        self.names = {info.filename for info in infos}

    def part(self, name: str) -> etree._Element | None:
        """The part as XML, without entities or anything from elsewhere; None when it is not there."""
        if name not in self.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(self._bytes(name), parser)
        except etree.XMLSyntaxError as error:
            deep = "depth" in str(error).lower()
            raise Unreadable("nested_too_deep" if deep else "damaged") from None

    def _bytes(self, name: str) -> bytes:
        """Sizes that an archive states may be lies: what is read is counted."""
        try:
            with self._zip.open(name) as part:
                data = part.read(self._left + 1)
        except NOT_UNPACKED:
            raise Unreadable("damaged") from None
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable("archive_bomb")
        return data
