"""Screen: a reply to read, as an APL document, for a device that has one.

It shows the title, what is said, and what the card adds: sources, numbers and the note. Nothing is
on the screen alone, nothing can be pressed and nothing moves. VoiceView reads a label and a role,
and makes its usage hint from the role; what has no label is decoration to it.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from skill.speech import Say
from skill.turns import Reply

# The lowest that has all of this: role and environment.fontScale came with 1.5,
# accessibilityLabel with 1.1, the rest was there in 1.0 (change log of alexa/apl-core-library).
VERSION = "1.5"
SIZES = {"title": 48, "said": 40, "added": 32}
"""Kind of text → its size in display-independent pixels; who has set larger fonts gets larger."""


class Screen(NamedTuple):
    """What a device is sent: the *document* is always the same, *data* has the texts."""

    document: dict[str, Any]
    data: dict[str, Any]


def can_show(runtime: str | None) -> bool:
    """Whether a device takes our document, from the highest APL version that it says it takes."""
    known = re.fullmatch(r"[0-9]+(\.[0-9]+)*", runtime or "")
    return known is not None and _numbers(known[0]) >= _numbers(VERSION)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def draw(reply: Reply) -> Screen:
    """A reply as a screen."""
    said = [_tidy(part.text) for part in reply.speech if isinstance(part, Say)]
    title = [_tidy(reply.card.title)] if reply.card else []
    card = map(_tidy, reply.card.text.split("\n") if reply.card else ())
    added = [line for line in card if line not in said]
    kinds = {"title": title, "said": said, "added": added}
    texts = [_text(kind, text) for kind, found in kinds.items() for text in found if text]
    name = texts[0]["label"] if texts else ""
    return Screen(DOCUMENT, {"screen": {"name": name, "texts": texts}})


def _tidy(text: str) -> str:
    """One line with single spaces, as APL's Text shows any text."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())


def _text(kind: str, text: str) -> dict[str, str]:
    return {"kind": kind, "markup": text.translate(_ESCAPES), "label": _label(text)}


# APL's Text reads markup and, in strings within lists, expressions ("${") and resources ("@").
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "@": "&#64;"},
)


def _label(text: str) -> str:
    """Words for VoiceView. A label knows no markup, so what APL would work out gets a space."""
    return re.sub(r"^(?=@)|(?<=[$#])(?=\{)", " ", text)


_FONTS = {
    kind: f"${{{size} * Math.max(1, environment.fontScale)}}dp" for kind, size in SIZES.items()
}
# One container that scrolls shows all, so that a small screen has room and a remote can scroll it.
_TEXT = {
    "type": "Text",
    "text": "${data.markup}",
    "accessibilityLabel": "${data.label}",
    "role": "${data.kind == 'title' ? 'header' : 'text'}",
    "color": "@ink",
    "fontSize": "@${data.kind}",
    "fontWeight": "${data.kind == 'title' ? 'bold' : 'normal'}",
    "spacing": "24dp",
}
_TEXTS = {
    "type": "Container",
    "width": "100%",
    "paddingLeft": "@side",
    "paddingRight": "@side",
    "paddingTop": "@end",
    "paddingBottom": "@end",
    "data": "${payload.screen.texts}",
    "item": _TEXT,
}
_SCROLL = {
    "type": "ScrollView",
    "width": "100%",
    "height": "100%",
    "accessibilityLabel": "${payload.screen.name}",
    "item": _TEXTS,
}
_PAGE = {
    "type": "Frame",
    "width": "100%",
    "height": "100%",
    "backgroundColor": "@paper",
    "item": _SCROLL,
}

DOCUMENT: dict[str, Any] = {
    "type": "APL",
    "version": VERSION,
    "resources": [
        {
            "colors": {"paper": "#000000", "ink": "#FFFFFF"},
            # A television may hide the outer twentieth of a picture.
            "dimensions": {"side": "5vw", "end": "5vh", **_FONTS},
        },
        {
            "when": "${viewport.theme == 'light'}",
            "colors": {"paper": "#FFFFFF", "ink": "#000000"},
        },
        {
            # The widest column whose lines, in the middle two thirds, a round screen does not cut.
            "when": "${viewport.shape == 'round'}",
            "dimensions": {"side": "13vw", "end": "17vh"},
        },
    ],
    "mainTemplate": {"parameters": ["payload"], "item": _PAGE},
}
"""The same for every reply. Without a theme of its own it follows the device's."""
