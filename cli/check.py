"""spine-guide check: everything an editor can get wrong, and the pack a clinician signs."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from editing.checks import find_all, note, summarise
from editing.edition import open_edition


@click.command()
@click.option("--language", default="en", show_default=True, help="The language to check.")
@click.option(
    "--review-pack",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Also write review.html and review.csv there, for a clinician to sign.",
)
def check(language: str, folder: Path | None) -> None:
    """Check every text: safety, sources, length, words, reading grade and more.

    Each finding is one line: file, key, what is wrong and what to do.
    """
    edition = open_edition(language, date.today())
    if folder:
        from editing.review_pack import write_pack  # late: most checks write none

        for path in write_pack(edition, folder):
            click.echo(f"Wrote {path}.")
    findings = find_all(edition)
    for finding in findings:
        click.echo(str(finding))
    if findings:
        sys.exit(1)
    click.echo(summarise(edition))
    if unused := note(edition):
        click.echo(unused, err=True)
