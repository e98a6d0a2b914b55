"""The manifest: skill.json for Amazon's store, from the same content, and its rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from interaction_model.build import INVOCATION_NAME, locales
from skill.authored.tables import Table, read
from skill.catalogue import Catalogue
from skill.content import FOLDER
from skill.filling import fill

Manifest = dict[str, Any]

# Amazon's examples put health information here; there is no medical category.
CATEGORY = "HEALTH_AND_FITNESS"
DISCLAIMER = "not a substitute for professional medical advice"


def _viewport(mode: str, shape: str, width: tuple[int, int], height: tuple[int, int]) -> Manifest:
    """Screens of a kind, their sizes in display-independent pixels."""
    sizes = {"minWidth": width[0], "maxWidth": width[1]}
    return {
        "mode": mode,
        "shape": shape,
        **sizes,
        "minHeight": height[0],
        "maxHeight": height[1],
    }


# Every kind of screen that Amazon names: the same document fits all, since it only scrolls.
VIEWPORTS = [
    _viewport("HUB", "ROUND", (100, 599), (100, 599)),
    _viewport("HUB", "RECTANGLE", (960, 1279), (100, 599)),
    _viewport("HUB", "RECTANGLE", (960, 1279), (600, 959)),
    _viewport("HUB", "RECTANGLE", (1280, 1920), (600, 1279)),
    _viewport("TV", "RECTANGLE", (960, 960), (540, 540)),
]
INTERFACES = [
    {"type": "AUDIO_PLAYER"},
    {"type": "ALEXA_PRESENTATION_APL", "supportedViewports": VIEWPORTS},
]


def build_manifest(catalogue: Catalogue) -> Manifest:
    """skill.json. The endpoint is not in it: whoever deploys the skill adds theirs."""
    store = read(FOLDER, f"{catalogue.language}/store.toml")
    publishing = {locale: _publishing(locale, store, catalogue) for locale in locales(catalogue)}
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": {
                "category": CATEGORY,
                "isAvailableWorldwide": True,
                "testingInstructions": store.text("testing_instructions"),
                "locales": publishing,
            },
            "privacyAndCompliance": {
                "allowsPurchases": False,
                "usesPersonalInfo": False,
                "isChildDirected": False,
                "isExportCompliant": True,
                "containsAds": False,
            },
            "apis": {"custom": {"interfaces": INTERFACES}},
        }
    }


def _publishing(locale: str, store: Table, catalogue: Catalogue) -> dict[str, Any]:
    words = catalogue.place(locale).words
    return {
        "name": store.text("name"),
        "summary": fill(store.text("summary"), words),
        "description": fill(store.text("description"), words),
        "examplePhrases": store.texts("example_phrases"),
        "keywords": store.texts("keywords"),
    }


def lint_manifest(manifest: Manifest, catalogue: Catalogue, samples: set[str]) -> list[str]:
    """What certification would refuse in a manifest, one line each."""
    published = manifest["manifest"]["publishingInformation"]["locales"]
    return [
        f"{code} {locale}: {problem}"
        for locale, listing in published.items()
        for code, problem in _problems(listing, catalogue.place(locale).words, samples)
    ]


def _problems(listing: dict[str, Any], words: Any, samples: set[str]) -> Iterator[tuple[str, str]]:
    description = listing["description"]
    if DISCLAIMER not in description:
        yield "SM001", f"the description must say {DISCLAIMER!r}"
    if words["emergency_digits"] not in description:
        yield "SM002", f"the description must name {words['emergency_digits']}"
    if len(listing["summary"]) > 160 or len(description) > 4000:
        yield "SM003", "a summary has at most 160 characters, a description 4,000"
    if not 1 <= len(listing["examplePhrases"]) <= 3:
        yield "SM004", "give one to three example phrases; the store shows three"
    for phrase in listing["examplePhrases"]:
        if not _is_understood(phrase, samples):
            yield "SM005", f"{phrase!r} must open the skill or be one of its own sentences"


def _is_understood(phrase: str, samples: set[str]) -> bool:
    said = re.fullmatch(rf"Alexa, (open|ask) {INVOCATION_NAME}(?: (.+))?", phrase)
    if not said:
        return False
    return said[2] in samples if said[1] == "ask" else said[2] is None
