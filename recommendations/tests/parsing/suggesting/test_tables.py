"""Recommendations and answers to them in columns: the head of a column says whose words its cells are."""

from recommendations.parsing.read import read
from recommendations.parsing.suggesting.reading import source_of
from recommendations.parsing.suggesting.suggest import suggest

from .ask import organizations, themes

TABLE = """Audit of partnerships

1. The audit covered one year.

| Recommendation | Management response | Status |
| --- | --- | --- |
| Issue guidance on transitions. | The Department agrees; missions should note it. | It should be ready in June. |
| DPO should consult the African Union. | The Department must first find funds. | Open |

2. The Mission accepted recommendation 1, and should be thanked.
"""


def test_the_recommendations_are_offered_and_the_answers_are_not():
    found = suggest(source_of(read(TABLE.encode(), "audit.txt")), organizations(), themes())
    assert [each.quote for each in found if each.suggested] == [
        "Issue guidance on transitions.",
        "DPO should consult the African Union.",
    ]
