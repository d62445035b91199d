"""Any single altered value in the journal is found by the audit and named."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, models
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from recommendations.models import Entry
from recommendations.tests.properties.tampering import alter, undone
from recommendations.workflow.audit import differences

QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
THOROUGH = settings(QUICK, max_examples=2000)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
COLUMNS = [each.attname for each in Entry._meta.concrete_fields]


@pytest.fixture
def entries(told):
    return list(Entry.objects.order_by("recorded_at", "chain_kind", "chain_id", "seq").values_list("pk", flat=True))


@st.composite
def json_altered(draw, value):
    """The same JSON with one thing different: a key more or less, or one value changed, at any depth."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        name = draw(st.sampled_from(sorted(value)))
        rest = {key: each for key, each in value.items() if key != name}
        return rest if draw(st.booleans()) else {**rest, name: draw(json_altered(value[name]))}
    if isinstance(value, dict):
        return {**value, "another": draw(WORDS)}
    if isinstance(value, list) and value and draw(st.booleans()):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(json_altered(value[place])), *value[place + 1 :]]
    if isinstance(value, list):
        return [*value, draw(WORDS)]
    return draw((WORDS | st.integers(-5, 5) | st.none() | st.booleans()).filter(lambda other: not same(other, value)))


def same(one, other):
    return one == other and type(one) is type(other)


def other_value(field, value):
    """Another value that the column can hold."""
    match field:
        case models.JSONField():
            return json_altered(value)
        case models.UUIDField():
            return st.uuids()
        case models.DateTimeField():
            return st.integers(-(10**12), 10**12).map(lambda moved: value + timedelta(microseconds=moved))
        case models.ForeignKey():
            known = list(field.related_model._base_manager.values_list("pk", flat=True)[:20])
            return st.sampled_from([*known, None]) if field.null else st.sampled_from(known)
        case models.PositiveIntegerField():
            return st.integers(1, 10_000)
        case models.CharField() if field.choices:
            return st.sampled_from([code for code, _ in field.flatchoices])
    return WORDS.map(lambda words: words[: field.max_length])


def assert_every_altered_value_is_named(entries, data):
    entry = Entry.objects.get(pk=data.draw(st.sampled_from(entries), label="entry"))
    field = Entry._meta.get_field(data.draw(st.sampled_from(COLUMNS), label="column"))
    before = getattr(entry, field.attname)
    after = data.draw(other_value(field, before), label="new value")
    assume(not same(after, before))
    with undone():
        try:
            alter(entry, **{field.attname: after})
        except IntegrityError:
            return  # the database itself refused
        chains = {f"{entry.chain_kind} {entry.chain_id}"}
        if field.name in ("chain_kind", "chain_id"):
            changed = {"chain_kind": entry.chain_kind, "chain_id": entry.chain_id, field.name: after}
            chains.add(f"{changed['chain_kind']} {changed['chain_id']}")
        named = [each.where for each in differences()]
        assert any(where.startswith(tuple(chains)) for where in named), named


@QUICK
@given(data=st.data())
def test_any_altered_value_of_any_entry_is_named(entries, data):
    assert_every_altered_value_is_named(entries, data)


@pytest.mark.proof
@THOROUGH
@given(data=st.data())
def test_any_of_very_many_altered_values_is_named(entries, data):
    assert_every_altered_value_is_named(entries, data)


@pytest.mark.parametrize("column", COLUMNS)
def test_each_column_of_an_entry_is_under_the_hash(entries, column):
    """The columns one by one, so that none depends on the luck of a draw."""
    field = Entry._meta.get_field(column)
    for pk in entries[:: max(1, len(entries) // 4)]:
        entry = Entry.objects.get(pk=pk)
        with undone():
            try:
                alter(entry, **{column: some_other(field, getattr(entry, column))})
            except IntegrityError:
                continue
            assert differences(), f"{entry}: {column}"


def some_other(field, value):
    match field:
        case models.JSONField():
            return {**value, "another": "word"}
        case models.UUIDField():
            return "00000000-0000-4000-8000-000000000000"
        case models.DateTimeField():
            return value + timedelta(microseconds=1)
        case models.ForeignKey():
            return field.related_model._base_manager.exclude(pk=value).values_list("pk", flat=True).first()
        case models.PositiveIntegerField():
            return value + 1000
        case models.CharField() if field.choices:
            return next(code for code, _ in field.flatchoices if code != value)
    return "x" if value != "x" else "y"
