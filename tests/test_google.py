"""Google's voice: whole recordings, asked for again while there is time."""

from __future__ import annotations

import random
import time
import warnings
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
import urllib3
from gtts import gTTS

from audio.engines import EngineFailed
from audio.google import VOICES, Google
from audio.google_line import Limits
from google_asking import LIMITS, SENTENCES, SPARE_S, TOO_MANY, failure, speak
from google_double import Asked, GoogleDouble, google_double
from google_speech import CONSENT_PAGE, Answer, mp3_of


@pytest.fixture
def double(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleDouble]:
    """Google's service on loopback, with certificates nobody else trusts."""
    with google_double(tmp_path, monkeypatch) as service:
        yield service


def test_each_sentence_comes_back_whole(double: GoogleDouble) -> None:
    """One clip a sentence, in order and as long as its text, all over one connection."""
    texts = ["Short.", "A sentence that is a good deal longer than the first."]
    lengths = [max(len(text) / 15, 0.6) for text in texts]
    assert speak(double, texts) == pytest.approx(lengths, abs=0.1)
    assert double.texts == texts
    assert len(double.connections) == 1


@pytest.mark.parametrize(("locale", "tld"), [(key, voice.tld) for key, voice in VOICES.items()])
def test_the_accent_is_asked_for_by_address(double: GoogleDouble, locale: str, tld: str) -> None:
    """Each locale goes to the address of its country, in English."""
    Google(LIMITS, double.certificates).speak(["Yes."], locale)
    assert double.asked == [Asked(f"translate.google.{tld}", "en", "Yes.")]


def test_a_long_sentence_is_sent_whole_in_short_pieces(double: GoogleDouble) -> None:
    """At most 100 characters a request, no word left out, and one clip with all of them."""
    sentence = "The scan (an MRI: strong magnets), " * 6 + "takes an hour; more or less…"
    (seconds,) = speak(double, [sentence])
    assert len(double.texts) == 3
    assert max(map(len, double.texts)) <= 100
    assert " ".join(double.texts) == sentence
    assert seconds == pytest.approx(len(sentence) / 15, abs=0.3)


def test_nothing_without_a_word_is_sent(double: GoogleDouble) -> None:
    """Punctuation between the pieces of a long sentence is no request of its own."""
    speak(double, ["a" * 100 + " !!!", "b " * 49 + "b. ... "])
    assert double.texts == ["a" * 100, "b " * 49 + "b."]


@pytest.mark.parametrize("text", ["", "...", "!!!"])
def test_text_without_words_is_refused_before_anything_is_sent(
    double: GoogleDouble, text: str
) -> None:
    """gTTS would stop with an AssertionError; here it is the same error as all others."""
    with pytest.raises(EngineFailed, match=r"Google gave no speech \(No text"):
        speak(double, [text])
    assert double.asked == []


def test_a_locale_without_a_voice_is_refused() -> None:
    """The error names the locale and those that have a voice."""
    with pytest.raises(EngineFailed, match="Google has no voice for de-DE: use en-US, en-GB"):
        Google().speak(["Ja."], "de-DE")


@pytest.mark.parametrize(
    "passing", [Answer(503, body=b""), Answer(cut=True), Answer(429, body=b""), CONSENT_PAGE]
)
def test_a_passing_trouble_is_overcome(double: GoogleDouble, passing: Answer) -> None:
    """One bad answer is asked for again, and every sentence is still there once."""
    double.script = {2: passing}
    assert len(speak(double, SENTENCES[:3])) == 3
    assert double.texts == [SENTENCES[0], SENTENCES[1], SENTENCES[1], SENTENCES[2]]


@pytest.mark.parametrize(("header", "low", "high"), [("2", 2, 2), (3, 1.9, 3), ("soon", 1, 3)])
def test_it_waits_as_long_as_google_asks(
    double: GoogleDouble,
    monkeypatch: pytest.MonkeyPatch,
    header: str | int,
    low: float,
    high: float,
) -> None:
    """Seconds and dates in Retry-After are kept to; without a usable one it is our own wait."""
    value = header if isinstance(header, str) else formatdate(time.time() + header, usegmt=True)
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    double.script = {1: Answer(429, (("Retry-After", value),), b"")}
    speak(double, SENTENCES[:1], Limits(first_byte=4, total=20, attempts=2, backoff=2))
    whole = [wait for wait in waits if wait >= 1]  # other threads may wait for a moment, too
    assert len(whole) == 1
    assert low <= whole[0] <= high


def test_each_wait_is_longer_than_the_one_before(
    double: GoogleDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Waits double, each by a little more or less, so that many computers do not ask in step."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(random, "uniform", lambda low, high: low + high)
    double.otherwise = Answer(503, body=b"")
    failure(double, Limits(first_byte=1, total=20, attempts=4, backoff=0.5))
    assert [wait for wait in waits if wait >= 1] == [1.0, 2.0, 4.0]


def test_a_wait_longer_than_the_time_left_is_not_begun(double: GoogleDouble) -> None:
    """When Google says an hour, the listener gets the other voice at once."""
    double.otherwise = TOO_MANY
    start = time.monotonic()
    failure(double)
    assert time.monotonic() - start < SPARE_S


def test_stock_gtts_understands_the_stand_in(double: GoogleDouble) -> None:
    """The stand-in speaks the protocol that gTTS itself reads, so our tests mean something."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", urllib3.exceptions.InsecureRequestWarning)
        answers = list(gTTS("Yes, certainly.", "us", "en", lang_check=False).stream())
    assert answers == [mp3_of(len("Yes, certainly.") / 15)]
    assert double.texts == ["Yes, certainly."]
