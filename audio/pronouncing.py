"""Pronouncing: the lexicon's sounds in espeak-ng's own signs, for words that it would misread.

espeak-ng takes no IPA (its <phoneme> is ignored), but reads its own mnemonics between double
brackets: those of its English voices (espeak-ng, docs/phonemes.md).
"""

from __future__ import annotations

import re
from functools import lru_cache

from skill.content import load_answers
from skill.speech import Lexicon, Say
from skill.ssml import to_ssml

# IPA → mnemonic, the longest signs first: "aɪ" is one sound, and so is "t͡ʃ".
SOUNDS = {
    **{"t͡ʃ": "tS", "d͡ʒ": "dZ", "aɪ": "aI", "aʊ": "aU", "eɪ": "eI", "ɔɪ": "OI", "oʊ": "oU"},
    **{"əʊ": "oU", "ɪə": "I@", "ɛə": "e@", "ʊə": "U@"},
    **{"æ": "a", "ɑ": "A:", "ɒ": "0", "ɔ": "O:", "ə": "@", "ɚ": "3", "ɛ": "E", "e": "E"},
    **{"ɜ": "3:", "ɝ": "3:", "i": "i:", "ɪ": "I", "u": "u:", "ʊ": "U", "ʌ": "V"},
    **{"θ": "T", "ð": "D", "ʃ": "S", "ʒ": "Z", "ŋ": "N", "ɹ": "r", "g": "g"},
    **{one: one for one in "bdfhjklmnpstvwz"},
    **{"ˈ": "'", "ˌ": ",", ".": "", " ": "]] [["},
}
_SOUND = re.compile("|".join(sorted(map(re.escape, SOUNDS), key=len, reverse=True)))
_MARK = re.compile(
    r'<phoneme alphabet="ipa" ph="([^"]*)">[^<]*</phoneme>|<sub alias="([^"]*)">[^<]*</sub>'
)
_REAL = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}


def to_mnemonics(ipa: str) -> str:
    """IPA as espeak-ng reads it, in its brackets.

    Raises:
        ValueError: a sign stands for no sound of English.
    """
    if left := _SOUND.sub("", ipa):
        raise ValueError(f"{ipa!r} has {left!r}, which is no sound of English")
    return f"[[{_SOUND.sub(lambda found: SOUNDS[found[0]], ipa)}]]"


def pronounce(sentence: str, locale: str) -> str:
    """A sentence with espeak-ng's signs for the words of the lexicon of a place.

    Brackets of the sentence's own are left out: what stands in them would be read as sounds.
    """
    return _pronounce(sentence.replace("[[", " ").replace("]]", " "), _lexicon(locale))


def _pronounce(sentence: str, lexicon: Lexicon) -> str:
    """By way of SSML, so that both voices find the same words."""
    marked = to_ssml((Say(sentence),), lexicon)[len("<speak>") : -len("</speak>")]
    said = _MARK.sub(lambda found: to_mnemonics(found[1]) if found[1] else found[2], marked)
    return re.sub("|".join(_REAL), lambda found: _REAL[found[0]], said)


@lru_cache(maxsize=8)
def _lexicon(locale: str) -> Lexicon:
    return load_answers().lexicons[locale]
