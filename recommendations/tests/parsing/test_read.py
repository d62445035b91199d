"""One way in for every file: what it is goes by its bytes, and what cannot be read is refused by name."""

import io
import random
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from recommendations.parsing.errors import EncodingUnsure, ParsingRefused, Unreadable
from recommendations.parsing.read import Limits, read
from recommendations.parsing.read_text import rebuild

from .relaid import as_docx

FILES = Path(__file__).parent / "files"
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
LOCKED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<00><00>]>>
%%%%EOF""" % (b"11" * 32, b"22" * 32)


def blank_pdf(pages):
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 200)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\f\n", "empty"),
        (b"a\0b", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"%PDF-1.7 and nothing else", "damaged"),
        (b"PK\x03\x04 and nothing else", "damaged"),
        (zipped(readme="no document"), "damaged"),
        (OLD_WORD, "old_word"),
        (OLD_WORD + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (LOCKED, "encrypted"),
        (blank_pdf(2), "scan"),
        (blank_pdf(12), "too_many_pages"),
        (b"a" * 2_000_001, "too_large"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_cannot_be_read_is_refused_by_name(data, code):
    with pytest.raises(Unreadable) as refused:
        read(data, "report", limits=Limits(bytes=2_000_000, pages=10))
    assert refused.value.code == code


def test_a_wrong_name_misleads_nobody():
    data = (FILES / "columns.pdf").read_bytes()
    assert read(data, "report.docx") == read(data, "report.pdf")


def test_progress_is_told_page_by_page():
    told = []
    read((FILES / "report.pdf").read_bytes(), "report.pdf", progress=lambda page, pages: told.append((page, pages)))
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_a_text_in_a_certain_encoding_is_read_and_comes_back(encoding):
    text = "1. “Naïve” – it’s so.\n\n2. Two.\n"
    data = (("\ufeff" if encoding == "utf-16-be" else "") + text).encode(encoding)
    found = read(data, "report.txt")
    assert [(each.label, each.text) for each in found.paragraphs] == [("1", "“Naïve” – it’s so."), ("2", "Two.")]
    assert rebuild(found) == data


def test_a_text_in_an_uncertain_encoding_is_asked_for_and_read_as_told():
    data = "1. Один раз в год.\n\n2. Второй доклад Совета.\n".encode("cp1251")
    with pytest.raises(EncodingUnsure) as refused:
        read(data, "report.txt")
    assert "Один раз" in dict(refused.value.candidates)["cp1251"]
    assert read(data, "report.txt", encoding="cp1251").paragraphs[0].text == "Один раз в год."


@pytest.mark.parametrize("encoding", ["cp037x", "utf-16", "ascii"])
def test_a_wrong_answer_is_refused(encoding):
    with pytest.raises(Unreadable) as refused:
        read("1. Один.\n".encode("cp1251") + b"x", "report.txt", encoding=encoding)
    assert refused.value.code == "unknown_encoding"


def test_altered_files_are_read_or_refused_and_never_more():
    chance = random.Random(5)
    sources = [(FILES / "columns.pdf").read_bytes(), as_docx("S-2009-398.txt")]
    for _ in range(60):
        data = bytearray(chance.choice(sources))
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        for _ in range(chance.randrange(1, 20)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            found = read(bytes(data), "report")
        except ParsingRefused:
            continue
        assert len({each.label for each in found.paragraphs}) == len(found.paragraphs)
