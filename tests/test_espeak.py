"""The offline voice: real espeak-ng, and everything that can go wrong around it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from audio.engines import EngineFailed
from audio.espeak import PROGRAM, VOICES, Espeak

SENTENCE = "When cancer spreads to the bones of the back, doctors call it spinal metastases."


def answering(code: str) -> Espeak:
    """The voice with a stand-in for its program: any Python code."""
    return Espeak(program=(sys.executable, "-c", code), timeout_s=5)


def test_each_sentence_is_spoken() -> None:
    """One clip a sentence, in order, each heard and each as long as speech of its length is."""
    clips = Espeak().speak([SENTENCE, "Yes."], "en-US")
    seconds = [len(clip.samples) / clip.rate for clip in clips]
    assert [clip.rate for clip in clips] == [22_050, 22_050]
    assert 6 < len(SENTENCE) / seconds[0] < 30
    assert 0.2 < seconds[1] < 1
    assert all(np.sqrt(np.mean(clip.samples**2)) > 0.02 for clip in clips)


def test_there_is_headroom() -> None:
    """No sample reaches the top, where espeak-ng at its usual volume is cut off."""
    clips = Espeak().speak([SENTENCE, "Stop! Why? Go away, all of you!"], "en-GB")
    assert all(float(np.abs(clip.samples).max()) < 0.8 for clip in clips)


@pytest.mark.parametrize("locale", VOICES)
def test_each_locale_has_a_voice_that_exists(locale: str) -> None:
    """espeak-ng knows every name in the table and speaks with it."""
    assert len(Espeak().speak(["Yes."], locale)[0].samples) > 2000


def test_american_and_british_differ() -> None:
    """The accent follows the locale."""
    american, british = (Espeak().speak([SENTENCE], locale)[0] for locale in ("en-US", "en-GB"))
    assert len(american.samples) != len(british.samples)


def test_words_a_minute_change_the_length() -> None:
    """Twice the speed takes well under two thirds of the time."""
    slow, fast = (len(Espeak(wpm).speak([SENTENCE], "en-US")[0].samples) for wpm in (165, 330))
    assert fast < slow * 0.65


def test_markup_and_phoneme_brackets_are_only_text() -> None:
    """A tag or double bracket in the text is read out, not obeyed: no words go missing."""
    texts = ["x y", "x <break/> y", "x hello y", "x [[h@l'oU]] y"]
    without, tag, hello, phonemes = (len(clip.samples) for clip in Espeak().speak(texts, "en-US"))
    assert tag > without * 1.5
    assert phonemes > hello * 1.5


@pytest.mark.parametrize("wpm", [79, 451])
def test_a_speed_it_cannot_speak_at_is_refused(wpm: int) -> None:
    """espeak-ng would quietly take the nearest speed; we say what there is to choose from."""
    with pytest.raises(EngineFailed, match=f"{wpm} words a minute: choose 80 to 450"):
        Espeak(wpm).speak(["Yes."], "en-US")


def test_a_locale_without_a_voice_is_refused() -> None:
    """The error names the locale and those that have a voice."""
    with pytest.raises(EngineFailed, match="no voice for de-DE: use en-US, en-CA, en-GB"):
        Espeak().speak(["Ja."], "de-DE")


def test_a_missing_wheel_says_what_to_install() -> None:
    """Without the optional wheel the error is the command that installs it."""
    bare = Espeak(program=(sys.executable, "-S", PROGRAM[-1]))
    with pytest.raises(EngineFailed) as failure:
        bare.speak(["Yes."], "en-US")
    assert str(failure.value) == (
        'the offline voice espeak-ng is not installed: run pip install "spine-guide[espeak]"'
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os; os.kill(os.getpid(), 9)", "exit status -9"),
        ("import sys; sys.exit('first\\nno voice data')", "no voice data"),
        ("print('hello')", "could not be read"),
        ("print('{\"rate\": 22050}')", "could not be read"),
        ("print('{\"rate\": 22050, \"samples\": [2]}\\nab', end='')", "cut short"),
        ("print('{\"rate\": 22050, \"samples\": [1]}\\nabc', end='')", "could not be read"),
        ("print('{\"rate\": 22050, \"samples\": [1]}\\nab', end='')", "1 of 2 sentences"),
    ],
)
def test_a_broken_program_is_an_error_never_a_short_recording(code: str, told: str) -> None:
    """Crashes, complaints, nonsense and half an answer each give one plain error."""
    with pytest.raises(EngineFailed, match=told):
        answering(code).speak(["One.", "Two."], "en-US")


def test_a_program_that_hangs_is_stopped() -> None:
    """After its time the program is ended and the error says how long that was."""
    slow = Espeak(program=(sys.executable, "-c", "import time; time.sleep(60)"), timeout_s=0.3)
    with pytest.raises(EngineFailed, match=r"no answer within 0\.3 seconds"):
        slow.speak(["Yes."], "en-US")


def test_a_program_that_cannot_start_is_an_error(tmp_path: Path) -> None:
    """A command that does not exist is told like any other failure."""
    with pytest.raises(EngineFailed, match="No such file"):
        Espeak(program=(str(tmp_path / "gone"),)).speak(["Yes."], "en-US")
