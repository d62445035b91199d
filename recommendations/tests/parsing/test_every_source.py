"""What the reader promises of every first document; the labels are frozen, word by word, in `promised/`."""

import hashlib
import re
from collections import Counter

import pytest

from recommendations.parsing.clean import clean
from recommendations.parsing.found import PieceKind
from recommendations.parsing.read_text import read_text, rebuild

from .conftest import PROMISED, SOURCES, read, source

NAMES = sorted(path.name for path in SOURCES.glob("*.txt"))
LONGEST_LABEL = 60
every_source = pytest.mark.parametrize("name", NAMES)


def test_the_five_files_are_those_that_were_received():
    lines = (SOURCES / "SHA256SUMS").read_text().splitlines()
    sums = {name: sha256 for sha256, name in (line.split() for line in lines)}
    assert sums == {name: hashlib.sha256(source(name)).hexdigest() for name in NAMES}
    assert len(NAMES) == 5


@every_source
def test_it_comes_back_byte_for_byte(name):
    assert rebuild(read(name)) == source(name)


@every_source
def test_only_white_space_is_left_blank(name):
    assert all(piece.raw.isspace() for piece in read(name).pieces if piece.kind is PieceKind.BLANK)


@every_source
def test_every_character_of_the_source_is_in_one_text_or_one_removed_piece(name):
    found = read(name)
    texts = [*(each.text for each in (*found.paragraphs, *found.footnotes)), *(each.heading for each in found.sections)]
    apart = (PieceKind.LABEL, PieceKind.FOOTNOTE_MARK)
    removed = [piece.raw for piece in found.pieces if piece.kind.is_furniture or piece.kind in apart]
    assert Counter("".join("".join([*texts, *removed]).split())) == Counter("".join(source(name).decode().split()))


@every_source
def test_every_text_is_made_of_its_own_pieces(name):
    found = read(name)
    for each in found.paragraphs:
        own = [p.raw for p in found.pieces if p.kind is PieceKind.PARAGRAPH and p.paragraph == each.ord]
        assert each.text == clean(own) != ""
    for section in found.sections:
        own = [p.raw for p in found.pieces if p.kind is PieceKind.HEADING and p.section == section.ord]
        assert section.heading == clean(own) != ""


@every_source
def test_removed_pieces_belong_to_nothing(name):
    for piece in read(name).pieces:
        if piece.kind.is_furniture:
            assert (piece.section, piece.paragraph, piece.footnote) == (None, None, None)


@every_source
def test_no_markup_is_left(name):
    for each in (*read(name).paragraphs, *read(name).footnotes):
        assert not re.search(r"[*\\<>#]|\]\(|^- ", each.text)


@every_source
def test_labels_and_the_words_at_both_ends_are_the_promised_ones(name):
    promised = [tuple(line.split(" | ")) for line in (PROMISED / name).read_text().splitlines()]
    found = read(name).paragraphs
    assert [each.label for each in found] == [label for label, _, _ in promised]
    for each, (_, first, last) in zip(found, promised, strict=True):
        assert each.text.startswith(first)
        assert each.text.endswith(last)


@every_source
def test_labels_are_unique_and_short(name):
    labels = [each.label for each in read(name).paragraphs]
    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= LONGEST_LABEL


@every_source
def test_the_line_ends_of_another_system_change_nothing(name):
    other = read_text(source(name).replace(b"\n", b"\r\n"))
    found = read(name)
    assert (other.sections, other.paragraphs, other.footnotes, other.warnings) == (
        found.sections,
        found.paragraphs,
        found.footnotes,
        found.warnings,
    )
