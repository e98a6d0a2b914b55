"""Words: prompts, pronunciations, and how words are spelled, said and misheard."""

from __future__ import annotations

from skill.authored.asking import read_asked
from skill.authored.tables import Data, Table, plain

PROMPTS = (
    *("welcome", "disclaimer", "ask_first", "help", "fallback", "error", "ask_next"),
    *("offer_more", "offer_one", "offer_two", "offer_again", "reprompt", "crisis_stay"),
    *("nothing_to_repeat", "nothing_more", "sources", "no_sources", "goodbye"),
    *("card_note", "and", "no_term", "spelled", "first_sources", "other_sources"),
    *("no_change", "noted", "numbers", "volume", "offer_asked", "did_you_mean"),
    *("welcome_back", "forget_ask", "forgotten", "forget_failed", "playing", "play_which"),
    *("playback_not_set_up", "playback_nothing", "playback_last", "playback_first"),
    *("topics", "last_topics", "choose_which"),
    *("playback_loop_on", "playback_loop_off", "playback_shuffle_on", "playback_shuffle_off"),
)
"""Every prompt that the skill says; a translation must have them all."""


BREVITY = ("urgent", "leaning")
SMALL_WORDS = ("ignored", "joining", "asking", "pointing")
"""Words that say nothing, join two questions, begin a question, or point at the last answer."""


def read_commands(table: Table) -> Data:
    """What people say for each command, by intent."""
    for _, one in table.each():
        one.allow("ask")
    return {intent: read_asked(one) for intent, one in table.each()}


def read_prompts(table: Table) -> Data:
    """Every prompt that the skill says."""
    table.allow(*PROMPTS)
    return {key: plain(table, key) for key in PROMPTS}


def read_lexicon(table: Table, locales: list[str]) -> Data:
    """How each word is said: ``ipa`` or ``alias``, and a locale's own ``ipa`` where it differs."""
    return {word.lower(): _pronunciation(entry, locales) for word, entry in table.each()}


def _pronunciation(entry: Table, locales: list[str]) -> Data:
    entry.allow("ipa", "alias", *locales)
    if bool(entry.values.get("ipa")) == bool(entry.values.get("alias")):
        raise entry.error("ipa", "give either ipa or alias, not both and not neither")
    if "alias" in entry.values and len(entry.values) > 1:
        raise entry.error("alias", "stands alone; a place's own sound needs a general ipa")
    return {key: entry.text(key) for key in entry.values}


def read_brevity(table: Table) -> Data:
    """What a short answer must not lose."""
    table.allow(*BREVITY)
    return {key: table.texts(key) for key in BREVITY}


def read_wording(table: Table) -> Data:
    """What heard words stand for ("aliases"), and lists of small words with a use of their own."""
    table.allow("aliases", *SMALL_WORDS)
    aliases = table.table("aliases")
    return {
        "aliases": {heard: aliases.text(heard) for heard in aliases.values},
        **{name: table.texts(name) for name in SMALL_WORDS},
    }
