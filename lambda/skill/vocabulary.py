"""Vocabulary: what a hard word means, and how it is spelled."""

from __future__ import annotations

import re
from itertools import chain

from skill.catalogue import Catalogue, Term
from skill.filling import fill
from skill.speech import join
from skill.telling import last_part, offer_topic
from skill.turns import DEFINE, Reply, Turn, ask, say, say_prompt


def define(turn: Turn, catalogue: Catalogue) -> Reply:
    """What a word means, in one sentence, and the topic that tells more."""
    term = _find_term(turn, catalogue)
    if not term:
        return ask(say_prompt("no_term", turn, catalogue), turn, catalogue)
    speech = say(term.meaning.text, turn)
    offer, intent = offer_topic(turn, term.topic, catalogue)
    reply = ask(join(speech, offer), turn, catalogue)
    told = reply.remember._replace(intent=DEFINE, term=term.id, offer=intent)
    return reply._replace(remember=told)


def spell(turn: Turn, catalogue: Catalogue) -> Reply:
    """The letters of a word, one by one."""
    term = _find_term(turn, catalogue)
    if not term:
        return ask(say_prompt("no_term", turn, catalogue), turn, catalogue)
    word = fill(term.word, turn.place.words)
    letters = " ".join(_SPOKEN_SIGNS.get(sign, f"{sign.upper()},") for sign in word)
    spelled = say_prompt("spelled", turn, catalogue, word=word, letters=letters)
    reply = ask(spelled, turn, catalogue)
    return reply._replace(remember=reply.remember._replace(term=term.id))


# A space and a hyphen have to be heard, too.
_SPOKEN_SIGNS = {" ": "space,", "-": "hyphen,"}


def _find_term(turn: Turn, catalogue: Catalogue) -> Term | None:
    """The term that was named, by its id or as it was heard; else the last explained or heard."""
    if named := turn.slots.get("term", "").lower():
        return catalogue.terms.get(named) or catalogue.terms.get(catalogue.said.get(named, ""))
    return catalogue.terms.get(turn.remembered.term) or _heard(turn, catalogue)


_NOT_WORD = re.compile(r"[^\w'-]+")


def _heard(turn: Turn, catalogue: Catalogue) -> Term | None:
    """The last hard word of what was said last.

    Hard is a term that the lexicon must help to pronounce; without one, any term will do.
    """
    part, _ = last_part(turn, catalogue)
    if not part:
        return None
    text = f" {' '.join(_NOT_WORD.split(fill(part.text, turn.place.words).lower()))} "
    found = [
        (_is_hard(said, turn, catalogue), text.rfind(f" {said} ") + len(said), len(said), id)
        for said, id in catalogue.said.items()
        if f" {said} " in text
    ]
    return catalogue.terms[max(found)[-1]] if found else None


def _is_hard(said: str, turn: Turn, catalogue: Catalogue) -> bool:
    lexicon = catalogue.lexicons[turn.place.locale]
    entries = chain.from_iterable(map(lexicon.starting_with, said.split()))
    return any(f" {one.word} " in f" {said} " for one in entries)
