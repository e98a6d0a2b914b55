"""The offline voice as a program of its own: a JSON request in, sentences as samples out.

espeak-ng is GPL-3.0, so it runs here and is never linked into the rest; a crash in it stays here
too. Only the standard library and espeakng_loader are imported.

Standard input: {"voice": "en-us+f2", "wpm": 165, "sentences": ["One.", "Two."]}
Standard output: {"rate": 22050, "samples": [n, n]}, a line feed, then 16-bit little-endian mono
samples of all sentences. On failure: one line on standard error and an exit status that is not 0.
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

NOT_INSTALLED = 3  # Exit status when the wheel with espeak-ng is missing.

# Names and numbers from espeak-ng's speak_lib.h.
AUDIO_OUTPUT_SYNCHRONOUS = 2
INITIALIZE_DONT_EXIT = 0x8000  # Otherwise a wrong data folder ends the program without a word.
POSITION_IN_CHARACTERS = 1
CHARS_UTF8 = 1
PHONEMES = 0x100  # Text in [[double brackets]] is sounds.
RATE, VOLUME = 1, 2

BUFFER_MS = 200
VOLUME_WITH_HEADROOM = 60  # At the default of 100 the loudest samples are cut off.

# int receive(samples, count, events)
_Receiver = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
# espeak_Synth(text, size with the closing NUL, start, kind of start, end, flags, id, user data)
_SYNTH = (
    *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int),
    *(ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p),
)


class Speaker:
    """The library's one voice. Its state is global: make one of these in a process."""

    def __init__(self, library: str, data: str) -> None:
        self.heard = bytearray()
        self.receiver = _Receiver(self._receive)  # Kept: the library goes on calling it.
        self.library = ctypes.CDLL(library)
        self.rate = self.library.espeak_Initialize(
            AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS, data.encode(), INITIALIZE_DONT_EXIT
        )
        if self.rate <= 0:
            raise RuntimeError(f"no voice data in {data}")
        self.library.espeak_Synth.argtypes = _SYNTH
        self.library.espeak_SetSynthCallback(self.receiver)

    def choose(self, voice: str, wpm: int) -> None:
        """Set the voice, the speed in words a minute and a volume with headroom."""
        _check(self.library.espeak_SetVoiceByName(voice.encode()), f"voice {voice}")
        _check(self.library.espeak_SetParameter(RATE, wpm, 0), f"{wpm} words a minute")
        _check(self.library.espeak_SetParameter(VOLUME, VOLUME_WITH_HEADROOM, 0), "volume")

    def say(self, sentence: str) -> bytes:
        """Samples of one sentence."""
        self.heard.clear()
        text = sentence.encode()
        status = self.library.espeak_Synth(
            text, len(text) + 1, 0, POSITION_IN_CHARACTERS, 0, CHARS_UTF8 | PHONEMES, None, None
        )
        _check(status, f"sentence {sentence!r}")
        if not any(self.heard):
            raise RuntimeError(f"sentence {sentence!r} gave no sound")
        return bytes(self.heard)

    def _receive(self, samples: int | None, count: int, events: int | None) -> int:
        if samples and count:
            self.heard += ctypes.string_at(samples, count * ctypes.sizeof(ctypes.c_short))
        return 0  # Go on.


def _check(status: int, what: str) -> None:
    if status != 0:
        raise RuntimeError(f"{what} refused (status {status})")


def _answer(request: dict[str, Any]) -> bytes:
    import espeakng_loader

    speaker = Speaker(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
    speaker.choose(request["voice"], request["wpm"])
    said = [speaker.say(sentence) for sentence in request["sentences"]]
    header = {"rate": speaker.rate, "samples": [len(samples) // 2 for samples in said]}
    return json.dumps(header).encode() + b"\n" + b"".join(said)


def main() -> int:
    """Answer the one request on standard input; returns the exit status."""
    try:
        sys.stdout.buffer.write(_answer(json.loads(sys.stdin.buffer.read())))
    except ImportError as error:
        print(error, file=sys.stderr)
        return NOT_INSTALLED
    except (AttributeError, KeyError, OSError, RuntimeError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
