"""Turns: what a listener wants, what is said, and the pieces that every answer is made of."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from skill.catalogue import Catalogue, Part, Place
from skill.filling import fill
from skill.memory import NOTHING_YET, Remembered
from skill.recordings import NO_RECORDINGS, Recordings
from skill.speech import Speech, say_paragraphs, to_text

if TYPE_CHECKING:
    from skill.playback import Directive

LAUNCH, FALLBACK, STOP = "LaunchRequest", "AMAZON.FallbackIntent", "AMAZON.StopIntent"
ASK, PLAY, PLAY_ALL, FORGET = "AskIntent", "PlayIntent", "PlayAllIntent", "ForgetMeIntent"
MORE, REPEAT, DEFINE = "MoreIntent", "AMAZON.RepeatIntent", "DefineTermIntent"
SPELL, SOURCES, PHONE_WORDS = "SpellIntent", "SourcesIntent", "PhoneWordsIntent"
FINE_NOW = "FineNowIntent"
DEFINE_THAT, SPELL_THAT, NUMBER = "DefineThatIntent", "SpellThatIntent", "NumberIntent"
YES, TOPICS, MORE_TOPICS = "AMAZON.YesIntent", "TopicsIntent", "MoreTopicsIntent"


class Player(NamedTuple):
    """What Alexa's player has in hand: which recording, how far it was heard, whether it sounds.

    *alone* is a word said to a recording, outside any conversation. *seed* is any number.
    """

    recordings: Recordings = NO_RECORDINGS
    token: str = ""
    offset_ms: int = 0
    active: bool = False
    alone: bool = False
    seed: int = 0


class Turn(NamedTuple):
    """What the listener wants now, and where they and the conversation are.

    *known* is a listener who has been here before.
    """

    intent: str
    place: Place
    remembered: Remembered = NOTHING_YET
    slots: Mapping[str, str] = MappingProxyType({})
    player: Player = Player()
    known: bool = False


class Card(NamedTuple):
    """The same words to read: for a phone, and for whoever helps the listener."""

    title: str
    text: str


class Reply(NamedTuple):
    """What is said. Without a *reprompt* the conversation ends; with one the microphone opens.

    *rate* is how fast, in percent of the voice's own; *directives* are for Alexa's player.
    """

    speech: Speech
    reprompt: Speech = ()
    card: Card | None = None
    remember: Remembered = NOTHING_YET
    rate: int = 100
    directives: tuple[Directive, ...] = ()


def say(text: str, turn: Turn) -> Speech:
    """An authored text, in the words of the place."""
    return say_paragraphs(fill(text, turn.place.words))


def say_prompt(key: str, turn: Turn, catalogue: Catalogue, **own: str) -> Speech:
    """A prompt, with the words of the place and those of its own filled in."""
    words = {**turn.place.words, **own} if own else turn.place.words
    return say_paragraphs(fill(catalogue.prompts[key], words))


def ask(speech: Speech, turn: Turn, catalogue: Catalogue) -> Reply:
    """Say something that ends with a new question; what was told before stays remembered."""
    told = turn.remembered._replace(offer="", choice="")
    return Reply(speech, say_prompt("reprompt", turn, catalogue), remember=told)


def make_card(turn: Turn, part: Part, speech: Speech, catalogue: Catalogue) -> Card:
    """The same words to read, with where they come from and the note that all cards bear."""
    sources = "\n".join(credit(part, turn.place, catalogue))
    note = to_text(say_prompt("card_note", turn, catalogue))
    return Card(
        fill(part.title, turn.place.words),
        "\n\n".join(filter(None, (to_text(speech), sources, note))),
    )


def credit(part: Part, place: Place, catalogue: Catalogue) -> list[str]:
    """Organisation and year of each source, each once; those of what is done in a place last."""
    local = (one.sources for word, one in place.practice.items() if f"{{{word}}}" in part.text)
    sources = (catalogue.sources[id] for id in (*part.sources, *chain.from_iterable(local)))
    names = (f"{one.organisation} {one.year}".strip() for one in sources if one.spoken)
    return list(dict.fromkeys(names))


def help_(turn: Turn, catalogue: Catalogue) -> Reply:
    """What can be said at any point, with examples."""
    return ask(say_prompt("help", turn, catalogue), turn, catalogue)
