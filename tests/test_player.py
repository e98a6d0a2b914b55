"""The player: real programs on a PATH of our own, which write down what they were given."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio import player
from audio.player import play
from playing import System
from skill.errors import AudioError

PROGRAMS = [program.name for program in player.LINUX]


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> System:
    """A computer without any player, and a folder of recordings as the working folder."""
    computer = System(tmp_path)
    monkeypatch.setenv("PATH", str(computer.bin))
    monkeypatch.chdir(tmp_path)
    tone = 0.1 * np.sin(np.arange(4800) / 10)
    soundfile.write("a.mp3", tone, 24_000)
    soundfile.write("a.wav", tone, 24_000)
    return computer


@pytest.mark.parametrize("recording", ["a.mp3", "a.wav"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_each_player_gets_what_it_can_play(system: System, program: str, recording: str) -> None:
    """WAV for the plain ones and MP3 for mpg123: nothing that it would play as noise."""
    system.install(program)
    play(Path(recording), "linux")
    ((name, arguments, start, keyboard),) = system.noted()
    wants = {"mpg123": "mp3", "ffplay": recording[-3:], "mpv": recording[-3:]}.get(program, "wav")
    assert (name, arguments[-5:-2], keyboard) == (program, wants, "''")
    assert ("RIFF" in start) == (wants == "wav")


def test_the_players_own_options_are_given(system: System) -> None:
    """ffplay opens no window and ends with the file, which it gets by its full name."""
    system.install("ffplay")
    play(Path("a.mp3"), "linux")
    full = str(Path.cwd() / "a.mp3")
    assert system.noted()[0][1] == str(["-nodisp", "-autoexit", "-loglevel", "error", full])


def test_what_is_typed_stays_with_us(system: System) -> None:
    """A player cannot take the keys that a person types meanwhile: they are for the chat."""
    system.install("mpv")
    reading, writing = os.pipe()
    keyboard = os.dup(0)
    os.dup2(reading, 0)
    try:
        os.write(writing, b"next question")
        os.close(writing)
        play(Path("a.mp3"), "linux")
        assert os.read(0, 100) == b"next question"
    finally:
        os.dup2(keyboard, 0)
        os.close(keyboard)
        os.close(reading)
    assert system.noted()[0][3] == "''"


def test_a_copy_made_for_a_player_does_not_stay(system: System) -> None:
    """The WAV made for aplay is gone when the sound is over."""
    system.install("aplay")
    play(Path("a.mp3"), "linux")
    copy = system.noted()[0][1].split("'")[-2]
    assert copy.endswith("recording.wav")
    assert not Path(copy).exists()


def test_the_next_player_has_a_go(system: System) -> None:
    """A player without a sound server is passed over for one that works, and that one is last."""
    system.install("paplay", "exit 'Connection refused'")
    system.install("aplay")
    system.install("mpv")
    play(Path("a.mp3"), "linux")
    assert [note[0] for note in system.noted()] == ["paplay", "aplay"]


def test_when_every_player_fails_each_says_why(system: System) -> None:
    """The error has every player's own last words and another way to hear the recording."""
    system.install("paplay", "exit 'warming up\\nConnection refused'")
    system.install("aplay", "exit 7")
    with pytest.raises(AudioError) as error:
        play(Path("a.mp3"), "linux")
    assert str(error.value) == (
        "the recording could not be played (paplay: Connection refused; aplay: exit status 7): "
        "save the recording with --out FILE.mp3 and open it with any player"
    )


def test_a_player_that_is_stuck_is_stopped(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    """A player that goes on long after the sound is ended and counts as failed."""
    monkeypatch.setattr(player, "SPARE_S", 0.5)
    system.install("aplay", "import time; time.sleep(60)")
    with pytest.raises(AudioError, match="aplay: did not end"):
        play(Path("a.wav"), "linux")


def test_a_player_that_cannot_start_counts_as_failed(system: System) -> None:
    """A broken program file is told, not thrown."""
    system.install("aplay")
    (system.bin / "aplay").write_bytes(b"#!/nowhere/python\n")
    with pytest.raises(AudioError, match="aplay: No such file"):
        play(Path("a.wav"), "linux")


@pytest.mark.parametrize(("platform", "name"), [("linux", "mpg123"), ("darwin", "afplay")])
@pytest.mark.usefixtures("system")
def test_without_any_player_it_says_what_to_install(platform: str, name: str) -> None:
    """The error names programs to install and the way to save instead."""
    with pytest.raises(AudioError, match=rf"install one of .*{name}.*, or save .* --out FILE\.mp3"):
        play(Path("a.mp3"), platform)


def test_a_mac_plays_with_afplay(system: System) -> None:
    """macOS has its own player, which takes the MP3 as it is."""
    system.install("afplay")
    play(Path("a.mp3"), "darwin")
    assert system.noted()[0][:2] == ["afplay", str([str(Path.cwd() / "a.mp3")])]


@pytest.mark.usefixtures("system")
def test_windows_plays_a_wav_with_its_own_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """winsound plays only WAV, so it gets one, and is asked not to ding when that fails."""
    played: list[tuple[bytes, int]] = []
    _windows(monkeypatch, lambda name, flags: played.append((Path(name).read_bytes()[:4], flags)))
    play(Path("a.mp3"), "win32")
    assert played == [(b"RIFF", 0x20000 | 2)]


@pytest.mark.usefixtures("system")
def test_windows_without_a_sound_card_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """winsound's error becomes ours."""

    def refuse(name: str, flags: int) -> None:
        raise RuntimeError("Failed to play sound")

    _windows(monkeypatch, refuse)
    with pytest.raises(AudioError, match=r"Failed to play sound\); save .* --out"):
        play(Path("a.mp3"), "win32")


def _windows(monkeypatch: pytest.MonkeyPatch, play_sound: object) -> None:
    library = types.SimpleNamespace(PlaySound=play_sound, SND_FILENAME=0x20000, SND_NODEFAULT=2)
    monkeypatch.setitem(sys.modules, "winsound", library)


@pytest.mark.parametrize(
    ("name", "told"), [("gone.mp3", "no such"), ("bad.mp3", "not a recording")]
)
def test_a_file_that_is_no_recording_never_reaches_a_player(
    system: System, name: str, told: str
) -> None:
    """A missing file or one full of something else is told by name, and nothing is played."""
    Path("bad.mp3").write_bytes(os.urandom(16) + b"<html>" * 100)
    system.install("aplay")
    with pytest.raises(AudioError, match=f"{name}: .*{told}"):
        play(Path(name), "linux")
    assert not system.notes.exists()
