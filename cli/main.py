"""spine-guide: the command and what it can do. Commands load late, so that --help is instant."""

from __future__ import annotations

import importlib
import logging
import sys

import click

from skill.errors import SkillError

COMMANDS = {
    "ask": "Ask a question and read, hear or save the answer.",
    "check": "Check every text, and write the pack that a clinician signs.",
    "model": "Build the interaction model, or check that it is current.",
    "package": "Put together what AWS Lambda runs.",
    "preview": "Show a text as it is heard, with its length, grade and sources.",
    "serve": "Answer Alexa's requests from this machine.",
}


class Commands(click.Group):
    """The commands by name; the module cli.<name> holds the function of that name."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names, in the order of the help text."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Load a command when it is called for."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"cli.{name}"), name)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Try: spine-guide ask "what are the warning signs"',
)
@click.version_option(package_name="spine-guide")
def spine_guide() -> None:
    """Spoken answers about cancer that has spread to the spine.

    General information, not medical advice, and not yet reviewed by a clinician.
    In an emergency call your local emergency number.
    """
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)


def main() -> None:
    """Run a command; an error of ours is one sentence on stderr and exit code 1."""
    try:
        spine_guide()
    except SkillError as error:
        click.echo(f"spine-guide: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
