"""spine-guide serve: the skill on a machine of our own."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skill.app import AUDIO, SKILL_ID
from skill.errors import HostError

if TYPE_CHECKING:
    from flask import Flask
    from waitress.server import BaseWSGIServer

    from server.sqlite_store import SqliteStore

# A forged request may hold a thread for the seconds that its certificate's fetch may take.
THREADS = 8


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8080,
    show_default=True,
    help="The port to listen on.",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep preferences between visits in this SQLite file; made if missing.",
)
def serve(host: str, port: int, store: Path | None) -> None:
    """Answer Alexa's requests at POST /alexa.

    Alexa speaks HTTPS only, so put a web server with a certificate in front. The environment
    variable SPINE_GUIDE_SKILL_ID holds the skill's id; requests for other skills are refused.
    SPINE_GUIDE_AUDIO is the https address of the recordings, if there are any. With --store,
    SPINE_GUIDE_SECRET is a secret of 32 characters or more, under which listeners are kept.
    """
    from server.app import create_app  # late: a web server is only for this command
    from server.verifier import RequestVerifier
    from skill.app import create_skill

    skill_id = os.environ.get(SKILL_ID)
    if not skill_id:
        click.echo(f"{SKILL_ID} is not set: requests for any skill are answered.", err=True)
    skill = create_skill(skill_id, open_store(store), os.environ.get(AUDIO))
    app = create_app(skill, RequestVerifier(application_id=skill_id))
    server = open_server(app, host, port)
    click.echo(f"Spine Guide listens on http://{host}:{port}/alexa. Stop it with Control C.")
    # A supervisor stops it as Control C does; without a handler a container would never end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    server.run()


def open_store(path: Path | None) -> SqliteStore | None:
    """What is kept between visits, if anything is to be.

    Raises:
        HostError: there is no good secret.
        StoreError: the file cannot be used.
    """
    if not path:
        return None
    from server.sqlite_store import SqliteStore  # late, like the server
    from skill.identity import SECRET, keys_with

    return SqliteStore(path, keys_with(os.environ.get(SECRET, "")))


def open_server(app: Flask, host: str, port: int) -> BaseWSGIServer:
    """A server that listens already, so that nobody is told so in vain.

    Raises:
        HostError: the port is taken, or the address is not this machine's.
    """
    from waitress.server import create_server

    from server.app import WAITRESS

    try:
        return create_server(app, host=host, port=port, threads=THREADS, **WAITRESS)
    except (OSError, ValueError) as error:
        problem = f"cannot listen on {host} port {port}; choose another --host or --port: {error}"
        raise HostError(problem) from error
