"""Loading the reviewable files: all or nothing, twice changes nothing, and the real ones as they were agreed."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from recommendations.choices import AssignmentState, ChainKind, EntryKind, Status
from recommendations.errors import CatalogueRefused
from recommendations.models import (
    Assignment,
    Chain,
    Entry,
    Evidence,
    Organization,
    ProgressUpdate,
    Recommendation,
    Review,
    SourceDocument,
    Theme,
)
from recommendations.tests.make import REGISTER
from recommendations.workflow.audit import differences
from recommendations.workflow.loading import Loaded, load

FIXTURES = Path(__file__).parents[3] / "fixtures"
# Of section X of S/2008/186: lettered or single leaves, the whole 79(d), the second ask of 72(a), and the call of 69.
ASKS = {
    "69": 1, "71": 5, "72": 3, "73": 3, "74": 2, "75": 6, "76": 1,
    "77": 3, "78": 4, "79": 9, "80": 4, "81": 3, "82": 2,
}  # fmt: skip
SMALL = {
    "organizations.toml": """
[[organization]]
code = "UN"
kind = "other"
reports_for_itself = true
names = [{ name = "United Nations" }]
""",
    "themes.toml": """
[[theme]]
code = "thing"
name = "Things"
""",
    "report.toml": """
[document]
code = "S/2000/1"
title = "Report"
kind = "letter"
language = "en"
file = "report.txt"
sha256 = "{sha256}"

[[recommendation]]
paragraph = "1"
quote = "The United Nations should do it."
lead_in = []
kind = "recommendation"
nature = "single_action"
standing = "recommended"
follow_up = "tracked"
addressee = []
themes = ["thing"]
places = []
assignments = [{ organization = "UN", role = "owner", answering = "UN", named_in_text = true }]

[[recommendation]]
paragraph = "2"
quote = "So should others."
lead_in = [{ paragraph = "1", quote = "The United Nations" }]
kind = "observation"
nature = "aim"
standing = "recommended"
follow_up = "for_reference"
addressee = [{ words = "others" }]
themes = []
places = ["Somalia"]
assignments = []
""",
    "report.txt": "I. Asks \\n\\n1. The United Nations should do it. \\n\\n2. So should others. \\n".replace(
        "\\n", "\n"
    ),
}


@pytest.fixture
def folder(tmp_path, db):
    import hashlib

    digest = hashlib.sha256(SMALL["report.txt"].encode()).hexdigest()
    for name, text in SMALL.items():
        (tmp_path / name).write_text(text.replace("{sha256}", digest), encoding="utf-8")
    return tmp_path


def altered(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def rows():
    models = (Organization, Theme, SourceDocument, Recommendation, Assignment, Entry, Chain)
    return {model.__name__: model.objects.count() for model in models}


NOTHING = dict.fromkeys(
    ("Organization", "Theme", "SourceDocument", "Recommendation", "Assignment", "Entry", "Chain"), 0
)


def test_what_is_in_the_files_is_in_the_register_and_in_the_journal(folder):
    assert load(folder, by=REGISTER) == Loaded(organizations=1, themes=1, documents=1, recommendations=2, assignments=1)
    first, second = Recommendation.objects.all()
    assert (first.reference, first.text) == ("S/2000/1 para. 1", "The United Nations should do it.")
    assert [each.text for each in second.lead_in_spans.all()] == ["The United Nations"]
    assert set(Entry.objects.values_list("chain_kind", flat=True)) == set(ChainKind) - {
        ChainKind.USER,
        ChainKind.SUCCESSION,
        ChainKind.UPLOAD,
        ChainKind.REGISTER_FILE,
    }
    assert differences() == []


def test_loading_twice_changes_nothing(folder):
    load(folder, by=REGISTER)
    before = rows()
    assert load(folder, by=REGISTER) == Loaded()
    assert rows() == before


def test_what_people_changed_since_stays_as_they_left_it(folder):
    load(folder, by=REGISTER)
    altered(folder, "themes.toml", "Things", "Other things")
    load(folder, by=REGISTER)
    assert Theme.objects.get().name == "Things"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("report.toml", "So should others.", "So must others.", "recommendation 2 (para. 2)"),
        ("report.toml", "So should others.", "So should  others.", "recommendation 2 (para. 2)"),
        ("report.toml", 'quote = "The United Nations" }', 'quote = "The Union" }', "recommendation 2 (para. 2)"),
        ("report.toml", 'paragraph = "2"', 'paragraph = "3"', "recommendation 2 (para. 3)"),
        ("report.toml", 'themes = ["thing"]', 'themes = ["nothing"]', "recommendation 1 (para. 1)"),
        ("report.toml", 'organization = "UN"', 'organization = "AU"', "recommendation 1 (para. 1)"),
        ("report.toml", 'answering = "UN"', 'answering = "AU"', "recommendation 1 (para. 1)"),
        ("report.toml", 'role = "owner"', 'role = "boss"', "recommendation 1 (para. 1)"),
        ("report.toml", 'kind = "observation"', 'kind = "order"', "recommendation 2 (para. 2)"),
        ("report.toml", 'nature = "aim"', "", "recommendation 2 (para. 2)"),
        ("report.toml", 'nature = "aim"', 'nature = "aim"\nwhole = "1"', "recommendation 2 (para. 2)"),
        ("report.toml", 'nature = "aim"', 'nature = "aim"\nask = "second"', "recommendation 2 (para. 2)"),
        ("report.toml", 'paragraph = "2"', 'paragraph = "1"\nask = 1', "recommendation 2 (para. 1)"),
        ("report.toml", 'file = "report.txt"', 'file = "nowhere.txt"', "document"),
        ("report.toml", 'sha256 = "', 'sha256 = "0', "document"),
        ("report.txt", "do it", "do that", "document"),
        ("report.toml", 'kind = "letter"', 'kind = "poem"', "document"),
        ("report.toml", 'language = "en"', 'language = "en"\ndated = 2000-01-01', "document"),
        ("organizations.toml", 'kind = "other"', 'kind = "club"', "organization 1 (UN)"),
        ("organizations.toml", 'kind = "other"', 'kind = "other"\nparent = "EARTH"', "organization 1 (UN)"),
        ("organizations.toml", "reports_for_itself = true", "", "organization 1 (UN)"),
        ("themes.toml", 'name = "Things"', "", "theme 1 (thing)"),
        ("themes.toml", "[[theme]]", "[[theme", "themes.toml"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_hold_is_named_and_nothing_is_kept(folder, name, old, new, said):
    altered(folder, name, old, new)
    file = "report.toml" if name == "report.txt" else name
    with pytest.raises(CatalogueRefused) as refusal:
        load(folder, by=REGISTER)
    assert file in str(refusal.value)
    assert said in str(refusal.value)
    assert rows() == NOTHING


def test_a_quote_that_was_altered_is_refused_even_when_its_row_is_loaded_already(folder):
    load(folder, by=REGISTER)
    before = rows()
    for words in ("So must others.", "should others."):
        altered(folder, "report.toml", 'quote = "So should others."', f'quote = "{words}"')
        with pytest.raises(CatalogueRefused):
            load(folder, by=REGISTER)
        altered(folder, "report.toml", f'quote = "{words}"', 'quote = "So should others."')
    assert rows() == before


# The real ones


def test_the_five_reports_load_whole_word_for_word_and_without_any_status(db):
    loaded = load(FIXTURES, by=REGISTER)
    everything = Recommendation.objects.select_related("paragraph")
    assert loaded.recommendations == len(everything)
    for each in everything:
        assert each.paragraph.text[each.start : each.end] == each.text
    for each in everything.filter(is_whole=False, without_owner=False).exclude(nature="aim"):
        assert (each.status, each.basis) == (Status.NOT_ASKED, "none")
    _assert_section_x_is_whole(everything.filter(reference__startswith="S/2008/186"))
    _assert_nothing_was_invented()
    assert differences() == []
    assert load(FIXTURES, by=REGISTER) == Loaded()


def _assert_section_x_is_whole(report):
    section = [each for each in report if each.paragraph.label.split("(")[0] in ASKS]
    assert len(section) == 46
    assert Counter(each.paragraph.label.split("(")[0] for each in section) == ASKS
    assert {each.reference for each in report if each.is_whole} == {"S/2008/186 para. 79(d)"}
    assert report.filter(whole__reference="S/2008/186 para. 79(d)").count() == 4
    assert [each.reference for each in section if ", ask" in each.reference] == ["S/2008/186 para. 72(a), ask 2"]


def _assert_nothing_was_invented():
    assert not ProgressUpdate.objects.exists()
    assert not Evidence.objects.exists()
    assert not Review.objects.exists()
    # The two that their documents state themselves.
    dated = Recommendation.objects.exclude(due_on=None).order_by("reference").values_list("reference", flat=True)
    assert list(dated) == ["S/2009/398 para. 18", "S/2015/229 para. 60, ask 3"]
    assert set(Assignment.objects.values_list("state", flat=True)) == {AssignmentState.PROPOSED}
    assert set(Entry.objects.values_list("kind", flat=True)) == {EntryKind.ADDED, EntryKind.ASSIGNED}


def test_one_altered_word_in_the_real_files_is_refused_by_name(tmp_path, db):
    folder = shutil.copytree(FIXTURES, tmp_path / "fixtures")
    altered(folder, "S-2008-186.toml", "I reiterate my call for", "I repeat my call for")
    with pytest.raises(CatalogueRefused, match=r"S-2008-186\.toml, recommendation \d+ \(para\. 69\)"):
        load(folder, by=REGISTER)
    assert rows() == NOTHING
