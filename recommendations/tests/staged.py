"""What many tests begin with is built once, not for each of them.

A fixture marked `@staged` is built in a transaction that stays open until a test comes that begins with something else.
Each test gets copies of its own of the objects, and works in a savepoint that is rolled back after it. So a staged
fixture asks for staged fixtures only, and whatever it makes is a row or a value.
"""

import copy
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

COPIES = pytest.StashKey[dict[Callable[..., Any], Any]]()


def staged(build: Callable[..., Any]) -> Any:
    """A fixture of rows that the next test can begin with too. On the committed database it is built for each test."""
    asked = inspect.signature(build).parameters

    def fixture(request: pytest.FixtureRequest, **given: Any) -> Any:
        copies = request.node.stash.get(COPIES, {})
        if build in copies:
            return copies[build]
        return build(**{each: given[each] for each in asked})

    names = ["request", "db", *asked]
    parameters = [inspect.Parameter(each, inspect.Parameter.KEYWORD_ONLY) for each in names]
    fixture.__signature__ = inspect.Signature(parameters)
    fixture.__name__, fixture.__doc__, fixture.__module__ = build.__name__, build.__doc__, build.__module__
    fixture.staged = build
    return pytest.fixture(fixture)


@dataclass
class Layer:
    build: Callable[..., Any]
    atomic: transaction.Atomic
    values: dict[Callable[..., Any], Any]


class Stage:
    """The staged fixtures that stand in the database now, one upon the other."""

    def __init__(self) -> None:
        self.layers: list[Layer] = []

    def stand(self, wanted: dict[Callable[..., Any], list[Callable[..., Any]]]) -> dict[Callable[..., Any], Any]:
        """These, each with what it asks for, and nothing else; copies of what they are."""
        there = [each.build for each in self.layers]
        same = 0
        while same < min(len(there), len(wanted)) and there[same] is list(wanted)[same]:
            same += 1
        self.clear(0 if connection.closed_in_transaction else same)
        for build, asked in list(wanted.items())[len(self.layers) :]:
            self._put(build, asked)
        return copy.deepcopy(self.layers[-1].values) if self.layers else {}

    def _put(self, build: Callable[..., Any], asked: list[Callable[..., Any]]) -> None:
        values = copy.deepcopy(self.layers[-1].values) if self.layers else {}
        atomic = transaction.atomic()
        atomic.__enter__()
        self.layers.append(Layer(build, atomic, values))
        try:
            values[build] = build(*map(values.get, asked))
        except BaseException:
            self.clear(len(self.layers) - 1)
            raise

    def clear(self, left: int = 0) -> None:
        while len(self.layers) > left:
            transaction.set_rollback(True)
            self.layers.pop().atomic.__exit__(None, None, None)


def begins_with(request: pytest.FixtureRequest) -> dict[Callable[..., Any], list[Callable[..., Any]]]:
    """The staged fixtures of a test with what each asks for, in the order in which they are built."""
    definitions = request.node._fixtureinfo.name2fixturedefs
    found: dict[Callable[..., Any], list[Callable[..., Any]]] = {}

    def visit(name: str) -> Callable[..., Any] | None:
        build = getattr(definitions[name][-1].func, "staged", None) if name in definitions else None
        if build and build not in found:
            asked = [visit(each) for each in inspect.signature(build).parameters]
            if None in asked:
                return None
            found[build] = asked
        return build

    # What is built at another time than now is built for its test alone.
    if not time_machine.escape_hatch.is_travelling():
        for name in request.fixturenames:
            visit(name)
    return found
