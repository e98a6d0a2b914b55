"""Reading SSML back, for hosts that show or record what Alexa would say."""

from __future__ import annotations

from xml.etree import ElementTree

from skill.speech import Pause, Say, Speech


def from_ssml(ssml: str) -> Speech:
    """Speech out of SSML that to_ssml wrote: words as written, and pauses."""
    root = ElementTree.fromstring(ssml)
    parts: list[Say | Pause] = [Say(root.text or "")]
    for element in root:
        if element.tag == "break":
            parts.append(Pause(int(element.get("time", "0").removesuffix("ms"))))
        parts.append(Say((element.text or "") + (element.tail or "")))
    return _merge(parts)


def _merge(parts: list[Say | Pause]) -> Speech:
    """Words that only a pronunciation had parted become one text again."""
    merged: list[Say | Pause] = []
    for part in parts:
        if isinstance(part, Say) and merged and isinstance(merged[-1], Say):
            merged[-1] = Say(merged[-1].text + part.text)
        else:
            merged.append(part)
    return tuple(part for part in merged if part != Say(""))
