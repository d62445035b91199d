"""What a page costs the line: bytes and requests, cold and warm, as a browser counts them at a real server."""

import os
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from recommendations import demo
from recommendations.tests.stories.worker import free_port

pytestmark = [pytest.mark.bench, pytest.mark.chromium]

COLD_BYTES, COLD_REQUESTS, WARM_BYTES = 150_000, 25, 30_000
PAGES = {"My desk": "/", "Recommendations": "/recommendations/"}
OTHERS = {"Progress": "/progress/", "Documents": "/documents/", "Organizations": "/organizations/"}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A register with the five reports and the demonstration's updates, served as `make run` does."""
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**kept, "ENV_FILE": os.devnull, "SECRET_KEY": "x", "DEMO": "on", "VAR_DIR": str(folder)}
    environment |= {"PORT": str(port), "DJANGO_SETTINGS_MODULE": "partnership.settings"}
    with (folder / "log").open("wb") as log:
        serving = subprocess.Popen(
            [sys.executable, "-m", "partnership.serve"], cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log
        )
    try:
        wait_until_it_answers(port, serving, folder / "log")
        manage = [sys.executable, "manage.py", "load_demo_updates"]
        subprocess.run(manage, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True)
        yield f"http://127.0.0.1:{port}"
    finally:
        serving.terminate()
        serving.wait(timeout=30)


def wait_until_it_answers(port: int, serving: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        assert serving.poll() is None, log.read_text()
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(log.read_text())


class Counter:
    """What the browser loads from now on, in bytes on the line."""

    def __init__(self, page) -> None:
        self.bytes = self.requests = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self.finished)

    def finished(self, event) -> None:
        self.bytes += event["encodedDataLength"]
        self.requests += event["encodedDataLength"] > 0


def load(page, at: str) -> Counter:
    counter = Counter(page)
    page.goto(at)
    page.wait_for_load_state("networkidle")
    return counter


def test_what_the_pages_weigh(_chromium, address):  # noqa: PT019 - the browser itself is needed
    print()
    heavy = []
    for name, path in {**PAGES, **OTHERS}.items():
        context = _chromium.new_context(base_url=address)
        page = context.new_page()
        page.goto("/sign-in/")
        page.get_by_label("User name").fill("desk.un")
        page.get_by_label("Password", exact=True).fill(demo.PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(address + "/")
        cookies = context.cookies()
        fresh = _chromium.new_context(base_url=address)
        fresh.add_cookies(cookies)
        opened = fresh.new_page()
        cold, warm = load(opened, path), load(opened, path)
        print(
            f"{name:<18} cold {cold.bytes / 1000:6.1f} kB in {cold.requests} requests; warm {warm.bytes / 1000:5.1f} kB"
        )
        if name in PAGES:
            heavy += [name] if cold.bytes > COLD_BYTES or cold.requests > COLD_REQUESTS else []
            heavy += [f"{name}, warm"] if warm.bytes > WARM_BYTES else []
        context.close()
        fresh.close()
    assert heavy == []
