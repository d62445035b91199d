"""A hostile file costs one job: it is read or refused by name, within the limits, and reaches nothing else."""

import time

import pytest

from recommendations.parsing.apart import Bounds, glance, read_apart
from recommendations.parsing.errors import EncodingUnsure, Unreadable
from recommendations.parsing.plain import from_plain
from recommendations.parsing.read import Limits
from recommendations.parsing.sound import is_sound
from recommendations.tests.parsing.hostile import HOSTILE, LETTER, REPORT

BOUNDS = Bounds(seconds=15, memory=512 * 1024 * 1024)
LIMITS = Limits(pages=50, unpacked=5 * 1024 * 1024)
SLACK = 15  # seconds that a busy machine may add


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_or_refused_by_name_and_in_time(name):
    data, answers = HOSTILE[name]
    started = time.monotonic()
    try:
        found = from_plain(read_apart(data, "report.pdf", limits=LIMITS, bounds=BOUNDS)["document"])
    except Unreadable as refused:
        code = refused.code
    else:
        code = ""
        assert is_sound(found)
        words = " ".join(each.text for each in found.paragraphs)
        assert "root:" not in words
        assert "hahahaha" not in words
    assert code in answers
    assert time.monotonic() - started < BOUNDS.seconds + SLACK


@pytest.mark.parametrize("data", [REPORT, LETTER, b"1. The Council should act.\n"], ids=["pdf", "docx", "text"])
def test_a_glance_lets_reports_pass(data):
    glance(data)
    with pytest.raises(Unreadable):
        glance(data, limits=Limits(bytes=len(data) - 1))


def test_too_slow_is_stopped_at_the_limit():
    started = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read_apart(b"1. The Council should act.\n\n" * 300_000, "report.txt", bounds=Bounds(seconds=1))
    assert refused.value.code == "too_slow"
    assert time.monotonic() - started < 1 + SLACK


def test_too_much_memory_is_refused_and_costs_only_its_own_process():
    with pytest.raises(Unreadable) as refused:
        read_apart(b"1. The Council should act.\n\n" * 60_000, "report.txt", bounds=Bounds(memory=90 * 1024 * 1024))
    assert refused.value.code == "too_much_memory"


def test_an_unsure_encoding_comes_back_with_its_candidates():
    with pytest.raises(EncodingUnsure) as unsure:
        read_apart("1. Один раз в год.\n\n2. Второй доклад.\n".encode("cp1251"), "report.txt")
    assert "Один раз" in dict(unsure.value.candidates)["cp1251"]


def test_no_secret_of_the_installation_is_lent_to_the_process(monkeypatch):
    from recommendations.parsing import apart

    monkeypatch.setenv("SECRET_KEY", "the secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://register:secret@127.0.0.1/register")
    assert "secret" not in str(apart._environment())


def test_whoever_asked_and_fails_meanwhile_leaves_no_process(monkeypatch):
    from recommendations.parsing import apart

    started = []
    popen = apart.subprocess.Popen
    monkeypatch.setattr(
        apart.subprocess, "Popen", lambda *args, **more: started.append(popen(*args, **more)) or started[-1]
    )

    def fails(page, pages):
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        read_apart(REPORT, "report.pdf", on_progress=fails)
    assert started[0].returncode is not None
