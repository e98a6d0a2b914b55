"""Glossary: hard words, each with its meaning in one sentence."""

from __future__ import annotations

from skill.authored.tables import EVIDENCE, Data, Table, evidence, plain


def read_terms(table: Table) -> Data:
    """The terms by id, which is the word with underscores.

    Raises:
        ContentError: an entry is wrong, or two terms are said in the same way.
    """
    terms = {word.replace(" ", "_"): _term(word, one) for word, one in table.each()}
    owners: dict[str, str] = {}
    for term in terms.values():
        for heard in (term["word"], *term["say"]):
            if owners.setdefault(heard, term["word"]) != term["word"]:
                raise table.error(term["word"], f"{heard!r} is {owners[heard]!r} too; keep one")
    return terms


def _term(word: str, table: Table) -> Data:
    table.allow("say", "means", "topic", *EVIDENCE)
    said = table.texts("say")
    for heard in (word, *said):
        if not heard.strip() or heard != heard.lower():
            raise table.error("say", f"{heard!r}: write words in small letters")
    meaning = {"title": word.capitalize(), "text": plain(table, "means"), **evidence(table)}
    return {"word": word, "say": said, "meaning": meaning, "topic": table.text("topic", "")}
