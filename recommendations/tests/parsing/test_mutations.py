"""2,000 random alterations of real files: each is read and sound, or refused by name; none crashes the reader, and none
takes longer than it may."""

import json
import subprocess
import sys
from collections import Counter

import pytest
from django.conf import settings

from recommendations.queries.problems import PROBLEMS
from recommendations.tests.parsing.mutating import SECONDS

AT_ONCE = 4


def outcomes(count: int) -> list[dict]:
    each = count // AT_ONCE
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "recommendations.tests.parsing.mutating", str(at * each), str(each)],
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        for at in range(AT_ONCE)
    ]
    said = [process.communicate()[0].splitlines() for process in running]
    assert [process.returncode for process in running] == [0] * AT_ONCE
    return [json.loads(line) for lines in said for line in lines]


@pytest.mark.parametrize("count", [pytest.param(2_000, marks=pytest.mark.proof), 20])
def test_altered_files_are_read_or_refused_by_name(count):
    found = outcomes(count)
    assert len(found) == count
    counted = Counter(each["code"] for each in found)
    print(dict(counted.most_common()), "slowest", max(each["seconds"] for each in found))
    assert counted["crashed"] == 0, [each for each in found if each["code"] == "crashed"]
    assert set(counted) <= {"read", "unsure", *PROBLEMS}
    assert max(each["seconds"] for each in found) < 2 * SECONDS
    assert counted["read"] > count / 10
