"""The offline voice: espeak-ng, asked in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audio.engines import Clip, EngineFailed
from audio.espeak_program import NOT_INSTALLED
from audio.pronouncing import pronounce

# Of espeak-ng's variants a recogniser understood +f2 best, in both accents.
# British English is called "en"; "en-gb" does not exist, and there is no Canadian, Australian or
# Indian voice, so each has the nearer of the two.
VOICES = {
    "en-US": "en-us+f2",
    "en-CA": "en-us+f2",
    "en-GB": "en+f2",
    "en-AU": "en+f2",
    "en-IN": "en+f2",
}
SLOWEST, FASTEST = 80, 450  # Words a minute; espeak-ng quietly bends anything else into this range.

# -P: the folder of the program is ours, not a place to import from.
PROGRAM = (sys.executable, "-P", str(Path(__file__).with_name("espeak_program.py")))
INSTALL = 'run pip install "spine-guide[espeak]"'
TIMEOUT_S = 60.0  # It speaks 800 times faster than a person: this is an hour's worth and to spare.


@dataclass(frozen=True, slots=True)
class Espeak:
    """espeak-ng at *wpm* words a minute; *program* is the command that speaks."""

    wpm: int = 165
    program: Sequence[str] = PROGRAM
    timeout_s: float = TIMEOUT_S

    @property
    def name(self) -> str:
        return "espeak-ng"

    def voice(self, locale: str) -> str:
        if locale not in VOICES:
            raise EngineFailed(f"espeak-ng has no voice for {locale}", f"use {', '.join(VOICES)}")
        return VOICES[locale]

    def speak(self, sentences: Sequence[str], locale: str) -> list[Clip]:
        if not SLOWEST <= self.wpm <= FASTEST:
            what = f"espeak-ng cannot speak {self.wpm} words a minute"
            raise EngineFailed(what, f"choose {SLOWEST} to {FASTEST}")
        said = [pronounce(sentence, locale) for sentence in sentences]
        request = {"voice": self.voice(locale), "wpm": self.wpm, "sentences": said}
        clips = _clips(self._run(json.dumps(request).encode()))
        if len(clips) != len(sentences):
            raise _failed(f"{len(clips)} of {len(sentences)} sentences were spoken")
        return clips

    def _run(self, request: bytes) -> bytes:
        try:
            done = subprocess.run(
                self.program, input=request, capture_output=True, timeout=self.timeout_s
            )
        except subprocess.TimeoutExpired as error:
            raise _failed(f"no answer within {self.timeout_s:g} seconds") from error
        except OSError as error:
            raise _failed(str(error)) from error
        if done.returncode == NOT_INSTALLED:
            raise EngineFailed("the offline voice espeak-ng is not installed", INSTALL)
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise _failed(said[-1] if said else f"exit status {done.returncode}")
        return done.stdout


def _clips(answer: bytes) -> list[Clip]:
    """Cut the program's answer into sentences (espeak_program.py describes it)."""
    import numpy as np

    header, _, pcm = answer.partition(b"\n")
    try:
        counts, rate = _read(header)
        samples = np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)
    except (KeyError, TypeError, ValueError) as error:
        raise _failed("its answer could not be read") from error
    if len(samples) != sum(counts):
        raise _failed("its answer was cut short")
    pieces = np.split(samples, np.cumsum(counts)[:-1])
    return [Clip(piece, rate) for piece in pieces]


def _read(header: bytes) -> tuple[list[int], int]:
    fields: dict[str, Any] = json.loads(header)
    return [int(count) for count in fields["samples"]], int(fields["rate"])


def _failed(reason: str) -> EngineFailed:
    what = f"the offline voice espeak-ng failed ({reason})"
    return EngineFailed(what, f"{INSTALL} again, or use --engine gtts")
