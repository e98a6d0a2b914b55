"""Google's voice: whole and checked recordings, or an error within the time allowed."""

from __future__ import annotations

import random
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

import pytest
import urllib3
from gtts import gTTS

from audio import google_line
from audio.engines import EngineFailed
from audio.google import VOICES, Google
from audio.google_line import Limits
from google_double import (
    CONSENT_PAGE,
    NULL_AUDIO,
    Answer,
    Asked,
    GoogleDouble,
    answer_with,
    google_double,
    mp3_of,
)

LIMITS = Limits(first_byte=4, total=8, attempts=2, backoff=0.01)
HASTY = Limits(first_byte=0.3, total=0.6, attempts=2, backoff=0.01)  # To see time run out.
SPARE_S = 0.5  # For starting threads on a busy computer.
SENTENCES = [f"This is sentence number {name} of six." for name in ("a", "b", "c", "d", "e", "f")]


@pytest.fixture
def double(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleDouble]:
    """Google's service on loopback, with certificates nobody else trusts."""
    with google_double(tmp_path, monkeypatch) as service:
        yield service


def speak(double: GoogleDouble, sentences: list[str], limits: Limits = LIMITS) -> list[float]:
    """Seconds of each sentence that Google spoke."""
    clips = Google(limits, double.certificates).speak(sentences, "en-US")
    return [len(clip.samples) / clip.rate for clip in clips]


def failure(double: GoogleDouble, limits: Limits = LIMITS) -> str:
    """What went wrong with six sentences, having made sure that it took no longer than allowed."""
    start = time.monotonic()
    with pytest.raises(EngineFailed) as error:
        speak(double, SENTENCES, limits)
    assert time.monotonic() - start < limits.total + SPARE_S
    return error.value.what


def test_each_sentence_comes_back_whole(double: GoogleDouble) -> None:
    """One clip a sentence, in order and as long as its text, all over one connection."""
    texts = ["Short.", "A sentence that is a good deal longer than the first."]
    lengths = [max(len(text) / 15, 0.6) for text in texts]
    assert speak(double, texts) == pytest.approx(lengths, abs=0.1)
    assert double.texts == texts
    assert len(double.connections) == 1


@pytest.mark.parametrize(("locale", "tld"), [(key, voice.tld) for key, voice in VOICES.items()])
def test_the_accent_is_asked_for_by_address(double: GoogleDouble, locale: str, tld: str) -> None:
    """Each locale goes to the address of its country, in English."""
    Google(LIMITS, double.certificates).speak(["Yes."], locale)
    assert double.asked == [Asked(f"translate.google.{tld}", "en", "Yes.")]


def test_a_long_sentence_is_sent_whole_in_short_pieces(double: GoogleDouble) -> None:
    """At most 100 characters a request, no word left out, and one clip with all of them."""
    sentence = "The scan (an MRI: strong magnets), " * 6 + "takes an hour; more or less…"
    (seconds,) = speak(double, [sentence])
    assert len(double.texts) == 3
    assert max(map(len, double.texts)) <= 100
    assert " ".join(double.texts) == sentence
    assert seconds == pytest.approx(len(sentence) / 15, abs=0.3)


def test_nothing_without_a_word_is_sent(double: GoogleDouble) -> None:
    """Punctuation between the pieces of a long sentence is no request of its own."""
    speak(double, ["a" * 100 + " !!!", "b " * 49 + "b. ... "])
    assert double.texts == ["a" * 100, "b " * 49 + "b."]


@pytest.mark.parametrize("text", ["", "...", "!!!"])
def test_text_without_words_is_refused_before_anything_is_sent(
    double: GoogleDouble, text: str
) -> None:
    """gTTS would stop with an AssertionError; here it is the same error as all others."""
    with pytest.raises(EngineFailed, match=r"Google gave no speech \(No text"):
        speak(double, [text])
    assert double.asked == []


def test_a_locale_without_a_voice_is_refused() -> None:
    """The error names the locale and those that have a voice."""
    with pytest.raises(EngineFailed, match="Google has no voice for de-DE: use en-US, en-GB"):
        Google().speak(["Ja."], "de-DE")


TOO_MANY = Answer(429, (("Retry-After", "3600"),), b"")
SPEECH = mp3_of(len(SENTENCES[0]) / 15)


@dataclass(frozen=True)
class Row:
    """From request *start* on, Google answers so; we ask *asked* times and say *told*."""

    told: str
    answer: Answer
    start: int = 1
    asked: int = 2
    limits: Limits = LIMITS


ROWS = {
    "429 on the third sentence": Row(
        "Google gave no speech (too many requests; it asks to wait 3600 seconds)", TOO_MANY, 3, 3
    ),
    "429 without a time": Row("Google gave no speech (too many requests)", Answer(429, body=b"")),
    "consent page": Row("Google gave no speech (it sent a web page instead)", CONSENT_PAGE),
    "captcha from the second": Row(
        "Google gave no speech (it sent a web page instead)", CONSENT_PAGE, 2, 3
    ),
    "null audio": Row("Google gave no speech (its answer was empty)", NULL_AUDIO),
    "503": Row("Google gave no speech (HTTP 503)", Answer(503, body=b"")),
    "403": Row("Google gave no speech (HTTP 403)", Answer(403, body=b""), asked=1),
    "redirect": Row(
        "Google gave no speech (it wants consent or a puzzle solved first)",
        Answer(302, (("Location", "https://translate.google.us/elsewhere"),), b""),
        asked=1,
    ),
    "hangs": Row(
        "Google could not be reached (no answer within 0.3 seconds)", Answer(wait=5), 1, 1, HASTY
    ),
    "hangs on the second": Row(
        "Google could not be reached (no answer within 0.3 seconds)", Answer(wait=5), 2, 2, HASTY
    ),
    "body trickles": Row(
        "Google could not be reached (no answer within 0.6 seconds)",
        *(Answer(trickle=0.02), 1, 1, HASTY),
    ),
    "body trickles very slowly": Row(
        "Google could not be reached (no answer within 0.6 seconds)",
        *(Answer(trickle=0.25), 1, 1, HASTY),
    ),
    "everything trickles": Row(
        "Google could not be reached (no answer within 0.3 seconds)",
        *(Answer(trickle=0.02, from_start=True), 1, 1, HASTY),
    ),
    "cut half way": Row("Google could not be reached (the connection broke)", Answer(cut=True)),
    "not UTF-8": Row(
        "Google gave no speech (its answer could not be read)", Answer(body=b"\xff\xfe jQ1olc")
    ),
    "not base64": Row(
        "Google gave no speech (its answer could not be read)",
        Answer(body=b'[["wrb.fr","jQ1olc","[\\"!!!!\\"]",null]]'),
    ),
    "not a string": Row(
        "Google gave no speech (its answer was empty)",
        Answer(body=b'[["wrb.fr","jQ1olc","[{}]",null]]'),
    ),
    "too small": Row(
        "Google gave no speech (it sent something that is not an MP3)",
        Answer(body=answer_with(SPEECH[:400])),
    ),
    "a picture": Row(
        "Google gave no speech (it sent something that is not an MP3)",
        Answer(body=answer_with(b"\x89PNG" + SPEECH)),
    ),
    "half the sound": Row(
        "Google gave no speech (0.9 seconds of sound for 33 characters)",
        Answer(body=answer_with(mp3_of(0.9))),
        asked=1,
    ),
    "endless sound": Row(
        "Google gave no speech (9.5 seconds of sound for 33 characters)",
        Answer(body=answer_with(mp3_of(9.5))),
        asked=1,
    ),
    "silence": Row(
        "Google gave no speech (it sent silence)",
        Answer(body=answer_with(mp3_of(2.5, level=0.001))),
        asked=1,
    ),
    "hi-fi": Row(
        "Google gave no speech (its sound is in an unusual format, 44100 Hz)",
        Answer(body=answer_with(mp3_of(2.5, rate=44_100))),
        asked=1,
    ),
    "another rate on the way": Row(
        "Google gave no speech (its sample rate changed on the way)",
        Answer(body=answer_with(mp3_of(2.5, rate=16_000))),
        start=4,
        asked=6,
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_every_way_to_fail_is_one_error_in_plain_words(double: GoogleDouble, name: str) -> None:
    """Whatever comes back, there is one kind of error, in time, and no part of a recording."""
    row = ROWS[name]
    double.script = {number: Answer() for number in range(1, row.start)}
    double.otherwise = row.answer
    assert failure(double, row.limits) == row.told
    assert len(double.asked) == row.asked


@pytest.mark.parametrize("answer", [Answer(wait=9), Answer(trickle=0.02)])
def test_no_conversation_goes_on_unheard(double: GoogleDouble, answer: Answer) -> None:
    """What is left behind when time is up ends by itself soon after."""
    double.otherwise = answer
    failure(double, HASTY)
    time.sleep(HASTY.first_byte)
    assert google_line.THREAD not in {thread.name for thread in threading.enumerate()}


def test_a_sound_that_cannot_be_decoded_is_an_error(double: GoogleDouble) -> None:
    """Bytes that begin like an MP3 and go on like nothing are not taken for speech."""
    double.otherwise = Answer(body=answer_with(b"\xff\xf3" + bytes(3000)))
    assert failure(double).startswith("Google gave no speech (")


def test_an_answer_without_end_is_cut_off(
    double: GoogleDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can fill our memory: past a generous size nothing more is read."""
    monkeypatch.setattr(google_line, "MAX_ANSWER_BYTES", 1000)
    assert failure(double) == "Google gave no speech (its answer was far too long)"


@pytest.mark.parametrize(
    "passing", [Answer(503, body=b""), Answer(cut=True), Answer(429, body=b""), CONSENT_PAGE]
)
def test_a_passing_trouble_is_overcome(double: GoogleDouble, passing: Answer) -> None:
    """One bad answer is asked for again, and every sentence is still there once."""
    double.script = {2: passing}
    assert len(speak(double, SENTENCES[:3])) == 3
    assert double.texts == [SENTENCES[0], SENTENCES[1], SENTENCES[1], SENTENCES[2]]


@pytest.mark.parametrize(("header", "low", "high"), [("2", 2, 2), (3, 1.9, 3), ("soon", 1, 3)])
def test_it_waits_as_long_as_google_asks(
    double: GoogleDouble,
    monkeypatch: pytest.MonkeyPatch,
    header: str | int,
    low: float,
    high: float,
) -> None:
    """Seconds and dates in Retry-After are kept to; without a usable one it is our own wait."""
    value = header if isinstance(header, str) else formatdate(time.time() + header, usegmt=True)
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    double.script = {1: Answer(429, (("Retry-After", value),), b"")}
    speak(double, SENTENCES[:1], Limits(first_byte=1, total=10, attempts=2, backoff=2))
    assert len(waits) == 1
    assert low <= waits[0] <= high


def test_each_wait_is_longer_than_the_one_before(
    double: GoogleDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Waits double, each by a little more or less, so that many computers do not ask in step."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(random, "uniform", lambda low, high: low + high)
    double.otherwise = Answer(503, body=b"")
    failure(double, Limits(first_byte=1, total=20, attempts=4, backoff=0.5))
    assert waits == [1.0, 2.0, 4.0]


def test_a_wait_longer_than_the_time_left_is_not_begun(double: GoogleDouble) -> None:
    """When Google says an hour, the listener gets the other voice at once."""
    double.otherwise = TOO_MANY
    start = time.monotonic()
    failure(double)
    assert time.monotonic() - start < SPARE_S


def no_name(*_: object, **__: object) -> None:
    """What looking up a name does without a network."""
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def slow_no_name(*_: object, **__: object) -> None:
    """What it does when the servers for names do not answer."""
    time.sleep(1)
    no_name()


@pytest.mark.parametrize(
    ("lookup", "told"),
    [(no_name, "no connection"), (slow_no_name, r"no answer within 0\.3 seconds")],
)
def test_without_a_network_it_gives_up_at_once(
    monkeypatch: pytest.MonkeyPatch, lookup: object, told: str
) -> None:
    """A name that does not resolve, or not soon, costs no second try and never the whole time."""
    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setenv("NO_PROXY", "*")
    start = time.monotonic()
    with pytest.raises(EngineFailed, match=rf"^Google could not be reached \({told}\)"):
        Google(HASTY).speak(["Yes."], "en-US")
    assert time.monotonic() - start < HASTY.first_byte + SPARE_S


def test_a_proxy_that_refuses_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a proxy it goes through the proxy, and names it when that is what fails."""
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with socket.create_server(("127.0.0.1", 0)) as closed_soon:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed_soon.getsockname()[1]}")
    with pytest.raises(EngineFailed, match=r"\(the proxy did not let us through\)"):
        Google(LIMITS).speak(["Yes."], "en-US")


def test_a_certificate_nobody_vouches_for_is_refused(
    double: GoogleDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No text leaves for a server that cannot prove to be Google. Stock gTTS does not check."""
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    with pytest.raises(EngineFailed, match=r"\(its certificate could not be trusted\)"):
        Google(LIMITS).speak(["Yes."], "en-US")
    assert double.asked == []


def test_a_certificate_for_another_name_is_refused(
    double: GoogleDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trusted authority is not enough: the certificate must be for Google's name."""
    voice = VOICES["en-US"]._replace(tld="example")
    monkeypatch.setitem(VOICES, "en-US", voice)
    with pytest.raises(EngineFailed, match=r"\(its certificate could not be trusted\)"):
        speak(double, ["Yes."])
    assert double.asked == []


def test_the_usual_setting_for_certificates_is_respected(
    double: GoogleDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a company's proxy, REQUESTS_CA_BUNDLE names whom to trust."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(double.certificates))
    assert len(Google(LIMITS).speak(["Yes."], "en-US")) == 1


@pytest.mark.usefixtures("double")
def test_a_missing_bundle_of_certificates_is_told(tmp_path: Path) -> None:
    """The error has the name of the file that is not there."""
    with pytest.raises(EngineFailed, match=r"could not be reached \(.*gone\.pem"):
        Google(LIMITS, tmp_path / "gone.pem").speak(["Yes."], "en-US")


def test_stock_gtts_understands_the_stand_in(double: GoogleDouble) -> None:
    """The stand-in speaks the protocol that gTTS itself reads, so our tests mean something."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", urllib3.exceptions.InsecureRequestWarning)
        answers = list(gTTS("Yes, certainly.", "us", "en", lang_check=False).stream())
    assert answers == [mp3_of(len("Yes, certainly.") / 15)]
    assert double.texts == ["Yes, certainly."]
