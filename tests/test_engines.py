"""Recording: which engine speaks, what the listener is told, and what is left on the disk."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio import engines
from audio.engines import Recording, record
from audio.espeak import Espeak
from audio.google import Google
from audio.google_line import Limits
from google_double import GoogleDouble, google_double
from google_speech import Answer, answer_with, mp3_of
from mp3_frames import Frame, frames
from skill.errors import AudioError
from skill.speech import Pause, Say

LIMITS = Limits(first_byte=4, total=8, attempts=2, backoff=0.01)
SPEECH = (
    Say("Most people first notice pain. It is often worse at night."),
    Pause(600),
    Say("Yes."),
)
TEXTS = ["Most people first notice pain.", "It is often worse at night.", "Yes."]


@pytest.fixture
def double(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleDouble]:
    """Google's service on loopback, in place of the real one."""
    with google_double(tmp_path, monkeypatch) as service:
        google = Google(LIMITS, service.certificates)
        monkeypatch.setattr(engines, "ENGINES", {**engines.ENGINES, "gtts": lambda: google})
        yield service


def no_name(*_: object, **__: object) -> None:
    """What looking up a name does without a network."""
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without a network."""
    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def without_espeak(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer where the optional offline voice is not installed."""
    bare = Espeak(program=(sys.executable, "-S", Espeak().program[-1]))
    monkeypatch.setattr(engines, "ENGINES", {**engines.ENGINES, "espeak-ng": lambda: bare})


def test_google_speaks_when_it_can(double: GoogleDouble, tmp_path: Path) -> None:
    """Online, every sentence is Google's, and the file is what Alexa accepts."""
    path = tmp_path / "a.mp3"
    made = record(SPEECH, "en-GB", path)
    assert made == Recording(
        path, "gtts", "en (co.uk)", "Google's voice was available", made.seconds
    )
    assert double.texts == TEXTS
    assert set(frames(path.read_bytes())) == {Frame(kbps=48, rate=24_000, mono=True)}
    spoken = sum(max(len(text) / 15, 0.6) for text in TEXTS)
    assert made.seconds == pytest.approx(spoken + 0.3 + 0.6, abs=0.2)


@pytest.mark.usefixtures("offline")
def test_offline_the_other_voice_speaks_at_once(tmp_path: Path) -> None:
    """Without a network there is a recording all the same, soon, and it says why."""
    path = tmp_path / "a.mp3"
    start = time.monotonic()
    made = record(SPEECH, "en-US", path)
    assert time.monotonic() - start < 3
    assert (made.engine, made.voice) == ("espeak-ng", "en-us+f2")
    assert made.reason == (
        "Google could not be reached (no connection), so the offline voice espeak-ng was used"
    )
    samples, rate = soundfile.read(path)
    assert len(samples) / rate == pytest.approx(made.seconds, abs=0.1)
    assert np.sqrt(np.mean(samples**2)) > 0.02
    assert float(np.abs(samples).max()) < 10 ** (-1.5 / 20)


def test_one_voice_speaks_all_of_it(double: GoogleDouble, tmp_path: Path) -> None:
    """When Google stops at the last sentence, the first ones are spoken again by the other."""
    double.script = {3: Answer(429, (("Retry-After", "120"),), b"")}
    made = record(SPEECH, "en-US", tmp_path / "a.mp3")
    alone = record(SPEECH, "en-US", tmp_path / "b.mp3", "espeak-ng")
    assert made.reason == (
        "Google gave no speech (too many requests; it asks to wait 120 seconds), "
        "so the offline voice espeak-ng was used"
    )
    assert made.seconds == pytest.approx(alone.seconds, abs=0.1)


@pytest.mark.parametrize(
    ("engine", "voice", "reason"),
    [
        ("gtts", "en (us)", "Google's voice was asked for"),
        ("espeak-ng", "en-us+f2", "The offline voice espeak-ng was asked for"),
    ],
)
@pytest.mark.usefixtures("double")
def test_the_engine_asked_for_is_the_one_that_speaks(
    tmp_path: Path, engine: str, voice: str, reason: str
) -> None:
    """A person can choose, and hears that they did."""
    made = record(SPEECH, "en-US", tmp_path / "a.wav", engine)
    assert (made.engine, made.voice, made.reason) == (engine, voice, reason)


def test_the_offline_voice_sends_nothing(double: GoogleDouble, tmp_path: Path) -> None:
    """Who asks for espeak-ng stays offline."""
    record(SPEECH, "en-US", tmp_path / "a.mp3", "espeak-ng")
    assert double.asked == []


@pytest.mark.usefixtures("offline")
def test_google_alone_is_not_replaced(tmp_path: Path) -> None:
    """Who asks for Google gets Google or an error with the other way, and no file."""
    with pytest.raises(AudioError) as error:
        record(SPEECH, "en-US", tmp_path / "a.mp3", "gtts")
    assert str(error.value) == (
        "Google could not be reached (no connection): try again later, or use --engine espeak-ng"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("offline", "without_espeak")
def test_with_no_voice_at_all_it_says_how_to_get_one(tmp_path: Path) -> None:
    """Both reasons in one sentence, then the command; a good file stays as it was."""
    (tmp_path / "a.mp3").write_bytes(b"old and good")
    with pytest.raises(AudioError) as error:
        record(SPEECH, "en-US", tmp_path / "a.mp3")
    assert str(error.value) == (
        "Google could not be reached (no connection), and the offline voice espeak-ng is not "
        'installed: run pip install "spine-guide[espeak]"'
    )
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old and good"]


def test_a_strange_sound_from_google_is_not_kept(double: GoogleDouble, tmp_path: Path) -> None:
    """An answer that cannot be its text counts as a failure, not as a recording."""
    double.script = {2: Answer(body=answer_with(mp3_of(20)))}
    made = record(SPEECH, "en-US", tmp_path / "a.mp3")
    assert made.engine == "espeak-ng"
    assert "20.0 seconds of sound for 27 characters" in made.reason


@pytest.mark.parametrize(
    ("name", "locale", "engine", "told"),
    [
        ("a.ogg", "en-US", "auto", r"a\.ogg: .* must end in \.mp3 or \.wav"),
        ("gone/a.mp3", "en-US", "auto", "does not exist"),
        ("a.mp3", "en-US", "piper", 'no engine is called "piper": choose auto, gtts or espeak-ng'),
        ("a.mp3", "de-DE", "auto", "Google has no voice for de-DE, and espeak-ng has no voice"),
    ],
)
def test_a_wrong_request_is_refused_before_anything_is_sent(
    double: GoogleDouble, tmp_path: Path, name: str, locale: str, engine: str, told: str
) -> None:
    """The error says which part is wrong, and nobody is asked to speak."""
    with pytest.raises(AudioError, match=told):
        record(SPEECH, locale, tmp_path / name, engine)
    assert double.asked == []


@pytest.mark.parametrize("speech", [(), (Pause(500),), (Say("… !"),)])
def test_speech_without_words_is_refused(tmp_path: Path, speech: tuple[Say | Pause, ...]) -> None:
    """A recording of nothing is never made."""
    with pytest.raises(AudioError, match="has no words in it"):
        record(speech, "en-US", tmp_path / "a.mp3")
    assert list(tmp_path.iterdir()) == []


def test_importing_the_engines_is_cheap() -> None:
    """The command line starts without waiting for numpy, soundfile, requests or gTTS."""
    code = "import audio.engines, sys; print(*sys.modules)"
    known = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, check=True)
    assert not {"numpy", "soundfile", "requests", "gtts"} & set(done.stdout.decode().split())
