"""Emergencies: does what was said call for help? Applies the clinician's rules of safety.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from skill.hearing import Detector, Rule
from skill.wording import replace_heard, split_sentences, to_words


class EmergencyEar:
    """Listens for signs. It is a class because compiling the phrases costs a few milliseconds.

    A sign inside a question ("can it cause numbness?"), after an if ("what if my legs go weak"),
    denied ("no numbness") or long past does not count; somebody's own present sign always does.
    """

    def __init__(self, detector: Detector, aliases: Mapping[str, str]) -> None:
        self._rules = detector.rules
        self._aliases = aliases
        self._groups = {name: _pattern(said, aliases) for name, said in detector.groups.items()}
        self._guards = {name: _pattern(said, aliases) for name, said in detector.guards.items()}

    def find(self, text: str) -> str | None:
        """The intent of the alert that the text calls for, or None.

        Rules are tried in their order in safety.toml, each over all sentences, so that the
        gravest sign wins wherever it stands.
        """
        signs = [sign for one in split_sentences(text) for sign in self._signs(one)]
        return self._first(signs, asked=False)

    def find_refused(self, text: str) -> str | None:
        """The intent of the safe answer to what must not be answered, or None.

        These are mostly questions, so no guard is asked.
        """
        return self._first([self._words(one) for one in split_sentences(text)], asked=True)

    def _first(self, said: list[str], asked: bool) -> str | None:
        """The intent of the first rule of a kind that fits any sentence."""
        for rule in self._rules:
            if rule.asked == asked and any(self._fits(rule, one) for one in said):
                return rule.intent
        return None

    def _signs(self, sentence: str) -> Iterator[str]:
        """What of a sentence may be a present sign: the whole, or what stands between commas."""
        whole = self._plain(sentence)
        if not self._guarded(whole):
            yield whole
        for part in sentence.split(",") if "," in sentence else ():
            plain = self._plain(part)
            if self._guards["own"].search(plain) and not self._guarded(plain):
                yield plain

    def _plain(self, text: str) -> str:
        """Plain words between spaces, without denied signs and without what follows an "if"."""
        words = self._guards["denied"].sub(" ", self._words(text))
        condition = self._guards["hypothetical"].search(words)
        return f"{words[: condition.start()]} " if condition else words

    def _words(self, text: str) -> str:
        return f" {' '.join(to_words(text, self._aliases))} "

    def _guarded(self, plain: str) -> bool:
        """Whether this asks for information, or tells an old story, about no present sign."""
        if self._guards["past"].search(plain):
            return not self._guards["present"].search(plain)
        return bool(self._guards["question"].match(plain) and not self._guards["own"].search(plain))

    def _fits(self, rule: Rule, plain: str) -> bool:
        return all(self._groups[name].search(plain) for name in rule.all) and not any(
            self._groups[name].search(plain) for name in rule.unless
        )


def _pattern(phrases: Iterable[str], aliases: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern for a list of phrases between spaces, worded as what is heard will be.

    An empty list never matches.
    """
    plain = [replace_heard(phrase.replace("-", " ").split(), aliases) for phrase in phrases]
    wild = "|".join(" ".join(map(_word, words)) for words in plain)
    return re.compile(rf" (?:{wild})(?= )") if wild else re.compile(r"(?!)")


def _word(word: str) -> str:
    """``*`` alone is any one word; at the end of a word it is any ending."""
    return r"[\w'-]+" if word == "*" else re.escape(word).replace(r"\*", r"[\w'-]*")
