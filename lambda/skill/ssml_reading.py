"""Reading SSML back, for hosts that show or record what Alexa would say."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from skill.speech import Pause, Say, Speech
from skill.ssml import NORMAL_RATE


def from_ssml(ssml: str) -> Speech:
    """Speech out of SSML that to_ssml wrote: words as written, and pauses."""
    return _merge(list(_read(ElementTree.fromstring(ssml))))


def rate_of(ssml: str) -> int:
    """The rate at which SSML that to_ssml wrote is spoken, in percent of the voice's own."""
    prosody = ElementTree.fromstring(ssml).find("prosody")
    return NORMAL_RATE if prosody is None else int(prosody.get("rate", "").removesuffix("%"))


def _read(element: ElementTree.Element) -> Iterator[Say | Pause]:
    """What an element says, within and after each of its children."""
    yield Say(element.text or "")
    for child in element:
        if child.tag == "break":
            yield Pause(int(child.get("time", "0").removesuffix("ms")))
        yield from _read(child)
        yield Say(child.tail or "")


def _merge(parts: list[Say | Pause]) -> Speech:
    """Words that only a pronunciation had parted become one text again."""
    merged: list[Say | Pause] = []
    for part in parts:
        if isinstance(part, Say) and merged and isinstance(merged[-1], Say):
            merged[-1] = Say(merged[-1].text + part.text)
        else:
            merged.append(part)
    return tuple(part for part in merged if part != Say(""))
