"""Findings: what an editor has to mend, one line each."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """Something wrong in a content file: where, what, and what to do about it."""

    file: str
    key: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem}; {self.remedy}"
