"""The house keeps its word: settings, documentation, switches, static files and test database agree."""

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured, MiddlewareNotUsed
from django.core.management import call_command, get_commands
from django.db import connection
from django.http import HttpResponse

from partnership import environment, middleware, serve
from recommendations.models import triggers

ROOT = Path(settings.BASE_DIR)
DEPLOY = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Another Python on the working settings, with these variables and none of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", *arguments],
        cwd=ROOT,
        env={**kept, "ENV_FILE": os.devnull, "DJANGO_SETTINGS_MODULE": "partnership.settings", **variables},
        capture_output=True,
        text=True,
        timeout=300,
    )


# Documentation


def test_every_variable_is_explained_and_every_explained_variable_is_read():
    code = "".join(each.read_text(encoding="utf-8") for each in (ROOT / "partnership").glob("*.py"))
    read = set(re.findall(r'(?:environment\.\w+|os\.environ\.get)\(\s*"([A-Z_]+)"', code))
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", DEPLOY, flags=re.MULTILINE))
    assert explained == read


def test_the_example_uses_explained_variables_only():
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", DEPLOY, flags=re.MULTILINE))
    assert set(example()) <= explained


def test_every_command_that_the_pages_name_exists():
    named = set(re.findall(r"manage\.py ([a-z_]+)", DEPLOY))
    assert named <= set(get_commands())


@pytest.mark.skipif(not (ROOT / "README.md").exists(), reason="there is no README yet")
def test_the_readme_names_every_target_of_the_makefile():
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [each for each in targets if each != "help" and f"make {each}" not in readme] == []


def example() -> dict[str, str]:
    return environment.parsed(re.search(r"```env\n(.*?)```", DEPLOY, flags=re.DOTALL)[1], name="docs/deploy.md")


def test_the_documented_production_variables_pass_djangos_deployment_check():
    checked = manage("manage.py", "check", "--deploy", "--fail-level", "WARNING", **example())
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


def test_without_mail_the_deployment_check_says_so():
    checked = manage("manage.py", "check", "--deploy", "--fail-level", "WARNING", **{**example(), "EMAIL_HOST": ""})
    assert "partnership.W001" in checked.stderr


# Switches


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, ["SECRET_KEY"]),
        ({"DEMO": "yes"}, ["DEMO"]),
        ({"DEMO": "on", "DATABASE_URL": "postgres://127.0.0.1/register"}, ["DEMO", "DATABASE_URL"]),
        ({"DEMO": "on", "HOST": "0.0.0.0"}, ["DEMO", "HOST", "0.0.0.0"]),
        ({"DEMO": "on", "HOST": "register.example.org"}, ["DEMO", "HOST"]),
        ({"DEMO": "on", "BEHIND_PROXY": "on"}, ["DEMO", "BEHIND_PROXY"]),
        ({"DATABASE_URL": "mysql://127.0.0.1/register"}, ["DATABASE_URL", "postgres://"]),
        ({"BROKER_URL": "memory://"}, ["BROKER_URL"]),
        ({"INSTALLATION_TIME_ZONE": "Nowhere/Land"}, ["INSTALLATION_TIME_ZONE"]),
        ({"PORT": "http"}, ["PORT"]),
        ({"VAR_DIR": "var"}, ["VAR_DIR"]),
        ({"LOG_LEVEL": "LOUD"}, ["LOG_LEVEL"]),
    ],
)
def test_a_wrong_variable_stops_the_program_with_its_name(variables, named):
    given = {"SECRET_KEY": "x"} | variables if variables else {}
    started = manage("-c", "import partnership.settings", **given)
    assert started.returncode != 0
    last = started.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert all(name in last for name in named)


def test_the_demonstration_has_a_database_of_its_own_and_known_hosts_only():
    said = "from partnership import settings as s; print(s.DATABASES['default']['NAME'].name, s.ALLOWED_HOSTS)"
    demonstration = manage("-c", said, SECRET_KEY="x", DEMO="on", ALLOWED_HOSTS="register.example.org")
    working = manage("-c", said, SECRET_KEY="x", ALLOWED_HOSTS="register.example.org")
    assert demonstration.stdout.strip() == "demo.sqlite3 ['localhost', '127.0.0.1', '[::1]']"
    assert working.stdout.strip() == "register.sqlite3 ['register.example.org']"


def test_importing_the_settings_writes_nothing(tmp_path):
    folder = tmp_path / "var"
    manage("-c", "import partnership.settings, partnership.celery", SECRET_KEY="x", DEMO="on", VAR_DIR=str(folder))
    assert not folder.exists()


def test_the_demonstration_answers_this_machine_only(settings, rf):
    settings.DEMO = True
    handle = middleware.demonstration_stays_here(lambda request: HttpResponse("welcome"))
    assert handle(rf.get("/", REMOTE_ADDR="127.0.0.1")).status_code == 200
    assert handle(rf.get("/", REMOTE_ADDR="::1")).status_code == 200
    assert handle(rf.get("/", REMOTE_ADDR="192.0.2.7")).status_code == 403
    assert handle(rf.get("/", REMOTE_ADDR="")).status_code == 403


def test_a_proxys_word_counts_only_behind_a_proxy(settings, rf):
    with pytest.raises(MiddlewareNotUsed):
        middleware.client_address(lambda request: HttpResponse())
    settings.BEHIND_PROXY = True
    handle = middleware.client_address(lambda request: HttpResponse(request.META["REMOTE_ADDR"]))
    # What the client itself claims comes first; only the last address is the proxy's own.
    assert handle(rf.get("/", HTTP_X_FORWARDED_FOR="10.9.9.9, 192.0.2.7")).content == b"192.0.2.7"


# Readers of the environment


@pytest.mark.parametrize(
    ("read", "wrong"),
    [
        (lambda name: environment.text(name), ""),
        (lambda name: environment.switch(name, default=False), "true"),
        (lambda name: environment.number(name, default=1), "one"),
        (lambda name: environment.number(name, default=1, least=1, most=9), "10"),
        (lambda name: environment.one_of(name, ("a", "b"), default="a"), "c"),
        (lambda name: environment.url(name, schemes=("redis",)), "127.0.0.1"),
        (lambda name: environment.folder(name, default=Path("/")), "here"),
        (lambda name: environment.time_zone(name, default="UTC"), "../etc"),
    ],
)
def test_a_readers_error_carries_the_name(monkeypatch, read, wrong):
    monkeypatch.setenv("SOME_NAME", wrong)
    with pytest.raises(ImproperlyConfigured, match="SOME_NAME"):
        read("SOME_NAME")


def test_the_environment_wins_over_the_file_and_nothing_is_exported(monkeypatch, tmp_path):
    file = tmp_path / ".env"
    file.write_text("# a comment\n\nSOME_NAME = from the file\nOTHER_NAME=a=b\n")
    monkeypatch.setattr(environment, "_from_file", {})
    monkeypatch.setenv("SOME_NAME", "from the environment")
    environment.read_file(file)
    assert environment.text("SOME_NAME") == "from the environment"
    assert environment.text("OTHER_NAME") == "a=b"
    assert "OTHER_NAME" not in os.environ


def test_a_line_that_says_nothing_is_named():
    with pytest.raises(ImproperlyConfigured, match=r"\.env, line 2"):
        environment.parsed("A=1\nnonsense\n", name=".env")


# What is served


def test_every_answer_is_guarded(client, db):
    answer = client.get("/healthz")
    policy = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
    assert policy >= {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"}
    assert not [part for part in policy if "unsafe" in part or "*" in part]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Request-ID"]
    assert answer["X-Request-ID"] != client.get("/healthz", headers={"X-Request-ID": "chosen-by-me"})["X-Request-ID"]


def test_uploaded_files_have_no_address(client, db):
    Path(settings.MEDIA_ROOT).mkdir(exist_ok=True)
    (Path(settings.MEDIA_ROOT) / "secret.txt").write_text("secret")
    for address in ("/secret.txt", "/files/secret.txt", "/media/secret.txt", "/static/../files/secret.txt"):
        assert b"secret" not in client.get(address).content


def test_every_static_file_that_another_names_exists(tmp_path):
    """Hashed names need every reference to be right: collecting fails otherwise."""
    collected = manage(
        "manage.py", "collectstatic", "--no-input", "-v0", SECRET_KEY="x", VAR_DIR=str(tmp_path), LOG_LEVEL="ERROR"
    )
    assert collected.returncode == 0, collected.stderr


# Models, checks, and the databases of the tests


def test_models_and_migrations_agree(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def check_ids() -> set[str]:
    return {each.id for each in run_checks(databases=["default"])}


def test_demonstration_accounts_in_a_working_register_are_reported(db):
    assert "partnership.E001" not in check_ids()
    get_user_model()._default_manager.create(username="desk.au", is_demonstration=True)
    assert "partnership.E001" in check_ids()


def test_lost_triggers_are_reported(db):
    assert "partnership.E002" not in check_ids()
    lost = triggers.missing() or sorted(triggers.expected())[0]
    table = lost.rpartition("_")[0]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {lost}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))
    assert "partnership.E002" in check_ids()


@pytest.mark.parametrize("again", [1, 2])
def test_a_committed_database_is_seen_by_others_and_put_back_with_its_triggers(committed_db, again):
    people = get_user_model()._default_manager
    assert people.count() == 0
    assert triggers.missing() == []
    people.create(username="ada")
    seen = []

    def look():
        seen.append(people.count())
        connection.close()

    other = threading.Thread(target=look)
    other.start()
    other.join()
    assert seen == [1]


def test_an_ordinary_test_sees_nothing_of_it(db):
    assert get_user_model()._default_manager.count() == 0


@pytest.mark.chromium
def test_a_page_is_seen_in_a_browser(page):
    page.goto("/healthz")
    assert page.inner_text("body") == "ok"


# The first start


def test_the_first_start_writes_a_secret_and_the_demonstration(monkeypatch, tmp_path, capsys):
    for name in ("SECRET_KEY", "DEMO", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / ".env"
    serve.write_first_env(file)
    first = file.read_text()
    assert "DEMO=on" in first
    assert file.stat().st_mode & 0o077 == 0
    serve.write_first_env(file)
    assert file.read_text() == first


@pytest.mark.parametrize(("name", "value"), [("DEMO", "off"), ("DATABASE_URL", "postgres://127.0.0.1/register")])
def test_a_working_register_never_becomes_a_demonstration_by_itself(monkeypatch, tmp_path, name, value):
    for each in ("SECRET_KEY", "DEMO", "DATABASE_URL"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(name, value)
    serve.write_first_env(tmp_path / ".env")
    assert "DEMO" not in (tmp_path / ".env").read_text()


def test_a_taken_port_is_said_plainly():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(serve.CannotRun, match=f"port {port}.*make run PORT={port + 1}"):
            serve.require_free_port("127.0.0.1", port)
