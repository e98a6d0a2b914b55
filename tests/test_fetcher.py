"""Certificates are fetched from Amazon's address only, whole, small, and in time."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from authority import HOST, PATH, Authority
from loopback import Answer, hosts, page
from server.fetcher import MAX_CHAIN_BYTES, MAX_FETCHES, CertificateFetcher, certificate_url
from skill.errors import RequestRejected

URL = f"https://{HOST}{PATH}"
ODD = "/echo.api/odd.pem"
SLOW = "TimeoutError|ReadTimeout|ReadTimeoutError|too slow"


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    with Authority() as started:
        yield started


@pytest.mark.parametrize(
    "text",
    [
        URL,  # The first three are Amazon's own examples.
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
        "HTTPS://S3.AmazonAWS.com/echo.api//./echo-api-cert.pem",
    ],
)
def test_an_address_of_amazon_has_one_plain_form(text: str) -> None:
    """However it is written, the same certificate is fetched, and kept once."""
    assert certificate_url(text) == URL


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("http://s3.amazonaws.com/echo.api/echo-api-cert.pem", "not https"),  # Amazon's five.
        ("https://notamazon.com/echo.api/echo-api-cert.pem", "another host"),
        ("https://s3.amazonaws.com/EcHo.aPi/echo-api-cert.pem", "another path"),
        ("https://s3.amazonaws.com/invalid.path/echo-api-cert.pem", "another path"),
        ("https://s3.amazonaws.com:563/echo.api/echo-api-cert.pem", "another port"),
        ("https://s3.amazonaws.com:abc/echo.api/a.pem", "unreadable"),
        ("https://[s3.amazonaws.com/echo.api/a.pem", "unreadable"),
        ("https://s3.amazonaws.com.evil.org/echo.api/a.pem", "another host"),
        ("https://s3.amazonaws.com@evil.org/echo.api/a.pem", "another host"),
        ("https://me:secret@s3.amazonaws.com/echo.api/a.pem", "another host"),
        ("https://evil.org\\@s3.amazonaws.com/echo.api/a.pem", "another host"),
        ("https://s3.amazonaws.com/echo.api/../evil/a.pem", "another path"),
        ("https://s3.amazonaws.com/echo.api/%2e%2e/evil/a.pem", "another path"),
        ("https://s3.amazonaws.com/echo.api", "another path"),
        ("https://s3.amazonaws.com/echo.apix/a.pem", "another path"),
        ("https://s3.amazonaws.com/echo.api/" + "a" * 1001, "another path"),
        (f"{URL}?versionId=1", "a query or fragment"),
        (f"{URL}#part", "a query or fragment"),
        (f"{URL}, {URL}", "spaces or letters outside ASCII"),  # A header sent twice.
        (f"{URL}\t", "spaces or letters outside ASCII"),
        ("https://s3.amazonaws.com/echo.api/ä.pem", "spaces or letters outside ASCII"),
        ("echo-api-cert.pem", "not https"),
    ],
)
def test_every_other_address_is_refused(text: str, fault: str) -> None:
    """Amazon's examples of bad addresses, and the tricks that lead readers of URLs astray."""
    with pytest.raises(RequestRejected) as refusal:
        certificate_url(text)
    assert str(refusal.value) == f"certificate URL: {fault}"


def drip(connected: BaseHTTPRequestHandler) -> None:
    """Sends headers at once, then a byte every now and then."""
    connected.send_response(200)
    connected.end_headers()
    _trickle(connected)


def drip_headers(connected: BaseHTTPRequestHandler) -> None:
    """Sends even the headers a byte at a time."""
    connected.wfile.write(b"HTTP/1.1 200 OK\r\nSlow: ")
    _trickle(connected)


def _trickle(connected: BaseHTTPRequestHandler) -> None:
    for _ in range(50):
        connected.wfile.write(b"-")
        time.sleep(0.03)


def hang(connected: BaseHTTPRequestHandler) -> None:
    """Says nothing for longer than anybody waits."""
    time.sleep(1.5)


def hang_up(connected: BaseHTTPRequestHandler) -> None:
    """Says nothing at all."""


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (page(b"", 404), "status 404"),
        (page(b"gone", 500), "status 500"),
        (page(b"", 302, Location=PATH), "status 302"),
        (page(b"-" * (MAX_CHAIN_BYTES + 1)), "too large"),
        (hang_up, "ConnectionError"),
        (hang, SLOW),
        (drip, SLOW),
        (drip_headers, SLOW),
    ],
)
def test_a_server_in_trouble_is_a_refusal_in_time(
    authority: Authority, answer: Answer, fault: str
) -> None:
    """Whatever the server does, it is asked once, and the answer comes soon after the deadline."""
    authority.answers[ODD] = answer
    authority.fetches.clear()
    begun = time.monotonic()
    with pytest.raises(RequestRejected, match=f"^certificate not fetched: ({fault})$"):
        CertificateFetcher(authority.trust, deadline=0.3)(f"https://{HOST}{ODD}")
    assert time.monotonic() - begun < 1
    assert authority.fetches == [ODD]


def listen(connected: BaseHTTPRequestHandler) -> None:
    """Says nothing, and waits for the caller to hang up."""
    connected.rfile.read(1)


def drip_on(connected: BaseHTTPRequestHandler) -> None:
    """Drips for five seconds."""
    for _ in range(3):
        drip(connected)


@pytest.mark.parametrize("answer", [listen, drip_on])
def test_a_fetch_that_was_given_up_is_closed(authority: Authority, answer: Answer) -> None:
    """Soon after the deadline we hang up, so that no thread of ours stays with the server."""
    left = threading.Event()

    def notice(connected: BaseHTTPRequestHandler) -> None:
        try:
            answer(connected)
        finally:
            left.set()

    authority.answers[ODD] = notice
    with pytest.raises(RequestRejected):
        CertificateFetcher(authority.trust, deadline=0.1)(f"https://{HOST}{ODD}")
    assert left.wait(2)


def test_servers_that_never_end_do_not_hold_up_the_caller(authority: Authority) -> None:
    """More fetches in trouble than there are workers: each caller waits one deadline, no more."""
    authority.answers[ODD] = drip_headers
    fetch = CertificateFetcher(authority.trust, deadline=0.05)
    begun = time.monotonic()
    for _ in range(MAX_FETCHES + 4):
        with pytest.raises(RequestRejected, match=f"({SLOW})$"):
            fetch(f"https://{HOST}{ODD}")
    assert time.monotonic() - begun < 1.4


def test_a_chain_is_fetched_as_it_is(authority: Authority) -> None:
    """The largest text that is allowed arrives whole, byte by byte."""
    text = bytes(range(256)) * (MAX_CHAIN_BYTES // 256)
    authority.answers[ODD] = page(text)
    assert CertificateFetcher(authority.trust)(f"https://{HOST}{ODD}") == text


def test_a_network_in_trouble_is_a_refusal(authority: Authority) -> None:
    """A port that nobody listens at, a name that does not exist: refused, not crashed."""
    fetch = CertificateFetcher(authority.trust)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        with hosts({(HOST, 443): deaf.getsockname()[1]}):
            for url in (URL, "https://nowhere.invalid/echo.api/a.pem"):
                with pytest.raises(RequestRejected, match="not fetched: ConnectionError"):
                    fetch(url)


def test_a_server_that_cannot_prove_its_name_is_refused(authority: Authority) -> None:
    """TLS is checked: an authority that we do not trust, and a certificate for another name."""
    with pytest.raises(RequestRejected, match="not fetched: SSLError"):
        CertificateFetcher()(URL)
    other = hosts({("other.example", 443): authority.port})
    with other, pytest.raises(RequestRejected, match="not fetched: SSLError"):
        CertificateFetcher(authority.trust)("https://other.example/echo.api/a.pem")
