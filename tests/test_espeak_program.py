"""The program that runs espeak-ng: on its own, and plain about what it refuses."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from audio.engines import EngineFailed
from audio.espeak import PROGRAM, Espeak


def ask(request: dict[str, Any] | str) -> subprocess.CompletedProcess[bytes]:
    """Run the real program on one request."""
    text = request if isinstance(request, str) else json.dumps(request)
    return subprocess.run(PROGRAM, input=text.encode(), capture_output=True)


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ({"voice": "en-gb", "wpm": 165, "sentences": ["Yes."]}, "voice en-gb refused"),
        ({"voice": "en", "wpm": 165, "sentences": ["Yes.", " "]}, "gave no sound"),
        ({"voice": "en", "sentences": []}, "wpm"),
        ("not JSON", "Expecting value"),
    ],
)
def test_the_program_says_what_it_refuses(request_: dict[str, Any] | str, told: str) -> None:
    """One line on standard error, a status that is not 0, and nothing on standard output."""
    done = ask(request_)
    assert (done.returncode, done.stdout) == (1, b"")
    assert told in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


def test_a_wrong_data_folder_is_told(tmp_path: Path) -> None:
    """espeak-ng would end the process without a word; it is told not to, and we say so."""
    (tmp_path / "espeakng_loader.py").write_text(
        "import importlib.util as u, pathlib\n"
        f"found = {str(_wheel())!r}\n"
        "def get_library_path(): return found\n"
        "def get_data_path(): return '/nowhere'\n"
    )
    code = f"import sys, runpy; sys.path.insert(0, {str(tmp_path)!r});"
    code += f"sys.argv = ['x']; runpy.run_path({PROGRAM[-1]!r}, run_name='__main__')"
    with pytest.raises(EngineFailed, match="no voice data in /nowhere"):
        Espeak(program=(sys.executable, "-c", code)).speak(["Yes."], "en-US")


def _wheel() -> str:
    import espeakng_loader

    return str(espeakng_loader.get_library_path())


def test_the_program_stands_alone() -> None:
    """It shares no code with us: standard library and the wheel only, because of its licence."""
    tree = ast.parse(Path(PROGRAM[-1]).read_text())
    nodes = list(ast.walk(tree))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    assert names - set(sys.stdlib_module_names) == {"espeakng_loader"}
