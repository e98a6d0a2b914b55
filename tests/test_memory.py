"""Memory: what a conversation remembers survives Alexa's session, and nothing else does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.memory import NOTHING_YET, Remembered, from_attributes

REMEMBERED = Remembered(intent="PainIntent", topic="pain", part=1, offer="MoreIntent")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
NAMES = Remembered._fields


def test_a_turn_is_remembered_as_plain_names_and_values() -> None:
    """The attributes are what Alexa's session shows, by the names of the fields."""
    assert from_attributes({"intent": "PainIntent", "topic": "pain", "part": 1}) == Remembered(
        intent="PainIntent", topic="pain", part=1
    )
    assert set(REMEMBERED.to_attributes()) == set(NAMES)


@given(st.tuples(*(st.from_type(type(value)) for value in NOTHING_YET)).map(Remembered._make))
def test_what_is_remembered_comes_back(remembered: Remembered) -> None:
    """Through JSON and back, nothing is lost or changed."""
    attributes = json.loads(json.dumps(remembered.to_attributes()))
    assert from_attributes(attributes) == remembered


@pytest.mark.parametrize(
    "attributes",
    [
        None,
        {},
        {"topic": None, "part": "1", "offer": ["MoreIntent"]},
        {"part": True},
        {"part": 1.0},
        {"Part": 1, "stranger": "here"},
        {"pace": "fast", "length": 1.5, "start": None},
        {"pace": True, "length": [1], "start": "0"},
    ],
)
def test_what_is_not_ours_is_dropped(attributes: dict[str, Any] | None) -> None:
    """An older version's values, or a stranger's, leave a conversation that has just begun."""
    assert from_attributes(attributes) == NOTHING_YET


def test_what_is_ours_is_kept_beside_what_is_not() -> None:
    """One wrong value does not cost the others."""
    attributes = REMEMBERED.to_attributes() | {"topic": 5, "stranger": "here"}
    assert from_attributes(attributes) == REMEMBERED._replace(topic="")


@given(JSON | st.dictionaries(st.sampled_from(NAMES) | st.text(), JSON))
def test_any_attributes_can_be_read(attributes: Any) -> None:
    """Whatever JSON stands in the session, every field has its own type."""
    remembered = from_attributes(attributes)
    assert [type(value) for value in remembered] == [type(value) for value in NOTHING_YET]


def test_how_a_listener_likes_it_lasts_through_a_session() -> None:
    """Slow, short, and which parts were heard: all come back on the next turn."""
    liked = REMEMBERED._replace(start=0, pace=-2, length=1, term="biopsy")
    assert from_attributes(json.loads(json.dumps(liked.to_attributes()))) == liked


def test_a_session_of_an_older_version_goes_on_as_it_was() -> None:
    """Who was talking while the skill was renewed hears it at the usual pace and length."""
    old = {"intent": "PainIntent", "topic": "pain", "part": 1, "offer": "MoreIntent", "term": ""}
    assert from_attributes(old) == REMEMBERED
    assert (REMEMBERED.pace, REMEMBERED.length) == (0, 0)
