"""Content: the frozen values of a language, from authored TOML or from its compiled form.

A skill on Lambda starts fresh for many listeners, and parsing TOML would be a third of that start.
So packaging writes two JSON files per language: the answers, and how people ask, which most
requests never need. In a checkout the same files are kept beside the TOML as a cache, like
Python's own __pycache__, and are used only while the TOML is unchanged.
"""

from __future__ import annotations

import contextlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill.catalogue import Catalogue
from skill.freezing import freeze_answers

if TYPE_CHECKING:
    from skill.hearing import Hearing

FOLDER = Path(__file__).parent / "content"
COMPILED = "__compiled__"

Data = dict[str, Any]


@lru_cache(maxsize=4)
def load_answers(language: str = "en", folder: Path = FOLDER) -> Catalogue:
    """What is answered in a language, read once in a process.

    Raises:
        ContentError: a content file is wrong.
    """
    return freeze_answers(_read("answers", language, folder))


@lru_cache(maxsize=4)
def load_hearing(language: str = "en", folder: Path = FOLDER) -> Hearing:
    """What people may say in a language, read once in a process.

    Raises:
        ContentError: a content file is wrong.
    """
    from skill.hearing import freeze_hearing  # late: Alexa's requests name their intent

    return freeze_hearing(_read("hearing", language, folder))


def compile_content(language: str, folder: Path, target: Path, digest: str = "") -> Data:
    """Write the compiled form of a language, and return it by its two halves.

    Raises:
        ContentError: a content file is wrong; nothing is written.
        OSError: the target cannot be written.
    """
    from skill.authored import read_content  # late: compiled content needs no reader

    data = read_content(language, folder)
    halves = {half: {"digest": digest, **data[half]} for half in ("answers", "hearing")}
    with contextlib.ExitStack() as stack:
        # A read-only checkout only starts more slowly; a package (no digest) must be written.
        if digest:
            stack.enter_context(contextlib.suppress(OSError))
        for half, values in halves.items():
            _write(target / COMPILED / f"{language}.{half}.json", values)
    return halves


def _read(half: str, language: str, folder: Path) -> Data:
    compiled = _compiled(folder / COMPILED / f"{language}.{half}.json")
    if compiled and not (folder / "places.toml").exists():
        return compiled
    digest = _digest(language, folder)
    if compiled and compiled.get("digest") == digest:
        return compiled
    data: Data = compile_content(language, folder, folder, digest)[half]
    return data


def _compiled(path: Path) -> Data | None:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _digest(language: str, folder: Path) -> str:
    """A fingerprint of the files a language is made of, and of the code that reads them."""
    import hashlib  # late: a package needs no fingerprint

    code = Path(__file__).parent
    read_by = [*(code / "authored").glob("*.py"), code / "catalogue.py", Path(__file__)]
    files = [*folder.glob("*.toml"), *(folder / language).rglob("*.toml")]
    digest = hashlib.sha256()
    for path in (*sorted(read_by), *sorted(files)):
        digest.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _write(path: Path, data: Data) -> None:
    """Write beside the place first, then move there whole; nothing stays behind on failure."""
    import tempfile  # late: only what compiles content writes

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    path.chmod(0o644)
