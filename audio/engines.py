"""Engines: who speaks a recording. Google first, and espeak-ng when Google cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from audio.mp3 import check_target, write
from audio.sentences import by_sentence
from audio.track import assemble
from skill.errors import AudioError
from skill.speech import Say, Speech

if TYPE_CHECKING:  # numpy takes longer to import than most commands take to run.
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """One spoken sentence: mono samples from -1 to 1, and how many there are in a second."""

    samples: NDArray[np.float32]
    rate: int


class EngineFailed(Exception):
    """An engine could not speak. *what* happened is a clause, *remedy* says what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}: {remedy}")
        self.what = what
        self.remedy = remedy


class Engine(Protocol):
    """Something that speaks whole sentences in the accent of a locale such as "en-GB"."""

    @property
    def name(self) -> str:
        """The name a person chooses it by."""

    def voice(self, locale: str) -> str:
        """The voice used for the locale. Raises EngineFailed when there is none."""

    def speak(self, sentences: Sequence[str], locale: str) -> list[Clip]:
        """One clip for each sentence, all of one rate; none is left out. Raises EngineFailed."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A finished file: which engine and voice spoke it, why that one, and how long it lasts.

    *reason* is one sentence without its full stop.
    """

    path: Path
    engine: str
    voice: str
    reason: str
    seconds: float


def _google() -> Engine:
    from audio.google import Google  # Late: imports requests, 0.1 s.

    return Google()


def _espeak() -> Engine:
    from audio.espeak import Espeak

    return Espeak()


ENGINES: Mapping[str, Callable[[], Engine]] = {"gtts": _google, "espeak-ng": _espeak}
"""Name → engine, in the order that "auto" tries them."""

SPOKEN_NAMES = {"gtts": "Google's voice", "espeak-ng": "the offline voice espeak-ng"}


def record(speech: Speech, locale: str, path: Path, engine: str = "auto") -> Recording:
    """Speak into an MP3 or WAV file, the whole of it with one engine.

    *engine* is "gtts", "espeak-ng" or "auto": Google, and if any sentence fails, all of it with
    espeak-ng instead. A file already at *path* is replaced at the very end or not at all.

    Raises:
        AudioError: no engine could speak, or the file cannot be written; says what to do.
    """
    check_target(path)
    parts = by_sentence(speech)
    sentences = [part.text for part in parts if isinstance(part, Say)]
    if not sentences:
        raise AudioError(f"{path}: the speech has no words in it; give it at least one sentence")
    speaker, clips, reason = _speak(sentences, locale, engine)
    track = assemble(parts, clips)
    write(path, track)
    seconds = len(track.samples) / track.rate
    return Recording(path, speaker.name, speaker.voice(locale), reason, seconds)


def _speak(sentences: list[str], locale: str, choice: str) -> tuple[Engine, list[Clip], str]:
    """Ask each engine in turn for the whole text; the first that manages it wins."""
    failures: list[EngineFailed] = []
    for name in _names(choice):
        engine = ENGINES[name]()
        try:
            return engine, engine.speak(sentences, locale), _reason(name, choice, failures)
        except EngineFailed as failure:
            failures.append(failure)
    what = ", and ".join(failure.what for failure in failures)
    raise AudioError(f"{what}: {failures[-1].remedy}") from failures[-1]


def _names(choice: str) -> list[str]:
    if choice == "auto":
        return list(ENGINES)
    if choice not in ENGINES:
        raise AudioError(f'no engine is called "{choice}": choose auto, {" or ".join(ENGINES)}')
    return [choice]


def _reason(name: str, choice: str, failures: list[EngineFailed]) -> str:
    """Why this engine spoke, for the listener and the transcript."""
    if failures:
        why = f"{failures[0].what}, so {SPOKEN_NAMES[name]} was used"
    elif choice == "auto":
        why = f"{SPOKEN_NAMES[name]} was available"
    else:
        why = f"{SPOKEN_NAMES[name]} was asked for"
    return why[0].upper() + why[1:]
