"""A stand-in for Google Translate's speech service: its real protocol, over real TLS, on loopback.

Only the name is bent: connections to translate.google.<anything>:443 end here, as if a line in
/etc/hosts said so. What a test wants answered otherwise than with speech stands in the script.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import trustme
from urllib3.util import connection

from google_speech import SPEECH, Answer, speech_answer

PATH = "/_/TranslateWebserverUi/data/batchexecute"
COUNTRIES = ("us", "co.uk", "com.au", "ca", "co.in")


@dataclass(frozen=True)
class Asked:
    """What one request asked for, and which name it was sent to."""

    host: str
    lang: str
    text: str


@dataclass
class GoogleDouble:
    """The running service: what it was asked, and what it answers to request 1, 2, …

    *connections* has the port at the other end of each connection that asked something.
    """

    certificates: Path
    asked: list[Asked] = field(default_factory=list)
    script: dict[int, Answer] = field(default_factory=dict)
    otherwise: Answer = SPEECH
    connections: set[int] = field(default_factory=set)
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def texts(self) -> list[str]:
        """The pieces of text it was sent, in order."""
        return [asked.text for asked in self.asked]

    def next_answer(self) -> Answer:
        """The answer for the request that was just noted."""
        return self.script.get(len(self.asked), self.otherwise)


@contextmanager
def google_double(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleDouble]:
    """Run the service; until the end, Google's names lead to it and no proxy stands between."""
    authority, certificate = _certificates()
    double = GoogleDouble(folder / "authority.pem")
    authority.cert_pem.write_to_path(str(double.certificates))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    server = _Server(("127.0.0.1", 0), _Handler)
    server.double = double
    server.socket = context.wrap_socket(server.socket, server_side=True)
    _point_names_at(server.server_address[1], monkeypatch)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield double
    double.stopping.set()
    server.shutdown()
    thread.join()
    server.server_close()


@cache
def _certificates() -> tuple[trustme.CA, trustme.LeafCert]:
    authority = trustme.CA()
    return authority, authority.issue_cert(*(f"translate.google.{tld}" for tld in COUNTRIES))


def _point_names_at(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = connection.create_connection

    def create_connection(address: tuple[str, int], *args: Any, **options: Any) -> Any:
        host, asked_port = address
        assert (host[:17], asked_port) == ("translate.google.", 443), f"{address} is not Google"
        return real(("127.0.0.1", port), *args, **options)

    monkeypatch.setattr(connection, "create_connection", create_connection)
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


class _Server(ThreadingHTTPServer):
    double: GoogleDouble

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # Otherwise each answer waits 40 ms for nothing.
    server: _Server

    def log_message(self, *args: object) -> None:
        """Keep the test output quiet."""

    def do_POST(self) -> None:
        double = self.server.double
        form = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
        asked = _read(self.path, self.headers["Host"], form)
        double.asked.append(asked)
        double.connections.add(self.client_address[1])
        answer = double.next_answer()
        body = speech_answer(asked.text) if answer.body is None else answer.body
        double.stopping.wait(answer.wait)
        self._send(answer, body)

    def _send(self, answer: Answer, body: bytes) -> None:
        """Send in chunks, as Google does."""
        lines = [f"HTTP/1.1 {answer.status} Whatever", "Transfer-Encoding: chunked"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        head = "\r\n".join([*lines, "", ""]).encode()
        chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        self._write(head, answer.trickle if answer.from_start else 0)
        if answer.cut:
            self._write(chunked[: len(chunked) // 2], 0)
            self.close_connection = True
        else:
            self._write(chunked, answer.trickle)

    def _write(self, data: bytes, trickle: float) -> None:
        pieces = [data[i : i + 1] for i in range(len(data))] if trickle else [data]
        for piece in pieces:
            self.wfile.write(piece)
            if self.server.double.stopping.wait(trickle):
                return


def _read(path: str, host: str, form: str) -> Asked:
    """Understand a request as strictly as Google does."""
    ((((procedure, parameters, nothing, kind),),),) = [json.loads(parse_qs(form)["f.req"][0])]
    text, lang, slow, null = json.loads(parameters)
    assert (path, procedure, nothing, kind) == (PATH, "jQ1olc", None, "generic")
    assert (slow, null) == (None, "null")
    return Asked(host, lang, text)
