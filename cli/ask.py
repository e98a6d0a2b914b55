"""spine-guide ask: a question in, the answer out as text, JSON, SSML, sound or a file."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from cli.assistant import Assistant, Heard
from cli.batch import read_questions
from skill.catalogue import NEUTRAL
from skill.content import load_answers
from skill.errors import AudioError
from skill.ssml_reading import from_ssml


@click.command()
@click.argument("question", nargs=-1)
@click.option("--locale", default="en-US", show_default=True, help="Where you are, as en-GB.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--ssml", "as_ssml", is_flag=True, help="Print the SSML that Alexa gets.")
@click.option("--speak", is_flag=True, help="Read the answer aloud.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Save the answer as sound: a file ending in .mp3 or .wav.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "gtts", "espeak-ng"]),
    default="auto",
    show_default=True,
    help="The voice: Google's when it answers, else the offline one.",
)
@click.option("--explain", is_flag=True, help="Say on stderr which words led to the answer.")
@click.option("--batch", is_flag=True, help="Answer each line of standard input, as JSON lines.")
def ask(
    question: tuple[str, ...],
    locale: str,
    as_json: bool,
    as_ssml: bool,
    speak: bool,
    out: Path | None,
    engine: str,
    explain: bool,
    batch: bool,
) -> None:
    """Ask QUESTION and print the answer.

    The question goes through the same skill as on a smart speaker. With --batch, each line of
    standard input is a question, in plain words or as a JSON object with "text".

    \b
    Examples:
      spine-guide ask "what are the warning signs"
      spine-guide ask "how is it treated" --locale en-GB --out answer.mp3
    """
    check_use(bool(question), batch, batch and bool(question or out or speak), as_json and as_ssml)
    locale = find_locale(locale)
    if batch:
        lines = click.get_binary_stream("stdin")
        answer_lines(io.TextIOWrapper(lines, encoding="utf-8-sig", errors="replace"), locale)
        return
    if out:
        check_sound(out)
    assistant = Assistant(locale)
    if explain:
        click.echo(assistant.explain(" ".join(question)), err=True)
    heard = assistant.ask(" ".join(question))
    click.echo(render(heard, as_json, as_ssml))
    if out or speak:
        make_sound(heard, out, speak, engine)


def check_use(asked: bool, batch: bool, too_much: bool, two_forms: bool) -> None:
    """Refuse options that contradict each other, and silence.

    Raises:
        click.UsageError: says what to write instead.
    """
    if too_much:
        raise click.UsageError("--batch reads its questions from standard input, and only prints")
    if two_forms:
        raise click.UsageError("--json has the SSML already; give one of --json and --ssml")
    if not asked and not batch:
        raise click.UsageError('What is the question? Try: spine-guide ask "what are the symptoms"')


def find_locale(named: str) -> str:
    """The place that was meant, however it was written (en_gb is en-GB).

    One that is not known is said on stderr; its listener then hears the neutral wording.
    """
    places = load_answers().places
    meant = {place.lower(): place for place in places}.get(named.replace("_", "-").lower())
    if meant is None:
        known = ", ".join(sorted(set(places) - {NEUTRAL}))
        click.echo(f"{named or 'Nothing'} is not one of {known}: using neutral wording.", err=True)
    return meant or named


def render(heard: Heard, as_json: bool, as_ssml: bool) -> str:
    """The answer in the form that was asked for."""
    if as_json:
        return json.dumps(heard.to_json(), ensure_ascii=False)
    return heard.ssml if as_ssml else heard.speech


def answer_lines(lines: Iterable[str], locale: str) -> None:
    """One JSON object for each line, each a conversation of its own."""
    assistant = Assistant(locale)
    for question in read_questions(lines):
        assistant.start_over()
        click.echo(render(assistant.ask(question), as_json=True, as_ssml=False))


def check_sound(out: Path) -> None:
    """Find out before anything is said whether the sound can be saved.

    Raises:
        click.UsageError: it cannot; the message says why and what to do.
    """
    from audio.mp3 import check_target  # late: sound is seldom wanted

    try:
        check_target(out)
    except AudioError as error:
        raise click.UsageError(str(error)) from error


def make_sound(heard: Heard, out: Path | None, speak: bool, engine: str) -> None:
    """Save the answer, read it aloud, or both; which voice it was is said on stderr."""
    from audio.engines import record  # late: sound is seldom wanted, and loads slowly
    from audio.player import play

    with tempfile.TemporaryDirectory() as folder:
        path = out or Path(folder) / "answer.wav"
        recording = record(from_ssml(heard.ssml), heard.locale, path, engine)
        click.echo(f"{recording.reason}.", err=True)
        if out:
            click.echo(f"Saved {out}, length in seconds: {recording.seconds:.0f}.", err=True)
        if speak:
            play(path)
