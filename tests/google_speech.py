"""What Google's speech service may answer: speech, in its own wrapping, or something else."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import dataclass
from functools import cache

import numpy as np
import soundfile

CHARACTERS_A_SECOND = 15
KBPS = 64


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. *body* None means speech for the text that was asked.

    *wait* is seconds before the first byte; *trickle* is seconds between single bytes, of the
    status line too when *from_start*; *cut* ends the connection half way.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    wait: float = 0
    trickle: float = 0
    from_start: bool = False
    cut: bool = False


SPEECH = Answer()
CONSENT_PAGE = Answer(body=b"<!doctype html><title>Before you continue to Google</title>" * 20)
NULL_AUDIO = Answer(body=b')]}\'\n\n88\n[["wrb.fr","jQ1olc",null,null,null,[3],"generic"]]\n')


def speech_answer(text: str) -> bytes:
    """The body of a good answer: speech of a length that suits the text."""
    return answer_with(mp3_of(max(len(text) / CHARACTERS_A_SECOND, 0.6)))


def answer_with(mp3: bytes) -> bytes:
    """The body of an answer with any bytes where the MP3 goes."""
    audio = json.dumps([base64.b64encode(mp3).decode()], separators=(",", ":"))
    reply = [["wrb.fr", "jQ1olc", audio, None, None, None, "generic"], ["di", 57]]
    line = json.dumps(reply, separators=(",", ":"))
    return f')]}}\'\n\n{len(line)}\n{line}\n25\n[["e",4,null,null,{len(line)}]]\n'.encode()


@cache
def mp3_of(seconds: float, level: float = 0.4, rate: int = 24_000) -> bytes:
    """A tone as Google would encode it: MPEG-2 Layer III, mono, 64 kbps."""
    tone = level * np.sin(np.arange(round(seconds * rate)) * 2 * np.pi * 200 / rate)
    file = io.BytesIO()
    options = {"bitrate_mode": "CONSTANT", "compression_level": (160 - KBPS) / 152}
    soundfile.write(file, tone, rate, format="MP3", subtype="MPEG_LAYER_III", **options)
    return file.getvalue()
