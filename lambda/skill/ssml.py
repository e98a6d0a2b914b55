"""SSML: speech as Alexa takes it. Nothing else in the skill writes a tag."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from skill.errors import SpeechError
from skill.speech import Lexicon, Pause, Pronunciation, Say, Speech

# Alexa refuses a longer outputSpeech (developer documentation, "Response limits").
MAX_SSML_CHARS = 8000
# A break longer than ten seconds is refused (SSML reference, "break").
MAX_PAUSE_MS = 10_000
NORMAL_RATE = 100


def to_ssml(speech: Speech, lexicon: Lexicon, rate: int = NORMAL_RATE) -> str:
    """Speech as Alexa's SSML, escaped, with the lexicon's pronunciations.

    *rate* is in percent of the voice's own. Only <speak>, <break>, <phoneme>, <sub> and the rate
    of <prosody> are ever written: they work in every locale and may stand in each other's company.

    Raises:
        SpeechError: the result is longer than Alexa accepts, or a pause is.
    """
    body = "".join(
        _say(part.text, lexicon) if isinstance(part, Say) else _pause(part) for part in speech
    )
    if rate != NORMAL_RATE:
        body = f'<prosody rate="{rate}%">{body}</prosody>'
    ssml = f"<speak>{body}</speak>"
    if len(ssml) > MAX_SSML_CHARS:
        raise SpeechError(f"speech of {len(ssml)} characters; Alexa takes {MAX_SSML_CHARS}: cut it")
    return ssml


def _pause(pause: Pause) -> str:
    if not 0 <= pause.ms <= MAX_PAUSE_MS:
        raise SpeechError(f"a pause of {pause.ms} ms; Alexa takes 0 to {MAX_PAUSE_MS}")
    return f'<break time="{pause.ms}ms"/>'


_WORD = re.compile(r"\w+(?:['\u2019-]\w+)*")


@lru_cache(maxsize=1024)
def _say(text: str, lexicon: Lexicon) -> str:
    """Escape the text and mark up each word or phrase that the lexicon knows.

    Kept, because all that is ever said are some hundred authored texts.
    """
    pieces, end = [], 0
    for match in _WORD.finditer(text):
        entries = lexicon.starting_with(match[0].lower())
        start = match.start()
        if entries and start >= end and (how := _longest(text, start, entries)):
            stop = start + len(how.word)
            pieces += [_escape(text[end:start]), _pronounce(text[start:stop], how)]
            end = stop
    return "".join(pieces) + _escape(text[end:])


def _longest(text: str, start: int, entries: Sequence[Pronunciation]) -> Pronunciation | None:
    """The longest entry that stands here, whole words only."""
    for how in entries:
        stop = start + len(how.word)
        if text[start:stop].lower() == how.word and not text[stop : stop + 1].isalnum():
            return how
    return None


def _pronounce(written: str, how: Pronunciation) -> str:
    if how.ipa:
        return f'<phoneme alphabet="ipa" ph="{_escape(how.ipa)}">{_escape(written)}</phoneme>'
    return f'<sub alias="{_escape(how.alias)}">{_escape(written)}</sub>'


# Characters that XML reserves; an apostrophe is safe, since attributes stand in double quotes.
# Control characters are not allowed in XML at all.
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"} | {chr(code): " " for code in range(32)}
)


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)
