"""The labels of the development set stay as they were written, before any parser ran on their documents."""

import hashlib
import json

from django.conf import settings

FOLDER = settings.BASE_DIR / "fixtures" / "development"
SUMS = FOLDER / "checksums.sha256"


def promised():
    pairs = (line.split("  ", 1) for line in SUMS.read_text().splitlines())
    return {name: digest for digest, name in pairs}


def files():
    return {
        str(path.relative_to(FOLDER)) for folder in FOLDER.iterdir() if folder.is_dir() for path in folder.iterdir()
    }


def test_every_file_is_frozen():
    assert files() == set(promised())


def test_no_file_has_changed():
    for name, digest in promised().items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name


def test_every_document_has_labels_and_every_quote_a_labelled_paragraph():
    for path in sorted(FOLDER.glob("*/*.labels.json")):
        labels = json.loads(path.read_text())
        known = {each["label"] for each in labels["paragraphs"]}
        assert len(known) == len(labels["paragraphs"]), path.name
        for ask in labels["asks"]:
            assert {ask["paragraph"], *(each["paragraph"] for each in ask.get("also_at", []))} <= known, path.name
        beside = {each.suffix for each in path.parent.glob(path.name.replace(".labels.json", ".*"))}
        assert beside & {".pdf", ".docx", ".txt"}, path.name
