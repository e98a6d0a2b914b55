"""Preferences: what lasts between sessions, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.preferences import FIRST_VISIT, VERSION, Preferences, read_preferences

LIKED = Preferences(pace=2, length=-1, known=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
NAMES = Preferences._fields


def test_what_a_listener_likes_comes_back() -> None:
    """Through JSON and back, in another session: fast, short and known."""
    kept = json.loads(json.dumps(LIKED.to_attributes()))
    assert read_preferences(kept) == LIKED


def test_only_these_are_kept() -> None:
    """No topic that was asked about and no word that was said has a place to stand."""
    assert LIKED.to_attributes() == {
        "version": VERSION,
        "pace": 2,
        "length": -1,
        "known": True,
    }


@pytest.mark.parametrize("kept", [None, {}, [], "pace", {"version": VERSION}])
def test_a_stranger_is_on_their_first_visit(kept: Any) -> None:
    """Nothing kept means the usual pace and length, and a welcome."""
    assert read_preferences(kept) == FIRST_VISIT == Preferences(0, 0, False)


@pytest.mark.parametrize("version", [None, 0, VERSION + 1, str(VERSION)])
def test_another_version_is_dropped_whole(version: Any) -> None:
    """A number that meant something else never becomes a pace that nobody asked for."""
    assert read_preferences(LIKED.to_attributes() | {"version": version}) == FIRST_VISIT


@pytest.mark.parametrize(
    ("wrong", "left"),
    [
        ({"pace": "fast"}, LIKED._replace(pace=0)),
        ({"pace": True}, LIKED._replace(pace=0)),
        ({"length": 1.0}, LIKED._replace(length=0)),
        ({"known": 1}, LIKED._replace(known=False)),
        ({"topic": "pain"}, LIKED),
        ({"token": "1:en-GB:pain:one:once::0:0:ok"}, LIKED),
    ],
)
def test_one_wrong_value_does_not_cost_the_others(wrong: dict[str, Any], left: Preferences) -> None:
    """What a stranger left is dropped; what is ours stays."""
    assert read_preferences(LIKED.to_attributes() | wrong) == left


@given(st.builds(Preferences))
def test_every_preference_comes_back(liked: Preferences) -> None:
    """Whatever the pace, the length, and whether they were here."""
    assert read_preferences(json.loads(json.dumps(liked.to_attributes()))) == liked


@given(st.dictionaries(st.sampled_from([*NAMES, "version"]) | st.text(), JSON | st.just(VERSION)))
def test_anything_can_be_read(kept: dict[str, Any]) -> None:
    """Whatever stands in a store, a listener is answered, and every field has its own type."""
    read = read_preferences(kept)
    assert [type(value) for value in read] == [type(value) for value in FIRST_VISIT]
