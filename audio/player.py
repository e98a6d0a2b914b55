"""Player: plays a recording aloud with whatever the system has."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from skill.errors import AudioError

MP3, WAV = frozenset({".mp3"}), frozenset({".wav"})


@dataclass(frozen=True, slots=True)
class Program:
    """A command that plays one file and then ends; *takes* are the endings it can be given."""

    name: str
    options: tuple[str, ...]
    takes: frozenset[str]


# In the order they are tried. The first three get WAV: aplay would play an MP3 as loud noise, and
# paplay and pw-play know MP3 only with a recent libsndfile.
LINUX = (
    Program("paplay", (), WAV),
    Program("pw-play", (), WAV),
    Program("aplay", ("--quiet",), WAV),
    Program("ffplay", ("-nodisp", "-autoexit", "-loglevel", "error"), MP3 | WAV),
    Program("mpv", ("--no-video", "--really-quiet"), MP3 | WAV),
    Program("mpg123", ("--quiet",), MP3),
    Program("play", ("-q",), WAV),
)
MACOS = (Program("afplay", (), MP3 | WAV),)

SPARE_S = 30.0  # A player may take this much longer than the recording before it counts as stuck.
SAVE_INSTEAD = "save the recording with --out FILE.mp3 and open it with any player"


def play(path: Path, platform: str = sys.platform) -> None:
    """Play an MP3 or WAV file aloud and return when it has ended.

    Raises:
        AudioError: there is no such recording, or nothing here can play it; says what to do.
    """
    seconds = _length(path)
    if platform == "win32":
        with _given_as(path, WAV) as file:
            _play_on_windows(file)
        return
    failures = []
    for program in MACOS if platform == "darwin" else LINUX:
        if command := shutil.which(program.name):
            with _given_as(path, program.takes) as file:
                failure = _run([command, *program.options, str(file)], seconds + SPARE_S)
            if failure is None:
                return
            failures.append(f"{program.name}: {failure}")
    raise AudioError(_nothing_played(failures, platform))


def _length(path: Path) -> float:
    """Seconds of sound in a file; proves on the way that it is one."""
    import soundfile

    if not path.is_file():
        raise AudioError(f"{path}: there is no such recording; make it first")
    try:
        return float(soundfile.info(str(path)).duration)
    except RuntimeError as error:
        raise AudioError(f"{path}: not a recording that can be played; record it again") from error


@contextmanager
def _given_as(path: Path, endings: frozenset[str]) -> Iterator[Path]:
    """The file itself if its ending will do, else a WAV copy that is gone afterwards."""
    if path.suffix.lower() in endings:
        yield path.resolve()  # From the root, so that no name looks like an option.
        return
    import soundfile

    ending = min(endings)
    with tempfile.TemporaryDirectory(prefix="spine-guide-") as folder:
        copy = Path(folder, f"recording{ending}")
        samples, rate = soundfile.read(str(path), dtype="int16")
        soundfile.write(str(copy), samples, rate)
        yield copy


def _run(command: list[str], seconds: float) -> str | None:
    """Run a player; what went wrong, or None. It gets no keyboard: that belongs to the chat."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return "did not end"
    except OSError as error:
        return str(error.strerror)
    if done.returncode == 0:
        return None
    said = done.stderr.decode(errors="replace").strip().splitlines()
    return said[-1] if said else f"exit status {done.returncode}"


def _play_on_windows(wav: Path) -> None:
    winsound = importlib.import_module("winsound")  # Exists on Windows only.
    try:
        winsound.PlaySound(str(wav), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
    except RuntimeError as error:
        raise AudioError(f"Windows could not play it ({error}); {SAVE_INSTEAD}") from error


def _nothing_played(failures: list[str], platform: str) -> str:
    if failures:
        return f"the recording could not be played ({'; '.join(failures)}): {SAVE_INSTEAD}"
    names = ", ".join(program.name for program in (MACOS if platform == "darwin" else LINUX))
    return f"no player was found: install one of {names}, or {SAVE_INSTEAD}"
