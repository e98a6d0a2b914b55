"""The checks: each finds what is broken and leaves alone what is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cli.check
from cli.main import spine_guide
from editing.checks import CHECKS, find_all
from editing.edition import languages, open_edition
from editing.evidence import unused_sources
from editing.findings import Finding
from editing.phrases import Phrases
from editing.reading import grade
from editing.rules import read_rules
from editing.sentences import count_words, seconds, split_authored
from editions import ANSWER, FACTS, RULES, edition
from skill.catalogue import Helpline
from skill.content import FOLDER
from skill.errors import ContentError
from skill.speech import say_paragraphs

WORDS = "one small word and then another one comes along here. "
HELP = "Call {emergency_number} now, or go to the {emergency_department}, for new weakness."
UP_TO = "Your team can tell you which of the many kinds of help you can get at your home"
"""Eighteen words, to be ended."""

Broken = Mapping[str, Any]

# Check, what is broken and what is found, and what is right.
ROWS: list[tuple[str, Broken, str, Broken]] = [
    # Safety.
    ("emergency number", {"text": "New weakness needs help."}, 'names "weakness"', {"text": HELP}),
    ("emergency number", {"more": "You feel numb."}, "more 1: names", {"more": "Numbers help."}),
    (
        "emergency number",
        {"term": ("Paralysis means lost movement.", "pain")},
        "cord: names",
        {"text": HELP, "term": ("Paralysis means lost movement.", "pain")},
    ),
    (
        "emergency number",
        {"text": HELP, "safe": "If your legs give way, call your team."},
        "safe_answers.DoseIntent: names",
        {"safe": "If your legs give way, call {emergency_number}."},
    ),
    ("disclaimer", {"about": ANSWER}, "about.toml: answer: does not say", {}),
    ("disclaimer", {"prompts": {"disclaimer": "Hello."}}, "prompts.toml: disclaimer", {}),
    ("disclaimer", {"prompts": {"card_note": "Hello."}}, "prompts.toml: card_note", {}),
    # Evidence.
    ("sources", {"evidence": {"sources": ["rumour"]}}, "no source 'rumour'", {}),
    (
        "sources",
        {"evidence": {"sources": []}},
        "no source, though its confidence is seen",
        {"evidence": {"sources": [], "confidence": "general-knowledge"}},
    ),
    (
        "sources",
        {"evidence": {"sources": ["gossip", "relic"]}},
        "marked seen, but every source is old or second-hand",
        {"evidence": {"sources": ["gossip", "atlas"]}},
    ),
    (
        "sources",
        {"evidence": {"sources": ["relic"]}},
        "every source is old",
        {"evidence": {"sources": ["relic"], "confidence": "second-hand"}},
    ),
    ("facts", {"evidence": {"facts": []}}, "answer: names no fact", {}),
    (
        "facts",
        {"evidence": {"sources": ["atlas", "gossip"]}},
        "none of its facts names the source 'gossip'",
        {"evidence": {"sources": ["atlas", "gossip"], "facts": ["1.1", "1.2"]}},
    ),
    (
        "facts",
        {"evidence": {"facts": ["1.2"]}},
        "none of its facts names the source 'atlas'",
        {"evidence": {"sources": [], "facts": [], "confidence": "general-knowledge"}},
    ),
    ("dates", {"reviewed": "2025-11-21"}, "more than a year ago", {"reviewed": "2025-11-22"}),
    ("dates", {"reviewed": "2026-11-23"}, "in the future", {"reviewed": "2026-11-22"}),
    # Links.
    ("links", {"related": ("pian",)}, "no topic is named 'pian'", {"related": ("about",)}),
    ("links", {"related": ("pain",)}, "offers itself", {"related": ()}),
    ("links", {"related": ("about", "about")}, "offered twice", {"related": ("about",)}),
    ("links", {"term": ("A cord.", "pian")}, "no topic is named", {"term": ("A cord.", "pain")}),
    # Words.
    ("words", {"text": "You should rest."}, '"should" is a word', {"text": "You can rest."}),
    ("words", {"text": "He suffers."}, '"suffers" is a word', {"text": "He has pain."}),
    ("words", {"title": "Terminal care"}, '"Terminal" is a', {"title": "Care"}),
    ("words", {"text": "It will cure you."}, "promise no cure", {"text": "It can't cure you."}),
    ("words", {"text": "We don\u2019t worry. Don\u2019t worry."}, "say what helps", {}),
    ("words", {"text": "My tummy hurts."}, "say belly", {"text": "My belly hurts."}),
    ("words", {"more": "See below."}, '"See below" needs eyes', {"more": "See your doctor."}),
    ("words", {"prompts": {"help": "Click here."}}, "prompts.toml: help", {}),
    # Length.
    ("length", {"text": WORDS * 9 + "One more."}, "92 words in", {"text": WORDS * 9}),
    ("length", {"text": WORDS * 4 + "And nine more words stand here in this one."}, "49 words", {}),
    ("length", {"more": WORDS * 2 + "Nine words do not make this long enough now."}, "29 w", {}),
    ("length", {"more": WORDS * 17}, "62 seconds at 165", {"more": WORDS * 16}),
    ("length", {"alert": WORDS * 17}, "62 seconds at 165", {"alert": WORDS * 2}),
    (
        "sentences",
        {"more": f"{UP_TO} now if you do ask."},
        "a sentence of 23 words in",
        {"more": f"{UP_TO} now if you ask."},
    ),
    (
        "sentences",
        {"more": f"{UP_TO}. {UP_TO}. Please do ask them today if possible."},
        "words a sentence in",
        {"more": f"{UP_TO}. Ask. Ask."},
    ),
    (
        "sentences",
        {"term": ("A cord is a rope. It is long.", "")},
        "more than one sentence",
        {"term": ("A cord is a long rope.", "")},
    ),
    # Plain language.
    (
        "grade",
        {"more": "Multidisciplinary collaboration facilitates individualised rehabilitation."},
        "more 1: reading grade",
        {"more": "Dexamethasone helps. Radiotherapy helps. Your doctor can tell you more."},
    ),
    (
        "grade",
        {"text": "Ordinary hospitals organise everything. Families understand it afterwards."},
        "en/topics: answer: reading grade",
        {},
    ),
    (
        "active",
        {"text": "Cancer is often treated by doctors."},
        'passive: "is often treated"',
        {"text": "Doctors often treat cancer."},
    ),
    ("active", {"alert": "It's given today."}, "passive", {"alert": "They give it today."}),
    ("active", {"text": "It was found late. I am told."}, "was found", {"text": "You are tired."}),
    ("active", {"safe": "If asked, it can be done."}, "be done", {"safe": "Ask what is done."}),
    ("abbreviations", {"text": "An MRI helps."}, "MRI is run", {"text": "An M R I helps."}),
    (
        "abbreviations",
        {"text": "Watch for M S C C. A C T helps."},
        "M S C C is not introduced",
        {"text": "Pressure is called M S C C. A C T helps.", "more": "M S C C is bad."},
    ),
    ("abbreviations", {"text": "S B R T helps."}, "S B R T", {"text": "S B R T means rays."}),
    (
        "abbreviations",
        {"term": ("An S B R T beam.", "")},
        "cord: S B R T",
        {"term": ("A C E S nerve.", "")},
    ),
    # What is heard.
    ("punctuation", {"text": "Pain (often) hurts."}, '"("', {"text": "Pain often hurts."}),
    ("punctuation", {"text": "Pain; it hurts."}, '";"', {"text": "Pain, it hurts."}),
    ("punctuation", {"text": "Take 2 now."}, '"2"', {"text": "Take two now."}),
    ("punctuation", {"text": "Rest - then walk."}, '"-"', {"text": "A well-known pain."}),
    ("punctuation", {"text": "Pain hurts"}, "no full stop", {"text": "Does it hurt?"}),
    (
        "capitals",
        {"text": "Rest. {tumour} pain hurts."},
        '"tumour pain hurts." begins small',
        {"text": "Rest. {Tumour} pain hurts. {out_of_hours} Rest."},
    ),
    ("capitals", {"text": "A {Tumour} hurts."}, "{Tumour} inside", {"text": "A {tumour} hurts."}),
    ("capitals", {"title": "{tumour} pain"}, "begins small", {"title": "{Tumour} pain"}),
    (
        "capitals",
        {"prompts": {"help": "pain hurts."}},
        "begins",
        {"prompts": {"help": "{word} is."}},
    ),
    ("spelling", {"text": "A tumor."}, '"tumor" is said only in en-US', {"text": "A {tumour}."}),
    ("spelling", {"title": "Colours"}, '"Colours" is said only in en-GB', {"title": "Pain"}),
    ("spelling", {"text": "Your carer."}, '"carer"', {"text": "Your {carer}, and your career."}),
    (
        "lexicon",
        {"text": "A laminectomy."},
        "lexicon.toml: laminectomy: missing",
        {"text": "A cut."},
    ),
    ("lexicon", {"title": "Vertebroplasties"}, "vertebroplasties", {"title": "Metastases"}),
    (
        "phonemes",
        {"sounds": {"nerve": {"ipa": "nɜːv"}}},
        "nerve.ipa: has 'ː', which no voice",
        {"sounds": {"nerve": {"ipa": "nɜv", "en-US": "nɝv"}}},
    ),
    (
        "phonemes",
        {"sounds": {"nerve": {"ipa": "nɝv"}}},
        "nerve.ipa: has 'ɝ'",
        {"sounds": {"nerve": {"alias": "nurve"}}},
    ),
    ("lexicon", {"text": "Circumstantial."}, "circumstantial", {"text": "Strengthening."}),
]


@pytest.mark.parametrize(("check", "broken", "found", "right"), ROWS)
def test_a_check_finds_what_is_broken(
    check: str, broken: Broken, found: str, right: Broken
) -> None:
    """Each check finds its mistake once, and nothing where there is none."""
    findings = [str(one) for one in dict.fromkeys(CHECKS[check](edition(**broken)))]
    assert [one for one in findings if found in one], findings
    assert list(CHECKS[check](edition(**right))) == []


def test_every_check_is_tried() -> None:
    """No check stands in the table without a row here."""
    assert {check for check, *_ in ROWS} == set(CHECKS)


def test_titles_must_be_understood() -> None:
    """A listener who is offered "Pain" says "Pain", and must get there."""
    findings = CHECKS["links"](edition(reached="AMAZON.FallbackIntent"))
    assert [(one.file, one.problem) for one in findings] == [
        ("en/topics/about.toml", 'saying "About" reaches AMAZON.FallbackIntent'),
        ("en/topics/pain.toml", 'saying "Pain" reaches AMAZON.FallbackIntent'),
    ]


def test_places_say_their_own_words() -> None:
    """A British word among the American ones is found, and the other way round."""
    right = edition()
    places = dict(right.catalogue.places)
    british = places["en-GB"].words
    places["en-US"] = places["en-US"]._replace(words=british)
    wrong = right._replace(catalogue=right.catalogue._replace(places=places))
    found = {(one.file, one.key): one.problem for one in CHECKS["spelling"](wrong)}
    assert found["places.toml", "en-US.words.tumour"] == '"tumour" is said only in en-GB'
    assert not [key for _, key in found if key.startswith("en-GB")]


def test_a_finding_is_one_line_with_file_key_and_remedy() -> None:
    """An editor reads where to look, what is wrong and what to do."""
    assert [str(one) for one in CHECKS["dates"](edition(reviewed="2020-01-02"))] == [
        "en/topics/pain.toml: reviewed: 2020-01-02 is more than a year ago; "
        "read the sources again, then set the date"
    ]


def test_the_same_mistake_in_every_place_is_one_finding() -> None:
    """What is wrong wherever it is heard is reported once."""
    remedy = "write M R I or its full name"
    assert find_all(edition(prompts={"help": "An MRI helps."})) == [
        Finding("en/prompts.toml", "help", "MRI is run together", remedy)
    ]


def test_unused_sources_are_a_note() -> None:
    """A source that no text and no fact names is no mistake, only worth knowing."""
    right = edition()
    assert not find_all(right)
    assert not unused_sources(right)
    assert unused_sources(edition(facts={"1.1": FACTS["1.1"]})) == ["gossip", "relic"]


def test_helplines_name_their_sources_too() -> None:
    """A number to call without a known source is found."""
    line = Helpline("cancer", "Spine Line", "one, two", "12", "", ("rumour",), "seen")
    right = edition()
    places = {"en-GB": right.catalogue.places["en-GB"]._replace(helplines=(line,))}
    wrong = right._replace(catalogue=right.catalogue._replace(places=places))
    assert [str(one) for one in CHECKS["sources"](wrong)] == [
        "places.toml: en-GB.helplines Spine Line: no source 'rumour' in sources.toml; "
        "correct it or add it there"
    ]


@pytest.mark.parametrize("language", languages())
def test_the_content_has_no_finding(language: str) -> None:
    """Everything that listeners hear passes every check, as on the day it was last reviewed."""
    found = open_edition(language, date.max)
    reviewed = max(topic.reviewed for topic in found.catalogue.topics.values())
    today = date.fromisoformat(reviewed)
    assert [str(one) for one in find_all(found._replace(today=today))] == []


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    """Ten words of one syllable in one sentence: 0.39 times 10, plus 11.8, less 15.59."""
    assert grade("The pain in your back gets much worse at night.", RULES) == pytest.approx(0.11)


def test_a_name_counts_as_a_word_without_syllables() -> None:
    """A drug's name makes a sentence longer but not harder."""
    assert grade("Take dexamethasone now.", RULES) == pytest.approx(0.39 * 3 + 11.8 - 15.59)
    assert grade("Take M R I now.", RULES) == pytest.approx(0.39 * 5 + 11.8 - 15.59)


def test_a_phone_number_is_one_word_of_its_sentence() -> None:
    """Digits in groups do not make a sentence hard."""
    said = "The number is zero eight zero eight, eight zero eight, zero zero, zero zero."
    assert count_words(said, RULES.digits) == 4
    assert count_words("One or two people, or three.", RULES.digits) == 6


def test_pauses_take_their_time() -> None:
    """Two paragraphs of 165 words in all last a minute and the pause between."""
    assert seconds(say_paragraphs("word " * 100 + "\n\n" + "word " * 65)) == pytest.approx(60.6)


def test_a_placeholder_may_be_a_sentence() -> None:
    """What is filled with whole sentences ends one, what is filled with words does not."""
    words = {"hours": "Call by day.", "line": "team"}
    assert split_authored("Ask. {hours} Call\nthe {line} now.", words) == [
        "Ask.",
        "{hours}",
        "Call the {line} now.",
    ]


def test_a_star_stands_for_any_letters() -> None:
    """Whole words only, whatever apostrophe or capital letter they have."""
    listed = Phrases(["suffer*", "don't worry", "*plasty"])
    text = "Suffering? Don\u2019t  worry, insufferable kyphoplasty."
    assert listed.found_in(text) == ["Suffering", "Don't  worry", "kyphoplasty"]
    assert Phrases(["pain", "pain relief"]).found_in("Pain relief, pain.") == [
        "Pain relief",
        "pain",
    ]
    assert "Vertebroplasty" in listed
    assert "plastic" not in listed
    assert Phrases([]).found_in(text) == []


def test_rules_must_be_complete(tmp_path: Path) -> None:
    """A translator who mistypes a key is told which."""
    rules = (FOLDER / "en/editing.toml").read_text(encoding="utf-8")
    path = tmp_path / "xx/editing.toml"
    path.parent.mkdir()
    path.write_text(rules.replace("disclaimer =", "disclaimed ="), encoding="utf-8")
    with pytest.raises(ContentError, match=r"xx/editing\.toml: disclaimed: unknown key"):
        read_rules("xx", tmp_path)


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``spine-guide check`` on an edition: exit code, standard output and error."""

    def check(**changes: Any) -> tuple[int, str, str]:
        monkeypatch.setattr(cli.check, "open_edition", lambda *_: edition(**changes))
        with pytest.raises(SystemExit) as stopped:
            spine_guide(["check"])
        return int(stopped.value.code or 0), *capsys.readouterr()

    return check


def test_check_prints_a_line_for_each_finding(run: Run) -> None:
    """Findings are the result, and make the command fail."""
    code, out, _ = run(reviewed="2020-01-02", related=("pian",))
    assert code == 1
    assert [line.split(": ")[:2] for line in out.splitlines()] == [
        ["en/topics/pain.toml", "reviewed"],
        ["en/topics/pain.toml", "related"],
    ]


def test_check_says_what_was_checked(run: Run) -> None:
    """Without findings it is one line."""
    code, out, err = run()
    assert code == 0
    assert out == ("en: 2 topics and 4 texts (116 words, 1 minutes) pass 17 checks in 6 places.\n")
    assert err == ""


def test_check_notes_what_is_not_used(run: Run) -> None:
    """A source that nothing names is worth a line, but no finding."""
    code, _, err = run(facts={"1.1": FACTS["1.1"]})
    assert (code, err) == (0, "Note: sources.toml: nothing names 2 sources: gossip, relic\n")
