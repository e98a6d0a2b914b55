"""The interaction model: what the content says, all of it answered, and as Amazon takes it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from conftest import Ask
from events import intent
from interaction_model import lint
from interaction_model.build import BUILT_IN, FOLDER, Model, build_model, to_samples
from interaction_model.files import (
    MANIFEST,
    find_broken,
    find_lost,
    find_stale,
    make_files,
    write_files,
)
from interaction_model.lint import PHRASE, REQUIRED, lint_model
from skill.catalogue import Catalogue
from skill.hearing import Hearing
from skill.manner import CHANGES
from skill.replies import ANSWERS
from skill.turns import ASK, FALLBACK, LAUNCH

LOCALES = ("en-AU", "en-CA", "en-GB", "en-IN", "en-US")

Intent = dict[str, Any]


@pytest.fixture(scope="module")
def built(hearing: Hearing, catalogue: Catalogue) -> dict[str, Any]:
    """The language model, as the content makes it now."""
    inner: dict[str, Any] = build_model(hearing, catalogue)["interactionModel"]["languageModel"]
    return inner


@pytest.fixture(scope="module")
def samples(built: dict[str, Any]) -> dict[str, list[str]]:
    """The samples of each intent."""
    return {one["name"]: one["samples"] for one in built["intents"]}


@pytest.mark.parametrize(
    ("said", "sample"),
    [
        ("m r i", "m. r. i."),
        ("what is an m r i scan", "what is an m. r. i. scan"),
        ("c t or m r i", "c. t. or m. r. i."),
        ("what is m s c c", "what is m. s. c. c."),
        ("does a c t scan hurt", "does a c. t. scan hurt"),
        ("am i a carer", "am i a carer"),
        ("i am a carer", "i am a carer"),
        ("why can't i sleep", "why can't i sleep"),
        ("what's a biopsy like", "what's a biopsy like"),
        ("they said it's in my t ten", "they said it's in my t ten"),
        ("what does an x ray show", "what does an x ray show"),
    ],
)
def test_only_spelled_letters_get_full_stops(said: str, sample: str) -> None:
    """Amazon's form for letters said one by one; a word of one letter stays a word."""
    assert to_samples((said,)) == [sample]


def test_a_sentence_is_one_sample_however_often_it_is_written() -> None:
    """Samples keep the content's order, each once."""
    assert to_samples(("what is it", "how is it", "what is it")) == ["what is it", "how is it"]


def test_amazons_own_intents_have_no_samples(samples: dict[str, list[str]]) -> None:
    """Added samples would break what Amazon's intents understand by themselves."""
    own = {name: said for name, said in samples.items() if name.startswith("AMAZON.")}
    assert own == {name: [] for name in BUILT_IN}


def test_the_model_has_what_the_content_has(
    samples: dict[str, list[str]], catalogue: Catalogue, hearing: Hearing
) -> None:
    """Every topic, safety answer and command is an intent with its sentences, and nothing else."""
    safety = {*catalogue.alerts, *catalogue.safe_answers}
    assert set(samples) == {*catalogue.intents, *safety, *hearing.commands, FALLBACK}
    for name in set(samples) - set(BUILT_IN):
        assert [one.replace(".", "") for one in samples[name]] == list(hearing.asked[name])


def test_every_hard_word_is_a_value(built: dict[str, Any], catalogue: Catalogue) -> None:
    """Each term can be asked about by its id, in every way that the glossary says it."""
    kind, topics = built["types"]
    said = {one["id"]: [one["name"]["value"], *one["name"]["synonyms"]] for one in kind["values"]}
    plain = {id: [name.replace(".", "") for name in names] for id, names in said.items()}
    assert plain == {one.id: [one.word, *one.say] for one in catalogue.terms.values()}
    slots = {one["name"]: one["slots"] for one in built["intents"] if one.get("slots")}
    slot = {"name": "term", "type": kind["name"], "samples": []}
    free = {"name": "question", "type": PHRASE, "samples": []}
    topic = {"name": "topic", "type": topics["name"], "samples": []}
    words = {"DefineTermIntent": [slot], "SpellIntent": [slot]}
    assert slots == {**words, "AskIntent": [free], "PlayIntent": [topic]}


def test_every_topic_can_be_played_by_its_name(built: dict[str, Any], catalogue: Catalogue) -> None:
    """The id of each topic, and its plain name among what may be said."""
    _, kind = built["types"]
    names = {one["id"]: [one["name"]["value"], *one["name"]["synonyms"]] for one in kind["values"]}
    assert set(names) == set(catalogue.topics)
    assert all(id.replace("_", " ") in said for id, said in names.items())


def test_the_skill_answers_every_intent(
    samples: dict[str, list[str]], catalogue: Catalogue, ask_lambda: Ask
) -> None:
    """No intent of the model ends at the answer to what is not understood."""
    answers = {name: ask_lambda(intent(name)) for name in samples}
    said = {name: one["response"].get("outputSpeech") for name, one in answers.items()}
    unknown = {name for name in said if said[name] == said[FALLBACK]}
    assert unknown == {FALLBACK, ASK}, "free words without a word in them are not understood"
    for name in {*catalogue.intents, *catalogue.alerts}:
        assert answers[name]["sessionAttributes"]["intent"] == name


def test_nothing_waits_for_an_intent_that_cannot_come(samples: dict[str, list[str]]) -> None:
    """Whatever the skill can answer, the model lets people say."""
    assert set(ANSWERS) - {LAUNCH} <= set(samples)
    assert set(CHANGES) <= set(samples)


def test_the_committed_files_say_what_the_content_says() -> None:
    """One model for each locale and one manifest, none of them stale."""
    files = make_files()
    assert set(files) == {*(FOLDER / f"{locale}.json" for locale in LOCALES), MANIFEST}
    assert set(FOLDER.glob("*.json")) == set(files) - {MANIFEST}
    assert find_stale(files) == []


def test_amazon_takes_what_is_built() -> None:
    """Our lint finds nothing, and Amazon's own types keep every value."""
    assert find_broken() == []
    assert find_lost(make_files()) == []


def test_a_stale_file_is_named_until_it_is_written(tmp_path: Path) -> None:
    """A missing file and a changed one are reported; writing mends both and leaves no litter."""
    files = {tmp_path / "en-GB.json": "{}\n", tmp_path / "skill.json": "{}\n"}
    (tmp_path / "skill.json").write_text("[]\n")
    advice = "not what the content says now; run spine-guide model build"
    assert find_stale(files) == [f"en-GB.json: {advice}", f"skill.json: {advice}"]
    write_files(files)
    assert find_stale(files) == []
    assert set(tmp_path.iterdir()) == set(files)


def one(name: str, *samples: str, **slots: str) -> Intent:
    """An intent with the type of each of its slots."""
    declared = [{"name": slot, "type": kind} for slot, kind in slots.items()]
    return {"name": name, "slots": declared, "samples": list(samples)}


def model(
    *own: Intent, invocation: str = "spine guide", lacks: str = "", **types: dict[str, list[str]]
) -> Model:
    """A model with Amazon's required intents, some of its own, and types: id → how it is said."""
    intents = [one(name) for name in sorted(REQUIRED - {lacks, *(each["name"] for each in own)})]
    kinds = [
        {
            "name": kind,
            "values": [
                {"id": id, "name": {"value": said[0], "synonyms": said[1:]}}
                for id, said in values.items()
            ],
        }
        for kind, values in types.items()
    ]
    inner = {"invocationName": invocation, "intents": [*intents, *own], "types": kinds}
    return {"interactionModel": {"languageModel": inner}}


def many(count: int) -> list[Intent]:
    """So many intents, each with a sample of its own."""
    return [one(f"Tide{'s' * n}Intent", f"tide {'s' * n}") for n in range(count)]


TIDE = {"ebb": ["ebb", "ebb tide"], "flood": ["flood"]}
BROKEN = [
    *(
        ("IM001", model(one("TideIntent", sample)))
        for sample in (
            *("What is a tide", "what is a tide?", "high, low", "the 2 tides", "tide & wind"),
            *("tide.", "what's. a. tide", "ebb/flow", "marée", ""),
        )
    ),
    ("IM001", model(one("TideIntent", "what is {Tide}", Tide="TIDE"), TIDE=TIDE)),
    ("IM002", model(one("TideIntent", "what is it"), one("WindIntent", "what  is it"))),
    ("IM003", model(one("TideIntent"))),
    ("IM004", model(one("AMAZON.HelpIntent", "help me"))),
    *(
        ("IM005", model(one(name, "what is it")))
        for name in ("Tide2Intent", "_TideIntent", "Tide Intent", "Tide.Intent", "")
    ),
    *(("IM006", model(lacks=name)) for name in sorted(REQUIRED)),
    ("IM007", model(*many(246))),
    ("IM008", model(one("TideIntent", "a" * 1_500_000))),
    *(
        ("IM009", model(invocation=name))
        for name in ("spine", "Spine Guide", "spine guide 2", "spine-guide", f"spine {'e' * 45}")
    ),
    *(
        ("IM010", model(invocation=name))
        for name in ("open spine", "guide for spines", "spine app", "ask alexa")
    ),
    ("IM011", model(one("TideIntent", "what is {tide}"), TIDE=TIDE)),
    ("IM011", model(one("TideIntent", "what is it", tide="TIDE"), TIDE=TIDE)),
    ("IM012", model(one("TideIntent", "what is {tide}", tide="WIND"), TIDE=TIDE)),
    ("IM013", model(one("TideIntent", "what is {tide}", "what is it", tide="TIDE"), TIDE=TIDE)),
    ("IM014", model(TIDE={})),
    ("IM015", model(TIDE={"ebb": ["b" * 141]})),
    ("IM015", model(TIDE={"ebb": ["ebb", "b" * 141]})),
    ("IM017", model(one("TideIntent", "{tide}", tide=PHRASE))),
    ("IM018", model(one("TideIntent", "is {tide} {wind}", tide=PHRASE, wind=PHRASE))),
    ("IM016", model(TIDE={"ebb": ["ebb", "low tide"], "low": ["low tide"]})),
]


@pytest.mark.parametrize(("code", "broken"), BROKEN, ids=[code for code, _ in BROKEN])
def test_a_broken_rule_is_found(code: str, broken: Model) -> None:
    """Each model breaks one rule, once, and exactly that is reported."""
    assert [finding.split()[0] for finding in lint_model(broken)] == [code]


def test_every_rule_has_a_broken_model() -> None:
    """No rule of the lint goes untested."""
    codes = set(re.findall(r"IM\d{3}", Path(lint.__file__).read_text()))
    assert codes == {code for code, _ in BROKEN} == {f"IM{n:03}" for n in range(1, 19)}


@pytest.mark.parametrize(
    "good",
    [
        model(one("TideIntent", "what's a neap-tide", "the m. r. i. of my mums' backs", "x ray")),
        model(one("TideIntent", "what is {tide}", "{tide}", tide="TIDE"), TIDE=TIDE),
        model(TIDE={"ebb": ["b" * 140, "b"]}),
        model(*many(245)),
        model(invocation="my aunt's spine guide"),
        model(invocation=f"spine {'e' * 44}"),
    ],
    ids=["sentences", "slot", "140 characters", "250 intents", "apostrophe", "50 characters"],
)
def test_a_good_model_has_no_finding(good: Model) -> None:
    """What Amazon takes, up to its limits, is not complained about."""
    assert lint_model(good) == []
