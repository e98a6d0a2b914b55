"""The package: everything that AWS Lambda needs, and nothing that it does not."""

from __future__ import annotations

import importlib.util
import json
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli.main import spine_guide
from cli.package import LAMBDA, build_package
from conftest import Ask
from events import Event, intent, launch, session_ended
from skill.catalogue import Catalogue
from skill.errors import SkillError
from skill.hearing import Hearing

ROOT = Path(__file__).parents[1]

# What Lambda does not install, and Python's own TOML reader, which compiled content never needs.
BLOCKED = (
    *("hassil", "click", "flask", "tomllib", "skill.authored", "gtts", "numpy", "soundfile"),
    *("waitress", "cryptography", "audio", "bench", "cli", "interaction_model", "server"),
)

PROGRAM = """
import json, sys
given = json.load(sys.stdin)
sys.modules.update(dict.fromkeys(given["blocked"]))  # Python then refuses to import them.
import lambda_function, skill
from skill.understanding import load_understanding
answers = [lambda_function.handler(event, None) for event in given["events"]]
heard = [load_understanding().understand(said).intent for said in given["said"]]
print(json.dumps({"from": skill.__file__, "answers": answers, "heard": heard}))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh package, from a source that Python has left its caches in."""
    py_compile.compile(str(LAMBDA / "lambda_function.py"), doraise=True)
    path = tmp_path_factory.mktemp("package") / "lambda"
    build_package(path)
    return path


# PEP 552: the bytecode names the hash of its source, and nobody compares them.
UNCHECKED_HASH = 0b01


def files(folder: Path) -> set[str]:
    """Every file of a folder, but for what Python has compiled."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(folder).as_posix() for path in found}


def run(package: Path, events: list[Event], said: list[str]) -> dict[str, Any]:
    """What a process says that has the package and the packages of Lambda, nothing else."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM],
        input=json.dumps({"blocked": BLOCKED, "events": events, "said": said}),
        env={**os.environ, "PYTHONPATH": str(package)},
        cwd=package,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def test_the_package_holds_what_lambda_runs(package: Path) -> None:
    """Code, requirements and compiled content; no TOML, no reader of it, no caches."""
    found = [*(LAMBDA / "skill").glob("*.py"), *(LAMBDA / "skill/handlers").glob("*.py")]
    code = {str(path.relative_to(LAMBDA)) for path in found}
    compiled = {f"skill/content/__compiled__/en.{half}.json" for half in ("answers", "hearing")}
    compiled |= {f"skill/content/en/{model}.json" for model in ("classifier", "signs")}
    assert files(package) == {"lambda_function.py", "requirements.txt"} | code | compiled


def test_the_package_is_compiled(package: Path) -> None:
    """Every module has its bytecode beside it, and whoever zips it need not mind the times."""
    for source in (package / name for name in files(package) if name.endswith(".py")):
        compiled = Path(importlib.util.cache_from_source(str(source)))
        flags = int.from_bytes(compiled.read_bytes()[4:8], "little")
        assert flags == UNCHECKED_HASH, compiled


def test_the_package_installs_the_same_sdk(package: Path) -> None:
    """requirements.txt goes along unchanged."""
    name = "requirements.txt"
    assert (package / name).read_text() == (LAMBDA / name).read_text()


def test_the_package_answers_as_the_checkout_does(
    package: Path, catalogue: Catalogue, hearing: Hearing, ask_lambda: Ask
) -> None:
    """Every intent in every place gets the same answer, and the package is left as it was."""
    places = [*catalogue.places, "nl-BE"]
    events = [intent(name, place) for place in places for name in (*hearing.asked, "OtherIntent")]
    events += [*map(launch, places), session_ended()]
    before = files(package)
    answered = run(package, events, [])
    assert answered["from"] == str(package / "skill/__init__.py")
    assert answered["answers"] == [ask_lambda(event) for event in events]
    assert files(package) == before


def test_the_package_understands_spoken_words(package: Path) -> None:
    """Compiled hearing finds an emergency, a topic and what is not ours."""
    said = ["my legs are numb", "what are the warning signs", "who won the football"]
    heard = run(package, [], said)["heard"]
    assert heard == ["EmergencyIntent", "WarningSignsIntent", "AMAZON.FallbackIntent"]


def test_an_older_package_is_replaced(package: Path, tmp_path: Path) -> None:
    """What an older version left does not stay, and nothing is left beside the new one."""
    old = tmp_path / "build/lambda"
    shutil.copytree(package, old)
    (old / "skill/forgotten.py").touch()
    result = CliRunner().invoke(spine_guide, ["package", "--out", str(old)])
    said = f"Wrote {old}. Handler: lambda_function.handler\n"
    assert (result.exit_code, result.output) == (0, said)
    assert files(old) == files(package)
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize("kind", ["somebody's letters", "the source of the skill"])
def test_what_is_no_package_is_not_replaced(tmp_path: Path, kind: str) -> None:
    """A slip in --out costs nobody a folder: it stays as it is, and one sentence says why."""
    folder = tmp_path / "lambda"
    if kind == "the source of the skill":
        shutil.copytree(LAMBDA, folder)
    else:
        folder.mkdir()
        (folder / "letter.txt").touch()
    before = files(tmp_path)
    with pytest.raises(SkillError, match=re.escape(str(folder))):
        build_package(folder)
    assert files(tmp_path) == before


def test_everything_we_wrote_is_installed() -> None:
    """pyproject.toml names every package of ours; one left out works in a checkout only."""
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    tops = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"bench", "tests"}
    skill = {
        ".".join(path.parent.relative_to(LAMBDA).parts) for path in LAMBDA.rglob("__init__.py")
    }
    assert set(setup["setuptools"]["packages"]) == tops | skill
