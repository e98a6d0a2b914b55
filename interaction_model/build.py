"""Build: content → the interaction model of one locale."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from skill.catalogue import Catalogue, Term, Topic
from skill.hearing import Hearing

FOLDER = Path(__file__).parent

INVOCATION_NAME = "spine guide"
# Two words, easily said, and nobody has to say "cancer" aloud in a shared room.

BUILT_IN = (
    *("AMAZON.CancelIntent", "AMAZON.FallbackIntent", "AMAZON.HelpIntent"),
    *("AMAZON.NavigateHomeIntent", "AMAZON.NoIntent", "AMAZON.RepeatIntent"),
    *("AMAZON.StopIntent", "AMAZON.YesIntent"),
    # These come while a recording plays, also without our name; Amazon asks for the first two.
    *("AMAZON.PauseIntent", "AMAZON.ResumeIntent", "AMAZON.NextIntent", "AMAZON.PreviousIntent"),
    *("AMAZON.StartOverIntent", "AMAZON.LoopOnIntent", "AMAZON.LoopOffIntent"),
    *("AMAZON.ShuffleOnIntent", "AMAZON.ShuffleOffIntent"),
)
# With more sensitivity, more of what is not ours reaches the fallback, whose answer carries the
# safety line, instead of the nearest topic; HIGH would also take many honest paraphrases.
FALLBACK_SENSITIVITY = "MEDIUM"

Model = dict[str, Any]


def build_model(hearing: Hearing, catalogue: Catalogue) -> Model:
    """The interaction model, its intents in a fixed order.

    The samples of Amazon's own intents stay empty: adding to them breaks what they understand.
    """
    own = {intent: said for intent, said in hearing.asked.items() if intent not in BUILT_IN}
    intents = [_intent(name, to_samples(said)) for name, said in sorted(own.items())]
    built_in: list[dict[str, Any]] = [{"name": name, "samples": []} for name in BUILT_IN]
    language_model = {
        "invocationName": INVOCATION_NAME,
        "intents": [*built_in, *intents],
        "types": [_terms(catalogue), _topics(catalogue)],
        "modelConfiguration": {"fallbackIntentSensitivity": {"level": FALLBACK_SENSITIVITY}},
    }
    return {"interactionModel": {"languageModel": language_model}}


# The slots that samples may have, and the type that holds the values of each.
SLOT_TYPES = {"term": "TERM", "question": "AMAZON.SearchQuery", "topic": "TOPIC"}
_SLOT = re.compile(r"\{(\w+)\}")


def _intent(name: str, samples: list[str]) -> dict[str, Any]:
    used = sorted({slot for sample in samples for slot in _SLOT.findall(sample)})
    slots = [{"name": slot, "type": SLOT_TYPES[slot], "samples": []} for slot in used]
    return {"name": name, "slots": slots, "samples": samples}


def _terms(catalogue: Catalogue) -> dict[str, Any]:
    """The words that can be asked about, each with its other names."""
    values = [
        {"id": term.id, "name": {"value": _spoken(term.word), "synonyms": _synonyms(term)}}
        for term in catalogue.terms.values()
    ]
    return {"name": SLOT_TYPES["term"], "values": values}


def _topics(catalogue: Catalogue) -> dict[str, Any]:
    """The topics that can be played, by their titles and by the names of their files."""
    values = [
        {"id": topic.id, "name": {"value": names[0], "synonyms": names[1:]}}
        for topic in catalogue.topics.values()
        if (names := _names(topic))
    ]
    return {"name": SLOT_TYPES["topic"], "values": values}


def _names(topic: Topic) -> list[str]:
    title = (
        ""
        if "{" in topic.title
        else " ".join(re.sub(r"[^a-z' ]", " ", topic.title.lower()).split())
    )
    plain = topic.id.replace("_", " ")
    return list(dict.fromkeys(filter(None, (title, plain, f"the {plain}"))))


def _synonyms(term: Term) -> list[str]:
    return list(dict.fromkeys(map(_spoken, term.say)))


def _spoken(sentence: str) -> str:
    return _SPELLED.sub(_with_stops, sentence)


def to_samples(sentences: tuple[str, ...]) -> list[str]:
    """Sentences as Amazon takes them: letters that are spelled out get their full stops."""
    return list(dict.fromkeys(map(_spoken, sentences)))


# "m r i" is spelled out; "a c t scan" has an article before it, "can't i" no letters at all.
_SPELLED = re.compile(r"(?<![\w'])[b-hj-z](?: [a-z])+(?![\w'])")


def _with_stops(match: re.Match[str]) -> str:
    return match[0].replace(" ", ". ") + "."


def locales(catalogue: Catalogue) -> list[str]:
    """The locales that Amazon knows; the neutral place is not one."""
    return sorted(locale for locale in catalogue.places if "-" in locale)


def to_json(model: Model) -> str:
    """As committed: two spaces, as ask-cli writes, readable in a review."""
    return json.dumps(model, ensure_ascii=False, indent=2) + "\n"
