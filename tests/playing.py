"""A computer with only the players that a test installs on it."""

from __future__ import annotations

import sys
from pathlib import Path


class System:
    """A computer with only the programs that a test installs."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.notes = folder / "notes"

    def install(self, name: str, then: str = "exit 0") -> None:
        """A program that notes its name, its arguments and the first bytes of its last one."""
        lines = [
            f"#!{sys.executable} -I",
            "import os, sys, pathlib",
            f"notes = open({str(self.notes)!r}, 'a')",
            "start = pathlib.Path(sys.argv[-1]).read_bytes()[:4]",
            f"print({name!r}, sys.argv[1:], start, repr(sys.stdin.read()), sep='|', file=notes)",
            "notes.close()",
            then.replace("exit ", "raise SystemExit(") + (")" if then.startswith("exit") else ""),
        ]
        path = self.bin / name
        path.write_text("\n".join(lines) + "\n")
        path.chmod(0o755)

    def noted(self) -> list[list[str]]:
        """What each program that ran was given."""
        return [line.split("|") for line in self.notes.read_text().splitlines()]
