import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from recommendations import points


def at(point: str, die_at: str) -> int:
    said = f"from recommendations.points import point; point({point!r})"
    environment = {**os.environ, "DIE_AT": die_at}
    return subprocess.run([sys.executable, "-c", said], cwd=settings.BASE_DIR, env=environment).returncode


@pytest.mark.parametrize(("die_at", "code"), [("", 0), ("before_send", 0), ("after_claim", -signal.SIGKILL), ("1", 0)])
def test_the_process_vanishes_at_the_named_point_only(die_at, code):
    assert at("after_claim", die_at) == code


def test_every_named_point_is_passed_and_every_point_is_named():
    files = [each for each in Path(points.__file__).parent.rglob("*.py") if "tests" not in each.parts]
    passed = re.findall(r'\bpoint\("(\w+)"\)', "".join(each.read_text() for each in files))
    assert sorted(passed) == sorted(points.POINTS)
