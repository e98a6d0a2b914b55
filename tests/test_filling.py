"""Filling: the words of a place in a text, and lists as they are spoken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.filling import fill, list_spoken

WORDS = {
    "tumour": "tumor",
    "emergency_number": "nine one one",
    "family_doctor": "G P",
    "nothing": "",
    "name": "{tumour}",
    "Next": "as it is",
    "ärztin": "ärztin",
}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("A {tumour} grew.", "A tumor grew."),
        ("{Tumour}", "Tumor"),
        ("{tumour}, {tumour}, {Tumour}", "tumor, tumor, Tumor"),
        ("Call {emergency_number}.", "Call nine one one."),
        ("{Emergency_number} helps.", "Nine one one helps."),
        ("{Family_doctor}", "G P"),
        ("[{nothing}] [{Nothing}]", "[] []"),
        ("{Next}", "as it is"),
        ("{Ärztin}", "Ärztin"),
        ("Nothing to fill: } and \\1.", "Nothing to fill: } and \\1."),
        ("", ""),
    ],
)
def test_a_text_takes_the_words_of_a_place(text: str, filled: str) -> None:
    """A name with a capital letter starts with one when it is said."""
    assert fill(text, WORDS) == filled


def test_a_filled_word_is_not_filled_again() -> None:
    """What a place writes is said as it stands."""
    assert fill("{name}", WORDS) == "{tumour}"


def test_a_word_that_no_place_has_is_an_error() -> None:
    """No listener ever hears a hole."""
    with pytest.raises(KeyError, match="tumr"):
        fill("A {Tumr} grew.", WORDS)


@given(st.text())
def test_a_text_without_names_stays_as_it_is(text: str) -> None:
    """Filling changes nothing that it was not asked to."""
    plain = text.replace("{", "(")
    assert fill(plain, {}) == plain


@pytest.mark.parametrize(
    ("names", "spoken"),
    [
        ([], ""),
        (["the Atlas"], "the Atlas"),
        (["one", "two"], "one, and two"),
        (["one", "two", "three"], "one, two, and three"),
    ],
)
def test_a_list_is_spoken_with_pauses(names: list[str], spoken: str) -> None:
    """The last of several comes after "and"."""
    assert list_spoken(names, "and") == spoken


def test_the_and_of_a_list_is_the_language_s_own() -> None:
    """No word of a spoken list is written in Python."""
    assert list_spoken(["eins", "zwei"], "und") == "eins, und zwei"
