"""Facts: the numbered lines of the fact sheet, which texts rest on and nobody hears."""

from __future__ import annotations

from pathlib import Path

from skill.authored.tables import read

FILE, TITLE = "facts.toml", "title"


def read_facts(folder: Path) -> dict[str, str]:
    """Each fact by its number: the section, and its place there ("3.10.4").

    Raises:
        ContentError: the file is missing or wrong.
    """
    facts: dict[str, str] = {}
    for section, table in read(folder, FILE).each():
        table.text(TITLE)
        facts |= {f"{section}.{key}": table.text(key) for key in table.values if key != TITLE}
    return facts
