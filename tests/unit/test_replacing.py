"""A changed copy is what `dataclasses.replace` makes."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest

from monitor.habits import Habits
from monitor.model import FeedState, Page
from monitor.replacing import replace

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def test_changed_copies_are_the_same() -> None:
    state = FeedState(url="https://a.example/", looks=3)
    assert replace(state, looks=4, last_look_at=NOW) == dataclasses.replace(state, looks=4, last_look_at=NOW)
    assert replace(Habits(), dated=2) == Habits(dated=2)
    assert replace(Page(url="x", status=0, fetched_at=NOW), status=200).status == 200
    assert state.looks == 3


def test_what_is_no_field_is_refused() -> None:
    with pytest.raises(KeyError):
        replace(Habits(), nonsense=1)


def test_only_plain_values_are_copied() -> None:
    @dataclasses.dataclass(frozen=True)
    class Loose:
        name: str = ""

    with pytest.raises(TypeError):
        replace(Loose(), name="x")
