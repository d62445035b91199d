"""The pages are whole in every language that they are offered in, and nothing people read is left unmarked."""

import re
import shutil
import string
import subprocess
import sys
from pathlib import Path
from zoneinfo import available_timezones

import polib
import pytest
from django.conf import settings

from recommendations.choices import WRITTEN_IN
from recommendations.tests.batteries.test_pages import EVERYONE, OPEN, WRITES, addresses, client_of
from recommendations.tests.browser.stage import everything
from recommendations.tests.promises.pseudo import speak, untranslated, what_people_wrote
from recommendations.tests.staged import staged

FEW = 5  # of the rows that one page shows: the words around them are the same
ROOT = Path(settings.BASE_DIR)
CATALOGUES = sorted((ROOT / "recommendations/locale").glob("*/LC_MESSAGES/django.po"))
OFFERED = {code for code, _name in settings.LANGUAGES} - {"en"}
# Names and abbreviations that are the same in every language.
KNOWN = frozenset(
    {"API", "CSV", "XLSX", "JSON", "SHA", "PDF", "DOCX", "TOTP", "QR", "URL", "UTC", "UTF"}
    | {"English", "Français", "Pseudo"}
    | {words for _code, words in WRITTEN_IN}
)


def catalogue(path: Path) -> polib.POFile:
    return polib.pofile(str(path))


def language_of(path: Path) -> str:
    return path.parent.parent.name


def test_every_language_that_is_offered_has_its_catalogue():
    assert {language_of(each) for each in CATALOGUES} >= OFFERED


@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_a_language_that_is_offered_is_translated_whole(path):
    if language_of(path) not in OFFERED:
        return
    po = catalogue(path)
    left = [each.msgid for each in (*po.untranslated_entries(), *po.fuzzy_entries())]
    assert left == [], f"{len(left)} strings are not translated"


def parts(words: str) -> tuple[list[str], list[str], bool, bool]:
    """What a translation has to keep: placeholders, tags, and white space at the ends."""
    placeholders = sorted(re.findall(r"%\(\w+\)[sd]|%[sd%]", words))
    placeholders += sorted(name for _, name, _, _ in string.Formatter().parse(words) if name) if "{" in words else []
    return placeholders, sorted(re.findall(r"</?\w+", words)), words[:1].isspace(), words[-1:].isspace()


@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_a_translation_keeps_placeholders_and_tags(path):
    for each in catalogue(path).translated_entries():
        for words in each.msgstr_plural.values() if each.msgid_plural else (each.msgstr,):
            wanted = (
                {str(parts(each.msgid)), str(parts(each.msgid_plural))}
                if each.msgid_plural
                else {str(parts(each.msgid))}
            )
            assert str(parts(words)) in wanted, each.msgid


@pytest.mark.gettext
@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_the_catalogue_has_what_the_pages_say_no_more_and_no_less(path, tmp_path):
    kept = {(each.msgctxt, each.msgid) for each in catalogue(path) if not each.obsolete}
    said = {(each.msgctxt, each.msgid) for each in extracted(tmp_path)}
    assert said - kept == set(), "make messages adds them"
    assert kept - said == set(), "make messages takes them out"


def extracted(folder: Path) -> polib.POFile:
    """What the code has marked now, read from a copy so that nothing here changes."""
    for name in ("recommendations", "templates", "partnership"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("tests", "__pycache__", "*.mo", "*.po")
        )
    shutil.copy(ROOT / "manage.py", folder)
    (folder / "recommendations/locale").mkdir(exist_ok=True)
    run = subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "fr", "--no-location", "--no-wrap"],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "ENV_FILE": "/dev/null", "SECRET_KEY": "x"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    found = folder / "recommendations/locale/fr/LC_MESSAGES/django.po"
    assert found.exists(), run.stdout + run.stderr
    return catalogue(found)


@staged
def register(cast):
    return everything(cast)


@pytest.mark.parametrize("who", ["desk", "clearing", "manager", "steward", "administrator"])
def test_nothing_that_a_page_says_is_left_unmarked(cast, register, monkeypatch, settings, who):
    assert who in EVERYONE
    settings.LANGUAGES = [*settings.LANGUAGES, ("xx", "Pseudo")]
    person = getattr(cast, who)
    type(person).objects.update(language="xx")  # a letter that is looked at is in its receiver's
    speak(monkeypatch, "xx")
    wrote = sorted([*available_timezones(), *what_people_wrote()], key=len, reverse=True)
    client, missed = client_of(person), []
    for name, found in addresses().items():
        if name in WRITES or name in OPEN:
            continue
        for address in found[:FEW]:
            response = client.get(address)
            if response["Content-Type"].startswith("text/html") and response.status_code == 200:
                missed += [f"{address}: {each}" for each in untranslated(response.content.decode(), wrote, KNOWN)]
    assert missed == [], "\n".join(missed)
