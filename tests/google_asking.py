"""Asking Google's stand-in for speech, with patience for tests that succeed and none for others."""

from __future__ import annotations

import time

import pytest

from audio.engines import EngineFailed
from audio.google import Google
from audio.google_line import Limits
from google_double import GoogleDouble
from google_speech import Answer

LIMITS = Limits(first_byte=4, total=8, attempts=2, backoff=0.01)
HASTY = Limits(first_byte=0.5, total=2.5, attempts=2, backoff=0.01)  # To see time run out.
SPARE_S = 5  # For starting threads on a busy computer; a hang would last far longer.
SENTENCES = [f"This is sentence number {name} of six." for name in ("a", "b", "c", "d", "e", "f")]
TOO_MANY = Answer(429, (("Retry-After", "3600"),), b"")


def speak(double: GoogleDouble, sentences: list[str], limits: Limits = LIMITS) -> list[float]:
    """Seconds of each sentence that Google spoke."""
    clips = Google(limits, double.certificates).speak(sentences, "en-US")
    return [len(clip.samples) / clip.rate for clip in clips]


def failure(double: GoogleDouble, limits: Limits = LIMITS) -> str:
    """What went wrong with six sentences, having made sure that it took no longer than allowed."""
    start = time.monotonic()
    with pytest.raises(EngineFailed) as error:
        speak(double, SENTENCES, limits)
    assert time.monotonic() - start < limits.total + SPARE_S
    return error.value.what
