"""Sentences and wording: how text is cut and prepared before an engine reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.sentences import by_sentence, chunks, is_speakable, split
from audio.wording import as_spoken
from skill.speech import Pause, Say


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]),
        ("Ask Dr. Smith. Then rest.", ["Ask Dr. Smith.", "Then rest."]),
        ("See J. Smith today.", ["See J. Smith today."]),
        ("So do I. The rest wait.", ["So do I.", "The rest wait."]),
        ("About 2.5 in 10. No more.", ["About 2.5 in 10.", "No more."]),
        ("It helps, e.g. at night.", ["It helps, e.g. at night."]),
        ('She said "Go." Then he went.', ['She said "Go."', "Then he went."]),
        ("Wait… Now go. 9 of 10 do.", ["Wait…", "Now go.", "9 of 10 do."]),
        ("It is a tumor of grade 3.", ["It is a tumor of grade 3."]),
    ],
)
def test_text_is_cut_where_a_sentence_ends(text: str, sentences: list[str]) -> None:
    """Full stops in names, numbers and abbreviations do not end a sentence."""
    assert split(text) == sentences


def test_sentences_have_a_short_pause_and_authored_pauses_stay_alone() -> None:
    """300 ms between sentences; where the author wrote a pause, only that pause."""
    speech = (Say("One. Two."), Pause(600), Say("Three."), Say("Four."))
    assert by_sentence(speech) == (
        *(Say("One."), Pause(300), Say("Two."), Pause(600)),
        *(Say("Three."), Pause(300), Say("Four.")),
    )


def test_punctuation_alone_is_not_a_sentence() -> None:
    """Nothing is asked of an engine where there is nothing to say."""
    assert by_sentence((Say("… !!! —"), Say(" "), Say("Yes."))) == (Say("Yes."),)


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("Short.", ["Short."]),
        ("Aaa, bbb c ddd", ["Aaa,", "bbb c ddd"]),
        ("Aaa bbb ccc ddd.", ["Aaa bbb", "ccc ddd."]),
        ("Aaaaaaaaaabbbbb.", ["Aaaaaaaaaa", "bbbbb."]),
        ("Aaa, bbb, c. ddd", ["Aaa, bbb,", "c. ddd"]),
        ("Aaaaaaa bbb; ccc", ["Aaaaaaa", "bbb; ccc"]),
        ("Aaaaaaaaa. !!!!!", ["Aaaaaaaaa."]),
    ],
)
def test_a_long_sentence_is_cut_at_commas_first(sentence: str, pieces: list[str]) -> None:
    """At the last clause that fits in ten characters, else the last word, else within a word."""
    assert chunks(sentence, 10) == pieces


@given(st.text(alphabet="abc 1é,;:).!? "), st.integers(3, 20))
def test_no_cut_ever_loses_a_word(text: str, limit: int) -> None:
    """Every letter and digit comes out again in order, and no piece is too long or empty."""
    pieces = chunks(text, limit)
    assert [c for c in "".join(pieces) if c.isalnum()] == [c for c in text if c.isalnum()]
    assert all(len(piece) <= limit and is_speakable(piece) for piece in pieces)


@given(st.text(alphabet="ABab19.!? \"')("))
def test_no_sentence_end_ever_loses_a_word(text: str) -> None:
    """Joined again, the sentences are the text, apart from spaces."""
    assert "".join("".join(split(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("take 5 mg or 10mg", "take 5 milligrams or 10 milligrams"),
        ("1 mg, 1.5 mg, 0.1 mg", "1 milligram, 1.5 milligrams, 0.1 milligrams"),
        ("30 Gy in 10 parts", "30 gray in 10 parts"),
        ("2-3 mm thick", "2 to 3 millimetres thick"),
        ("for 30\u201345 minutes", "for 30 to 45 minutes"),
        ("call 1-800-227-2345", "call 1-800-227-2345"),
        ("call 555-1234, or 9-1-1", "call 555-1234, or 9-1-1"),
        ("the bone \u2014 or bones \u2013 hurts", "the bone, or bones, hurts"),
        ("well-known X-ray", "well-known X-ray"),
        ("bowel/bladder, 1/2", "bowel bladder, 1/2"),
        ("this vs. that, vs others", "this versus that, versus others"),
        ("cut\x00off\nhere", "cut off here"),
        ("one mm, 5 mmol", "one mm, 5 mmol"),
    ],
)
def test_written_forms_are_turned_into_words(written: str, spoken: str) -> None:
    """Units, ranges and dashes are said; telephone numbers and hyphens are left alone."""
    assert as_spoken(written) == spoken
