"""Screens: what a device with a display is sent, checked as far as it can be without one.

Amazon's own validator of APL documents comes in the npm package apl-suggester, which ``make
schema`` places in build/amazon. How a device reads text is taken from alexa/apl-core-library
(styledtext.cpp, evaluate.cpp) and VoiceView's rules from Amazon's pages on screen readers.
"""

from __future__ import annotations

import copy
import json
import math
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective
from hypothesis import given
from hypothesis import strategies as st

from contract import MAX_RESPONSE_BYTES
from replying import STATES, all_intents, reply_to
from skill.catalogue import Catalogue
from skill.memory import Remembered
from skill.screen import DOCUMENT, Screen, can_show, draw
from skill.speech import Pause, Say, to_text
from skill.turns import Card, Reply

VALIDATOR = Path(__file__).parents[1] / "build/amazon/node_modules/apl-suggester"
# One document after the other: it keeps what it has compiled, and cannot do so twice at once.
ASK_VALIDATOR = """
const { StaticAplTemplateValidator } = require(process.argv[1]);
(async () => {
  const found = [];
  for (const one of JSON.parse(require("fs").readFileSync(0)))
    found.push((await new StaticAplTemplateValidator().validate(one)).map((each) => each.path));
  console.log(JSON.stringify(found));
})();
"""
TEXT = "mainTemplate/item/item/item/item"
DAMAGES = [
    ("version", "1.65", "/version"),
    ("onMonut", [], "/"),
    (f"{TEXT}/accessibilityLable", "x", f"/{TEXT}"),
    (f"{TEXT}/role", "heading", f"/{TEXT}/role"),
    (f"{TEXT}/fontSize", "large", f"/{TEXT}/fontSize"),
    ("resources/0/dimensions/side", "wide", "/resources/0/dimensions/side"),
]


@pytest.mark.skipif(not VALIDATOR.exists() and not os.environ.get("CI"), reason="needs Node")
def test_amazons_validator_finds_nothing() -> None:
    """A device takes the document; and the validator is really asked, as each damage shows."""
    assert VALIDATOR.exists(), f"{VALIDATOR} is missing; run make schema"
    documents = [DOCUMENT, *(damaged(place, value) for place, value, _ in DAMAGES)]
    command = ["node", "-e", ASK_VALIDATOR, str(VALIDATOR)]
    asked = subprocess.run(command, input=json.dumps(documents), capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr
    ours, *others = json.loads(asked.stdout)
    assert ours == []
    for (_, _, where), found in zip(DAMAGES, others, strict=True):
        assert set(found) == {where}


def damaged(place: str, value: Any) -> dict[str, Any]:
    """The document with one value changed."""
    document = copy.deepcopy(DOCUMENT)
    inner, (*folders, key) = document, place.split("/")
    for folder in folders:
        inner = inner[int(folder) if isinstance(inner, list) else folder]
    inner[key] = value
    return document


def components(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A component and all those in it."""
    yield item
    if "item" in item:
        yield from components(item["item"])


ALL = list(components(DOCUMENT["mainTemplate"]["item"]))


def resources(theme: str = "dark", shape: str = "rectangle") -> dict[str, str]:
    """The colours and sizes on a device: those of the last block that applies."""
    holds = {None, f"${{viewport.theme == '{theme}'}}", f"${{viewport.shape == '{shape}'}}"}
    blocks = [one for one in DOCUMENT["resources"] if one.get("when") in holds]
    kinds = [one.get(kind, {}) for one in blocks for kind in ("colors", "dimensions")]
    return {name: value for kind in kinds for name, value in kind.items()}


def shown(screen: Screen) -> list[tuple[str, str]]:
    """The kind and the words of each text, as a device reads its markup."""
    return [(one["kind"], read_markup(one["markup"])) for one in screen.data["screen"]["texts"]]


def read_markup(markup: str) -> str:
    """The words of a Text, in which < begins a tag and & a character by its name or number."""
    assert "<" not in markup
    assert not re.search("&(?!(amp|lt|gt|#[0-9]+);)", markup)
    names = {"amp": "&", "lt": "<", "gt": ">"}
    entity = re.compile("&(?:#([0-9]+)|([a-z]+));")
    return entity.sub(lambda one: chr(int(one[1])) if one[1] else names[one[2]], markup)


def plain(text: str) -> str:
    """The words of a text, with a space for every control character and every run of spaces."""
    return " ".join(re.split(r"[\s\x00-\x1f\x7f]+", text)).strip()


@pytest.mark.parametrize("scale", [0.5, 1, 2])
def test_text_is_large(scale: float) -> None:
    """Somebody with low vision can read it: 40 dp, never under 32; a larger setting is heeded."""
    sizes = {}
    for kind in ("title", "said", "added"):
        rule = re.fullmatch(
            r"\$\{(\d+) \* Math\.max\(1, environment\.fontScale\)\}dp", resources()[kind]
        )
        assert rule
        sizes[kind] = int(rule[1]) * max(1, scale)
    assert min(sizes.values()) >= 32
    assert sizes["said"] >= 40 * scale
    assert ALL[-1]["fontSize"] == "@${data.kind}"


@pytest.mark.parametrize(("theme", "light_paper"), [("dark", False), ("light", True)])
def test_contrast_is_high_in_both_themes(theme: str, light_paper: bool) -> None:
    """Text stands out by 4.5 to 1 at least, as WCAG 2.2 (1.4.3) asks, in the device's theme."""
    paper, ink = (luminance(resources(theme)[name]) for name in ("paper", "ink"))
    assert (max(paper, ink) + 0.05) / (min(paper, ink) + 0.05) >= 4.5
    assert (paper > ink) == light_paper
    assert "theme" not in DOCUMENT, "one of its own would overrule the device's"
    assert (ALL[0]["backgroundColor"], ALL[-1]["color"]) == ("@paper", "@ink")


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.2, glossary)."""
    assert re.fullmatch("#[0-9A-F]{6}", colour)
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_lies_within_every_screen() -> None:
    """A television's hidden edge and a round screen's corners cut no words off."""
    margins = {shape: resources(shape=shape) for shape in ("rectangle", "round")}
    side, end = (float(margins["rectangle"][name][:-2]) for name in ("side", "end"))
    assert min(side, end) >= 5
    side, end = (float(margins["round"][name][:-2]) for name in ("side", "end"))
    assert math.hypot(50 - side, 50 - end) <= 50
    for component in ALL[:2]:
        assert (component["width"], component["height"]) == ("100%", "100%")


def test_voiceview_reads_all_but_decoration() -> None:
    """All that can be reached has a label, texts have a role, the page behind them is passed by."""
    assert [one["type"] for one in ALL] == ["Frame", "ScrollView", "Container", "Text"]
    labels = {one["type"]: one.get("accessibilityLabel") for one in ALL}
    assert labels == {
        **{"Frame": None, "Container": None},
        **{"ScrollView": "${payload.screen.name}", "Text": "${data.label}"},
    }
    assert ALL[-1]["role"] == "${data.kind == 'title' ? 'header' : 'text'}"


def test_nothing_moves_or_can_be_pressed() -> None:
    """No command, handler, animation or import: the screen never needs a hand or an eye."""
    names = set(re.findall(r'"(\w+)":', json.dumps(DOCUMENT)))
    assert not [one for one in names if one.startswith(("on", "handle"))]
    assert not names & {"import", "commands", "transform", "source", "graphics", "extensions"}


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_the_screen_shows_what_is_said_and_what_is_on_the_card(
    catalogue: Catalogue, state: Remembered
) -> None:
    """Nobody who cannot see it misses anything, and who reads it reads what is said, in order."""
    for intent in all_intents(catalogue):
        reply = reply_to(intent, catalogue, state)
        card = reply.card or Card("", "")
        screen = draw(reply)
        texts = shown(screen)
        said = to_text(reply.speech).split("\n\n")
        added = [line for line in card.text.splitlines() if line and line not in said]
        expected = {"title": [card.title] if card.title else [], "said": said, "added": added}
        assert texts == [(kind, words) for kind, all in expected.items() for words in all], intent
        assert screen.data["screen"]["name"] == texts[0][1]


def test_the_document_is_small_and_always_the_same(catalogue: Catalogue) -> None:
    """With the longest answer there is still room for all else that Alexa must be sent."""
    long = STATES["after two parts"]
    screens = [draw(reply_to(one, catalogue, long)) for one in all_intents(catalogue)]
    assert all(screen.document is DOCUMENT for screen in screens)
    assert len(json.dumps(DOCUMENT)) < 1500
    assert max(len(json.dumps(screen.data)) for screen in screens) < MAX_RESPONSE_BYTES / 3


# What means something to APL, to XML or to a terminal.
SIGNS = ["@ink", "${1 + 1}", "#{x}", "<br>", "&lt;", "&amp;amp;", "\x00a\x7fb", "a  b"]
any_text = st.text() | st.sampled_from(SIGNS)


@given(st.lists(any_text, max_size=4), any_text, any_text)
def test_any_characters_survive(said: list[str], title: str, added: str) -> None:
    """Whatever an editor writes is shown and read out as it is; nothing of it is worked out."""
    speech = tuple(part for text in said for part in (Say(text), Pause(600)))
    screen = draw(Reply(speech, card=Card(title, added)))
    texts = shown(screen)
    for kind, given_texts in {"title": [title], "said": said}.items():
        expected = [plain(text) for text in given_texts if plain(text)]
        assert [words for one, words in texts if one == kind] == expected
    for one in screen.data["screen"]["texts"]:
        assert one["label"].replace(" ", "") == read_markup(one["markup"]).replace(" ", "")
        for value in (one["label"], one["markup"]):
            assert not re.search(r"[$#]\{|^@", value)
    sent = RenderDocumentDirective("token", screen.document, {**screen.data})
    as_json = json.loads(json.dumps(DefaultSerializer().serialize(sent)))
    assert as_json["type"] == "Alexa.Presentation.APL.RenderDocument"
    assert (as_json["document"], as_json["datasources"]) == screen


@pytest.mark.parametrize(
    ("runtime", "shows"),
    [
        *(("1.5", True), ("1.10", True), ("2024.3", True), ("2", True)),
        *(("1.4", False), ("1", False), ("", False), (None, False), ("new", False), ("1.", False)),
    ],
)
def test_an_old_device_gets_no_screen(runtime: str | None, shows: bool) -> None:
    """A device that does not know our APL is only spoken to, instead of showing an error."""
    assert can_show(runtime) == shows
