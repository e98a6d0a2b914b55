"""The command line: answers for people and programs, and one sentence when something is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import click
import pytest
import soundfile
from click.testing import CliRunner, Result

from cli.assistant import Assistant
from cli.main import COMMANDS, spine_guide
from mp3_frames import frames

ROOT = Path(__file__).parents[1]

# The contract of --json: each key in its place, and what its value may be.
CONTRACT: dict[str, tuple[type, ...]] = {
    "question": (str,),
    "locale": (str,),
    "intent": (str,),
    "topic": (str, type(None)),
    "tier": (str, type(None)),
    "score": (float,),
    "speech": (str,),
    "ssml": (str,),
    "reprompt": (str, type(None)),
    "ends_session": (bool,),
    "sources": (list,),
}
EMERGENCY = "my legs are numb"
NUMBERS = {
    "en-AU": "triple zero",
    "en-CA": "nine one one",
    "en-GB": "nine nine nine",
    "en-IN": "one one two",
    "en-US": "nine one one",
}


def run(*words: str, said: str | bytes = "") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(spine_guide, words, input=said)


def call(*words: str, root: Path = ROOT, **variables: str) -> tuple[int, str, str]:
    """Run a command as people do, from a checkout: exit code, standard output and error."""
    path = os.pathsep.join((str(root / "lambda"), str(root)))
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": path, **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def batch(*lines: str, locale: str = "en-US") -> list[dict[str, Any]]:
    """The answers to some lines."""
    result = run("ask", "--batch", "--locale", locale, said="".join(f"{one}\n" for one in lines))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of one's own, to make mistakes in."""
    skipped = shutil.ignore_patterns("__pycache__", "__compiled__")
    for folder in ("audio", "cli", "editing", "interaction_model", "lambda", "server"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=skipped)
    shutil.copy(ROOT / "skill.json", tmp_path)
    return tmp_path


def commands() -> dict[str, click.Command]:
    """Every command by the words that call it, groups too."""
    found: dict[str, click.Command] = {"": spine_guide}
    context = click.Context(spine_guide)
    for name in COMMANDS:
        command = spine_guide.get_command(context, name)
        assert command, name
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}": one for inner, one in command.commands.items()}
    return found


@pytest.mark.parametrize("words", commands())
def test_help_lists_every_option(words: str) -> None:
    """Each command explains itself and each of its options."""
    command = commands()[words]
    result = run(*words.split(), "--help")
    assert result.exit_code == 0
    assert str(command.help).splitlines()[0] in " ".join(result.output.split())
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help
            assert all(name in result.output for name in option.opts)


def test_an_answer_is_plain_text() -> None:
    """The same words as in the SSML, without a tag."""
    plain = run("ask", "what", "are", "the", "warning", "signs")
    marked = run("ask", "--ssml", "what are the warning signs")
    assert (plain.exit_code, marked.exit_code) == (0, 0)
    assert plain.output.startswith("Call nine one one or go to the emergency room now")
    assert "<" not in plain.output
    words = " ".join(ElementTree.fromstring(marked.output).itertext())
    assert "".join(words.split()) == "".join(plain.output.split())


@pytest.mark.parametrize(
    ("question", "intent", "topic", "tier", "ends"),
    [
        ("what are the warning signs", "WarningSignsIntent", "warning_signs", None, False),
        (EMERGENCY, "EmergencyIntent", None, "emergency", False),
        ("i want to die", "CrisisIntent", None, "crisis", False),
        ("who won the football", "AMAZON.FallbackIntent", None, None, False),
        ("help", "AMAZON.HelpIntent", None, None, False),
        ("stop", "AMAZON.StopIntent", None, None, True),
    ],
)
def test_json_follows_the_contract(
    question: str, intent: str, topic: str | None, tier: str | None, ends: bool
) -> None:
    """One object on one line, with the contract's keys in their order, each of its type."""
    (line,) = run("ask", "--json", question).output.splitlines()
    said = json.loads(line)
    assert list(said) == list(CONTRACT)
    assert all(isinstance(said[key], kinds) for key, kinds in CONTRACT.items())
    assert (said["question"], said["locale"], said["intent"]) == (question, "en-US", intent)
    assert (said["topic"], said["tier"], said["ends_session"]) == (topic, tier, ends)
    assert (said["reprompt"] is None) is ends
    assert 0 <= said["score"] <= 1
    assert bool(said["sources"]) is bool(topic or tier)


@pytest.mark.parametrize("locale", NUMBERS)
def test_an_emergency_begins_with_the_number(locale: str) -> None:
    """In each place the first sentence says whom to call."""
    (said,) = batch(EMERGENCY, locale=locale)
    assert said["tier"] == "emergency"
    assert f"Call {NUMBERS[locale]} now" in said["speech"].split(". ")[0]


def test_an_unknown_place_hears_neutral_words() -> None:
    """One line on stderr says so, and no country's number is taken for the listener's."""
    code, out, err = call("ask", "--locale", "nl-BE", EMERGENCY)
    assert code == 0
    assert out.startswith("Call your local emergency number now")
    known = ", ".join(NUMBERS)
    assert err == f"nl-BE is not one of {known}: using neutral wording.\n"


def test_a_batch_answers_line_by_line() -> None:
    """Plain words, JSON with other keys in it, and a blank line each get one object."""
    said = batch("help", '{"id": 7, "text": "my legs are numb"}', "", " stop ")
    assert [(one["question"], one["intent"]) for one in said] == [
        ("help", "AMAZON.HelpIntent"),
        (EMERGENCY, "EmergencyIntent"),
        ("", "AMAZON.FallbackIntent"),
        ("stop", "AMAZON.StopIntent"),
    ]


def test_lines_do_not_influence_each_other() -> None:
    """Each line is answered as if it were the only one."""
    lines = ("what are the warning signs", "tell me more", EMERGENCY, "repeat that", "stop")
    assert batch(*lines) == [batch(line)[0] for line in lines]


def test_a_conversation_goes_on() -> None:
    """Within one conversation "tell me more" tells more, until it starts over."""
    assistant = Assistant("en-GB")
    first, more = (assistant.ask(one) for one in ("what are the warning signs", "tell me more"))
    assert (first.topic, more.topic) == ("warning_signs", "warning_signs")
    assert first.speech != more.speech
    assistant.start_over()
    assert assistant.ask("tell me more").topic is None


@pytest.mark.parametrize("line", ['{"text": "stop"', '{"question": "stop"}', '{"text": null}', "{"])
def test_a_broken_line_is_named(line: str) -> None:
    """What came before is answered; then the line's number is said, with exit code 2."""
    result = run("ask", "--batch", said=f"help\n{line}\nstop\n")
    assert result.exit_code == 2
    assert json.loads(result.output.splitlines()[0])["question"] == "help"
    assert 'Error: line 2: not a JSON object with "text"\n' in result.output
    assert '"question": "stop"' not in result.output


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe\n"], ids=["mark", "not UTF-8"])
def test_odd_bytes_do_not_stop_a_batch(mark: bytes) -> None:
    """A byte order mark is no part of the question, and a line that is no text spoils no other."""
    result = run("ask", "--batch", said=mark + b'{"text": "stop"}\n')
    assert result.exit_code == 0
    assert json.loads(result.output.splitlines()[-1])["question"] == "stop"


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("ask", "Error: What is the question? Try: spine-guide ask"),
        ("ask --engine parrot hello", "'parrot' is not one of 'auto', 'gtts', 'espeak-ng'"),
        ("tell me", "No such command 'tell'"),
        ("serve --port many", "'many' is not a valid integer"),
    ],
)
def test_wrong_use_is_answered_with_advice(words: str, advice: str) -> None:
    """Exit code 2, and a sentence that helps."""
    result = run(*words.split())
    assert result.exit_code == 2
    assert advice in result.output


def test_an_answer_is_saved_as_sound(tmp_path: Path) -> None:
    """The file is an MP3 that Alexa could play; which voice it is stands on stderr."""
    path = tmp_path / "answer.mp3"
    code, out, err = call("ask", "stop", "--engine", "espeak-ng", "--out", str(path))
    assert (code, out) == (0, "Goodbye.\n")
    assert err.startswith("The offline voice espeak-ng was asked for")
    assert f"Saved {path}" in err
    assert {(frame.kbps, frame.mono) for frame in frames(path.read_bytes())} == {(48, True)}
    assert 0.3 < soundfile.info(str(path)).duration < 5


def test_a_wrong_ending_saves_nothing(tmp_path: Path) -> None:
    """One sentence says which endings there are; no file is left."""
    path = tmp_path / "answer.ogg"
    code, _, err = call("ask", "stop", "--engine", "espeak-ng", "--out", str(path))
    advice = "a recording's name must end in .mp3 or .wav; rename it"
    assert (code, err.splitlines()[-1]) == (2, f"Error: {path}: {advice}")
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_play_the_answer_is_still_read(tmp_path: Path) -> None:
    """The text comes first; then a sentence says how to hear it all the same."""
    code, out, err = call("ask", "stop", "--engine", "espeak-ng", "--speak", PATH=str(tmp_path))
    assert (code, out) == (1, "Goodbye.\n")
    assert err.splitlines()[-1].startswith("spine-guide: no player was found: install one of ")


def test_a_mistake_in_the_content_is_one_sentence(checkout: Path) -> None:
    """Every command says file, key and remedy, without a traceback, and an old package stays."""
    path = checkout / "lambda/skill/content/en/topics/pain.toml"
    path.write_text("titel = 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    old = checkout / "old/lambda_function.py"
    old.parent.mkdir()
    old.touch()
    for words in (
        "ask hello",
        "check",
        "model check",
        "package --out old",
        "preview pain",
        "serve",
    ):
        code, out, err = call(*words.split(), root=checkout)
        assert (code, out) == (1, "")
        lines = [line for line in err.splitlines() if "SPINE_GUIDE_SKILL_ID" not in line]
        assert len(lines) == 1
        assert lines[0].startswith("spine-guide: en/topics/pain.toml: titel: unknown key; known")
    assert list(old.parent.iterdir()) == [old]


def test_a_stale_file_is_found_and_built(checkout: Path) -> None:
    """``model check`` fails when the content has moved on, until ``model build`` has run."""
    store = checkout / "lambda/skill/content/en/store.toml"
    store.write_text(store.read_text(encoding="utf-8").replace("made to be heard", "by voice"))
    stale = "skill.json: not what the content says now; run spine-guide model build\n"
    assert call("model", "check", root=checkout) == (1, "", stale)
    code, out, _ = call("model", "build", root=checkout)
    assert (code, out.startswith("Wrote en-AU.json, en-CA.json,")) == (0, True)
    current = "8 files are current and follow Amazon's rules.\n"
    assert call("model", "check", root=checkout) == (0, current, "")
