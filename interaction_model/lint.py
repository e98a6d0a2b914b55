"""Lint: Amazon's rules for an interaction model, each with a code.

The rules and numbers are those of Amazon's interaction model reference and of builds that it
refused: sample characters, name forms, required intents, limits of intents and size.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from interaction_model.build import Model

MAX_INTENTS = 250
MAX_BYTES = 1_500_000
MAX_INVOCATION_CHARS = 50
MAX_VALUE_CHARS = 140  # one that was longer made every request of a live skill fail

PHRASE = "AMAZON.SearchQuery"
REQUIRED = frozenset(
    f"AMAZON.{name}Intent" for name in ("Cancel", "Fallback", "Help", "NavigateHome", "Stop")
)
_SAMPLE = re.compile(r"(?:\{[a-z]+\}|[a-z' -]|(?:(?<=^[a-z])|(?<= [a-z]))\.)+")
_SLOT = re.compile(r"\{(\w+)\}")
_NAME = re.compile(r"[A-Za-z][A-Za-z_]*|AMAZON\.[A-Za-z]+")
_INVOCATION = re.compile(r"[a-z][a-z'.]*( [a-z][a-z'.]*)+")
# Words that Amazon keeps for itself: it launches with them, or they join a name to a request.
_LAUNCH_WORDS = {"ask", "tell", "launch", "load", "begin", "open", "start", "play", "run", "use"}
_CONNECTING_WORDS = {"to", "from", "by", "if", "and", "whether", "about", "for"}
_AMAZONS_WORDS = {"alexa", "amazon", "echo", "computer", "skill", "app", "enable", "resume"}
_RESERVED = _LAUNCH_WORDS | _CONNECTING_WORDS | _AMAZONS_WORDS


def lint_model(model: Model) -> list[str]:
    """Every broken rule, one line each: code, place, what to do. An empty list is a good model."""
    return [finding for rule in _RULES for finding in rule(model)]


def _intents(model: Model) -> list[dict[str, Any]]:
    intents: list[dict[str, Any]] = model["interactionModel"]["languageModel"]["intents"]
    return intents


def _sample_characters(model: Model) -> Iterator[str]:
    for intent in _intents(model):
        for sample in intent["samples"]:
            if not _SAMPLE.fullmatch(sample):
                yield f"IM001 {intent['name']}: {sample!r}: use small letters, spaces and ' only"


def _no_duplicates(model: Model) -> Iterator[str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for intent in _intents(model):
        for sample in intent["samples"]:
            owners[" ".join(sample.lower().split())].add(str(intent["name"]))
    for sample, names in owners.items():
        if len(names) > 1:
            yield f"IM002 {', '.join(sorted(names))}: all have {sample!r}; keep it in one"


def _has_samples(model: Model) -> Iterator[str]:
    for intent in _intents(model):
        own = not str(intent["name"]).startswith("AMAZON.")
        if own and not intent["samples"]:
            yield f"IM003 {intent['name']}: no sample; add what people say"
        if not own and intent["samples"]:
            yield f"IM004 {intent['name']}: samples break Amazon's own intents; remove them"


def _names(model: Model) -> Iterator[str]:
    for intent in _intents(model):
        if not _NAME.fullmatch(str(intent["name"])):
            yield f"IM005 {intent['name']}: a name has letters and underscores only"


def _required(model: Model) -> Iterator[str]:
    present = {str(intent["name"]) for intent in _intents(model)}
    for name in sorted(REQUIRED - present):
        yield f"IM006 {name}: missing; certification asks for it"


def _slots(model: Model) -> Iterator[str]:
    types = {one["name"] for one in model["interactionModel"]["languageModel"]["types"]}
    for intent in _intents(model):
        declared: dict[str, str] = {one["name"]: one["type"] for one in intent.get("slots", ())}
        used = [set(_SLOT.findall(sample)) for sample in intent["samples"]]
        for slot in sorted(set().union(*used) ^ set(declared)):
            yield f"IM011 {intent['name']}: {{{slot}}} must be declared and used"
        own = {kind for kind in declared.values() if not kind.startswith("AMAZON.")}
        for kind in sorted(own - types):
            yield f"IM012 {intent['name']}: there is no slot type {kind}"
        if any(used) and not all(used):
            yield f"IM013 {intent['name']}: some samples have no slot; it would then stay empty"


def _phrase_slots(model: Model) -> Iterator[str]:
    for intent in _intents(model):
        phrases = {one["name"] for one in intent.get("slots", ()) if one["type"] == PHRASE}
        for sample in intent["samples"] if phrases else ():
            if not _SLOT.sub("", sample).strip():
                yield f"IM017 {intent['name']}: {sample!r}: a phrase slot needs words beside it"
            if len(_SLOT.findall(sample)) > 1:
                yield f"IM018 {intent['name']}: {sample!r}: a phrase slot must be the only slot"


def _values(model: Model) -> Iterator[str]:
    for kind in model["interactionModel"]["languageModel"]["types"]:
        owners: dict[str, str] = {}
        if not kind["values"]:
            yield f"IM014 {kind['name']}: no values; Amazon refuses an empty type"
        for value in kind["values"]:
            name = value["name"]
            for said in {name["value"], *name.get("synonyms", ())}:
                if len(said) > MAX_VALUE_CHARS:
                    yield f"IM015 {kind['name']}: {said!r} is over {MAX_VALUE_CHARS} characters"
                if owners.setdefault(said, value["id"]) != value["id"]:
                    yield f"IM016 {kind['name']}: two values are said {said!r}; keep one"


def _limits(model: Model) -> Iterator[str]:
    count = len(_intents(model))
    if count > MAX_INTENTS:
        yield f"IM007 {count} intents; Amazon takes {MAX_INTENTS}"
    size = len(json.dumps(model, ensure_ascii=False).encode())
    if size > MAX_BYTES:
        yield f"IM008 {size} bytes; Amazon takes {MAX_BYTES}"


def _invocation_name(model: Model) -> Iterator[str]:
    name = model["interactionModel"]["languageModel"]["invocationName"]
    if not _INVOCATION.fullmatch(name) or len(name) > MAX_INVOCATION_CHARS:
        yield f"IM009 invocation name {name!r}: two or more words in small letters, at most 50"
    if reserved := sorted(_RESERVED & set(name.split())):
        yield f"IM010 invocation name {name!r}: {', '.join(reserved)} is Amazon's own word"


_RULES: tuple[Callable[[Model], Iterator[str]], ...] = (
    _sample_characters,
    _no_duplicates,
    _has_samples,
    _names,
    _required,
    _slots,
    _phrase_slots,
    _values,
    _limits,
    _invocation_name,
)
