"""What espeak-ng says, in IPA: a program of its own, since the library's state is global.

Standard input: a JSON list of [voice, text]; standard output: a JSON list of IPA.
"""

from __future__ import annotations

import ctypes
import json
import sys
import tempfile
from pathlib import Path

import espeakng_loader

IPA = 2  # espeak_SetPhonemeTrace's mode
CHARS_UTF8, PHONEMES = 1, 0x100
# espeak_Synth(text, size, start, kind of start, end, flags, id, user data)
SYNTH = (
    *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int),
    *(ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p),
)


def main() -> None:
    """Answer the request on standard input."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(2, 200, espeakng_loader.get_data_path().encode(), 0x8000)
    libc = ctypes.CDLL(None)
    libc.fopen.restype = ctypes.c_void_p
    libc.fflush.argtypes = [ctypes.c_void_p]
    library.espeak_SetPhonemeTrace.argtypes = [ctypes.c_int, ctypes.c_void_p]
    library.espeak_Synth.argtypes = SYNTH
    kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    receiver = kind(lambda _samples, _count, _events: 0)
    library.espeak_SetSynthCallback(receiver)
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace.txt"
        stream = libc.fopen(str(trace).encode(), b"w")
        library.espeak_SetPhonemeTrace(IPA, stream)
        said, end = [], 0
        for voice, text in json.load(sys.stdin):
            library.espeak_SetVoiceByName(voice.encode())
            raw = text.encode()
            library.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, CHARS_UTF8 | PHONEMES, None, None)
            libc.fflush(stream)
            whole = trace.read_bytes()
            said.append(whole[end:].decode().strip())
            end = len(whole)
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
