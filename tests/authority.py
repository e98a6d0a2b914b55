"""Plays Amazon for the tests: a private authority, its certificate server, Alexa's signature.

Only the name s3.amazonaws.com is led to loopback; URL, TLS, HTTP and the chain are real.
"""

import base64
import json
import ssl
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from loopback import Answer, hosts, page, serve, serve_https
from server.fetcher import CertificateFetcher
from server.verifier import RequestVerifier

__all__ = ["HOST", "PATH", "SIGNER", "SKILL", "Authority", "days", "page", "request_body", "serve"]

HOST = "s3.amazonaws.com"
PATH = "/echo.api/echo-api-cert.pem"
SIGNER = "echo-api.amazon.com"
SKILL = "amzn1.ask.skill.spine-guide-tests"
Key = RSAPrivateKey | EllipticCurvePrivateKey
Period = tuple[datetime, datetime]


def request_body(kind: str = "LaunchRequest", sent: datetime | None = None, **more: Any) -> bytes:
    """What Alexa posts for a request of type *kind*; *more* joins or replaces its fields."""
    system = {"application": {"applicationId": SKILL}, "user": {"userId": "amzn1.ask.account.ME"}}
    stamp = (sent or datetime.now(UTC)).isoformat(timespec="seconds")
    request = {"type": kind, "requestId": "r1", "timestamp": stamp, "locale": "en-GB", **more}
    session = {"new": True, "sessionId": "s1", **system}
    envelope = {"version": "1.0", "session": session, "context": {"System": system}}
    return json.dumps({**envelope, "request": request}).encode()


def days(start: float, end: float) -> Period:
    """A period of validity, in days from now."""
    now = datetime.now(UTC)
    return now + timedelta(days=start), now + timedelta(days=end)


class Authority:
    """Signs as Alexa does, and while it is started serves the chain that its headers name.

    *answers* says what the certificate server does at a path; *fetches* lists the paths asked.
    """

    def __init__(self) -> None:
        self.root = trustme.CA()
        self.intermediate = self.root.create_child_ca()
        self.roots = x509.load_pem_x509_certificates(self.root.cert_pem.bytes())
        self.key = generate_private_key(65537, 2048)
        self.answers: dict[str, Answer] = {PATH: page(self.issue())}
        self.fetches: list[str] = []
        self._open = ExitStack()

    def issue(
        self,
        name: str = SIGNER,
        valid: Period | None = None,
        key: Key | None = None,
        issuer: trustme.CA | None = None,
    ) -> bytes:
        """A chain in PEM: a certificate for *name*, and the one that issued it."""
        ca = issuer or self.intermediate
        above = x509.load_pem_x509_certificate(ca.cert_pem.bytes())
        by = load_pem_private_key(ca.private_key_pem.bytes(), None)
        assert isinstance(by, EllipticCurvePrivateKey)
        leaf = _certificate(name, key or self.key, valid or days(-1, 30), above.subject)
        return _signed(leaf, by) + ca.cert_pem.bytes()

    def issue_to_self(self) -> bytes:
        """A certificate in PEM that nobody but its own key has signed."""
        leaf = _certificate(SIGNER, self.key, days(-1, 30), _named(SIGNER))
        return _signed(leaf, self.key)

    def headers(self, body: bytes, path: str = PATH) -> dict[str, str]:
        """The headers with which Alexa sends *body*, naming the chain at *path*."""
        signature = self.key.sign(body, PKCS1v15(), SHA256())
        return {
            "SignatureCertChainUrl": f"https://{HOST}{path}",
            "Signature-256": base64.b64encode(signature).decode(),
        }

    def verifier(self, deadline: float = 3.0, **options: Any) -> RequestVerifier:
        """A verifier that trusts this started authority; *options* as for RequestVerifier."""
        fetch = CertificateFetcher(self.trust, deadline)
        return RequestVerifier(**{"roots": self.roots, "fetch": fetch, **options})

    def start(self) -> Self:
        """Opens the certificate server and leads its name to it."""
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.root.issue_cert(HOST).configure_cert(tls)
        self.port = self._open.enter_context(serve_https(tls, self._answer))
        self.trust = self._open.enter_context(self.root.cert_pem.tempfile())
        self._open.enter_context(hosts({(HOST, 443): self.port}))
        return self

    def stop(self) -> None:
        """Closes the certificate server and forgets its name."""
        self._open.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _answer(self, path: str) -> Answer:
        self.fetches.append(path)
        return self.answers.get(path, page(b"", 404))


def _certificate(name: str, key: Key, valid: Period, issuer: x509.Name) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder(issuer, _named(name), key.public_key())
    names = x509.SubjectAlternativeName([x509.DNSName(name)])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(valid[0]).not_valid_after(valid[1])
    return builder.add_extension(names, critical=False).add_extension(usage, critical=False)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _signed(leaf: x509.CertificateBuilder, by: Key) -> bytes:
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key())
    signed = leaf.add_extension(above, critical=False).sign(by, SHA256())
    return signed.public_bytes(Encoding.PEM)
