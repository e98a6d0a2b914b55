"""Files: what is committed for Amazon, written by build and compared by check."""

from __future__ import annotations

import json
from pathlib import Path

from interaction_model.build import FOLDER, build_model, locales, to_json
from interaction_model.lint import lint_model
from interaction_model.manifest import build_manifest, lint_manifest
from interaction_model.samples import collect, collect_signs, digest_of
from interaction_model.train import train, train_signs
from skill.classifier import FILE as CLASSIFIER
from skill.classifier import SIGNS_FILE as SIGNS
from skill.content import FOLDER as CONTENT
from skill.content import load_answers, load_hearing
from skill.errors import HostError

MANIFEST = FOLDER.parent / "skill.json"


def make_files(language: str = "en") -> dict[Path, str]:
    """Every file that Amazon gets, as the content has it now.

    Raises:
        ContentError: a content file is wrong.
    """
    catalogue = load_answers(language)
    model = to_json(build_model(load_hearing(language), catalogue))
    files = {FOLDER / f"{locale}.json": model for locale in locales(catalogue)}
    return {**files, MANIFEST: to_json(build_manifest(catalogue))}


def find_stale(files: dict[Path, str]) -> list[str]:
    """The files that do not say what the content says now, one line each."""
    return [
        f"{path.name}: not what the content says now; run spine-guide model build"
        for path, text in files.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def find_untrained(language: str = "en") -> list[str]:
    """The models that have not learned yet what people say now, one line each."""
    asked, _ = collect(language)
    now = {CLASSIFIER: digest_of(asked), SIGNS: digest_of(collect_signs(asked, language))}
    return [
        f"{name}: what people say has changed since it was trained; run make model"
        for name, digest in now.items()
        if _digest_in(CONTENT / language / name) != digest
    ]


def _digest_in(path: Path) -> str:
    return str(json.loads(path.read_bytes())["digest"]) if path.exists() else ""


def train_anew(language: str = "en") -> dict[Path, str]:
    """Both models' files and what they must hold.

    Raises:
        HostError: scikit-learn is not installed.
    """
    asked, lessons = collect(language)
    try:
        topics = train(asked, lessons, load_hearing(language).ignored)
        signs = train_signs(collect_signs(asked, language))
    except ImportError as error:
        problem = 'training needs scikit-learn; install it with pip install "spine-guide[train]"'
        raise HostError(problem) from error
    models = {CLASSIFIER: topics, SIGNS: signs}
    return {
        CONTENT / language / name: json.dumps(model, ensure_ascii=False, indent=0) + "\n"
        for name, model in models.items()
    }


def find_broken(language: str = "en") -> list[str]:
    """What Amazon would refuse in the model and the manifest, one line each."""
    catalogue = load_answers(language)
    model = build_model(load_hearing(language), catalogue)
    intents = model["interactionModel"]["languageModel"]["intents"]
    samples = {sample for intent in intents for sample in intent["samples"]}
    return [*lint_model(model), *lint_manifest(build_manifest(catalogue), catalogue, samples)]


def find_lost(files: dict[Path, str]) -> list[str]:
    """What Amazon's own types do not take back unchanged: misspelt keys, unknown values."""
    from interaction_model.smapi import lost_in_round_trip  # late: Amazon's types load slowly

    return [
        f"{path.name}: {lost}"
        for path, text in files.items()
        if (lost := lost_in_round_trip(json.loads(text)))
    ]


def write_files(files: dict[Path, str]) -> None:
    """Write each file beside its place first, then move it there whole."""
    for path, text in files.items():
        temporary = path.with_suffix(".new")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
