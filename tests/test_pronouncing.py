"""Pronouncing: the offline voice says hard words as the lexicon has them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from audio.pronouncing import pronounce, to_mnemonics
from skill.content import load_answers

TRACE = Path(__file__).with_name("espeak_trace.py")
VOICES = {"ipa": "en", "en-US": "en-us", "en-CA": "en-us"}
# Two ways of writing one sound, and what an English mouth does to it: "nk" becomes "ŋk".
SAME = {
    **{"ː": "", "͡": "", ".": "", " ": "", "ˈ": "", "ˌ": "", "ʔ": "", "ɡ": "g", "ɹ": "r"},
    **{"æ": "a", "ɛ": "e", "əʊ": "oʊ", "ɐ": "ə", "ɜ": "ə", "ɚ": "ə", "ɝ": "ə", "ᵻ": "ɪ"},
    **{"ɾ": "t", "l̩": "əl", "n̩": "ən", "ŋk": "nk"},
}


def level(ipa: str) -> str:
    """IPA without what notations differ in."""
    for sign, same in SAME.items():
        ipa = ipa.replace(sign, same)
    return ipa


def test_the_offline_voice_says_every_word_of_the_lexicon_as_it_stands_there() -> None:
    """espeak-ng was asked for the sounds it made, in both accents."""
    rows = load_answers().lexicons.rows
    wanted = [(key, ipa) for row in rows.values() for key, ipa in row.items() if key in VOICES]
    asked = json.dumps([(VOICES[key], to_mnemonics(ipa)) for key, ipa in wanted])
    done = subprocess.run(
        [sys.executable, str(TRACE)], input=asked, capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    assert len(said) == len(wanted) > 150
    assert [(level(one), ipa) for one, (_, ipa) in zip(said, wanted, strict=True)] == [
        (level(ipa), ipa) for _, ipa in wanted
    ]


@pytest.mark.parametrize(
    ("ipa", "mnemonics"),
    [
        ("məˈtæstəsiz", "[[m@'tast@si:z]]"),
        ("ˈt͡ʃɜt͡ʃ", "[['tS3:tS]]"),
        ("ˈkɔdə ɪˈkwaɪnə", "[['kO:d@]] [[I'kwaIn@]]"),
    ],
)
def test_sounds_are_written_in_the_voices_own_signs(ipa: str, mnemonics: str) -> None:
    """Two signs of one sound stay together, and each word has brackets of its own."""
    assert to_mnemonics(ipa) == mnemonics


def test_a_sign_of_no_english_sound_is_refused() -> None:
    """The voice would leave it out, or say its name."""
    with pytest.raises(ValueError, match="'ø'"):
        to_mnemonics("møl")


def test_only_words_of_the_lexicon_are_marked() -> None:
    """Aliases are said as words, signs that XML reserves come back, brackets of others go."""
    said = pronounce('Rest & "spine" < metastases [[x]].', "en-GB")
    assert said == 'Rest & "spine" < [[m@\'tast@si:z]]  x .'
