"""Who may import whom: the architecture, kept over the syntax tree of every file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SKILL = ROOT / "lambda/skill"

# Module of the skill → the modules of the skill it may import. What is missing may import nothing.
ALLOWED = {
    "errors": set(),
    "speech": set(),
    "ssml": {"errors", "speech"},
    "ssml_reading": {"speech", "ssml"},
    "catalogue": {"speech"},
    "hearing": {"wording"},
    "freezing": {"catalogue"},
    "authored": {"authored", "catalogue", "errors"},
    "content": {"authored", "catalogue", "freezing", "hearing"},
    "wording": set(),
    "context": set(),
    "emergencies": {"hearing", "wording"},
    "features": set(),
    "linear": {"features"},
    "classifier": {"features", "linear"},
    "raw_requests": set(),
    "parts": {"catalogue", "wording"},
    "terms": {"hearing", "wording"},
    "understanding": {
        *("catalogue", "classifier", "content", "context", "emergencies", "features", "hearing"),
        *("parts", "terms", "wording"),
    },
    "filling": set(),
    "memory": set(),
    "recordings": {"errors"},
    "playback": {"recordings"},
    "screen": {"speech", "turns"},
    "preferences": set(),
    "identity": {"errors"},
    "dynamo": {"errors", "identity", "preferences"},
    "turns": {"catalogue", "filling", "memory", "playback", "recordings", "speech"},
    "choosing": {"catalogue", "filling", "manner", "telling", "turns"},
    "listening": {"alerts", "catalogue", "filling", "playback", "recordings", "turns"},
    "talking": {
        *("alerts", "catalogue", "choosing", "filling", "speech", "telling", "turns"),
        "vocabulary",
    },
    "manner": {"catalogue", "memory"},
    "telling": {"catalogue", "filling", "manner", "memory", "speech", "turns"},
    "vocabulary": {"catalogue", "filling", "speech", "telling", "turns"},
    "alerts": {"catalogue", "filling", "memory", "speech", "telling", "turns"},
    "replies": {
        *("alerts", "catalogue", "choosing", "listening", "manner", "memory", "speech", "talking"),
        *("telling", "turns", "vocabulary"),
    },
    "handlers": {
        *("catalogue", "errors", "handlers", "memory", "playback", "preferences", "raw_requests"),
        *("recordings", "replies", "screen", "speech", "ssml", "turns", "understanding"),
    },
    "app": {"content", "dynamo", "handlers", "identity", "recordings"},
}
# Only these may touch Amazon's SDK; app only puts the skill together.
SDK_MODULES = {"handlers", "app", "dynamo"}
# What Lambda does not install. hassil is only ever imported where content is authored.
NOT_IN_LAMBDA = {
    *("gtts", "flask", "audio", "server", "cli", "interaction_model", "bench", "requests"),
    *("click", "numpy", "soundfile", "cryptography", "waitress", "editing", "syllapy", "jinja2"),
}
# Folder → the folders of ours it may import besides itself.
FOLDERS = {
    "interaction_model": {"skill"},
    "audio": {"skill"},
    "server": {"skill"},
    "editing": {"skill"},
    "cli": {"skill", "interaction_model", "audio", "editing", "server"},
    "bench": {"skill", "interaction_model", "audio", "editing", "server", "cli"},
}
OURS = {"skill", "interaction_model", "audio", "editing", "server", "cli", "bench"}


def imported(source: str) -> set[str]:
    """The full names of everything that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def module_of(path: Path) -> str:
    """The module of the skill that a file belongs to: all of authored/ is one."""
    return path.relative_to(SKILL).parts[0].removesuffix(".py")


def find_breaches(module: str, source: str) -> set[str]:
    """What a module of the skill imports against the table."""
    names = imported(source)
    skill = {name.split(".")[1] for name in names if name.startswith("skill.")}
    outside = {name.split(".")[0] for name in names}
    sdk = {name for name in outside if name.startswith("ask_sdk") and module not in SDK_MODULES}
    hassil = {"hassil"} & outside if module != "authored" else set()
    return (skill - ALLOWED.get(module, set())) | (outside & NOT_IN_LAMBDA) | sdk | hassil


@pytest.mark.parametrize("path", sorted(SKILL.rglob("*.py")), ids=lambda path: path.stem)
def test_skill_imports_only_downward(path: Path) -> None:
    """A module of the skill imports only what stands below it, and nothing Lambda lacks."""
    assert find_breaches(module_of(path), path.read_text()) == set()


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_folders_import_only_downward(folder: str) -> None:
    """The hosts and tools import from the skill, never the other way round."""
    for path in (ROOT / folder).rglob("*.py"):
        tops = {name.split(".")[0] for name in imported(path.read_text())} & OURS
        assert tops - {folder} <= FOLDERS[folder], path


@pytest.mark.parametrize(
    ("module", "line", "breach"),
    [
        ("replies", "from ask_sdk_model import Response", "ask_sdk_model"),
        ("replies", "import skill.handlers", "handlers"),
        ("speech", "from skill.content import load_answers", "content"),
        ("handlers", "def f():\n    import flask", "flask"),
        ("wording", "from audio.engines import record", "audio"),
        ("understanding", "import hassil", "hassil"),
        ("newcomer", "from skill.replies import Reply", "replies"),
    ],
)
def test_a_breach_is_found(module: str, line: str, breach: str) -> None:
    """The check itself works: each rule, broken once, is reported."""
    assert find_breaches(module, line) == {breach}


def test_lambda_installs_what_it_imports() -> None:
    """requirements.txt of the Lambda and pyproject.toml ask for the same SDK."""
    required = (ROOT / "lambda/requirements.txt").read_text().split()
    assert f'"{required[0]}"' in (ROOT / "pyproject.toml").read_text()
