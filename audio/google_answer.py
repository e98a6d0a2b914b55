"""Google's answer: an MP3 in base64, in JSON, in JSON; or one of many ways to say no."""

from __future__ import annotations

import base64
import json
import re
import time
from email.utils import parsedate_to_datetime

import requests
from gtts import gTTS

from audio.engines import EngineFailed

REMEDY = "try again later, or use --engine espeak-ng"

# The reply to the one question we ask: a JSON string, or null.
_REPLY = re.compile(rf'"{gTTS.GOOGLE_TTS_RPC}",("[^"\\]*(?:\\.[^"\\]*)*"|null)')
_MP3_START = re.compile(rb"ID3|\xff[\xe0-\xff]")  # A tag, or the eleven set bits of a frame.
_SMALLEST_MP3 = 500  # Bytes; the shortest word takes more.


class GoogleFailed(EngineFailed):
    """No speech from Google. *again*: asking again may help, after *wait* seconds if it said so."""

    def __init__(self, what: str, again: bool = False, wait: float | None = None) -> None:
        super().__init__(what, REMEDY)
        self.again = again
        self.wait = wait


def unreachable(reason: str, again: bool = False) -> GoogleFailed:
    """The error for a network that did not carry us to Google and back."""
    return GoogleFailed(f"Google could not be reached ({reason})", again)


def no_speech(reason: str, again: bool = False, wait: float | None = None) -> GoogleFailed:
    """The error for an answer without usable speech in it."""
    return GoogleFailed(f"Google gave no speech ({reason})", again, wait)


def check_status(response: requests.Response) -> None:
    """Raise GoogleFailed unless the answer is a plain 200."""
    status = response.status_code
    if status == 429:
        wait = _retry_after(response)
        told = f"; it asks to wait {wait:.0f} seconds" if wait is not None else ""
        raise no_speech(f"too many requests{told}", again=True, wait=wait)
    if status >= 500:
        raise no_speech(f"HTTP {status}", again=True, wait=_retry_after(response))
    if 300 <= status < 400:
        raise no_speech("it wants consent or a puzzle solved first")
    if status != 200:
        raise no_speech(f"HTTP {status}")


def mp3_in(body: bytes) -> bytes:
    """The MP3 in an answer. Raises GoogleFailed when there is none, or not a whole one."""
    try:
        reply = _REPLY.search(body.decode("utf-8"))
        if reply is None:
            raise no_speech("it sent a web page instead", again=True)
        mp3 = base64.b64decode(_only_string(json.loads(reply[1])), validate=True)
    except ValueError as error:  # Not UTF-8, not JSON or not base64.
        raise no_speech("its answer could not be read", again=True) from error
    if len(mp3) < _SMALLEST_MP3 or not _MP3_START.match(mp3):
        raise no_speech("it sent something that is not an MP3", again=True)
    return mp3


def _only_string(reply: str | None) -> str:
    fields = json.loads(reply) if reply else None
    if not (isinstance(fields, list) and fields and isinstance(fields[0], str)):
        raise no_speech("its answer was empty", again=True)
    return fields[0]


def _retry_after(response: requests.Response) -> float | None:
    """Seconds to wait, from a header that gives seconds or a date; None without a usable one."""
    header = response.headers.get("Retry-After", "").strip()
    if header.isdecimal():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
