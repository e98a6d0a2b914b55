"""The way to Google: names, certificates and proxies."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audio.engines import EngineFailed
from audio.google import VOICES, Google
from google_asking import HASTY, LIMITS, SPARE_S, speak
from google_double import GoogleDouble, google_double


@pytest.fixture
def double(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleDouble]:
    """Google's service on loopback, with certificates nobody else trusts."""
    with google_double(tmp_path, monkeypatch) as service:
        yield service


def no_name(*_: object, **__: object) -> None:
    """What looking up a name does without a network."""
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def slow_no_name(*_: object, **__: object) -> None:
    """What it does when the servers for names do not answer."""
    time.sleep(10)
    no_name()


@pytest.mark.parametrize(
    ("lookup", "told"),
    [(no_name, "no connection"), (slow_no_name, r"no answer within (0\.5|2\.5) seconds")],
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
