"""A line to Google's translation service: encrypted, checked, and never open longer than agreed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import requests
from urllib3.exceptions import HTTPError, MaxRetryError
from urllib3.exceptions import TimeoutError as SocketTimeout

from audio.google_answer import GoogleFailed, check_status, mp3_in, no_speech, unreachable

MAX_ANSWER_BYTES = 2_000_000  # A hundred characters of speech take 0.1 MB.
BLOCK_BYTES = 65_536
THREAD = "a line to Google"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long Google may take, in seconds, and how often one piece of text is asked for.

    *first_byte* runs from looking up the name to the first byte of an answer, *total* over a
    whole recording. *backoff* is the wait after a first failure; it doubles with each.
    """

    first_byte: float = 6.0
    total: float = 20.0
    attempts: int = 3
    backoff: float = 0.5


class Line:
    """One recording's conversation with Google, under one total limit of time."""

    def __init__(self, limits: Limits, certificates: Path | None) -> None:
        self.limits = limits
        self.certificates = certificates
        self.session = requests.Session()
        self.until = time.monotonic() + limits.total

    def close(self) -> None:
        """Hang up."""
        self.session.close()

    def ask(self, request: requests.PreparedRequest) -> bytes:
        """The MP3 for one request; asks again, after a wait, while there is time.

        Raises:
            GoogleFailed: there is none; says why in a few words.
        """
        attempt = 1
        while True:
            try:
                return self._ask_once(request)
            except GoogleFailed as failure:
                wait = self._wait(failure, attempt)
                if not failure.again or attempt >= self.limits.attempts or wait >= self._left():
                    raise
            time.sleep(wait)
            attempt += 1

    def _wait(self, failure: GoogleFailed, attempt: int) -> float:
        """Seconds until asking again: as many as Google says, else growing, never in step."""
        if failure.wait is not None:
            return failure.wait
        return self.limits.backoff * 2.0 ** (attempt - 1) * random.uniform(0.5, 1.5)

    def _left(self) -> float:
        return self.until - time.monotonic()

    def _ask_once(self, request: requests.PreparedRequest) -> bytes:
        first = max(min(self.limits.first_byte, self._left()), 0.001)
        heard = Event()
        try:
            answer = _start(lambda: self._talk(request, first, heard))
            if not heard.wait(first):
                raise TimeoutError
            return mp3_in(answer.result(max(self._left(), 0)))
        except (OSError, HTTPError) as error:  # requests' own errors are OSErrors.
            raise unreachable(*self._explain(error)) from error

    def _talk(self, request: requests.PreparedRequest, first: float, heard: Event) -> bytes:
        """Send and read; sets *heard* at the first byte, or when there will be none."""
        try:
            response = self._send(request, first)
        finally:
            heard.set()
        return self._read(response)

    def _send(self, request: requests.PreparedRequest, seconds: float) -> requests.Response:
        """Send with certificates checked and redirects refused; stock gTTS does neither."""
        verify = str(self.certificates) if self.certificates else True
        settings = self.session.merge_environment_settings(request.url, {}, True, verify, None)
        # Half the time to connect: when IPv6 leads nowhere, the IPv4 address still gets a turn.
        timeout = (seconds / 2, seconds)
        return self.session.send(request, timeout=timeout, allow_redirects=False, **settings)

    def _read(self, response: requests.Response) -> bytes:
        """The whole answer, in pieces as they come, so that a trickle ends with the deadline."""
        body = bytearray()
        with response:
            check_status(response)
            while piece := response.raw.read1(BLOCK_BYTES, decode_content=True):
                body += piece
                if self._left() <= 0:
                    raise TimeoutError
                if len(body) > MAX_ANSWER_BYTES:
                    raise no_speech("its answer was far too long")
        return bytes(body)

    def _explain(self, error: Exception) -> tuple[str, bool]:
        """Plain words for a network error, and whether asking again may help."""
        if isinstance(error, requests.exceptions.SSLError):
            return "its certificate could not be trusted", False
        if isinstance(error, requests.exceptions.ProxyError):
            return "the proxy did not let us through", False
        if isinstance(error, requests.Timeout | SocketTimeout | TimeoutError):
            patience = self.limits.total if self._left() <= 0 else self.limits.first_byte
            return f"no answer within {patience:g} seconds", False
        if error.args and isinstance(error.args[0], MaxRetryError):
            return "no connection", False
        if isinstance(error, requests.RequestException | HTTPError):
            return "the connection broke", True
        return str(error), False  # Ours: the bundle of certificates is missing, for example.


def _start(work: Callable[[], bytes]) -> Future[bytes]:
    """Begin blocking work in a thread that may be left behind when time is up.

    Time limits on a socket are for each read, and none holds while a name is looked up.
    """
    future: Future[bytes] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except Exception as error:
            future.set_exception(error)

    Thread(target=run, name=THREAD, daemon=True).start()
    return future
