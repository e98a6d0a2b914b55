"""MP3 files: what Alexa accepts, written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio.engines import Clip
from audio.mp3 import check_target, write
from audio.track import assemble
from mp3_frames import Frame, frames
from skill.errors import AudioError
from skill.speech import Pause, Say


def tone(rate: int, seconds: float = 1.0, level: float = 0.5) -> Clip:
    """A tone that swells and fades four times a second, a little like speech."""
    time = np.arange(round(rate * seconds)) / rate
    wave = level * np.sin(2 * np.pi * 220 * time) * np.sin(2 * np.pi * 2 * time)
    return Clip(wave.astype(np.float32), rate)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000])
def test_every_frame_is_what_alexa_accepts(tmp_path: Path, rate: int) -> None:
    """MPEG-2 Layer III, 48 kbps in each frame, mono, at the rate of the samples; nothing else."""
    path = tmp_path / "a.mp3"
    write(path, tone(rate, 3))
    assert set(frames(path.read_bytes())) == {Frame(kbps=48, rate=rate, mono=True)}


@pytest.mark.parametrize("name", ["a.mp3", "A.MP3", "a.wav"])
def test_a_recording_sounds_like_its_samples(tmp_path: Path, name: str) -> None:
    """What is decoded lasts as long, and is as loud, as what was encoded."""
    write(tmp_path / name, tone(24_000, 2))
    samples, rate = soundfile.read(tmp_path / name)
    assert len(samples) / rate == pytest.approx(2, abs=0.1)
    assert np.sqrt(np.mean(samples**2)) == pytest.approx(0.25, abs=0.02)


def test_a_wav_name_makes_a_wav_file(tmp_path: Path) -> None:
    """The ending decides the format, never MP3 bytes in a file called WAV."""
    write(tmp_path / "a.wav", tone(22_050))
    assert soundfile.info(tmp_path / "a.wav").subtype == "PCM_16"


@pytest.mark.parametrize("level", [0.02, 0.5, 1.0])
def test_loud_and_quiet_voices_come_out_at_one_level(level: float) -> None:
    """A whisper is raised and a shout is lowered to the same peak, three decibels under full."""
    track = assemble((Say("x"),), [tone(24_000, 1, level)])
    assert float(np.abs(track.samples).max()) == pytest.approx(10 ** (-3 / 20), rel=1e-3)


def test_sentences_and_pauses_last_as_long_as_they_should() -> None:
    """Each sentence keeps its length and each pause is silence of its milliseconds."""
    parts = (Say("x"), Pause(300), Say("y"), Pause(600))
    track = assemble(parts, [tone(16_000, 0.5), tone(16_000, 0.25)])
    assert len(track.samples) == 16_000 * (500 + 300 + 250 + 600) // 1000
    assert not track.samples[8000 : 8000 + 4800].any()
    assert not track.samples[-9600:].any()


def test_silence_stays_silence() -> None:
    """A track without any sound is not divided by its peak of nothing."""
    track = assemble((Say("x"),), [Clip(np.zeros(100, np.float32), 16_000)])
    assert not track.samples.any()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.ogg", r"must end in \.mp3 or \.wav"),
        ("a", r"must end in \.mp3 or \.wav"),
        ("folder.mp3", "is a folder"),
        ("missing/a.mp3", "does not exist; make it first"),
        ("file.txt/a.mp3", "does not exist; make it first"),
    ],
)
def test_a_place_that_cannot_work_is_named_before_any_work(
    tmp_path: Path, name: str, told: str
) -> None:
    """The error says which name is wrong and what would be right."""
    (tmp_path / "folder.mp3").mkdir()
    (tmp_path / "file.txt").touch()
    with pytest.raises(AudioError, match=told) as error:
        check_target(tmp_path / name)
    assert str(tmp_path / name) in str(error.value)


def test_a_closed_folder_is_found_out_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that lets nothing be made in it gives a plain error, and nothing is left there."""
    monkeypatch.setattr(os, "open", _refuse)
    with pytest.raises(AudioError, match=r"cannot be written \(Permission denied\); choose"):
        check_target(tmp_path / "a.mp3")


def test_a_target_that_works_leaves_no_trace(tmp_path: Path) -> None:
    """Finding out whether a recording can be written writes nothing that stays."""
    check_target(tmp_path / "a.mp3")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_recording_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """When the disk refuses, at either step, the file is the old one and no part lies about."""
    path = tmp_path / "a.mp3"
    path.write_bytes(b"old and good")
    monkeypatch.setattr(os, step, _fill_up)
    with pytest.raises(AudioError, match=r"a\.mp3: cannot be written \(No space left"):
        write(path, tone(16_000))
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        "a.mp3": b"old and good"
    }


def test_an_interruption_leaves_the_old_recording_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control-C in the middle of writing is no different from a full disk."""
    path = tmp_path / "a.mp3"
    path.write_bytes(b"old and good")
    monkeypatch.setattr(os, "fsync", _interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(path, tone(16_000))
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old and good"]


def test_a_new_recording_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """The old file is gone, the new one is all there is, and anyone may read it as usual."""
    path = tmp_path / "a.mp3"
    path.write_bytes(b"old")
    write(path, tone(16_000))
    (tmp_path / "usual").touch()
    assert frames(path.read_bytes())
    assert path.stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.mp3", "usual"]


def _refuse(*_: object, **__: object) -> int:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _fill_up(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _interrupt(_: int) -> None:
    raise KeyboardInterrupt
