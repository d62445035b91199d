"""How long the common answers take, as ratios to the cheapest one of the same run: `make bench`."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from django.conf import settings
from django.test import Client

from recommendations.models import Recommendation
from recommendations.tests import make
from recommendations.workflow.audit import differences
from recommendations.workflow.loading import load

pytestmark = pytest.mark.bench
RUNS = 15


def seconds(act: Callable[[], object]) -> float:
    act()
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def test_the_common_answers(db):
    load(Path(settings.BASE_DIR) / "fixtures", by=make.REGISTER)
    client = Client()
    client.force_login(make.user("bench"))
    one = Recommendation.objects.get(reference="S/2008/186 para. 79(a)")

    def get(path: str) -> Callable[[], object]:
        def act() -> None:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)

        return act

    measured = {
        "a bare answer": seconds(get("/healthz")),
        "My desk": seconds(get("/")),
        "list, 25 rows": seconds(get("/recommendations/")),
        "one recommendation": seconds(get(f"/recommendations/{one.public_id}/")),
        "progress": seconds(get("/progress/")),
        "API list": seconds(get("/api/v1/recommendations/")),
        "audit": seconds(lambda: differences()),
    }
    bare = measured["a bare answer"]
    print()
    for name, taken in measured.items():
        print(f"{name:<22} {taken * 1000:8.1f} ms  {taken / bare:8.1f} × a bare answer")
    assert measured
