"""The store listing: honest, short enough, right for each place, and nothing in it is a promise
that the skill does not keep."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from conftest import Ask
from events import intent, launch
from interaction_model.build import build_model
from interaction_model.manifest import Manifest, build_manifest, lint_manifest
from interaction_model.smapi import lost_in_round_trip
from skill.catalogue import Catalogue
from skill.hearing import Hearing
from skill.speech import to_text
from skill.ssml_reading import from_ssml
from skill.turns import FALLBACK

DIGITS = {"en-AU": "000", "en-CA": "911", "en-GB": "999", "en-IN": "112", "en-US": "911"}


@pytest.fixture(scope="module")
def manifest(catalogue: Catalogue) -> Manifest:
    """What skill.json says now."""
    inner: Manifest = build_manifest(catalogue)["manifest"]
    return inner


@pytest.fixture(scope="module")
def listings(manifest: Manifest) -> dict[str, dict[str, Any]]:
    """The store's text for each locale."""
    published: dict[str, dict[str, Any]] = manifest["publishingInformation"]["locales"]
    return published


def spoken(answer: dict[str, Any]) -> str:
    """The words of an answer."""
    return to_text(from_ssml(answer["response"]["outputSpeech"]["ssml"]))


def test_each_place_reads_its_own_emergency_number(listings: dict[str, dict[str, Any]]) -> None:
    """Five locales; each description names the place's digits and no other place's."""
    numbers = {name: re.findall(r"\b\d{3}\b", one["description"]) for name, one in listings.items()}
    assert numbers == {locale: [digits] for locale, digits in DIGITS.items()}


@pytest.mark.parametrize("locale", DIGITS)
def test_a_listing_says_that_it_is_no_advice(
    listings: dict[str, dict[str, Any]], locale: str
) -> None:
    """Amazon's health disclaimer stands in every description, and so does what is not done yet."""
    description = listings[locale]["description"]
    assert "does not provide medical advice" in description
    assert "not a substitute for professional medical advice" in description
    assert "If you think you may have a medical emergency, call" in description
    assert "not yet reviewed by a clinician" in description


@pytest.mark.parametrize("locale", DIGITS)
def test_a_listing_fits_the_store(listings: dict[str, dict[str, Any]], locale: str) -> None:
    """Every text is within Amazon's lengths, filled, and speaks of a skill, not of an app."""
    listing = listings[locale]
    assert 2 <= len(listing["name"]) <= 50
    assert 1 <= len(listing["summary"]) <= 160
    assert 1 <= len(listing["description"]) <= 4000
    assert len(listing["examplePhrases"]) == 3
    assert all(len(phrase) <= 200 for phrase in listing["examplePhrases"])
    assert 1 <= len(listing["keywords"]) <= 30
    assert all(len(keyword) <= 150 for keyword in listing["keywords"])
    assert not re.search(r"[{}]|\bapp\b|Alexa skill", str(list(listing.values())))


def test_the_skill_is_filed_under_health(manifest: Manifest) -> None:
    """Amazon has no medical category; and nothing personal is asked, stored or sold."""
    assert manifest["publishingInformation"]["category"] == "HEALTH_AND_FITNESS"
    assert manifest["privacyAndCompliance"] == {
        "allowsPurchases": False,
        "usesPersonalInfo": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "containsAds": False,
    }


@pytest.mark.parametrize("locale", DIGITS)
def test_every_phrase_gets_its_answer(
    listings: dict[str, dict[str, Any]], locale: str, hearing: Hearing, ask_lambda: Ask
) -> None:
    """What the store tells people to say is understood, and answered with more than a welcome."""
    listing = listings[locale]
    welcome = spoken(ask_lambda(launch(locale)))
    lost = spoken(ask_lambda(intent(FALLBACK, locale)))
    phrases = {*listing["examplePhrases"], *re.findall(r'"(Alexa, .+?)"', listing["description"])}
    questions = {phrase.removeprefix("Alexa, ask spine guide ") for phrase in phrases}
    assert len(questions) > 2
    for question in questions - {"Alexa, open spine guide"}:
        names = [name for name, said in hearing.asked.items() if question in said]
        assert len(names) == 1, f"{question!r} is a sentence of {names}"
        answer = ask_lambda(intent(names[0], locale))
        assert spoken(answer) not in (welcome, lost)
        assert answer["sessionAttributes"]["topic"]


def test_the_texts_quote_only_what_can_be_said(
    manifest: Manifest, listings: dict[str, dict[str, Any]], hearing: Hearing
) -> None:
    """What the store or Amazon's tester is told to say is a sentence of one of the intents."""
    known = {sentence for said in hearing.asked.values() for sentence in said}
    instructions = manifest["publishingInformation"]["testingInstructions"]
    told = set(re.findall(r"(?:ask|[Ss]ay): ([^.]+)\.", instructions))
    assert {"more", "stop"} < told
    for listing in listings.values():
        quoted = re.findall(r'"([^"]+)"', listing["description"])
        told |= {one for one in quoted if not one.startswith("Alexa, ")}
    assert told <= known


LISTING: dict[str, Any] = {
    "summary": "Spoken answers about tides.",
    "description": "It is not a substitute for professional medical advice. Call 999.",
    "examplePhrases": ["Alexa, open spine guide", "Alexa, ask spine guide what is a tide"],
}


def find(catalogue: Catalogue, **changes: Any) -> list[str]:
    """What the lint says of the listing above with a change."""
    locales = {"en-GB": LISTING | changes}
    manifest = {"manifest": {"publishingInformation": {"locales": locales}}}
    return lint_manifest(manifest, catalogue, {"what is a tide"})


@pytest.mark.parametrize(
    ("code", "key", "value"),
    [
        ("SM001", "description", "Call 999."),
        ("SM002", "description", LISTING["description"][:-4] + "911."),
        ("SM003", "summary", "x" * 161),
        ("SM003", "description", f"{LISTING['description']:4001}"),
        ("SM004", "examplePhrases", []),
        ("SM004", "examplePhrases", ["Alexa, open spine guide"] * 4),
        ("SM005", "examplePhrases", ["Alexa, ask spine guide what is the wind"]),
        ("SM005", "examplePhrases", ["Alexa, ask spine guide"]),
        ("SM005", "examplePhrases", ["Alexa, open spine guide what is a tide"]),
        ("SM005", "examplePhrases", ["Alexa, open the spine guide"]),
        ("SM005", "examplePhrases", ["open spine guide"]),
    ],
)
def test_a_broken_rule_is_found(catalogue: Catalogue, code: str, key: str, value: Any) -> None:
    """Each change breaks one rule, and exactly that is reported, with its locale."""
    findings = find(catalogue, **{key: value})
    assert [finding.split(":")[0] for finding in findings] == [f"{code} en-GB"]


def test_a_good_listing_has_no_finding(catalogue: Catalogue) -> None:
    """The listing that the rows above break is a good one, up to the limits."""
    description = f"{LISTING['description']:4000}"
    assert find(catalogue, summary="x" * 160, description=description) == []


def test_amazons_types_keep_all_we_write(catalogue: Catalogue, hearing: Hearing) -> None:
    """Nothing of the manifest or the model is refused or dropped."""
    assert lost_in_round_trip(build_manifest(catalogue)) == ""
    assert lost_in_round_trip(build_model(hearing, catalogue)) == ""


MODEL = {"invocationName": "spine guide", "intents": [{"name": "TideIntent", "samples": ["tide"]}]}
TYPED: dict[str, Any] = {
    "manifest": {"manifest": {"apis": {"custom": {"endpoint": {"uri": "https://example.org"}}}}},
    "model": {"interactionModel": {"languageModel": MODEL}},
}


@pytest.mark.parametrize(
    ("kind", "path", "value", "said"),
    [
        ("manifest", "manifest/publishingInfo", {}, "do not keep .manifest.publishingInfo"),
        ("manifest", "manifest/apis/custom/endpoint/url", "x", "do not keep"),
        ("manifest", "manifest/apis/custom/endpoint/sslCertificateType", "Paper", "refuse it"),
        ("manifest", "manifest/permissions", [{"name": "alexa::tides"}], "refuse it"),
        ("model", "interactionModel/languageModel/invocation", "tides", "do not keep"),
        (
            *("model", "interactionModel/languageModel/modelConfiguration"),
            *({"fallbackIntentSensitivity": {"level": "SOME"}}, "refuse it"),
        ),
    ],
)
def test_a_misspelling_is_found(kind: str, path: str, value: Any, said: str) -> None:
    """A key that Amazon's types do not know, or a value outside its list, is reported."""
    values: dict[str, Any] = copy.deepcopy(TYPED[kind])
    assert lost_in_round_trip(values) == ""
    inner, (*folders, key) = values, path.split("/")
    for folder in folders:
        inner = inner[folder]
    inner[key] = value
    assert lost_in_round_trip(values).startswith(f"Amazon's types {said}")
