"""Files made to break a reader: each small, with the codes by which it may be refused."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import Final

SOURCES: Final = Path(__file__).parents[3] / "fixtures"
REPORT: Final = (SOURCES / "development" / "develop" / "sg-report.pdf").read_bytes()
LETTER: Final = (SOURCES / "development" / "develop" / "letter.docx").read_bytes()
W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CATALOG: Final = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"


def docx(body: str, *, head: str = "", **parts: bytes) -> bytes:
    """A DOCX with this as its text, and other parts beside it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.writestr("word/document.xml", f"{head}<w:document {W}><w:body>{body}</w:body></w:document>")
    return file.getvalue()


def said(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def pdf(*objects: bytes) -> bytes:
    return b"%PDF-1.7\n" + CATALOG + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R/Size 20>>\n%%EOF\n"


def page(content: bytes = b"", more: bytes = b"", count: int = 1) -> bytes:
    """So many pages with the same content."""
    kids = b" ".join(b"3 0 R" for _ in range(count))
    font = b"/Resources<</Font<</F 5 0 R>>>>"
    return pdf(
        b"2 0 obj<</Type/Pages/Kids[%s]/Count %d>>endobj" % (kids, count),
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]%s/Contents 4 0 R%s>>endobj" % (font, more),
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj" % (len(content), content),
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
    )


def flate_bomb() -> bytes:
    """A page whose content unpacks to 50 MB of blanks."""
    packed = zlib.compress(zlib.compress(b" " * 50_000_000))
    return pdf(
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj",
        b"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream endobj" % (len(packed), packed),
    )


def zip_bomb() -> bytes:
    return docx(said("1. A report."), **{"word/media/image1.png": b"\0" * 8_000_000})


def lying_zip() -> bytes:
    """An archive that says its text is small, and unpacks to far more."""
    data = bytearray(docx(said("A" * 3_000_000)))
    entry = data.rindex(b"PK\x01\x02")
    for at in (entry + 24, data.index(b"PK\x03\x04") + 22):
        data[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


LOCKED_PDF: Final = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<00><00>]>>
%%%%EOF""" % (b"11" * 32, b"22" * 32)
LOCKED_DOCX: Final = (
    bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
)
LAUGHS: Final = (
    '<!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE: Final = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "http://127.0.0.1:9/x">]>'

# What each file is, the file, and the codes that are an answer; "" where it is read, and then it is sound.
HOSTILE: Final[dict[str, tuple[bytes, set[str]]]] = {
    "nothing": (b"", {"empty"}),
    "a truncated PDF": (REPORT[: len(REPORT) // 2], {"damaged", "", "scan"}),
    "a truncated DOCX": (LETTER[: len(LETTER) // 2], {"damaged"}),
    "a PDF with a password": (LOCKED_PDF, {"encrypted"}),
    "a DOCX with a password": (LOCKED_DOCX, {"encrypted"}),
    "too many pages": (page(b"BT /F 12 Tf 50 700 Td (Words) Tj ET", count=60), {"too_many_pages"}),
    "a PDF that says it has a million pages": (
        pdf(b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1000000>>endobj", b"3 0 obj<</Type/Page/Parent 2 0 R>>endobj"),
        {"too_many_pages", "damaged", "scan"},
    ),
    "pages that are their own parents": (
        pdf(b"2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>endobj", b"3 0 obj<</Type/Pages/Kids[2 0 R]>>endobj"),
        {"damaged", "scan"},
    ),
    "a form that draws itself": (
        page(b"/X Do BT /F 12 Tf 50 700 Td (1. Some words that are long enough.) Tj ET", b"/Resources 6 0 R").replace(
            b"trailer",
            b"6 0 obj<</Font<</F 5 0 R>>/XObject<</X 7 0 R>>>>endobj\n7 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]"
            b"/Resources 6 0 R/Length 5>>stream\n/X Do\nendstream endobj\ntrailer",
        ),
        {"", "damaged", "scan", "no_paragraphs"},
    ),
    "arrays in arrays": (page(b"", b"/A" + b"[" * 5_000 + b"]" * 5_000), {"damaged", "scan"}),
    "a page that unpacks to 50 MB": (flate_bomb(), {"scan", "too_much_memory", "too_slow", "damaged"}),
    "a PDF without text": (page(b"0 0 100 100 re f"), {"scan"}),
    "a zip bomb": (zip_bomb(), {"archive_bomb"}),
    "an archive that lies about its sizes": (lying_zip(), {"archive_bomb", "damaged"}),
    "deeply nested XML": (docx("<w:p>" * 20_000 + "</w:p>" * 20_000), {"nested_too_deep"}),
    "tables in tables": (
        docx("<w:tbl><w:tr><w:tc>" * 60 + said("1. Words.") + "</w:tc></w:tr></w:tbl>" * 60),
        {"", "nested_too_deep", "no_paragraphs"},
    ),
    "a billion laughs": (docx(said("1. &i; words"), head=LAUGHS), {"", "damaged"}),
    "entities from elsewhere": (docx(said("1. Words &a; &b;"), head=OUTSIDE), {"", "damaged"}),
    "paths out of the archive": (
        docx(said("1. The Council should act."), **{"/outside/x": b"x", "../../../outside/x": b"x"}),
        {""},
    ),
    "a DOCX called PDF": (LETTER, {""}),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, {"binary"}),
    "a program": (b"\x7fELF" + bytes(range(256)) * 20, {"binary"}),
    "a page of the web": (b"<!DOCTYPE html><script>alert(1)</script>", {"wrong_kind"}),
    "one endless line": (b"1. " + b"word and word " * 8_000, {"", "too_slow"}),
    "one endless word": (b"1. " + b"a" * 200_000, {"", "too_slow"}),
    "nothing but brackets": (b"(a)" * 10_000, {"", "too_slow", "no_paragraphs"}),
    "nothing but numbers": (b"1.\n" * 4_000, {"", "too_slow", "no_paragraphs", "crashed"}),
}
