"""Wording: the few written forms that both voices misread, as the words a person would say."""

from __future__ import annotations

import re

# Written after a number. Heard with espeak-ng 1.52: "5 mg" as "five m g", "10 Gy" as "ten jy".
UNITS = {
    "mg": "milligram",
    "mcg": "microgram",
    "kg": "kilogram",
    "ml": "millilitre",
    "mm": "millimetre",
    "cm": "centimetre",
    "Gy": "gray",
}
_NUMBER_AND_UNIT = re.compile(rf"(\d+(?:[.,]\d+)*)\s?({'|'.join(UNITS)})\b")

DASH = r"\u2013-"  # An en dash or a hyphen, for use inside [ ].

# Pattern → words. Order matters only in that ranges come before units ("2-3 mm").
REWRITES = (
    # Two short numbers with one dash are a range; more digits or dashes are a telephone number.
    (
        re.compile(rf"(?<![\d{DASH}])(\d{{1,3}})\s?[{DASH}]\s?(\d{{1,3}})(?![\d{DASH}])"),
        r"\1 to \2",
    ),
    # A dash between words is a pause; espeak-ng may say "dash".
    (re.compile(rf"\s*\u2014\s*|\s+[{DASH}]\s+"), ", "),
    (re.compile(r"\bvs\.?(?=\s)"), "versus"),
    # "bowel/bladder" is not "bowel slash bladder"; "1/2" stays a fraction.
    (re.compile(r"(?<=[A-Za-z])/(?=[A-Za-z])"), " "),
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\s]+")  # A NUL would cut the sentence short in espeak-ng.


def as_spoken(text: str) -> str:
    """The text on one line, with dashes, slashes and units turned into words."""
    text = _CONTROL.sub(" ", text).strip()
    for pattern, words in REWRITES:
        text = pattern.sub(words, text)
    return _NUMBER_AND_UNIT.sub(_unit, text)


def _unit(match: re.Match[str]) -> str:
    number, unit = match.groups()
    plural = "" if number == "1" or unit == "Gy" else "s"
    return f"{number} {UNITS[unit]}{plural}"
