"""The preview: a text as it is heard, and what an editor wants to know about it."""

from __future__ import annotations

from pathlib import Path

import pytest

import audio.engines
import audio.player
import cli.preview
from audio.engines import Recording
from cli.main import spine_guide
from editing.preview import describe, find_texts, near_names
from editions import ANSWER, edition
from skill.catalogue import Part
from skill.speech import BETWEEN_PARAGRAPHS, Say, Speech


def test_a_text_is_described_in_plain_lines() -> None:
    """Everything stands there in words, in the order an editor wants it."""
    evidence = {"sources": ["gossip", "atlas"], "confidence": "second-hand"}
    shown = edition(more="{Tumour} pain can be bad.\n\nCall your team.", evidence=evidence)
    place = shown.catalogue.place("en-GB")
    answer, more = find_texts("pain", shown)
    assert describe(more, place, shown).splitlines() == [
        "More, part, heard in the United Kingdom",
        "",
        "Tumour pain can be bad.",
        "",
        "Call your team.",
        "",
        "8 words, 4 seconds, grade -0.8",
        "File: en/topics/pain.toml, more 1",
        "Confidence: seen",
        "Source: the Atlas, 2024, read whole",
        "Fact 1.1: Pain hurts. (ATLAS; S)",
    ]
    assert describe(answer, place, shown).splitlines()[-4:] == [
        "Confidence: second-hand",
        "Source: a blog, quoted by somebody else",
        "Source: the Atlas, 2024, read whole",
        "Fact 1.1: Pain hurts. (ATLAS; S)",
    ]


def test_what_is_done_in_a_place_brings_its_own_evidence() -> None:
    """An editor sees the sources of the sentences that only this place hears."""
    shown = edition("Rest. {law}")
    law = Part("Law", "Ask.", ("relic",), "seen", ("1.2",))
    home = shown.catalogue.place("en-GB")
    there = home._replace(words={**home.words, "law": law.text}, practice={"law": law})
    (text,) = find_texts("pain", shown)
    assert describe(text, there, shown).splitlines()[-4:] == [
        "Source: the Atlas, 2024, read whole",
        "Source: the Archive, 1999, an old version",
        "Fact 1.1: Pain hurts. (ATLAS; S)",
        "Fact 1.2: Pain is felt. (GOSSIP, RELIC; S2)",
    ]


def test_a_text_says_that_it_has_no_source() -> None:
    """General knowledge is shown as such."""
    shown = edition(evidence={"sources": [], "facts": [], "confidence": "general-knowledge"})
    text = find_texts("pain", shown)[0]
    assert describe(text, shown.catalogue.place("en-US"), shown).endswith(
        "Confidence: general-knowledge\nSource: none"
    )


def test_a_prompt_has_no_evidence() -> None:
    """What is said between answers claims nothing."""
    shown = edition()
    text = find_texts("disclaimer", shown)[0]
    assert describe(text, shown.catalogue.place("en-US"), shown).endswith(
        "prompts.toml, disclaimer"
    )


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("pain", ["answer", "more 1"]),
        ("BandIntent", ["alerts.BandIntent"]),
        ("DoseIntent", ["safe_answers.DoseIntent"]),
        ("cord", ["cord"]),
        ("disclaimer", ["disclaimer"]),
        ("nonsense", []),
    ],
)
def test_a_text_is_found_by_its_name(name: str, keys: list[str]) -> None:
    """Topics, safety answers, terms and prompts all have one."""
    shown = edition(more="More.", alert="Call.", safe="Ask.", term=("A cord.", ""))
    assert [text.key for text in find_texts(name, shown)] == keys


def test_names_may_be_written_with_spaces() -> None:
    """ "warning signs" and "warning-signs" are warning_signs."""
    shown = edition()
    topics = shown.catalogue.topics
    signs = {"warning_signs": topics["pain"]._replace(id="warning_signs")}
    shown = shown._replace(catalogue=shown.catalogue._replace(topics=signs))
    assert find_texts("warning signs", shown) == find_texts("warning-signs", shown) != []


def test_a_topic_wins_over_a_term_of_its_name() -> None:
    """Who asks for pain means the topic."""
    shown = edition(term=("Hurt.", ""))
    terms = {"pain": shown.catalogue.terms["cord"]._replace(id="pain")}
    shown = shown._replace(catalogue=shown.catalogue._replace(terms=terms))
    assert [text.key for text in find_texts("pain", shown)] == ["answer"]


def test_near_names_are_offered() -> None:
    """A slip of the finger is forgiven, whatever the capital letters."""
    shown = edition(alert="Call.")
    assert near_names("pian", shown)[0] == "pain"
    assert near_names("bandintent", shown)[0] == "BandIntent"
    assert near_names("qqqq", shown) == []


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command opens an edition of ours."""
    monkeypatch.setattr(cli.preview, "open_edition", lambda *_: edition(more="Rest well."))


def run(*words: str) -> int:
    """Run ``spine-guide preview`` and return its exit code."""
    with pytest.raises(SystemExit) as stopped:
        spine_guide(["preview", *words])
    return int(stopped.value.code or 0)


@pytest.mark.usefixtures("opened")
def test_preview_shows_all_parts_or_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --part a whole topic is shown; part 0 is its answer."""
    assert run("pain") == 0
    shown = capsys.readouterr().out
    assert ANSWER in shown
    assert "Rest well." in shown
    assert run("pain", "--part", "1") == 0
    assert capsys.readouterr().out.startswith(
        "More, part, heard in the United States\n\nRest well."
    )
    assert run("pain", "--part", "0", "--place", "en-GB") == 0
    assert capsys.readouterr().out.startswith(
        "Pain, answer, heard in the United Kingdom\n\nPain in"
    )


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["pian"], "Error: Nothing is named pian: did you mean pain?\n"),
        (["qqqq"], "Error: Nothing is named qqqq: name a file of the topics folder.\n"),
        (["pain", "--part", "2"], "Error: pain has no part 2: its last is 1.\n"),
    ],
)
def test_preview_of_nothing_is_wrong_use(
    words: list[str], error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence on stderr that helps, and exit code 2."""
    assert run(*words) == 2
    assert capsys.readouterr() == ("", error)


@pytest.mark.usefixtures("opened")
def test_preview_speaks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --speak the text is recorded in the place's accent and played."""
    recorded: list[tuple[Speech, str]] = []
    played: list[Path] = []

    def record(speech: Speech, locale: str, path: Path) -> Recording:
        recorded.append((speech, locale))
        return Recording(path, "a voice", "en", "A voice was there", 1.0)

    monkeypatch.setattr(audio.engines, "record", record)
    monkeypatch.setattr(audio.player, "play", played.append)
    assert run("pain", "--place", "en-GB", "--speak") == 0
    assert recorded == [((Say(ANSWER), BETWEEN_PARAGRAPHS, Say("Rest well.")), "en-GB")]
    assert [path.suffix for path in played] == [".wav"]
    assert capsys.readouterr().err == "A voice was there.\n"


def test_preview_reads_the_real_content(capsys: pytest.CaptureFixture[str]) -> None:
    """The emergency answer is shown by its intent, with the number of the place."""
    assert run("EmergencyIntent", "--place", "en-AU") == 0
    assert "triple zero" in capsys.readouterr().out


def test_preview_of_an_unknown_place_is_neutral(capsys: pytest.CaptureFixture[str]) -> None:
    """A place that nobody wrote words for hears the neutral ones, and is told so."""
    assert run("EmergencyIntent", "--place", "xx-XX") == 0
    shown, told = capsys.readouterr()
    assert "your local emergency number" in shown
    assert "xx-XX is not one of" in told
