"""Replies: what is said, decided from values alone, with no SDK in sight."""

from __future__ import annotations

import itertools

import pytest

from replying import HELP, NO, STATES, VOLUME, all_intents, reply_to
from skill.catalogue import NEUTRAL, Catalogue
from skill.manner import rate_at
from skill.memory import NOTHING_YET, Remembered
from skill.replies import answer
from skill.speech import to_text
from skill.turns import LAUNCH, MORE, NUMBER, REPEAT, SOURCES, STOP, YES, Turn


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_intent_is_answered_in_every_state(catalogue: Catalogue, state: Remembered) -> None:
    """There is something to say, the question rule holds, and stop always ends it."""
    for intent in all_intents(catalogue):
        reply = reply_to(intent, catalogue, state)
        words = to_text(reply.speech)
        assert words, intent
        assert words.endswith("?") == bool(reply.reprompt), intent
        goodbye = answer(Turn(STOP, catalogue.place("en-GB"), reply.remember), catalogue)
        assert not goodbye.reprompt


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_an_alert_is_the_same_in_every_state(catalogue: Catalogue, state: Remembered) -> None:
    """Whatever went before, an emergency gets the whole safety answer and nothing else.

    Only how the listener likes to hear it lasts, and it is never fast.
    """
    for intent in catalogue.alerts:
        alone = reply_to(intent, catalogue)
        remember = alone.remember._replace(pace=state.pace, length=state.length)
        expected = alone._replace(remember=remember, rate=min(100, rate_at(state.pace)))
        assert reply_to(intent, catalogue, state) == expected


def test_every_alert_acts_in_its_first_sentence(catalogue: Catalogue) -> None:
    """In every place the first words of an alert are the action, with whom to reach."""
    acts = ("Call ", "Please talk to someone right now", "Please tell your cancer team today")
    for intent, place in itertools.product(catalogue.alerts, catalogue.places):
        words = to_text(reply_to(intent, catalogue, place=place).speech)
        assert words.startswith(acts), (intent, place)


@pytest.mark.parametrize("tier", ["emergency", "other_emergency"])
def test_an_emergency_gives_the_number_of_the_place_twice(catalogue: Catalogue, tier: str) -> None:
    """The number stands in the first sentence and is said again, in groups."""
    alerts = [alert for alert in catalogue.alerts.values() if alert.tier == tier]
    for alert, place in itertools.product(alerts, catalogue.places.values()):
        words = to_text(reply_to(alert.intent, catalogue, place=place.locale).speech)
        assert place.words["emergency_number"] in words.split(".")[0]
        assert place.words["emergency_number_again"] in words


def test_an_unknown_place_gets_the_neutral_words(catalogue: Catalogue) -> None:
    """Nobody hears the number of a country that they may not be in, without being told so."""
    words = to_text(reply_to("EmergencyIntent", catalogue, place="fr-FR").speech)
    assert words.startswith("Call your local emergency number now")
    assert words == to_text(reply_to("EmergencyIntent", catalogue, place=NEUTRAL).speech)


def test_more_walks_through_a_topic_to_its_neighbours(catalogue: Catalogue) -> None:
    """Each "more" is the next part; after the last one the related topics are offered."""
    topic = catalogue.topics["overview"]
    reply = reply_to(topic.intent, catalogue)
    heard = [to_text(reply.speech)]
    for part in topic.parts[1:]:
        assert part.title in heard[-1], "the offer names what comes next"
        reply = reply_to(MORE, catalogue, reply.remember)
        heard.append(to_text(reply.speech))
    assert len(set(heard)) == len(topic.parts)
    assert catalogue.topics[topic.related[0]].title in heard[-1]
    accepted = reply_to(YES, catalogue, reply.remember)
    assert accepted.remember.topic == topic.related[0]


@pytest.mark.parametrize(
    ("asked", "told"), [("", 0), ("2", 2), ("99", 0), ("-1", 0), ("two", 0), ("²", 0)]
)
def test_a_part_may_be_asked_for(catalogue: Catalogue, asked: str, told: int) -> None:
    """A part that exists is told, and "more" goes on from there; else the answer."""
    turn = Turn("SymptomsIntent", catalogue.place("en-GB"), slots={"part": asked})
    assert answer(turn, catalogue).remember.part == told


def test_yes_means_the_last_offer(catalogue: Catalogue) -> None:
    """After a topic it goes on; after an alert it repeats the alert."""
    topic = reply_to("CausesIntent", catalogue)
    assert reply_to(YES, catalogue, topic.remember) == reply_to(MORE, catalogue, topic.remember)
    alert = reply_to("EmergencyIntent", catalogue)
    assert reply_to(YES, catalogue, alert.remember) == alert


@pytest.mark.parametrize("intent", ["SymptomsIntent", "EmergencyIntent", "AMAZON.HelpIntent"])
def test_repeat_says_the_last_answer_again(catalogue: Catalogue, intent: str) -> None:
    """Topic, alert, or part of a topic: the same words once more."""
    reply = reply_to(intent, catalogue)
    expected = reply if reply.remember.intent else reply_to(REPEAT, catalogue)
    assert reply_to(REPEAT, catalogue, reply.remember) == expected
    more = reply_to(MORE, catalogue, reply_to("SymptomsIntent", catalogue).remember)
    assert reply_to(REPEAT, catalogue, more.remember) == more


def test_help_between_keeps_the_place_in_a_topic(catalogue: Catalogue) -> None:
    """Asking for help does not lose what one was listening to."""
    topic = reply_to("SymptomsIntent", catalogue)
    helped = reply_to("AMAZON.HelpIntent", catalogue, topic.remember)
    assert reply_to(MORE, catalogue, helped.remember) == reply_to(MORE, catalogue, topic.remember)


def test_yes_never_takes_an_offer_that_another_question_replaced(catalogue: Catalogue) -> None:
    """After help or a misunderstanding, "yes" does not go on with what was offered before.

    After sources it names the others, if they were offered.
    """
    topic = reply_to("SymptomsIntent", catalogue)
    for intent in (HELP, "AMAZON.FallbackIntent", "SpellThatIntent", NUMBER, VOLUME, SOURCES):
        between = reply_to(intent, catalogue, topic.remember)
        accepted = reply_to(YES, catalogue, between.remember)
        if between.remember.offer:
            assert (intent, between.remember.offer) == (SOURCES, SOURCES)
            assert to_text(accepted.speech).startswith("It also comes from ")
        else:
            assert accepted.speech == reply_to(HELP, catalogue).speech, intent
        assert accepted.remember.part == topic.remember.part, intent


def test_no_after_an_alert_leaves_with_the_number(catalogue: Catalogue) -> None:
    """The last words that somebody in danger hears are the number to call."""
    alert = reply_to("EmergencyIntent", catalogue)
    reply = reply_to(NO, catalogue, alert.remember)
    assert to_text(reply.speech) == "Please call nine nine nine. Goodbye."
    assert not reply.reprompt


def test_the_disclaimer_is_said_at_launch_only(catalogue: Catalogue) -> None:
    """Once, in one sentence, and never before an answer."""
    disclaimer = catalogue.prompts["disclaimer"]
    for intent in all_intents(catalogue):
        words = to_text(reply_to(intent, catalogue).speech)
        assert (disclaimer in words) == (intent == LAUNCH), intent


def test_a_card_carries_the_sources_and_the_note(catalogue: Catalogue) -> None:
    """What was heard can be read by a helper, with where it comes from."""
    card = reply_to("SymptomsIntent", catalogue).card
    assert card
    assert card.title == "Symptoms"
    assert "Cancer Research UK" in card.text
    assert "Not yet reviewed by a clinician" in card.text
    assert "999" in card.text


def test_the_number_is_that_of_the_place(catalogue: Catalogue) -> None:
    """Who asks for the number hears it in words and in groups, and who answers on cancer."""
    for place in catalogue.places.values():
        words = to_text(reply_to(NUMBER, catalogue, place=place.locale).speech)
        assert words.startswith(f"In an emergency, call {place.words['emergency_number']}. ")
        for word in ("emergency_number_again", "cancer_line", "cancer_helpline"):
            assert place.words[word] in words


def test_the_number_after_an_alert_is_the_alert(catalogue: Catalogue) -> None:
    """In danger the number comes with what to do, and a despairing listener gets who listens."""
    for intent in catalogue.alerts:
        alert = reply_to(intent, catalogue)
        assert reply_to(NUMBER, catalogue, alert.remember) == alert


def test_volume_is_the_speakers_own(catalogue: Catalogue) -> None:
    """Who cannot hear well learns what to say to the speaker; after an alert, the alert again."""
    assert "volume up" in to_text(reply_to(VOLUME, catalogue).speech)
    alert = reply_to("EmergencyIntent", catalogue)
    assert reply_to(VOLUME, catalogue, alert.remember) == alert


@pytest.mark.parametrize("between", [VOLUME, SOURCES, "SpellThatIntent", HELP])
def test_talk_about_the_talk_is_not_what_is_repeated(catalogue: Catalogue, between: str) -> None:
    """After it, "say that again" says the last answer again, and "more" goes on from there."""
    topic = reply_to("DiagnosisIntent", catalogue)
    after = reply_to(between, catalogue, topic.remember)
    again = reply_to(REPEAT, catalogue, after.remember)
    assert again == topic
    more = reply_to(MORE, catalogue, after.remember)
    assert more == reply_to(MORE, catalogue, topic.remember)


@pytest.mark.parametrize("between", [NUMBER, "DefineThatIntent"])
def test_a_number_or_a_meaning_is_repeated(catalogue: Catalogue, between: str) -> None:
    """A number that was missed can be heard again, as often as it takes."""
    topic = reply_to("DiagnosisIntent", catalogue)
    told = reply_to(between, catalogue, topic.remember)
    assert told.speech != topic.speech
    once = reply_to(REPEAT, catalogue, told.remember)
    assert once == told
    assert reply_to(REPEAT, catalogue, once.remember) == told
    number = reply_to(NUMBER, catalogue, topic.remember)
    assert reply_to(MORE, catalogue, number.remember) == reply_to(MORE, catalogue, topic.remember)


def test_nothing_heard_is_nothing_to_repeat(catalogue: Catalogue) -> None:
    """Nobody is left wondering whether they missed something."""
    slow = reply_to("SlowerIntent", catalogue)
    for state in (NOTHING_YET, slow.remember, STATES["from an older version"]):
        words = to_text(reply_to(REPEAT, catalogue, state).speech)
        assert words.startswith("There is nothing to repeat yet.")
