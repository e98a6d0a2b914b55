"""What we hand to Amazon, checked against Amazon's own JSON schema.

The schema comes in the npm package ask-smapi-model, which ``make schema`` places in build/amazon.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft4Validator

from conftest import SCHEMA
from interaction_model.build import FOLDER
from interaction_model.files import MANIFEST

LOCALES = ("en-AU", "en-CA", "en-GB", "en-IN", "en-US")
MODEL = FOLDER / "en-GB.json"

Find = Callable[[Any], list[str]]


@pytest.fixture(scope="module")
def find() -> Find:
    """Finds what the schema refuses, each as its place and rule."""
    assert SCHEMA.exists(), f"{SCHEMA} is missing; run make schema"
    definitions = json.loads(SCHEMA.read_text(encoding="utf-8"))["definitions"]

    def refused(values: Any) -> list[str]:
        kind = "Manifest.SkillManifestEnvelope" if "manifest" in values else MODEL_KIND
        schema = {"$ref": f"#/definitions/v1.skill.{kind}", "definitions": definitions}
        errors = Draft4Validator(schema).iter_errors(values)
        return [f"{'/'.join(map(str, one.absolute_path))} {one.validator}" for one in errors]

    return refused


MODEL_KIND = "interactionModel.InteractionModelData"


@pytest.mark.parametrize("path", [MANIFEST, *(FOLDER / f"{name}.json" for name in LOCALES)])
def test_amazon_takes_the_committed_file(find: Find, path: Any) -> None:
    """skill.json and each model follow the schema to the letter."""
    assert find(json.loads(path.read_text(encoding="utf-8"))) == []


INFORMATION = "manifest/publishingInformation"
LISTING = f"{INFORMATION}/locales/en-GB"
INTENT = "interactionModel/languageModel/intents/0"


@pytest.mark.parametrize(
    ("place", "value", "rule"),
    [
        (f"{LISTING}/summary", "x" * 161, "maxLength"),
        (f"{LISTING}/description", "x" * 4001, "maxLength"),
        (f"{LISTING}/name", "x", "minLength"),
        (f"{LISTING}/examplePhrases", ["Alexa, open spine guide"] * 5, "maxItems"),
        (f"{LISTING}/keywords", ["spine"] * 31, "maxItems"),
        (f"{INFORMATION}/testingInstructions", "x" * 4001, "maxLength"),
        (f"{INFORMATION}/distributionCountries", ["Atlantis"], "enum"),
        ("manifest/permissions", [{"name": "alexa::tides"}], "enum"),
        ("manifest/apis/custom/endpoint", {"uri": "http://example.org"}, "pattern"),
        (INTENT, {"samples": []}, "required"),
        (f"{INTENT}/samples", "stop", "type"),
        ("interactionModel/languageModel", "spine guide", "type"),
    ],
)
def test_a_damaged_file_is_refused(find: Find, place: str, value: Any, rule: str) -> None:
    """The schema is really asked: each file of ours, damaged once, breaks exactly that rule."""
    path = MANIFEST if place.startswith("manifest") else MODEL
    damaged = copy.deepcopy(json.loads(path.read_text(encoding="utf-8")))
    inner, (*folders, key) = damaged, place.split("/")
    for folder in folders:
        inner = inner[int(folder) if folder.isdigit() else folder]
    inner[int(key) if key.isdigit() else key] = value
    (refused,) = find(damaged)
    assert refused.startswith(place)
    assert refused.endswith(f" {rule}")
