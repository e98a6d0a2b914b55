"""MP3 files that Alexa accepts, written whole or not at all."""

from __future__ import annotations

import io
import os
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill.errors import AudioError

if TYPE_CHECKING:
    from audio.engines import Clip

# Alexa takes MPEG-2 Layer III at 48 kbps and one of these rates (SSML reference, "audio").
KBPS = 48
RATES = (16_000, 22_050, 24_000)

# libsndfile's "compression level" runs from 0 (160 kbps) to 1 (8 kbps) for MPEG-2.
_MP3: dict[str, Any] = {
    "format": "MP3",
    "subtype": "MPEG_LAYER_III",
    "bitrate_mode": "CONSTANT",
    "compression_level": (160 - KBPS) / 152,
}
_WAV: dict[str, Any] = {"format": "WAV", "subtype": "PCM_16"}
FORMATS = {".mp3": _MP3, ".wav": _WAV}


def check_target(path: Path) -> None:
    """Find out, before any work is done, whether a recording can be written to *path*.

    Raises:
        AudioError: the ending is unknown, the folder is missing or closed, or *path* is a folder.
    """
    if path.suffix.lower() not in FORMATS:
        accepted = " or ".join(FORMATS)
        raise AudioError(f"{path}: a recording's name must end in {accepted}; rename it")
    if path.is_dir():
        raise AudioError(f"{path}: this is a folder; give a file name inside it")
    if not path.parent.is_dir():
        raise AudioError(f"{path}: the folder {path.parent} does not exist; make it first")
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise _unwritable(path, error) from error


def write(path: Path, clip: Clip) -> None:
    """Encode by the file's ending and put it in place in one step.

    Raises:
        AudioError: the disk refused; a file already at *path* is as it was.
    """
    _replace(path, encode(clip, FORMATS[path.suffix.lower()]))


def encode(clip: Clip, options: dict[str, Any]) -> bytes:
    """The bytes of a sound file; *options* is one of FORMATS."""
    import soundfile  # Late: with numpy it takes 0.2 s.

    file = io.BytesIO()
    soundfile.write(file, clip.samples, clip.rate, **options)
    return file.getvalue()


def _replace(path: Path, data: bytes) -> None:
    """Write beside *path*, make sure it is on the disk, and only then take its place."""
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> AudioError:
    return AudioError(f"{path}: cannot be written ({error.strerror}); choose another place")
