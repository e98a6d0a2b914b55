"""Where a server of one's own keeps what is remembered: one SQLite file, one row a listener.

Every call opens the file anew and does one short transaction, so that any number of threads and
worker processes can share it, also after a fork.
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_model import RequestEnvelope

from skill.errors import StoreError
from skill.identity import KeyOf
from skill.preferences import KEPT_SECONDS

WAIT_SECONDS = 2
"""For other workers to finish writing; Alexa waits for eight."""

MIGRATIONS = (
    "CREATE TABLE listeners (key TEXT PRIMARY KEY, attributes TEXT NOT NULL,"
    " written INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX listeners_by_age ON listeners (written)",  # Finds the old without reading all.
)
"""What leads from each version of the file to the next; PRAGMA user_version counts them.

Never change one that was released: add another. *written* is in Unix seconds.
"""


class SqliteStore(AbstractPersistenceAdapter):
    """Keeps attributes under the key of the listener whom a request is from.

    Every method raises StoreError when the file cannot be used, and when the request names no
    listener.
    """

    def __init__(self, path: Path, key_of: KeyOf, now: Callable[[], float] = time.time) -> None:
        """Make the file if there is none, for our eyes only, and bring it up to date.

        What was written longer ago than KEPT_SECONDS is deleted.

        Raises:
            StoreError: the file is not ours, is newer than this program, or cannot be written.
        """
        self._path, self._key_of, self._now = path, key_of, now
        with _one_error(path):
            _make(path)
        with self._open() as database:
            _use_log(database)
            database.execute("BEGIN IMMEDIATE")
            self._migrate(database)
            database.execute("DELETE FROM listeners WHERE written < ?", (self._oldest(),))
            database.execute("COMMIT")

    def get_attributes(self, request_envelope: RequestEnvelope) -> dict[str, Any]:
        """What is kept for the listener; nothing for a stranger."""
        key = self._key_of(request_envelope)
        with self._open() as database:
            row = database.execute(
                "SELECT attributes FROM listeners WHERE key = ? AND written >= ?",
                (key, self._oldest()),
            ).fetchone()
        return _read(row[0]) if row else {}

    def save_attributes(
        self, request_envelope: RequestEnvelope, attributes: Mapping[str, Any]
    ) -> None:
        """Keep these attributes instead of what was kept."""
        row = (self._key_of(request_envelope), json.dumps(attributes), int(self._now()))
        with self._open() as database:
            database.execute("INSERT OR REPLACE INTO listeners VALUES (?, ?, ?)", row)

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forget the listener; what stood in the file is overwritten."""
        key = self._key_of(request_envelope)
        with self._open() as database:
            database.execute("DELETE FROM listeners WHERE key = ?", (key,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with _one_error(self._path), closing(_connect(self._path)) as database:
            database.execute("PRAGMA synchronous = NORMAL")  # Safe with a write-ahead log.
            database.execute("PRAGMA secure_delete = ON")
            yield database

    def _migrate(self, database: sqlite3.Connection) -> None:
        [version] = database.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            raise StoreError(f"{self._path}: written by a newer version; update, or name another")
        for statement in MIGRATIONS[version:]:
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _oldest(self) -> int:
        return int(self._now()) - KEPT_SECONDS


@contextmanager
def _one_error(path: Path) -> Iterator[None]:
    """Whatever is wrong with the file, in one sentence."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        reason = getattr(error, "strerror", None) or error
        advice = "move the file away, or name one that can be written"
        raise StoreError(f"{path}: {reason}; {advice}") from error


def _make(path: Path) -> None:
    """An empty file for our eyes only; SQLite's own would be wider. Its side files copy this one.

    One that is there is not touched: closing it here would end SQLite's locks on it.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _connect(path: Path) -> sqlite3.Connection:
    """A connection that never makes a file, and where each statement is a transaction."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None)


def _use_log(database: sqlite3.Connection) -> None:
    """Let readers go on while one writes. SQLite itself would not wait for others to let it."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.01)


def _read(attributes: object) -> dict[str, Any]:
    """What a row holds; what is no longer JSON is as good as nothing."""
    try:
        read = json.loads(str(attributes))
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
