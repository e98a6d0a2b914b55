"""spine-guide package: exactly what AWS Lambda runs, in one folder."""

from __future__ import annotations

import compileall
import py_compile
import shutil
import tempfile
from pathlib import Path

import click

from skill.classifier import FILE as CLASSIFIER
from skill.classifier import SIGNS_FILE as SIGNS
from skill.content import FOLDER, compile_content
from skill.errors import HostError

LAMBDA = Path(__file__).parents[1] / "lambda"


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/lambda"),
    show_default=True,
    help="The folder to write; what is there is replaced.",
)
def package(out: Path) -> None:
    """Put together what AWS Lambda runs, with its content compiled.

    It is compiled for the Python that runs this command; another one compiles it anew at each
    start, which takes longer. Then zip the folder with the packages of its requirements.txt, or
    let ask-cli or AWS SAM do that.
    """
    build_package(out)
    click.echo(f"Wrote {out}. Handler: lambda_function.handler")


UNCHECKED = py_compile.PycInvalidationMode.UNCHECKED_HASH
"""Zipping changes the times of files, and nobody edits a package."""


def build_package(out: Path) -> None:
    """Write the package beside its place first, then move it there whole.

    Raises:
        HostError: there is something else in that place, which stays as it is.
    """
    if out.exists() and not is_package(out):
        raise HostError(f"{out}: not a package of ours, so it is not replaced; choose another")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        made = Path(folder) / "lambda"
        skipped = shutil.ignore_patterns("__pycache__", "__compiled__", "content", "authored")
        shutil.copytree(LAMBDA, made, ignore=skipped)
        for language in sorted(path.parent.name for path in FOLDER.glob("*/prompts.toml")):
            content = made / "skill" / "content"
            compile_content(language, FOLDER, content)
            (content / language).mkdir()
            for model in (CLASSIFIER, SIGNS):
                shutil.copy(FOLDER / language / model, content / language)
        # Lambda's folders are read-only, so that each fresh process would compile all anew.
        compileall.compile_dir(made, quiet=1, stripdir=str(made), invalidation_mode=UNCHECKED)
        if out.exists():
            shutil.rmtree(out)
        made.rename(out)


def is_package(folder: Path) -> bool:
    """Whether a folder was written by build_package, or is empty."""
    made = (folder / "lambda_function.py").exists() and not (folder / "skill/authored").exists()
    return made or not any(folder.iterdir())
