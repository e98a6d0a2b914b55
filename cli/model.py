"""spine-guide model: the interaction model and skill.json, built and checked."""

from __future__ import annotations

import sys

import click

from interaction_model.files import (
    find_broken,
    find_lost,
    find_stale,
    find_untrained,
    make_files,
    train_anew,
    write_files,
)


@click.group()
def model() -> None:
    """Build what Amazon gets from the content, or check that it is current."""


@model.command()
def build() -> None:
    """Write interaction_model/*.json and skill.json, and train both models if need be."""
    files = make_files()
    report([*find_broken(), *find_lost(files)])
    if find_untrained():
        click.echo("What people say has changed: training on it, which takes a minute or two.")
        files |= train_anew()
    write_files(files)
    click.echo(f"Wrote {', '.join(path.name for path in files)}.")


@model.command()
def check() -> None:
    """Fail when a file is stale or when Amazon would refuse it."""
    files = make_files()
    report([*find_broken(), *find_lost(files), *find_stale(files), *find_untrained()])
    click.echo(f"{len(files) + 2} files are current and follow Amazon's rules.")


def report(findings: list[str]) -> None:
    """Print findings, one line each, and stop with exit code 1 if there is any."""
    for finding in findings:
        click.echo(finding, err=True)
    if findings:
        sys.exit(1)
