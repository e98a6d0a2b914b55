"""Google's online voice: gTTS, wrapped so that a recording is whole or there is none.

Only published text is sent, never what a listener said or typed. As shipped, gTTS 2.5.4 turns
certificate checks off, waits for ever, and leaves sentences out without a word.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from gtts import gTTS

from audio.engines import Clip, EngineFailed
from audio.google_answer import no_speech
from audio.google_line import Limits, Line
from audio.mp3 import RATES
from audio.sentences import chunks


class Voice(NamedTuple):
    """What Google goes by: a language, and the country of the address for its accent."""

    lang: str
    tld: str


# The accent follows the address, not the language. "com" would give the accent of the country
# the request comes from, so en-US asks "us".
VOICES = {
    "en-US": Voice("en", "us"),
    "en-GB": Voice("en", "co.uk"),
    "en-AU": Voice("en", "com.au"),
    "en-CA": Voice("en", "ca"),
    "en-IN": Voice("en", "co.in"),
}

# Speech runs at 6 to 30 characters a second. Digits and capitals may be read as whole words
# ("7", "MRI"), and each answer carries some silence; so short text may take longer.
FASTEST, SLOWEST = 30, 6
EXTRA_FOR_SPELLED = 5  # Characters.
EXTRA_SILENCE_S = 1.5
QUIETEST_PEAK = 0.01

UPSETS = (AssertionError, RuntimeError, ValueError)  # What gTTS and soundfile raise.


@dataclass(frozen=True, slots=True)
class Google:
    """Google's voice. *certificates* is a bundle to trust instead of the usual ones."""

    limits: Limits = field(default_factory=Limits)
    certificates: Path | None = None

    @property
    def name(self) -> str:
        return "gtts"

    def voice(self, locale: str) -> str:
        found = _voice(locale)
        return f"{found.lang} ({found.tld})"

    def speak(self, sentences: Sequence[str], locale: str) -> list[Clip]:
        voice = _voice(locale)
        line = Line(self.limits, self.certificates)
        try:
            clips = [_speak(sentence, voice, line) for sentence in sentences]
        except UPSETS as error:
            raise no_speech(str(error) or type(error).__name__) from error
        finally:
            line.close()
        return _of_one_rate(clips)


class SafeGTTS(gTTS):  # type: ignore[misc]  # gTTS carries no types.
    """gTTS that sends exactly our pieces of text, and only over a checked line."""

    def __init__(self, pieces: Sequence[str], voice: Voice, line: Line) -> None:
        super().__init__(" ".join(pieces), voice.tld, voice.lang, lang_check=False)
        self.pieces = pieces
        self.line = line

    def _tokenize(self, text: str) -> list[str]:
        """Our pieces as they are; gTTS would cut at every bracket and drop what it calls empty."""
        return list(self.pieces)

    def stream(self) -> Iterator[bytes]:
        """One MP3 for each piece. Raises GoogleFailed."""
        for request in self._prepare_requests():
            yield self.line.ask(request)


def _voice(locale: str) -> Voice:
    if locale not in VOICES:
        raise EngineFailed(f"Google has no voice for {locale}", f"use {', '.join(VOICES)}")
    return VOICES[locale]


def _speak(sentence: str, voice: Voice, line: Line) -> Clip:
    """One sentence from as many answers as it takes."""
    import numpy as np

    pieces = chunks(sentence, gTTS.GOOGLE_TTS_MAX_CHARS)
    answers = SafeGTTS(pieces, voice, line).stream()
    clips = [_decode(mp3, piece) for piece, mp3 in zip(pieces, answers, strict=True)]
    samples = [clip.samples for clip in _of_one_rate(clips)]
    return Clip(np.concatenate(samples), clips[0].rate)


def _of_one_rate(clips: list[Clip]) -> list[Clip]:
    if len({clip.rate for clip in clips}) != 1:
        raise no_speech("its sample rate changed on the way")
    return clips


def _decode(mp3: bytes, text: str) -> Clip:
    """Listen to an answer: it must be speech of the right length for its text."""
    import numpy as np
    import soundfile

    samples, rate = soundfile.read(io.BytesIO(mp3), dtype="float32")
    if rate not in RATES or samples.ndim != 1:
        raise no_speech(f"its sound is in an unusual format, {rate} Hz")
    if len(samples) == 0 or float(np.abs(samples).max()) < QUIETEST_PEAK:
        raise no_speech("it sent silence")
    seconds = len(samples) / rate
    spelled = sum(character.isdigit() or character.isupper() for character in text)
    longest = (len(text) + EXTRA_FOR_SPELLED * spelled) / SLOWEST + EXTRA_SILENCE_S
    if not len(text) / FASTEST <= seconds <= longest:
        raise no_speech(f"{seconds:.1f} seconds of sound for {len(text)} characters")
    return Clip(samples, rate)
