"""A signing certificate must be Alexa's, valid now, and chained to a root that we trust."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from authority import PATH, Authority, days, request_body
from loopback import page
from server.certificates import MAX_CERTIFICATES, MAX_CHAINS, trusted_roots
from server.verifier import RequestVerifier
from skill.errors import RequestRejected

NEW = "/echo.api/new.pem"


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    with Authority() as started:
        yield started


def refusal(
    verifier: RequestVerifier,
    authority: Authority,
    path: str = PATH,
    sent: datetime | None = None,
) -> str | None:
    """What *verifier* has against a request signed with the chain at *path*."""
    body = request_body(sent=sent)
    try:
        verifier.verify(authority.headers(body, path), body)
    except RequestRejected as reason:
        return str(reason)
    return None


def issued_by_a_site(authority: Authority) -> bytes:
    """A chain in which a site of the same authority plays an authority itself."""
    site = authority.intermediate.issue_cert("site.example")
    pem, key = site.cert_chain_pems[0].bytes(), site.private_key_pem.bytes()
    chain = authority.issue(issuer=trustme.CA.from_pem(pem, key))
    return chain + authority.intermediate.cert_pem.bytes()


UNTRUSTED, NOT_PEM = "certificate chain is not trusted", "certificate chain is not PEM"
BAD: dict[str, tuple[Callable[[Authority], bytes], str]] = {
    "another name": (lambda ours: ours.issue("echo-api.amazon.com.evil.org"), UNTRUSTED),
    "expired": (lambda ours: ours.issue(valid=days(-30, -1)), UNTRUSTED),
    "not yet valid": (lambda ours: ours.issue(valid=days(1, 30)), UNTRUSTED),
    "intermediate missing": (lambda ours: first(ours.issue()), UNTRUSTED),
    "root not trusted": (lambda ours: ours.issue(issuer=trustme.CA()), UNTRUSTED),
    "signed by itself": (lambda ours: ours.issue_to_self(), UNTRUSTED),
    "issued by a site": (issued_by_a_site, UNTRUSTED),
    "not an RSA key": (
        lambda ours: ours.issue(key=generate_private_key(SECP256R1())),
        "certificate has no RSA key",
    ),
    "a web page": (lambda ours: b"<html><title>Certificate</title></html>", NOT_PEM),
    "half a certificate": (lambda ours: ours.issue()[:200], NOT_PEM),
    "nothing": (lambda ours: b"", NOT_PEM),
    "too many": (
        lambda ours: first(ours.issue()) * (MAX_CERTIFICATES + 1),
        "certificate chain is too long",
    ),
}


def first(chain: bytes) -> bytes:
    """Only the first certificate of a chain in PEM."""
    end = b"-----END CERTIFICATE-----\n"
    return chain.split(end)[0] + end


@pytest.mark.parametrize("fault", BAD)
def test_a_chain_with_a_fault_is_refused_and_not_kept(authority: Authority, fault: str) -> None:
    """Once the server has a good chain there, it is fetched and believed."""
    make, reason = BAD[fault]
    verifier = authority.verifier()
    authority.answers[NEW] = page(make(authority))
    assert refusal(verifier, authority, NEW) == reason
    authority.answers[NEW] = page(authority.issue())
    assert refusal(verifier, authority, NEW) is None


def test_one_fetch_serves_many_requests(authority: Authority) -> None:
    """However its address is written, a chain is fetched once."""
    verifier = authority.verifier()
    authority.fetches.clear()
    for path in (PATH, PATH, "/echo.api/../echo.api/echo-api-cert.pem"):
        assert refusal(verifier, authority, path) is None
    assert authority.fetches == [PATH]


def test_a_chain_that_expires_is_forgotten_and_fetched_anew(authority: Authority) -> None:
    """A kept chain is checked at each use; the one that replaced it is kept in turn."""
    now = datetime.now(UTC)
    verifier = authority.verifier(clock=lambda: now)
    authority.fetches.clear()
    authority.answers[NEW] = page(authority.issue(valid=days(-1, 1)))

    assert refusal(verifier, authority, NEW, now) is None
    now += timedelta(days=2)
    assert refusal(verifier, authority, NEW, now) == UNTRUSTED
    authority.answers[NEW] = page(authority.issue(valid=days(-1, 30)))
    assert [refusal(verifier, authority, NEW, now) for _ in range(3)] == [None, None, None]
    assert authority.fetches == [NEW, NEW, NEW]


def test_only_the_last_few_chains_are_kept(authority: Authority) -> None:
    """One chain too many drives out the oldest, and no other."""
    verifier = authority.verifier()
    paths = [f"/echo.api/{number}.pem" for number in range(MAX_CHAINS + 1)]
    for path in paths:
        authority.answers[path] = page(authority.issue())
        assert refusal(verifier, authority, path) is None
    authority.fetches.clear()
    assert [refusal(verifier, authority, path) for path in (*paths[1:], paths[0])] == [None] * 9
    assert authority.fetches == [paths[0]]


def test_a_chain_fetched_anew_counts_as_new(authority: Authority) -> None:
    """The chain that replaced an expired one is not driven out before older ones."""
    now = datetime.now(UTC)
    verifier = authority.verifier(clock=lambda: now)
    paths = [f"/echo.api/turn/{number}.pem" for number in range(MAX_CHAINS + 1)]
    for path in paths:
        authority.answers[path] = page(authority.issue())
    authority.answers[paths[0]] = page(authority.issue(valid=days(-1, 1)))
    assert [refusal(verifier, authority, path, now) for path in paths[:-1]] == [None] * MAX_CHAINS
    now += timedelta(days=2)
    authority.answers[paths[0]] = page(authority.issue())
    assert [refusal(verifier, authority, path, now) for path in (paths[0], paths[-1])] == [None] * 2
    authority.fetches.clear()
    assert [refusal(verifier, authority, path, now) for path in paths[:2]] == [None] * 2
    assert authority.fetches == [paths[1]]


def test_bad_chains_do_not_drive_out_good_ones(authority: Authority) -> None:
    """A stranger who names many addresses costs us a fetch each, and nothing else."""
    verifier = authority.verifier()
    assert refusal(verifier, authority) is None
    for number in range(MAX_CHAINS + 1):
        path = f"/echo.api/bad/{number}.pem"
        authority.answers[path] = page(authority.issue("another.example"))
        assert refusal(verifier, authority, path) == UNTRUSTED
    authority.fetches.clear()
    assert refusal(verifier, authority) is None
    assert authority.fetches == []


def test_threads_share_the_chains(authority: Authority) -> None:
    """Sixteen requests at once with more chains than are kept: each is answered rightly."""
    verifier = authority.verifier(deadline=20)
    paths = [f"/echo.api/shared/{number}.pem" for number in range(MAX_CHAINS + 4)] * 4
    for path in paths:
        authority.answers[path] = page(authority.issue())
    with ThreadPoolExecutor(16) as threads:
        assert set(threads.map(lambda path: refusal(verifier, authority, path), paths)) == {None}


def test_the_roots_that_we_trust_are_certifis_unless_given(tmp_path: Path) -> None:
    """Amazon's are among certifi's; a file of one's own replaces them; rubbish is left out."""
    names = {root.subject.rfc4514_string() for root in trusted_roots()}
    assert {f"CN=Amazon Root CA {number},O=Amazon,C=US" for number in range(1, 5)} <= names
    file, ours = tmp_path / "roots.pem", trustme.CA().cert_pem.bytes()
    rubbish = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    file.write_bytes(rubbish + ours)
    assert len(trusted_roots(file)) == 1
    file.write_bytes(rubbish)
    with pytest.raises(ValueError, match=r"roots\.pem: no certificate inside; give a PEM file"):
        trusted_roots(file)


def test_requests_are_not_believed_by_roots_of_others(authority: Authority) -> None:
    """By default a verifier trusts public authorities, and the tests' own is none of them."""
    assert refusal(authority.verifier(roots=None), authority) == UNTRUSTED
