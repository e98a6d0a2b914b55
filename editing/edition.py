"""Edition: a language as the checks take it, with its rules and the day of the check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from editing.rules import Rules, read_rules
from editing.texts import Text, all_texts
from skill.authored.facts import read_facts
from skill.catalogue import Catalogue
from skill.content import FOLDER, load_answers
from skill.understanding import load_understanding


class Edition(NamedTuple):
    """A language: answers, rules, today, which intent a spoken text reaches, the fact sheet."""

    catalogue: Catalogue
    rules: Rules
    today: date
    understand: Callable[[str], str]
    facts: Mapping[str, str]

    @property
    def texts(self) -> list[Text]:
        """Every authored text."""
        return list(all_texts(self.catalogue))


def open_edition(language: str, today: date, folder: Path = FOLDER) -> Edition:
    """Read a language for checking.

    Raises:
        ContentError: a content file is so wrong that nothing could be checked.
    """
    understanding = load_understanding(language, folder)
    return Edition(
        catalogue=load_answers(language, folder),
        rules=read_rules(language, folder),
        today=today,
        understand=lambda said: understanding.understand(said).intent,
        facts=read_facts(folder),
    )


def languages(folder: Path = FOLDER) -> list[str]:
    """The languages that have content."""
    return sorted(path.parent.name for path in folder.glob("*/prompts.toml"))
