"""Reads MP3 frame headers, to see what Alexa would see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

# MPEG-2 Layer III, from ISO 13818-3.
BITRATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
RATES = (22_050, 24_000, 16_000)
MPEG2_LAYER3 = 0b111_1111_1111_10_01
MONO = 0b11


class Frame(NamedTuple):
    """One frame: kilobits a second, samples a second, and whether it has one channel."""

    kbps: int
    rate: int
    mono: bool


def frames(data: bytes) -> list[Frame]:
    """Every frame of a file that is nothing but MPEG-2 Layer III frames, else AssertionError."""
    return list(_frames(data))


def _frames(data: bytes) -> Iterator[Frame]:
    start = 0
    while start < len(data):
        header = int.from_bytes(data[start : start + 4])
        assert header >> 17 == MPEG2_LAYER3, f"no MPEG-2 Layer III frame at byte {start}"
        frame = Frame(BITRATES[header >> 12 & 15], RATES[header >> 10 & 3], header >> 6 & 3 == MONO)
        yield frame
        start += 72_000 * frame.kbps // frame.rate + (header >> 9 & 1)
