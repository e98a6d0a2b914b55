"""Tables: reading authored TOML with an error that names file, key and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.catalogue import CONFIDENCES
from skill.errors import ContentError

Data = dict[str, Any]
"""Checked plain data, as JSON can hold it."""

EVIDENCE = ("sources", "confidence", "facts")
"""The keys of a text that say where it comes from."""


@dataclass(frozen=True, slots=True)
class Table:
    """One TOML table and where it stands, so that every mistake can be located."""

    file: str
    key: str
    values: Mapping[str, Any]

    def error(self, key: str, problem: str) -> ContentError:
        """An error about one key of this table."""
        return ContentError(" ".join(f"{self.file}: {self._name(key)}: {problem}".split()))

    def allow(self, *keys: str) -> None:
        """Refuse keys that nobody reads: they are nearly always a typing mistake."""
        for key in self.values:
            if key not in keys:
                raise self.error(key, f"unknown key; known here are {', '.join(keys)}")

    def text(self, key: str, default: str | None = None) -> str:
        """A string that is not blank; without a default it must be there."""
        value = self.values.get(key, default)
        if value is None:
            raise self.error(key, "missing; add it")
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self.error(key, "must be text in quotes, not empty")
        return value.strip()

    def texts(self, key: str) -> list[str]:
        """A list of strings; missing means none."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.error(key, 'must be a list of texts such as ["one", "two"]')
        return value

    def one_of(self, key: str, choices: tuple[str, ...]) -> str:
        """A string out of a closed set."""
        value = self.text(key)
        if value not in choices:
            raise self.error(key, f"is {value!r}; choose one of {', '.join(choices)}")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.error(key, "must be true or false, without quotes")
        return value

    def table(self, key: str) -> Table:
        """A table inside this one."""
        return self._as_table(key, self.values.get(key))

    def tables(self, key: str) -> list[Table]:
        """A list of tables, written [[key]]; missing means none."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.error(key, f"must be written as [[{self._name(key)}]]")
        return [self._as_table(f"{key} {n}", one) for n, one in enumerate(value, 1)]

    def each(self) -> Iterator[tuple[str, Table]]:
        """Every entry of this table, each a table itself."""
        for key, value in self.values.items():
            yield key, self._as_table(key, value)

    def _name(self, key: str) -> str:
        return f"{self.key}.{key}" if self.key else key

    def _as_table(self, key: str, value: object) -> Table:
        if not isinstance(value, dict):
            problem = "missing" if value is None else "is not a table"
            raise self.error(key, f"{problem}; write it as a table [{self._name(key)}]")
        return Table(self.file, self._name(key), value)


_MARKUP = re.compile(r"[<>*#_`|\[\]]|\bhttps?:|\bwww\.")
_PLACEHOLDER = re.compile(r"\{\w+\}")


def plain(table: Table, key: str) -> str:
    """A text of plain sentences, with placeholders and no markup.

    Raises:
        ContentError: it is missing, has markup, or a brace that closes no placeholder.
    """
    text = table.text(key)
    bare = _PLACEHOLDER.sub("", text)
    if found := _MARKUP.search(bare):
        raise table.error(key, f"has {found[0]!r}; write plain sentences, without any markup")
    if "{" in bare or "}" in bare:
        raise table.error(key, "has a brace too many; write a placeholder as {tumour}")
    return text


def evidence(table: Table) -> Data:
    """The sources of a text, how sure they make us, and the facts that it rests on."""
    return {
        "sources": table.texts("sources"),
        "confidence": table.one_of("confidence", CONFIDENCES),
        "facts": table.texts("facts"),
    }


def read(folder: Path, name: str) -> Table:
    """Read one TOML file of a content folder.

    Raises:
        ContentError: the file is missing, not UTF-8, or not TOML (with line and column).
    """
    import tomllib  # late: a packaged skill reads compiled content and never needs it

    try:
        return Table(name, "", tomllib.loads((folder / name).read_text(encoding="utf-8-sig")))
    except FileNotFoundError as error:
        raise ContentError(f"{name}: missing; add this file to {folder}") from error
    except UnicodeDecodeError as error:
        raise ContentError(f"{name}: not UTF-8; save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())
        raise ContentError(f"{name}: not valid TOML; correct it: {problem}") from error
    except OSError as error:
        raise ContentError(f"{name}: cannot be read; make it a file: {error.strerror}") from error
