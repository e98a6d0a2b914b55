"""Where Alexa's certificates come from: which addresses are allowed, and how they are read."""

import posixpath
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import requests

from skill.errors import RequestRejected

DEADLINE_SECONDS = 3.0  # For one fetch altogether; Alexa waits 8 seconds for the whole answer.
MAX_CHAIN_BYTES = 64 * 1024  # Amazon's chains have about 7 KB.
MAX_FETCHES = 8  # At the same time; a server that hangs cannot hold more threads than this.

_HOST = "s3.amazonaws.com"
# No percent sign: what it hides would be decoded, and its dots resolved, after our check.
_PATH = re.compile(r"/echo\.api/[A-Za-z0-9._~/-]{1,1000}")


def certificate_url(text: str) -> str:
    """Returns *text* in its one plain form; raises RequestRejected when it breaks a rule.

    The rules are Amazon's ("Host a Custom Skill as a Web Service", verify the signature
    certificate URL), plus two: no percent sign and no query, which Alexa never sends.
    What is fetched is put together anew, so that no two readers of URLs can disagree.
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise RequestRejected("certificate URL: unreadable") from error
    path = posixpath.normpath(parts.path)
    rules = {
        "spaces or letters outside ASCII": text.isascii() and not re.search(r"\s", text),
        "not https": parts.scheme == "https",
        "another host": parts.hostname == _HOST and "@" not in parts.netloc,
        "another port": port in (None, 443),
        "another path": bool(_PATH.fullmatch(path)),
        "a query or fragment": not (parts.query or parts.fragment),
    }
    for fault, holds in rules.items():
        if not holds:
            raise RequestRejected(f"certificate URL: {fault}")
    return f"https://{_HOST}{path}"


class CertificateFetcher:
    """Fetches the text of a chain over HTTPS: no redirects, a size limit, one total deadline.

    A timeout of the socket alone is not enough: a name with many addresses or a server that
    drips single bytes starts it anew each time. So a worker thread reads, and the caller
    stops waiting at the deadline.

    *trust* is what requests calls `verify`: True, or the path of a PEM file of roots.
    """

    def __init__(self, trust: bool | str = True, deadline: float = DEADLINE_SECONDS) -> None:
        self._trust = trust
        self._deadline = deadline
        self._workers = ThreadPoolExecutor(MAX_FETCHES, thread_name_prefix="certificate")

    def __call__(self, url: str) -> bytes:
        """Returns what *url* holds; raises RequestRejected for every kind of failure."""
        work = self._workers.submit(self._fetch, url)
        try:
            return work.result(self._deadline)
        except RequestRejected:
            raise
        except Exception as error:  # From DNS to TLS: whatever it is, nothing was fetched.
            work.cancel()
            raise RequestRejected(f"certificate not fetched: {type(error).__name__}") from error

    def _fetch(self, url: str) -> bytes:
        ends = time.monotonic() + self._deadline
        with requests.get(
            url,
            headers={"Accept-Encoding": "identity"},
            timeout=self._deadline,
            verify=self._trust,
            allow_redirects=False,
            stream=True,
        ) as response:
            if response.status_code != 200:
                raise RequestRejected(f"certificate not fetched: status {response.status_code}")
            return self._read(response.raw, ends)

    def _read(self, raw: Any, ends: float) -> bytes:
        text = bytearray()
        while part := raw.read1(MAX_CHAIN_BYTES):
            text += part
            if len(text) > MAX_CHAIN_BYTES:
                raise RequestRejected("certificate not fetched: too large")
            if time.monotonic() > ends:
                raise RequestRejected("certificate not fetched: too slow")
        return bytes(text)
