"""Hosting: the skill behind the function of AWS Lambda and behind signed HTTP, with a store.

Every response is checked against the contract.
"""

from __future__ import annotations

import copy
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import requests
from ask_sdk_core.skill import CustomSkill

from authority import Authority, serve
from contract import check_response
from events import Event
from listeners import KEY_OF
from server.app import create_app
from server.sqlite_store import SqliteStore
from skill.app import create_skill
from tables import client, count_writes

Ask = Callable[[Event], dict[str, Any]]

AUDIO = "https://recordings.example.org/audio"
WATCH = """
CREATE TABLE writes (kind TEXT);
CREATE TRIGGER saved AFTER INSERT ON listeners BEGIN INSERT INTO writes VALUES ('saved'); END;
CREATE TRIGGER changed AFTER UPDATE ON listeners BEGIN INSERT INTO writes VALUES ('changed'); END;
CREATE TRIGGER deleted AFTER DELETE ON listeners BEGIN INSERT INTO writes VALUES ('deleted'); END;
"""
"""Makes SQLite itself note each write."""


class Home(NamedTuple):
    """The skill on a host with a store, and what an operator of it sees and does.

    *writes* is how often the store was written to, *read* all that it holds, *kill* ends it.
    """

    ask: Ask
    writes: Callable[[], int]
    read: Callable[[], bytes]
    kill: Callable[[], None]


def ask_function(handler: Callable[[Event, object], dict[str, Any]]) -> Ask:
    """Sends a request to a function as AWS Lambda calls it."""

    def send(event: Event) -> dict[str, Any]:
        answer = handler(copy.deepcopy(event), None)
        check_response(event, answer)
        return answer

    return send


@contextmanager
def ask_signed(skill: CustomSkill, authority: Authority) -> Iterator[Ask]:
    """Sends signed requests over HTTP to a skill behind a real web server."""
    app = create_app(skill, authority.verifier())
    with serve(app) as url, requests.Session() as session:

        def send(event: Event) -> dict[str, Any]:
            body = json.dumps(event).encode()
            headers = {"Content-Type": "application/json", **authority.headers(body)}
            response = session.post(f"{url}/alexa", data=body, headers=headers, timeout=10)
            assert response.status_code == 200, response.text
            answer: dict[str, Any] = response.json()
            check_response(event, answer)
            return answer

        yield send


@contextmanager
def live_on_a_server(folder: Path, authority: Authority) -> Iterator[Home]:
    """Our own server with SQLite in *folder*; killing it takes the folder away."""
    folder.mkdir()
    path = folder / "listeners.db"
    skill = create_skill(store=SqliteStore(path, KEY_OF), audio=AUDIO)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(WATCH)

    def count() -> int:
        with closing(sqlite3.connect(path)) as database:
            [found] = database.execute("SELECT count(*) FROM writes").fetchone()
        return int(found)

    def read() -> bytes:
        return b"\n".join(file.read_bytes() for file in sorted(folder.iterdir()))

    def kill() -> None:
        folder.rename(f"{folder}-gone")

    with ask_signed(skill, authority) as ask:
        yield Home(ask, count, read, kill)


def live_on_lambda(
    handler: Callable[[Event, object], dict[str, Any]], table: str, stop: Callable[[], None]
) -> Home:
    """AWS Lambda with a table of DynamoDB; *stop* ends its server."""

    def read() -> bytes:
        return json.dumps(client().scan(TableName=table)["Items"]).encode()

    return Home(ask_function(handler), lambda: count_writes(table), read, stop)
