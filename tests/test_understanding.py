"""Understanding: free words lead to the right intent, and an emergency always to its alert."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from skill.catalogue import Catalogue
from skill.hearing import Hearing
from skill.understanding import FALLBACK, load_understanding
from skill.wording import split_sentences, to_words

ROWS = tomllib.loads((Path(__file__).parent / "questions/en.toml").read_text(encoding="utf-8"))


def intent_of(text: str) -> str:
    """What a text is taken for."""
    return load_understanding().understand(text).intent


def rows(kind: str) -> list[tuple[str, str]]:
    """The rows of a kind: intent and text."""
    return [(intent, text) for intent, texts in ROWS[kind].items() for text in texts]


@pytest.mark.parametrize(("intent", "text"), rows("alerts"))
def test_a_sign_is_heard(intent: str, text: str) -> None:
    """First and third person, hedged, negated, misheard and misspelt."""
    assert intent_of(text) == intent


@pytest.mark.parametrize(("intent", "text"), rows("not_alerts"))
def test_a_question_about_a_sign_is_not_a_sign(intent: str, text: str, hearing: Hearing) -> None:
    """Information, conditions, denials, old stories and figures of speech raise no alarm."""
    assert intent == "none"
    assert intent_of(text) not in hearing.tiers


@pytest.mark.parametrize(("intent", "text"), rows("topics"))
def test_a_question_reaches_its_topic(intent: str, text: str) -> None:
    """In other words than those of the content files."""
    assert intent_of(text) == intent


@pytest.mark.parametrize(("intent", "text"), rows("commands"))
def test_a_command_is_obeyed(intent: str, text: str) -> None:
    """The words that steer a conversation."""
    assert intent_of(text) == intent


@pytest.mark.parametrize(("intent", "text"), rows("strangers"))
def test_what_is_not_ours_is_left_alone(intent: str, text: str) -> None:
    """Other subjects are never answered with the nearest topic."""
    assert (intent, intent_of(text)) == ("none", FALLBACK)


def test_every_sentence_of_the_content_is_understood(hearing: Hearing) -> None:
    """What an author wrote leads to where it was written; an alarm may come before it."""
    for intent, sentences in hearing.asked.items():
        for sentence in (one for one in sentences if "{" not in one):
            found = intent_of(sentence)
            assert found == intent or found in hearing.tiers, sentence


def test_no_sentence_of_a_topic_raises_an_alarm(hearing: Hearing) -> None:
    """Questions for information, as authors wrote them, are not emergencies in progress."""
    alarms = [
        (intent, sentence, found)
        for intent in hearing.topics
        for sentence in hearing.asked[intent]
        if (found := intent_of(sentence)) in hearing.tiers and hearing.tiers[found] != "today"
    ]
    assert alarms == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Can I drive?", "Work, driving and travel"),
        ("how do I get out of bed", "Getting out of bed"),
        ("Can my guide dog come", "Guide dogs at the hospital"),
        ("what if I do nothing", "Saying no, or doing nothing"),
        ("what are the symptoms of spinal metastases", "Symptoms"),
        ("can I exercise, drive and fly", "Daily life"),
    ],
)
def test_a_question_about_a_detail_gets_its_part(
    text: str, title: str, catalogue: Catalogue
) -> None:
    """The part whose title the words name; the whole answer when they name none, or several."""
    understood = load_understanding().understand(text)
    topic = catalogue.intents[understood.intent]
    assert topic.parts[int(understood.slots.get("part", "0"))].title == title


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=1200))
@example("")
@example("?!.,")
@example("legs " * 400)
@example("\ud800")
@example("١٢٣ ﷽ 👨‍👩‍👧")
def test_any_text_is_understood_as_something(text: str) -> None:
    """Any Unicode of any length gets an intent and a score from 0 to 1."""
    understood = load_understanding().understand(text)
    assert understood.intent
    assert 0 <= understood.score <= 1


def test_words_are_plain_however_they_were_written() -> None:
    """Contractions, spelling, curly apostrophes and misheard names become the same words."""
    aliases = {"can't": "can not", "met a stasis": "metastases", "mets": "metastases"}
    assert split_sentences("I can\u2019t. HELP but why?") == ["i can't", "help", "why"]
    assert to_words("i can't, say mets", aliases) == ["i", "can", "not", "say", "metastases"]
    assert to_words("spine met a stasis", aliases) == ["spine", "metastases"]
    assert to_words("mum's back", aliases) == ["mum", "back"]
