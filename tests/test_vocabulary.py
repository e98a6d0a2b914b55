"""Vocabulary: a hard word is explained and spelled, by its name or as "that" just after it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replying import STATES, reply_to
from skill.catalogue import Catalogue, Part, Topic
from skill.content import load_answers
from skill.filling import fill
from skill.memory import NOTHING_YET, Remembered
from skill.speech import to_text
from skill.turns import DEFINE, DEFINE_THAT, MORE, NUMBER, REPEAT, SOURCES, SPELL, SPELL_THAT, YES

NO_TERM = "I don't have that word."
LETTERS = {"space": " ", "hyphen": "-"}


def after_hearing(text: str, catalogue: Catalogue) -> tuple[Catalogue, Remembered]:
    """A catalogue whose only topic says the text, and a session in which it was just heard."""
    topic = Topic("new", "New", "2026-01-01", (), (Part("New", text, (), "seen"),))
    told = catalogue._replace(topics={topic.id: topic}, intents={topic.intent: topic})
    return told, reply_to(topic.intent, told).remember


def spelled(words: str) -> str:
    """The word that the letters of an answer make."""
    letters = words.split(" is spelled, ")[1].split(", that is all.")[0].split(", ")
    return "".join(LETTERS.get(letter, letter.lower()) for letter in letters)


# By its name.


def test_every_word_is_explained_and_spelled_in_every_place(catalogue: Catalogue) -> None:
    """No word is without its meaning first and its letters, in the spelling of the country."""
    for term, place in itertools.product(catalogue.terms.values(), catalogue.places.values()):
        told = reply_to(DEFINE, catalogue, place=place.locale, term=term.id)
        assert to_text(told.speech).startswith(fill(term.meaning.text, place.words))
        letters = to_text(reply_to(SPELL, catalogue, place=place.locale, term=term.id).speech)
        assert spelled(letters) == fill(term.word, place.words).lower()


@pytest.mark.parametrize("intent", [DEFINE, SPELL])
def test_a_word_is_known_however_it_is_said(catalogue: Catalogue, intent: str) -> None:
    """Plural, misheard or in capitals: the listener gets the same answer."""
    for said, id in catalogue.said.items():
        assert reply_to(intent, catalogue, term=said) == reply_to(intent, catalogue, term=id)
    assert reply_to(intent, catalogue, term="Biopsies") == reply_to(
        intent, catalogue, term="biopsy"
    )


@pytest.mark.parametrize("intent", [DEFINE, SPELL])
@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_an_unknown_word_is_never_taken_for_another(
    catalogue: Catalogue, intent: str, state: Remembered
) -> None:
    """Who names a word we lack hears so, not the letters of one that they heard before."""
    if state.intent not in catalogue.alerts:
        reply = reply_to(intent, catalogue, state, term="flurb")
        assert to_text(reply.speech).startswith(NO_TERM)
        assert reply.remember.term == state.term


@pytest.mark.parametrize("intent", [DEFINE, SPELL, DEFINE_THAT, SPELL_THAT])
def test_without_any_word_we_say_so(catalogue: Catalogue, intent: str) -> None:
    """Before anything was heard there is no "that", and the listener learns what to do."""
    for state in (NOTHING_YET, STATES["from an older version"]):
        assert to_text(reply_to(intent, catalogue, state).speech).startswith(NO_TERM)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_words_in_a_slot_are_answered(said: str) -> None:
    """Whatever Alexa took for a word, there is an answer."""
    catalogue = load_answers()
    for intent in (DEFINE, SPELL):
        words = to_text(reply_to(intent, catalogue, term=said).speech)
        known = said.lower() in {*catalogue.terms, *catalogue.said}
        assert words.startswith(NO_TERM) != known


# As "that".


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("You may have a biopsy.", "biopsy"),
        ("First an M R I, then a biopsy of the spot.", "biopsy"),
        ("First a biopsy, then an M R I of the spot.", "m_r_i"),
        ("It is Cauda Equina Syndrome, low in the spine.", "cauda_equina_syndrome"),
        ("It may be metastatic cord compression.", "cord_compression"),
        ("These are blastic metastases.", "blastic"),
        ("The {radiotherapy} comes after it.", "radiotherapy"),
    ],
)
@pytest.mark.parametrize("place", ["en-GB", "en-US"])
def test_that_is_the_last_hard_word_heard(
    catalogue: Catalogue, text: str, id: str, place: str
) -> None:
    """The word that stops a listener is the one explained: the last that is hard to say, whole."""
    told, session = after_hearing(text, catalogue)
    assert reply_to(DEFINE_THAT, told, session, place).remember.term == id
    assert reply_to(SPELL_THAT, told, session, place).remember.term == id


def test_where_no_word_is_hard_any_known_one_is_meant(catalogue: Catalogue) -> None:
    """An easy word is explained all the same, and where there is none we say so."""
    told, session = after_hearing("A nurse may look at your spine today.", catalogue)
    assert reply_to(DEFINE_THAT, told, session).remember.term == "spine"
    told, session = after_hearing("You can ask for a chair by the door.", catalogue)
    assert to_text(reply_to(DEFINE_THAT, told, session).speech).startswith(NO_TERM)


@pytest.mark.parametrize("length", [-1, 0, 1])
def test_only_a_word_that_was_heard_is_explained(catalogue: Catalogue, length: int) -> None:
    """After a short answer and after a long one, "that" is a word of what was really said."""
    for topic in catalogue.topics.values():
        for number in range(len(topic.parts)):
            state = Remembered(length=length)
            told = reply_to(topic.intent, catalogue, state, part=str(number))
            term = reply_to(DEFINE_THAT, catalogue, told.remember).remember.term
            heard = to_text(told.speech).lower()
            said = {one for one, id in catalogue.said.items() if id == term}
            assert not term or any(one in heard for one in said), (topic.id, number, term)


def test_a_word_just_explained_or_spelled_is_that_word(catalogue: Catalogue) -> None:
    """One can go from meaning to letters and back, whatever was heard before."""
    topic = reply_to("OverviewIntent", catalogue)
    meaning = reply_to(DEFINE, catalogue, topic.remember, term="sacrum")
    letters = reply_to(SPELL_THAT, catalogue, meaning.remember)
    assert spelled(to_text(letters.speech)) == "sacrum"
    assert reply_to(DEFINE_THAT, catalogue, letters.remember).speech == meaning.speech
    named = reply_to(SPELL, catalogue, topic.remember, term="sacrum")
    assert reply_to(DEFINE_THAT, catalogue, named.remember).speech == meaning.speech
    assert reply_to(SPELL_THAT, catalogue, named.remember).speech == named.speech


def test_a_new_answer_brings_a_new_that(catalogue: Catalogue) -> None:
    """A word explained long ago is not the one meant after the next part."""
    meaning = reply_to(DEFINE, catalogue, reply_to("DiagnosisIntent", catalogue).remember)
    sacrum = reply_to(DEFINE, catalogue, meaning.remember, term="sacrum")
    told = reply_to("OverviewIntent", catalogue, sacrum.remember)
    assert reply_to(DEFINE_THAT, catalogue, told.remember).remember.term == "metastasis"


@pytest.mark.parametrize("intent", [DEFINE, SPELL, DEFINE_THAT, SPELL_THAT])
def test_after_an_alert_the_action_comes_before_any_word(catalogue: Catalogue, intent: str) -> None:
    """Nobody in danger is given a spelling lesson."""
    alert = reply_to("EmergencyIntent", catalogue)
    assert reply_to(intent, catalogue, alert.remember) == alert


# What comes next.


def test_a_meaning_leads_to_its_topic(catalogue: Catalogue) -> None:
    """Both "yes" and "more" after a meaning tell the topic that was offered."""
    meaning = reply_to(DEFINE, catalogue, term="biopsy")
    offered = catalogue.topics[catalogue.terms["biopsy"].topic]
    for going_on in (YES, MORE):
        assert reply_to(going_on, catalogue, meaning.remember).remember.topic == offered.id


def test_a_spelling_keeps_the_place_in_a_topic(catalogue: Catalogue) -> None:
    """After the letters "more" goes on and "repeat" goes back, but "yes" takes no old offer."""
    topic = reply_to("DiagnosisIntent", catalogue)
    letters = reply_to(SPELL_THAT, catalogue, topic.remember)
    after = letters.remember
    assert reply_to(MORE, catalogue, after).speech == (
        reply_to(MORE, catalogue, topic.remember).speech
    )
    assert reply_to(REPEAT, catalogue, after).speech == topic.speech
    assert reply_to(YES, catalogue, after).speech != reply_to(MORE, catalogue, after).speech


def test_the_sources_of_a_meaning_are_its_own(catalogue: Catalogue) -> None:
    """Who asks where a meaning comes from is not told who wrote the topic before it."""
    topic = reply_to("SymptomsIntent", catalogue)
    meaning = reply_to(DEFINE, catalogue, topic.remember, term="kyphoplasty")
    alone = reply_to(DEFINE, catalogue, term="kyphoplasty")
    sources = reply_to(SOURCES, catalogue, meaning.remember).speech
    assert sources == reply_to(SOURCES, catalogue, alone.remember).speech
    assert sources != reply_to(SOURCES, catalogue, topic.remember).speech


def test_a_number_between_does_not_lose_the_word(catalogue: Catalogue) -> None:
    """After a meaning and the number, "that" is still a word one can ask for."""
    meaning = reply_to(DEFINE, catalogue, term="kyphoplasty")
    number = reply_to(NUMBER, catalogue, meaning.remember)
    letters = reply_to(SPELL_THAT, catalogue, number.remember)
    assert spelled(to_text(letters.speech)) == "kyphoplasty"
