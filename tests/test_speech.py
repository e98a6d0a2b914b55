"""Speech and SSML: what is said is escaped, pronounced, within limits, and comes back whole."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.errors import SpeechError
from skill.speech import (
    Lexicon,
    Pause,
    Pronunciation,
    Say,
    Speech,
    join,
    say_paragraphs,
    to_text,
)
from skill.ssml import MAX_SSML_CHARS, NORMAL_RATE, to_ssml
from skill.ssml_reading import from_ssml, rate_of

PLAIN = Lexicon(())
LEXICON = Lexicon(
    [
        Pronunciation("metastases", ipa="məˈtæstəsiːz"),
        Pronunciation("cauda", ipa="ˈkɔːdə"),
        Pronunciation("cauda equina", ipa="ˈkɔːdə ɪˈkwaɪnə"),
        Pronunciation("mscc", alias="M S C C"),
    ]
)


def test_paragraphs_become_pauses() -> None:
    """Line breaks are only for the author's eye; a blank line is a pause."""
    speech = say_paragraphs("\nOne\nline.\n\nNext.\n")
    assert speech == (Say("One line."), Pause(600), Say("Next."))


def test_joined_speeches_are_parted_by_a_pause() -> None:
    """An empty speech adds no silence."""
    assert join((Say("A."),), (), (Say("B."),)) == (Say("A."), Pause(600), Say("B."))


@pytest.mark.parametrize(
    ("text", "ssml"),
    [
        ("salt & sea", "salt &amp; sea"),
        ("a < b > c", "a &lt; b &gt; c"),
        ('she said "no"', "she said &quot;no&quot;"),
        ("don't", "don't"),
        ("bell\x07 and tab\t", "bell  and tab "),
        ("<break/>", "&lt;break/&gt;"),
    ],
)
def test_text_is_escaped(text: str, ssml: str) -> None:
    """No text can become markup, and no character breaks Alexa's reader."""
    assert to_ssml((Say(text),), PLAIN) == f"<speak>{ssml}</speak>"


@pytest.mark.parametrize(
    ("text", "ssml"),
    [
        (
            "Metastases.",
            '<phoneme alphabet="ipa" ph="məˈtæstəsiːz">Metastases</phoneme>.',
        ),
        (
            "a cauda equina sign",
            'a <phoneme alphabet="ipa" ph="ˈkɔːdə ɪˈkwaɪnə">cauda equina</phoneme> sign',
        ),
        ("M S C C or MSCC", 'M S C C or <sub alias="M S C C">MSCC</sub>'),
        ("metastasesque", "metastasesque"),
    ],
)
def test_known_words_are_pronounced(text: str, ssml: str) -> None:
    """Whole words only, in any case, and the longest phrase first."""
    assert to_ssml((Say(text),), LEXICON) == f"<speak>{ssml}</speak>"


def test_a_pause_is_a_break() -> None:
    """Milliseconds are said to Alexa in milliseconds."""
    assert to_ssml((Say("A."), Pause(400)), PLAIN) == '<speak>A.<break time="400ms"/></speak>'


@pytest.mark.parametrize("speech", [(Say("x" * 8000),), (Pause(10_001),), (Pause(-1),)])
def test_what_alexa_refuses_is_refused_here(speech: Speech) -> None:
    """Too long a speech or pause is an error where it is made."""
    with pytest.raises(SpeechError):
        to_ssml(speech, PLAIN)


def test_exactly_the_limit_is_accepted() -> None:
    """Eight thousand characters in all, the root tag included."""
    assert len(to_ssml((Say("x" * (8000 - 15)),), PLAIN)) == 8000


@given(st.lists(st.one_of(st.text(max_size=80).map(Say), st.integers(0, 10_000).map(Pause))))
def test_any_text_makes_readable_ssml(parts: list[Say | Pause]) -> None:
    """Whatever is in a text, the result is well-formed and says the same words."""
    speech = tuple(parts)
    ssml = to_ssml(speech, LEXICON)
    heard = "".join(ElementTree.fromstring(ssml).itertext())
    said = "".join(part.text for part in speech if isinstance(part, Say))
    assert heard.split() == "".join(" " if ord(c) < 32 else c for c in said).split()


def test_speech_comes_back_from_ssml() -> None:
    """Pronunciations leave the words as they were written."""
    speech = (Say("Spinal metastases & more."), Pause(600), Say("MSCC is urgent."))
    assert from_ssml(to_ssml(speech, LEXICON)) == speech
    assert to_text(speech) == "Spinal metastases & more.\n\nMSCC is urgent."


@pytest.mark.parametrize("rate", [20, 65, 155, 200])
def test_a_rate_stands_around_all_that_is_said(rate: int) -> None:
    """Who likes it slow hears every word slow, hard words and pauses too."""
    speech = (Say("Metastases."), Pause(600), Say("More?"))
    ssml = to_ssml(speech, LEXICON, rate)
    plain = to_ssml(speech, LEXICON).removeprefix("<speak>").removesuffix("</speak>")
    assert ssml == f'<speak><prosody rate="{rate}%">{plain}</prosody></speak>'


def test_the_voice_of_its_own_needs_no_markup() -> None:
    """Who changes nothing hears Alexa as she is, at whatever rate they have set her."""
    assert to_ssml((Say("A."),), PLAIN, NORMAL_RATE) == "<speak>A.</speak>"
    assert rate_of("<speak>A.</speak>") == NORMAL_RATE


def test_the_markup_of_a_rate_counts_for_the_limit() -> None:
    """A slow answer is never the one that Alexa refuses."""
    longest = "x" * (MAX_SSML_CHARS - len('<speak><prosody rate="65%"></prosody></speak>'))
    assert len(to_ssml((Say(longest),), PLAIN, 65)) == MAX_SSML_CHARS
    with pytest.raises(SpeechError):
        to_ssml((Say(longest + "x"),), PLAIN, 65)


@given(st.lists(st.text(max_size=40).map(Say), max_size=4), st.integers(20, 200))
def test_a_rate_is_read_back_and_changes_no_word(parts: list[Say], rate: int) -> None:
    """A transcript of a slow answer has the same words, and tells how slow it was."""
    ssml = to_ssml(tuple(parts), LEXICON, rate)
    assert rate_of(ssml) == rate
    assert from_ssml(ssml) == from_ssml(to_ssml(tuple(parts), LEXICON))
