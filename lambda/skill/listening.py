"""Listening: what is said and done when somebody wants recordings, or speaks to one."""

from __future__ import annotations

from skill.alerts import part_ways
from skill.catalogue import Catalogue
from skill.filling import fill
from skill.playback import (
    CHANGES,
    CLEAR_ALL,
    CONTROLS,
    MOVES,
    NOT_SET_UP,
    STOPS,
    ClearQueue,
    Play,
    Stop,
    on_intent,
    play,
)
from skill.recordings import ALL, parse_token, start
from skill.turns import REPEAT, STOP, Reply, Turn, ask, say_prompt

# In a conversation these are about the conversation.
TALK = frozenset({REPEAT, STOP, "AMAZON.CancelIntent", "AMAZON.StartOverIntent"})
FIRST = "in_brief"
"""What is played when somebody wants everything."""


def is_for_player(turn: Turn) -> bool:
    """Whether a word is meant for a recording, not for the conversation.

    "Next" and "back" move in the answer that somebody is listening to, if there is one.
    """
    if turn.intent not in CONTROLS:
        return False
    if turn.intent in MOVES:
        return not turn.remembered.intent
    return turn.intent not in TALK or (turn.player.alone and turn.player.active)


def control(turn: Turn, catalogue: Catalogue) -> Reply:
    """Do to the recording in hand what was asked; the end of a queue and a lack are told."""
    player = turn.player
    if turn.intent in STOPS and not player.active:
        return part_ways(turn, catalogue)
    done = on_intent(turn.intent, player.token, player.offset_ms, player.recordings, player.seed)
    if done.notice == NOT_SET_UP:
        track = parse_token(player.token)
        return _offer_reading(turn, track.topic if track else "", catalogue)
    speech = say_prompt(done.notice, turn, catalogue) if done.notice else ()
    # Loop and shuffle are confirmed without a question, also when they change nothing.
    if done.directives or (turn.intent in CHANGES and done.notice != "playback_nothing"):
        return Reply(speech, directives=done.directives)
    return ask(speech or say_prompt("playback_nothing", turn, catalogue), turn, catalogue)


def play_topic(turn: Turn, catalogue: Catalogue) -> Reply:
    """Play the recording of a topic, or offer to read it where there are no recordings."""
    topic = catalogue.topics.get(turn.slots.get("topic", "") or turn.remembered.topic)
    if not topic:
        return ask(say_prompt("play_which", turn, catalogue), turn, catalogue)
    return _play(turn, topic.id, "", catalogue)


def play_everything(turn: Turn, catalogue: Catalogue) -> Reply:
    """Play all topics in the order of listening."""
    first = FIRST if FIRST in catalogue.topics else next(iter(catalogue.order), "")
    return _play(turn, first, ALL, catalogue)


def _play(turn: Turn, topic: str, mode: str, catalogue: Catalogue) -> Reply:
    seed = turn.player.seed
    track = start(topic, turn.place.locale, *((mode, seed) if mode else ()))
    directives = play(track, turn.player.recordings)
    if directives:
        title = fill(catalogue.topics[topic].title, turn.place.words)
        return Reply(say_prompt("playing", turn, catalogue, first=title), directives=directives)
    return _offer_reading(turn, topic, catalogue)


def _offer_reading(turn: Turn, id: str, catalogue: Catalogue) -> Reply:
    """Offer to read a topic where it cannot be played; without one there is nothing to read."""
    topic = catalogue.topics.get(id)
    key = NOT_SET_UP if topic else "playback_nothing"
    reply = ask(say_prompt(key, turn, catalogue), turn, catalogue)
    offered = topic.intent if topic else ""
    return reply._replace(remember=reply.remember._replace(offer=offered))


def silence(reply: Reply) -> Reply:
    """The reply, with every recording stopped: an emergency is not told over one."""
    playing = any(isinstance(one, Play) for one in reply.directives)
    return reply if playing else reply._replace(directives=(Stop(), ClearQueue(CLEAR_ALL)))
