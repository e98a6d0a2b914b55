"""Real servers on loopback for the tests, a hosts table that leads to them, and callers."""

import http.client
import io
import json
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication

from flask import Flask
from urllib3.util import connection
from waitress import create_server, wasyncore

from server.app import WAITRESS

Answer = Callable[[BaseHTTPRequestHandler], None]
Said = tuple[int, str | None, Any]  # Status, type of the content, what the JSON says.
Ask = Callable[..., Said]


def page(content: bytes, status: int = 200, **headers: str) -> Answer:
    """An answer with *content*, *status* and these *headers*."""

    def answer(connected: BaseHTTPRequestHandler) -> None:
        connected.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            connected.send_header(name, value)
        connected.end_headers()
        connected.wfile.write(content)

    return answer


@contextmanager
def serve_https(context: ssl.SSLContext, answer: Callable[[str], Answer]) -> Iterator[int]:
    """Serves over TLS on a free loopback port: *answer* says what to do with each path."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(OSError):  # The caller may hang up first.
                answer(self.path)(self)

        def log_message(self, *_: object) -> None:
            """Keeps the tests quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


@contextmanager
def hosts(table: dict[tuple[str, int], int]) -> Iterator[None]:
    """Plays /etc/hosts: a name and port lead to a loopback port; other names do not exist."""
    connect = connection.create_connection

    def found(address: tuple[str, int], *args: Any, **options: Any) -> socket.socket:
        if address[0] != "127.0.0.1" and address not in table:
            raise socket.gaierror(socket.EAI_NONAME, "not in the tests' hosts")
        return connect(("127.0.0.1", table.get(address, address[1])), *args, **options)

    no_proxy = {"NO_PROXY": "*", "no_proxy": "*"}  # Else requests asks the proxy to find it.
    with patch.object(connection, "create_connection", found), patch.dict(os.environ, no_proxy):
        yield


@contextmanager
def serve(app: WSGIApplication) -> Iterator[str]:
    """Serves *app* with waitress, as in production, on a free loopback port: its address."""
    sockets: dict[int, Any] = {}
    server = create_server(app, sockets, host="127.0.0.1", port=0, **WAITRESS)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
        thread.join()
        server.task_dispatcher.shutdown()


def ask_in_process(app: Flask) -> Ask:
    """Asks the application itself, as a server does that has taken chunks apart."""

    def ask(
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        method: str = "POST",
        path: str = "/alexa",
        chunked: bool = False,
    ) -> Said:
        content = {"input_stream": io.BytesIO(body)} if chunked else {"data": body}
        environ = {"wsgi.input_terminated": True} if chunked else {}
        answer = app.test_client().open(
            path, method=method, headers=headers, environ_overrides=environ, **content
        )
        return answer.status_code, answer.content_type, json.loads(answer.data)

    return ask


def ask_over_http(address: str) -> Ask:
    """Asks the server at *address*."""

    def ask(
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        method: str = "POST",
        path: str = "/alexa",
        chunked: bool = False,
    ) -> Said:
        caller = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        content: Any = (body[at : at + 5000] for at in range(0, len(body), 5000))
        content = content if chunked else body
        caller.request(method, path, content, headers or {}, encode_chunked=chunked)
        answer = caller.getresponse()
        said = answer.status, answer.headers["Content-Type"], json.loads(answer.read())
        caller.close()
        return said

    return ask
