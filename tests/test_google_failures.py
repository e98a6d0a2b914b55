"""Every way in which Google may fail to speak: one error in plain words, and in time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from audio import google_line
from audio.google_line import Limits
from google_asking import HASTY, LIMITS, SENTENCES, TOO_MANY, failure
from google_double import GoogleDouble, google_double
from google_speech import CONSENT_PAGE, NULL_AUDIO, Answer, answer_with, mp3_of

SPEECH = mp3_of(len(SENTENCES[0]) / 15)


@pytest.fixture
def double(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleDouble]:
    """Google's service on loopback, with certificates nobody else trusts."""
    with google_double(tmp_path, monkeypatch) as service:
        yield service


@dataclass(frozen=True)
class Row:
    """From request *start* on, Google answers so; we ask *asked* times and say *told*."""

    told: str
    answer: Answer
    start: int = 1
    asked: int = 2
    limits: Limits = LIMITS


ROWS = {
    "429 on the third sentence": Row(
        "Google gave no speech (too many requests; it asks to wait 3600 seconds)", TOO_MANY, 3, 3
    ),
    "429 without a time": Row("Google gave no speech (too many requests)", Answer(429, body=b"")),
    "consent page": Row("Google gave no speech (it sent a web page instead)", CONSENT_PAGE),
    "captcha from the second": Row(
        "Google gave no speech (it sent a web page instead)", CONSENT_PAGE, 2, 3
    ),
    "null audio": Row("Google gave no speech (its answer was empty)", NULL_AUDIO),
    "503": Row("Google gave no speech (HTTP 503)", Answer(503, body=b"")),
    "403": Row("Google gave no speech (HTTP 403)", Answer(403, body=b""), asked=1),
    "redirect": Row(
        "Google gave no speech (it wants consent or a puzzle solved first)",
        Answer(302, (("Location", "https://translate.google.us/elsewhere"),), b""),
        asked=1,
    ),
    "hangs": Row(
        "Google could not be reached (no answer within 0.5 seconds)", Answer(wait=5), 1, 1, HASTY
    ),
    "hangs on the second": Row(
        "Google could not be reached (no answer within 0.5 seconds)", Answer(wait=5), 2, 2, HASTY
    ),
    "body trickles": Row(
        "Google could not be reached (no answer within 2.5 seconds)",
        *(Answer(trickle=0.02), 1, 1, HASTY),
    ),
    "body trickles very slowly": Row(
        "Google could not be reached (no answer within 2.5 seconds)",
        *(Answer(trickle=0.25), 1, 1, HASTY),
    ),
    "everything trickles": Row(
        "Google could not be reached (no answer within 0.5 seconds)",
        *(Answer(trickle=0.02, from_start=True), 1, 1, HASTY),
    ),
    "cut half way": Row("Google could not be reached (the connection broke)", Answer(cut=True)),
    "not UTF-8": Row(
        "Google gave no speech (its answer could not be read)", Answer(body=b"\xff\xfe jQ1olc")
    ),
    "not base64": Row(
        "Google gave no speech (its answer could not be read)",
        Answer(body=b'[["wrb.fr","jQ1olc","[\\"!!!!\\"]",null]]'),
    ),
    "not a string": Row(
        "Google gave no speech (its answer was empty)",
        Answer(body=b'[["wrb.fr","jQ1olc","[{}]",null]]'),
    ),
    "too small": Row(
        "Google gave no speech (it sent something that is not an MP3)",
        Answer(body=answer_with(SPEECH[:400])),
    ),
    "a picture": Row(
        "Google gave no speech (it sent something that is not an MP3)",
        Answer(body=answer_with(b"\x89PNG" + SPEECH)),
    ),
    "half the sound": Row(
        "Google gave no speech (0.9 seconds of sound for 33 characters)",
        Answer(body=answer_with(mp3_of(0.9))),
        asked=1,
    ),
    "endless sound": Row(
        "Google gave no speech (9.5 seconds of sound for 33 characters)",
        Answer(body=answer_with(mp3_of(9.5))),
        asked=1,
    ),
    "silence": Row(
        "Google gave no speech (it sent silence)",
        Answer(body=answer_with(mp3_of(2.5, level=0.001))),
        asked=1,
    ),
    "hi-fi": Row(
        "Google gave no speech (its sound is in an unusual format, 44100 Hz)",
        Answer(body=answer_with(mp3_of(2.5, rate=44_100))),
        asked=1,
    ),
    "another rate on the way": Row(
        "Google gave no speech (its sample rate changed on the way)",
        Answer(body=answer_with(mp3_of(2.5, rate=16_000))),
        start=4,
        asked=6,
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_every_way_to_fail_is_one_error_in_plain_words(double: GoogleDouble, name: str) -> None:
    """Whatever comes back, there is one kind of error, in time, and no part of a recording."""
    row = ROWS[name]
    double.script = {number: Answer() for number in range(1, row.start)}
    double.otherwise = row.answer
    assert failure(double, row.limits) == row.told
    assert len(double.asked) == row.asked


@pytest.mark.parametrize("answer", [Answer(wait=9), Answer(trickle=0.02)])
def test_no_conversation_goes_on_unheard(double: GoogleDouble, answer: Answer) -> None:
    """What is left behind when time is up ends by itself soon after."""
    double.otherwise = answer
    failure(double, HASTY)
    time.sleep(HASTY.first_byte)
    assert google_line.THREAD not in {thread.name for thread in threading.enumerate()}


def test_a_sound_that_cannot_be_decoded_is_an_error(double: GoogleDouble) -> None:
    """Bytes that begin like an MP3 and go on like nothing are not taken for speech."""
    double.otherwise = Answer(body=answer_with(b"\xff\xf3" + bytes(3000)))
    assert failure(double).startswith("Google gave no speech (")


def test_an_answer_without_end_is_cut_off(
    double: GoogleDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can fill our memory: past a generous size nothing more is read."""
    monkeypatch.setattr(google_line, "MAX_ANSWER_BYTES", 1000)
    assert failure(double) == "Google gave no speech (its answer was far too long)"
