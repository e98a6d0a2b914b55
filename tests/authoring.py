"""Authoring: a small, complete and correct content folder, how to spoil it, how to load it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import skill
from skill.authored import read_content
from skill.authored.words import PROMPTS
from skill.catalogue import Catalogue, Lexicons
from skill.content import load_answers, load_hearing
from skill.freezing import freeze_answers
from skill.hearing import Hearing, freeze_hearing
from skill.speech import Say
from skill.ssml import to_ssml

Values = tuple[Catalogue, list[str], Hearing]

PLACES = """\
[neutral]
language = "en"
name = "your country"
[neutral.words]
emergency_number = "your local emergency number"
tumour = "tumour"
[neutral.practice.driving_rule]
text = "Ask who must know that you drive."
sources = []
confidence = "general-knowledge"

[en-US]
language = "en"
name = "the United States"
[en-US.words]
emergency_number = "nine one one"
tumour = "tumor"
[en-US.practice.driving_rule]
text = "Ask your state."
sources = ["atlas"]
facts = ["3.8.1"]
confidence = "seen"
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

FACTS = """\
["3.8"]
title = "Pain"
"1" = "Pain is common. (ATLAS; S)"
"""

COMMANDS = """\
[MoreIntent]
ask = ["(more|go on) [please]"]
[DefineTermIntent]
ask = ["what does {term} mean"]
"""

GLOSSARY = """\
["cord compression"]
say = ["m s c c"]
means = "It is a {tumour} pressing on the cord."
topic = "pain"
sources = ["atlas"]
confidence = "seen"
"""

WORDING = """\
ignored = ["a", "the"]
joining = ["and"]
asking = ["what"]
pointing = ["that"]
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

BREVITY = """\
urgent = ["Call"]
leaning = ["it"]
"""

LISTENING = """\
order = ["pain", "about"]
"""

SAFETY = """\
[alerts.EmergencyIntent]
tier = "emergency"
title = "Emergency"
text = "Call {emergency_number} now."
reprompt = "Shall I say it again?"
goodbye = "Please call {emergency_number}."
sources = ["atlas"]
confidence = "seen"
ask = ["my legs are weak"]

[safe_answers.DosingIntent]
title = "Doses"
text = "A pharmacist can give doses."
topic = "pain"
sources = []
confidence = "general-knowledge"
ask = ["how much can i take"]

[groups]
dose = ["double my dose"]
legs = ["leg*"]
weak = ["weak*"]

[guards]
denied = ["no weak*"]

[[rules]]
intent = "EmergencyIntent"
all = ["legs", "weak"]
[[rules]]
intent = "DosingIntent"
all = ["dose"]
asked = true
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
facts = ["3.8.1"]
confidence = "second-hand"
[[more]]
title = "Pain at night"
text = "Some pain is worse at night. {driving_rule}"
sources = ["atlas"]
confidence = "seen"
"""

FILES = {
    "places.toml": PLACES,
    "sources.toml": SOURCES,
    "facts.toml": FACTS,
    "en/prompts.toml": "".join(
        f'{key} = "The words of {key.replace("_", " ")}."\n' for key in PROMPTS
    ),
    "en/commands.toml": COMMANDS,
    "en/wording.toml": WORDING,
    "en/lexicon.toml": LEXICON,
    "en/listening.toml": LISTENING,
    "en/brevity.toml": BREVITY,
    "en/glossary.toml": GLOSSARY,
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


def load(folder: Path) -> Values:
    """What a new process would load."""
    load_answers.cache_clear()
    load_hearing.cache_clear()
    return _values(load_answers("en", folder), load_hearing("en", folder))


def read(folder: Path) -> Values:
    """What stands in the TOML, without any cache."""
    data = read_content("en", folder)
    return _values(freeze_answers(data["answers"]), freeze_hearing(data["hearing"]))


def start(code: str, folder: Path) -> subprocess.Popen[str]:
    """Start a fresh Python that runs *code* on a content folder."""
    environment = os.environ | {"PYTHONPATH": str(Path(skill.__file__).parents[1])}
    command = [sys.executable, "-c", code, str(folder)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def _values(answers: Catalogue, hearing: Hearing) -> Values:
    """Values that can be compared: lexicons have an identity, so we compare what they say."""
    said = (Say("Vertebra, m s c c"),)
    spoken = [to_ssml(said, answers.lexicons[locale]) for locale in answers.places]
    return answers._replace(lexicons=Lexicons({})), spoken, hearing
