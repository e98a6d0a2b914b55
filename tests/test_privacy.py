"""Privacy: after a day of conversations nobody can read who asked, or what, anywhere."""

from __future__ import annotations

import logging
import re

import pytest

from events import USER, playback_failed, player_event, sessionless, with_player, with_screen
from hosting import Home
from skill import replies
from skill.catalogue import Catalogue
from skill.recordings import ALL, start, to_token
from visiting import Device, Visit, speaker

Said = tuple[str, dict[str, str]]

TOKEN = to_token(start("steroids", "en-GB", ALL))
STOP, YES, NO = "AMAZON.StopIntent", "AMAZON.YesIntent", "AMAZON.NoIntent"
QUESTIONS = (
    "what are the symptoms of spinal metastases",
    "my legs have gone numb and i cannot feel my bottom",
    "i want to end my life",
    "does my prostate cancer mean that i will die",
    "how long does margaret have to live",
    "what is the capital of france",
    "do dexamethasone tablets keep me awake",
)
WORDS = ("biopsy", "amitriptyline", "my left foot drags", "photosynthesis")
PLAYED = ("surgery", "bone_cement", "the operation on my neck", "i have a fever of forty")
SYMPTOMS = ("numb", "weak", "fever", "margaret", "prostate", "bladder", "bowel", "suicid", "pain")


def playing(event: dict[str, object]) -> dict[str, object]:
    """A device with a screen and a recording in hand."""
    return with_player(with_screen(event), TOKEN, 61_000, "PLAYING")


def plain(*names: str) -> list[Said]:
    """Words without anything in a slot."""
    return [(name, {}) for name in names]


MORNING = plain(
    *("SymptomsIntent", "MoreIntent", YES, "SlowerIntent", "SourcesIntent", YES, "BiopsyIntent"),
    *("ShorterIntent", "AMAZON.RepeatIntent", "DefineThatIntent", "SpellThatIntent", NO, STOP),
)
NOON = [
    *(("AskIntent", {"question": question}) for question in QUESTIONS),
    *((name, {"term": word}) for name in ("DefineTermIntent", "SpellIntent") for word in WORDS),
    ("PainIntent", {"part": "1"}),
    *plain("NumberIntent", "VolumeIntent", "LongerIntent", "MoreIntent", "AMAZON.HelpIntent"),
]
EVENING = [
    *(("PlayIntent", {"topic": topic}) for topic in PLAYED),
    *plain("PlayAllIntent", "AMAZON.ResumeIntent", "AMAZON.NextIntent", "AMAZON.ShuffleOnIntent"),
    *plain("EmergencyIntent", "AMAZON.ResumeIntent", "WaitIntent", NO),
]
NIGHT = plain(
    *("CrisisIntent", "PhoneWordsIntent", NO, "DosingIntent", "OverdoseIntent", "FasterIntent"),
    *("PersonalPrognosisIntent", "AMAZON.FallbackIntent", "UnknownIntent", "ForgetMeIntent", NO),
)


def live_a_day(home: Home) -> int:
    """Four visits, and all that Alexa sends by itself; the number of requests."""
    parts: list[tuple[list[Said], Device]] = [(MORNING, speaker), (NOON, with_screen)]
    parts += [(EVENING, playing), (NIGHT, speaker)]
    for said, device in parts:
        visit = Visit(home.ask, device)
        visit.open()
        for name, slots in said:
            visit.say(name, **slots)
        visit.leave()
    events = [player_event(f"Playback{kind}", TOKEN, 60_000) for kind in ("Started", "Stopped")]
    events += [player_event("PlaybackNearlyFinished", TOKEN, 60_000), playback_failed(TOKEN)]
    for event in [*events, sessionless("Something.NobodyKnows", topic="steroids")]:
        home.ask(event)
    return sum(len(said) + 2 for said, _ in parts) + len(events) + 1


def find_secrets(text: str, catalogue: Catalogue) -> set[str]:
    """What must not be in a text: anybody's words, topics, symptoms or ids."""
    asked = {*catalogue.intents, *catalogue.alerts, *catalogue.safe_answers}
    topics = set(catalogue.topics) - COMMON
    words = {*QUESTIONS, *WORDS, *PLAYED, *SYMPTOMS, *asked, *topics, USER, TOKEN}
    lower = text.lower()
    return {one for one in words if re.search(rf"\b{re.escape(one.lower())}", lower)}


COMMON = {"about"}
"""Topics whose names are words that a library may use in its own logs."""


def test_a_day_leaves_no_word_behind(
    home: Home, catalogue: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the store nor any log, at its most talkative, tells who asked or what."""
    with caplog.at_level(logging.DEBUG):
        assert live_a_day(home) >= 60
        kept = home.read()
    assert b"pace" in kept, "something was kept"
    assert find_secrets(kept.decode(errors="replace"), catalogue) == set()
    assert caplog.records
    assert find_secrets(caplog.text, catalogue) == set()


def test_trouble_leaves_no_word_behind(
    home: Home,
    catalogue: Catalogue,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A dead store and an error of ours are logged, and neither tells who asked or what."""

    def break_(turn: object, *_: object) -> None:
        raise RuntimeError(f"broken over {turn}")

    home.kill()
    monkeypatch.setattr(replies, "tell_part", break_)
    with caplog.at_level(logging.DEBUG):
        live_a_day(home)
    assert "preferences were not read" in caplog.text
    assert "a turn failed: RuntimeError" in caplog.text
    assert find_secrets(caplog.text, catalogue) == set()
