"""A browser with a folder of its own, as people have it, that can be killed and opened again."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from recommendations.tests.conftest import CHROMIUM, CHROMIUM_SWITCHES, PATIENCE, slow_down
from recommendations.tests.stories.hands import arrive, signed_in

Opened = tuple[Any, Callable[[], None]]


def enter(page: Any, username: str) -> None:
    """Through the sign-in, unless the session of before is still there."""
    if "/sign-in/" not in page.url:
        page.goto("/sign-in/")
    if not page.get_by_label("Password").is_visible():
        return
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill("pass")
    page.get_by_role("button", name="Sign in", exact=True).click()
    arrive(page, signed_in)


@contextmanager
def browsers(chromium: Any) -> Iterator[Callable[[Path, str], Opened]]:
    """Opens one in a folder, at an address; and what kills all its processes at once, with -9."""
    kills: list[Callable[[], None]] = []

    def opened(folder: Path, base_url: str) -> Opened:
        context = chromium.browser_type.launch_persistent_context(
            folder / "profile", executable_path=CHROMIUM, args=CHROMIUM_SWITCHES, base_url=base_url
        )
        context.set_default_timeout(PATIENCE)
        context.on("page", slow_down)
        slow_down(context.pages[0])

        def kill() -> None:
            for pid in processes_of(folder / "profile"):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            kills.remove(kill)

        kills.append(kill)
        return context, kill

    yield opened
    for each in list(kills):
        each()


def processes_of(profile: Path) -> list[int]:
    """Those of the browser with this folder; its children die with them."""
    found = subprocess.run(["pgrep", "-f", f"user-data-dir={profile}"], capture_output=True, text=True, check=False)
    return [int(each) for each in found.stdout.split()]
