"""Sources: who says what was just heard, few names at a time."""

from __future__ import annotations

import pytest

from replying import STATES, reply_to
from skill.catalogue import Catalogue, Part
from skill.filling import list_spoken
from skill.memory import Remembered
from skill.speech import to_text
from skill.turns import NUMBER, SOURCES, YES, credit


@pytest.mark.parametrize("place", ["en-GB", "en-US"])
def test_sources_are_named_three_at_a_time(catalogue: Catalogue, place: str) -> None:
    """Nobody must hold more than three names at once; a "yes" names all the others, each once."""
    for topic in catalogue.topics.values():
        told = reply_to(topic.intent, catalogue, place=place)
        first = reply_to(SOURCES, catalogue, told.remember, place)
        names = credit(topic.parts[0], catalogue.place(place), catalogue)
        heard = to_text(first.speech)
        assert all(name in heard for name in names[:3]), topic.id
        assert (first.remember.offer == SOURCES) == heard.endswith("Shall I name the others?")
        assert (first.remember.offer == SOURCES) == (len(names) > 3), topic.id
        if len(names) > 3:
            others = to_text(reply_to(YES, catalogue, first.remember, place).speech)
            listed = list_spoken(names[3:], "and")
            assert others == f"It also comes from {listed}. What else would you like to know?"


def test_yes_without_others_names_the_sources_again(catalogue: Catalogue) -> None:
    """A session that offers others where there are none still gets a true answer."""
    last = Remembered("AboutIntent", "about", 0, SOURCES)
    reply = reply_to(YES, catalogue, last)
    assert reply == reply_to(SOURCES, catalogue, last)


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_sources_are_offered_only_where_they_are(catalogue: Catalogue, state: Remembered) -> None:
    """Whatever was heard, an offer to name others is kept when it is taken."""
    first = reply_to(SOURCES, catalogue, state)
    if first.remember.offer == SOURCES:
        others = to_text(reply_to(YES, catalogue, first.remember).speech)
        assert others.startswith("It also comes from ")


def test_what_is_done_in_a_place_has_its_own_sources(catalogue: Catalogue) -> None:
    """A rule on driving is credited to whoever says it of that country, after the rest."""
    place = catalogue.place("en-GB")
    word, practice = next((key, one) for key, one in place.practice.items() if one.sources)
    part = Part("Title", f"A text with {{{word}}}", ("cruk-scc",), "seen")
    general = credit(part._replace(text="A text."), place, catalogue)
    local = [catalogue.sources[id].organisation for id in practice.sources]
    named = credit(part, place, catalogue)
    assert named[: len(general)] == general
    assert any(organisation in " ".join(named) for organisation in local)
    assert len(named) == len(set(named)), "each once"
    assert credit(part, place, catalogue) != credit(part, catalogue.place("en-US"), catalogue)


def test_the_number_has_its_own_sources(catalogue: Catalogue) -> None:
    """Asking "where does that come from" is about the number, not about the topic before it."""
    topic = reply_to("SymptomsIntent", catalogue, place="en-AU")
    number = reply_to(NUMBER, catalogue, topic.remember, "en-AU")
    words = to_text(reply_to(SOURCES, catalogue, number.remember, "en-AU").speech)
    assert words.startswith("That comes from Cancer Council")
    assert "Macmillan" not in words
