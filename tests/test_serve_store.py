"""``spine-guide serve --store``: what an operator set up wrongly is one sentence at the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopback import ask_over_http
from serving import free_port, serving, wait_for
from skill.app import AUDIO, SKILL_ID
from skill.identity import SECRET

SECRET_WORDS = {SECRET: "a secret of the tests: 32 characters or more", SKILL_ID: "amzn1.test"}


@pytest.mark.parametrize(
    ("content", "variables", "named"),
    [
        (None, {SECRET: ""}, SECRET),
        (None, {SECRET: "too short"}, SECRET),
        (b"not a database, but long enough to be taken for one" * 99, {}, "listeners.db"),
        (None, {AUDIO: "http://no.example"}, "recordings"),
    ],
    ids=["no secret", "short secret", "strange file", "recordings without https"],
)
def test_what_cannot_be_kept_is_one_sentence(
    tmp_path: Path, content: bytes | None, variables: dict[str, str], named: str
) -> None:
    """An operator learns at once what to set right; nothing is said of a secret's own letters."""
    file = tmp_path / "listeners.db"
    if content:
        file.write_bytes(content)
    with serving(free_port(), "--store", str(file), **{**SECRET_WORDS, **variables}) as process:
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (1, "")
    assert err.startswith("spine-guide: ")
    assert err.count("\n") == 1
    assert named in err
    assert "too short" not in err


@pytest.mark.parametrize("place", ["missing/listeners.db", "."])
def test_a_store_where_no_file_can_be_is_one_sentence(tmp_path: Path, place: str) -> None:
    """A folder, or a path to nowhere."""
    with serving(free_port(), "--store", str(tmp_path / place), **SECRET_WORDS) as process:
        out, err = process.communicate(timeout=20)
    assert process.returncode != 0
    assert out == ""
    assert "Traceback" not in err
    assert str(tmp_path) in err


def test_a_good_store_is_kept_for_our_eyes_only(tmp_path: Path) -> None:
    """With a secret and a place to write, it starts without a word."""
    port, file = free_port(), tmp_path / "listeners.db"
    with serving(port, "--store", str(file), **SECRET_WORDS) as process:
        wait_for(ask_over_http(f"http://127.0.0.1:{port}"), process)
        process.terminate()
        assert process.communicate(timeout=10)[1] == ""
    assert file.stat().st_mode & 0o077 == 0
