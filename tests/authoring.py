"""Authoring: a small, complete and correct content folder, and how a writer might spoil it."""

from __future__ import annotations

from pathlib import Path

from skill.authored.words import PROMPTS

PLACES = """\
[neutral]
language = "en"
name = "your country"
[neutral.words]
emergency_number = "your local emergency number"
tumour = "tumour"

[en-US]
language = "en"
name = "the United States"
[en-US.words]
emergency_number = "nine one one"
tumour = "tumor"
[[en-US.helplines]]
kind = "cancer"
name = "Spine Line"
spoken = "one, two three"
digits = "1-23"
sources = ["atlas"]
confidence = "seen"
"""

SOURCES = """\
[atlas]
organisation = "the Atlas"
title = "Atlas of the spine"
year = "2024"
address = "https://example.org/atlas"
read = "whole"
"""

COMMANDS = """\
[MoreIntent]
ask = ["(more|go on) [please]"]
"""

WORDING = """\
ignored = ["a", "the"]
[aliases]
"can't" = "can not"
"""

LEXICON = """\
[Vertebra]
ipa = "ˈvɜːtɪbrə"
en-US = "ˈvɝtəbrə"
["m s c c"]
alias = "M S C C"
"""

SAFETY = """\
[alerts.EmergencyIntent]
tier = "emergency"
title = "Emergency"
text = "Call {emergency_number} now."
sources = ["atlas"]
confidence = "seen"
ask = ["my legs are weak"]

[groups]
legs = ["leg*"]
weak = ["weak*"]

[guards]
denied = ["no weak*"]

[[rules]]
intent = "EmergencyIntent"
all = ["legs", "weak"]
"""

ABOUT = """\
title = "About this skill"
reviewed = 2026-11-22
ask = ["who (made|wrote) this"]
[answer]
text = "People wrote this."
sources = []
confidence = "general-knowledge"
"""

PAIN = """\
title = "Pain"
reviewed = 2026-11-21
related = ["about"]
ask = ["does (it|the tumour) hurt [much]"]
[answer]
text = "{Tumour} pain is common."
sources = ["atlas"]
confidence = "second-hand"
[[more]]
title = "Pain at night"
text = "Some pain is worse at night."
sources = ["atlas"]
confidence = "seen"
"""

FILES = {
    "places.toml": PLACES,
    "sources.toml": SOURCES,
    "en/prompts.toml": "".join(f'{key} = "The words of {key}."\n' for key in PROMPTS),
    "en/commands.toml": COMMANDS,
    "en/wording.toml": WORDING,
    "en/lexicon.toml": LEXICON,
    "en/safety.toml": SAFETY,
    "en/topics/about.toml": ABOUT,
    "en/topics/pain.toml": PAIN,
}


def write_content(folder: Path) -> Path:
    """Write a content folder without a mistake."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Write *new* wherever *old* stands."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} has no {old!r} to edit"
    path.write_text(text.replace(old, new), encoding="utf-8")
