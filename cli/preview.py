"""spine-guide preview: a text as it is heard, for whoever edits it."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import click

from cli.ask import find_locale
from editing.edition import Edition, open_edition
from editing.preview import describe, find_texts, near_names
from editing.texts import Text
from skill.content import load_answers
from skill.speech import Speech, join


class NotFound(click.ClickException):
    """There is no such text: wrong use, told in one sentence."""

    exit_code = 2


@click.command()
@click.argument("topic")
@click.option("--part", type=click.IntRange(min=0), help="One part: 0 is the answer, 1 comes next.")
@click.option("--place", "locale", default="en-US", show_default=True, help="Where, as en-GB.")
@click.option("--speak", is_flag=True, help="Read it aloud.")
def preview(topic: str, part: int | None, locale: str, speak: bool) -> None:
    """Show TOPIC as it is heard, with its length, reading grade, sources and confidence.

    TOPIC is a topic's file name, or the intent of a safety answer.

    \b
    Examples:
      spine-guide preview warning_signs
      spine-guide preview pain --part 2 --place en-GB --speak
      spine-guide preview EmergencyIntent
    """
    locale = find_locale(locale)
    place = load_answers().place(locale)
    edition = open_edition(place.language, date.today())
    texts = choose(topic, part, edition)
    click.echo("\n\n".join(describe(text, place, edition) for text in texts))
    if speak:
        read_aloud([text.speech(place) for text in texts], locale)


def choose(topic: str, part: int | None, edition: Edition) -> list[Text]:
    """The texts that were asked for.

    Raises:
        NotFound: there are none; names what there is.
    """
    texts = find_texts(topic, edition)
    if not texts:
        near = " or ".join(near_names(topic, edition))
        hint = f"did you mean {near}?" if near else "name a file of the topics folder."
        raise NotFound(f"Nothing is named {topic}: {hint}")
    if part is None:
        return texts
    if part >= len(texts):
        raise NotFound(f"{topic} has no part {part}: its last is {len(texts) - 1}.")
    return [texts[part]]


def read_aloud(speeches: list[Speech], locale: str) -> None:
    """Speak the texts with the best voice there is; which one it was is said on stderr."""
    from audio.engines import record  # late: sound is seldom wanted, and loads slowly
    from audio.player import play

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "preview.wav"
        click.echo(f"{record(join(*speeches), locale, path).reason}.", err=True)
        play(path)
