"""The certificate chains that Alexa signs with: read, verified, kept and forgotten."""

import re
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import certifi
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509 import (
    Certificate,
    DNSName,
    load_pem_x509_certificate,
    load_pem_x509_certificates,
)
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.errors import RequestRejected

ALEXA = DNSName("echo-api.amazon.com")  # Amazon: the name every signing certificate carries.
MAX_CERTIFICATES = 10  # Amazon's chains have four.
MAX_CHAINS = 8  # Amazon signs with one at a time and changes it about once a year.

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)

Chain = Sequence[Certificate]
Fetch = Callable[[str], bytes]


def trusted_roots(file: Path | None = None) -> list[Certificate]:
    """Reads the root certificates of a PEM *file*, or those that come with certifi.

    Each is read alone, because cryptography announces that it will refuse roots with serial
    number zero, which certifi holds: then those few are left out and the others stay.
    Raises ValueError when nothing in the file is a certificate.
    """
    path = file or Path(certifi.where())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        roots = [root for pem in _PEM.findall(path.read_bytes()) for root in _readable(pem)]
    if not roots:
        raise ValueError(f"{path}: no certificate inside; give a PEM file of trusted roots")
    return roots


def _readable(pem: bytes) -> list[Certificate]:
    with suppress(ValueError):
        return [load_pem_x509_certificate(pem)]
    return []


class CertificateChains:
    """Says which key signs at a URL. Keeps the last few chains, and only chains that verified.

    A kept chain is verified again at each use, so one that expires is forgotten and fetched
    anew. Safe to share between threads; two that miss at once both fetch.
    """

    def __init__(self, roots: Sequence[Certificate], fetch: Fetch) -> None:
        self._store = Store(list(roots))
        self._fetch = fetch
        self._kept: dict[str, Chain] = {}
        self._lock = threading.Lock()

    def key(self, url: str, now: datetime) -> RSAPublicKey:
        """The key that signs at *url*; raises RequestRejected when it is not Alexa's."""
        if chain := self._kept.get(url):
            with suppress(RequestRejected):
                return self._verified_key(chain, now)
            self._forget(url)
        chain = read_chain(self._fetch(url))
        key = self._verified_key(chain, now)
        self._keep(url, chain)
        return key

    def _verified_key(self, chain: Chain, now: datetime) -> RSAPublicKey:
        policy = PolicyBuilder().store(self._store).time(now)
        try:
            policy.build_server_verifier(ALEXA).verify(chain[0], list(chain[1:]))
        except VerificationError as error:
            raise RequestRejected("certificate chain is not trusted") from error
        key = chain[0].public_key()
        if not isinstance(key, RSAPublicKey):
            raise RequestRejected("certificate has no RSA key")
        return key

    def _forget(self, url: str) -> None:
        with self._lock:
            self._kept.pop(url, None)

    def _keep(self, url: str, chain: Chain) -> None:
        with self._lock:
            self._kept[url] = chain
            if len(self._kept) > MAX_CHAINS:
                del self._kept[next(iter(self._kept))]


def read_chain(pem: bytes) -> Chain:
    """Reads a chain, signer first; raises RequestRejected when it is not one."""
    try:
        chain = load_pem_x509_certificates(pem)
    except ValueError as error:
        raise RequestRejected("certificate chain is not PEM") from error
    if len(chain) > MAX_CERTIFICATES:
        raise RequestRejected("certificate chain is too long")
    return chain
