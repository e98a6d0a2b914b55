"""The SQLite store: what is remembered on a server of one's own, however it is run."""

from __future__ import annotations

import os
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.attributes_manager import AttributesManager

from listeners import ANN, BEN, DAY, KEY_OF, LIKED, NOW, calls, request_from
from server.sqlite_store import MIGRATIONS, WAIT_SECONDS, SqliteStore
from skill.errors import StoreError
from skill.preferences import read_preferences

ANNS_KEY = KEY_OF(request_from(ANN))
NOBODY = 65534
"""The user id that owns nothing on Debian."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is to be."""
    return tmp_path / "listeners.sqlite"


def store_at(path: Path, now: float = NOW) -> SqliteStore:
    """The store, at a moment in Unix seconds."""
    return SqliteStore(path, KEY_OF, lambda: now)


def query(path: Path, statement: str, *values: object) -> list[Any]:
    """What an operator reads or writes in the file with a tool of their own."""
    with closing(sqlite3.connect(path)) as database, database:
        return database.execute(statement, values).fetchall()


def in_the_folder(path: Path) -> bytes:
    """Every byte that stands in the file and in what SQLite puts beside it."""
    return b"".join(one.read_bytes() for one in path.parent.iterdir())


def test_what_a_listener_likes_is_there_in_the_next_session(path: Path) -> None:
    """Saved before a restart, read after it; nobody else hears it."""
    store_at(path).save_attributes(request_from(ANN), LIKED.to_attributes())
    kept = store_at(path).get_attributes(request_from(ANN))
    assert kept == LIKED.to_attributes()
    assert read_preferences(kept) == LIKED
    assert store_at(path).get_attributes(request_from(BEN)) == {}


def test_what_was_saved_last_counts(path: Path) -> None:
    """Nothing of an earlier wish is mixed into the new one."""
    store = store_at(path)
    store.save_attributes(request_from(ANN), {"pace": 2, "older": True})
    store.save_attributes(request_from(ANN), {"pace": -2})
    assert store.get_attributes(request_from(ANN)) == {"pace": -2}
    assert query(path, "SELECT count(*) FROM listeners") == [(1,)]


def test_forgetting_one_leaves_the_others(path: Path) -> None:
    """ "Forget me" deletes the listener's own row, as often as they ask."""
    store = store_at(path)
    for user in (ANN, BEN):
        store.save_attributes(request_from(user), LIKED.to_attributes())
    for _ in range(2):
        store.delete_attributes(request_from(ANN))
    assert store.get_attributes(request_from(ANN)) == {}
    assert store.get_attributes(request_from(BEN)) == LIKED.to_attributes()


def test_what_was_forgotten_is_nowhere_in_the_file(path: Path) -> None:
    """Who reads the bytes of the disk finds neither the key nor what was liked."""
    store = store_at(path)
    store.save_attributes(request_from(ANN), {"token": "en-GB.symptoms"})
    assert ANNS_KEY.encode() in in_the_folder(path)
    store.delete_attributes(request_from(ANN))
    assert ANNS_KEY.encode() not in in_the_folder(path)
    assert b"en-GB" not in in_the_folder(path)


def test_the_sdk_works_with_the_store(path: Path) -> None:
    """Handlers reach it through ask-sdk's own attributes manager."""
    manager = AttributesManager(request_from(ANN), store_at(path))
    manager.persistent_attributes = LIKED.to_attributes()
    manager.save_persistent_attributes()
    again = AttributesManager(request_from(ANN), store_at(path))
    assert again.persistent_attributes == LIKED.to_attributes()
    again.delete_persistent_attributes()
    assert store_at(path).get_attributes(request_from(ANN)) == {}


def test_nobody_is_named_in_the_file(path: Path) -> None:
    """Who copies the file finds no user id, also while it is being written."""
    store = store_at(path)
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("SELECT * FROM listeners").fetchall()  # Keeps the write-ahead log there.
        store.save_attributes(request_from(ANN), LIKED.to_attributes())
        assert len(list(path.parent.iterdir())) > 1
        everything = in_the_folder(path)
    assert ANNS_KEY.encode() in everything
    assert ANN.encode() not in everything
    assert b"ANN" not in everything


def test_only_the_server_can_read_the_file(path: Path) -> None:
    """Not the file nor what SQLite puts beside it, whatever the process's mask."""
    mask = os.umask(0)
    try:
        store = store_at(path)
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("SELECT * FROM listeners").fetchall()
            store.save_attributes(request_from(ANN), LIKED.to_attributes())
            modes = {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()}
    finally:
        os.umask(mask)
    assert modes == {f"{path.name}{end}": 0o600 for end in ("", "-wal", "-shm")}


def test_readers_do_not_wait_for_a_writer(path: Path) -> None:
    """A listener is answered as they like it while another worker writes."""
    store = store_at(path)
    store.save_attributes(request_from(ANN), {"pace": 1})
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        assert store.get_attributes(request_from(ANN)) == {"pace": 1}
        assert time.monotonic() - began < WAIT_SECONDS / 2


def test_a_writer_that_never_ends_is_given_up_in_time(path: Path) -> None:
    """Alexa waits for eight seconds, a listener not even that long."""
    store = store_at(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(StoreError, match="locked"):
            store.save_attributes(request_from(ANN), {"pace": 1})
        assert WAIT_SECONDS / 2 < time.monotonic() - began < WAIT_SECONDS * 2


def visit(store: SqliteStore, number: int) -> dict[str, Any]:
    """A listener of their own changes what they like, and hears it."""
    request = request_from(f"{ANN}{number}")
    store.save_attributes(request, {"pace": number})
    store.save_attributes(request_from(BEN), {"pace": number})
    return store.get_attributes(request)


def test_threads_share_a_store(path: Path) -> None:
    """A server answers several listeners at once."""
    store = store_at(path)
    with ThreadPoolExecutor(8) as threads:
        heard = list(threads.map(lambda number: visit(store, number), range(80)))
    assert heard == [{"pace": number} for number in range(80)]


def work(path: Path, worker: int) -> list[int]:
    """A worker process: it starts, brings the file up to date, and serves its listeners."""
    store = store_at(path)
    return [visit(store, worker * 100 + number)["pace"] for number in range(40)]


def test_workers_that_start_at_once_share_a_file(path: Path) -> None:
    """Several processes make the file, migrate it and write to it, and nothing is lost."""
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        heard = list(processes.map(work, [path] * 4, range(4)))
    assert heard == [[worker * 100 + number for number in range(40)] for worker in range(4)]
    assert query(path, "SELECT count(*) FROM listeners") == [(4 * 40 + 1,)]
    assert query(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_worker_waits_until_another_has_made_the_file(path: Path) -> None:
    """SQLite alone would give up at once, and one of two workers would not start."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE slow (row TEXT)")
        end = threading.Timer(0.3, other.execute, ["COMMIT"])
        end.start()
        store_at(path).save_attributes(request_from(ANN), {"pace": 1})
        end.join()
    assert store_at(path).get_attributes(request_from(ANN)) == {"pace": 1}


def test_workers_that_were_forked_share_a_file(path: Path) -> None:
    """A store that was made before its workers were forked serves each of them."""
    code = (
        "import os, sys; from pathlib import Path; from test_sqlite_store import store_at, visit\n"
        "store = store_at(Path(sys.argv[1])); visit(store, 9)\n"
        "child = os.fork(); numbers = range(0, 40, 2) if child else range(1, 41, 2)\n"
        "right = all(visit(store, number) == {'pace': number} for number in numbers)\n"
        "sys.exit(not right or child and os.waitpid(child, 0)[1])"
    )
    assert run(code, path) == 0
    assert query(path, "SELECT count(*) FROM listeners") == [(41,)]


def run(code: str, *arguments: object) -> int:
    """The exit code of a Python program of its own, which can import what this one can."""
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=os.environ | paths, check=False, timeout=60).returncode


def test_a_worker_that_is_killed_while_it_writes_costs_only_that(path: Path) -> None:
    """The others go on at once, with what was there before."""
    store = store_at(path)
    store.save_attributes(request_from(ANN), {"pace": 1})
    code = (
        "import os, sqlite3, sys; database = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "database.execute('BEGIN IMMEDIATE'); database.execute('DELETE FROM listeners')\n"
        "os.kill(os.getpid(), 9)"
    )
    assert run(code, path) == -9
    assert store.get_attributes(request_from(ANN)) == {"pace": 1}
    store.save_attributes(request_from(ANN), {"pace": 2})
    assert store_at(path).get_attributes(request_from(ANN)) == {"pace": 2}


def make_version(path: Path, version: int) -> None:
    """A file as that version of the program left it; version 0 is an empty one."""
    path.touch()
    for statement in (*MIGRATIONS[:version], f"PRAGMA user_version = {version}"):
        query(path, statement)


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_file_of_an_older_version_is_brought_up_to_date(path: Path, version: int) -> None:
    """Who was remembered before an update still is, and is found as quickly as others."""
    make_version(path, version)
    query(path, "INSERT INTO listeners VALUES (?, ?, ?)", ANNS_KEY, '{"pace": 1}', NOW)
    assert store_at(path).get_attributes(request_from(ANN)) == {"pace": 1}
    assert query(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert schema(path) == schema_of_a_new_file(path)


def schema(path: Path) -> set[Any]:
    """Every table and index of the file."""
    return set(query(path, "SELECT type, name, sql FROM sqlite_master"))


def schema_of_a_new_file(path: Path) -> set[Any]:
    """What a store makes where there is nothing."""
    store_at(path.with_name("new"))
    return schema(path.with_name("new"))


def test_an_empty_file_is_made_a_store(path: Path) -> None:
    """An operator may make the file beforehand, with an owner and a mode of their own."""
    make_version(path, 0)
    path.chmod(0o640)
    store_at(path).save_attributes(request_from(ANN), {"pace": 1})
    assert store_at(path).get_attributes(request_from(ANN)) == {"pace": 1}
    assert path.stat().st_mode & 0o777 == 0o640
    assert schema(path) == schema_of_a_new_file(path)


def test_a_migration_that_fails_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update that breaks off leaves the file as the old version wants it."""
    make_version(path, 1)
    before = schema(path)
    broken = (*MIGRATIONS, "CREATE TABLE listeners (twice TEXT)")
    monkeypatch.setattr("server.sqlite_store.MIGRATIONS", broken)
    with pytest.raises(StoreError, match="already exists"):
        store_at(path)
    assert schema(path) == before
    assert query(path, "PRAGMA user_version") == [(1,)]


def test_a_file_of_a_newer_version_is_left_alone(path: Path) -> None:
    """Who goes back to an older program learns why, and loses nothing."""
    make_version(path, len(MIGRATIONS))
    query(path, "INSERT INTO listeners VALUES ('key', '{}', 0)")
    query(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match="newer version"):
        store_at(path)
    assert query(path, "SELECT * FROM listeners") == [("key", "{}", 0)]


def test_who_was_not_here_for_400_days_is_forgotten(path: Path) -> None:
    """At the next start their row leaves the file; a day sooner it stays."""
    store_at(path, NOW - 401 * DAY).save_attributes(request_from(ANN), {"pace": 1})
    store_at(path, NOW - 399 * DAY).save_attributes(request_from(BEN), {"pace": 2})
    store = store_at(path)
    assert query(path, "SELECT attributes FROM listeners") == [('{"pace": 2}',)]
    assert store.get_attributes(request_from(BEN)) == {"pace": 2}


def test_coming_back_renews_the_400_days(path: Path) -> None:
    """Who comes once a year is never a stranger."""
    for years in (2, 1):
        store_at(path, NOW - years * 365 * DAY).save_attributes(request_from(ANN), {"pace": 1})
    assert store_at(path).get_attributes(request_from(ANN)) == {"pace": 1}


def test_a_server_that_runs_for_years_forgets_too(path: Path) -> None:
    """The 400 days end also where nothing is started anew."""
    now = [NOW]
    store = SqliteStore(path, KEY_OF, lambda: now[0])
    store.save_attributes(request_from(ANN), {"pace": 1})
    now[0] += 400 * DAY
    assert store.get_attributes(request_from(ANN)) == {"pace": 1}
    now[0] += 1
    assert store.get_attributes(request_from(ANN)) == {}


@pytest.mark.parametrize("left", ["", "{", "[1]", "null", "1"])
def test_a_row_that_is_not_ours_is_as_good_as_nothing(path: Path, left: str) -> None:
    """It does not cost a listener their answer, and the next visit mends it."""
    store = store_at(path)
    query(path, "INSERT INTO listeners VALUES (?, ?, ?)", ANNS_KEY, left, NOW)
    assert store.get_attributes(request_from(ANN)) == {}
    store.save_attributes(request_from(ANN), {"pace": 1})
    assert store.get_attributes(request_from(ANN)) == {"pace": 1}


def test_a_request_that_names_nobody_is_not_kept(path: Path) -> None:
    """Listeners without an id never share a row."""
    with pytest.raises(StoreError, match="names no listener"):
        store_at(path).save_attributes(request_from(""), {"pace": 1})
    assert query(path, "SELECT * FROM listeners") == []


@contextmanager
def refused(path: Path, reason: str) -> Iterator[None]:
    """The store says in one sentence which file, why, and what to do."""
    with pytest.raises(StoreError) as error:
        yield
    pattern = rf"{re.escape(str(path))}: [^\n.]*{reason}[^\n.]*; move the file away[^\n.]*"
    assert re.fullmatch(pattern, str(error.value))


@pytest.mark.parametrize(
    "content", [b"not a database\n" * 100, b"SQLite format 3\0" + b"\1" * 4096]
)
def test_a_file_that_is_something_else_is_refused(path: Path, content: bytes) -> None:
    """An operator who names the wrong file learns so at the start, and the file is unharmed."""
    path.write_bytes(content)
    with refused(path, "(not a database|malformed)"):
        store_at(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("call", range(3), ids=["get", "save", "delete"])
def test_a_file_that_breaks_while_the_server_runs_is_one_known_error(path: Path, call: int) -> None:
    """The skill can answer unremembered."""
    store = store_at(path)
    path.write_bytes(os.urandom(path.stat().st_size))
    with refused(path, "not a database"):
        calls(store)[call]()


@pytest.mark.parametrize("call", range(3), ids=["get", "save", "delete"])
def test_a_file_that_is_deleted_while_the_server_runs_stays_away(path: Path, call: int) -> None:
    """Nothing is written to a file that no server made for itself."""
    store = store_at(path)
    path.unlink()
    with refused(path, "unable to open"):
        calls(store)[call]()
    assert not path.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A mistyped path is found at the start."""
    path = tmp_path / "missing" / "listeners.sqlite"
    with refused(path, "No such file or directory"):
        store_at(path)


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user of this machine can look into."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextmanager
def as_nobody() -> Iterator[None]:
    """Gives up the rights of root, to whom nothing is read-only, for a while."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


def test_a_folder_that_cannot_be_written_is_refused(shared_folder: Path) -> None:
    """An operator learns at the start that nobody would be remembered."""
    path = shared_folder / "listeners.sqlite"
    shared_folder.chmod(0o555)
    with as_nobody(), refused(path, "Permission denied"):
        store_at(path)


def test_a_file_that_cannot_be_written_is_refused(shared_folder: Path) -> None:
    """So it is with a copy that was restored read-only."""
    path = shared_folder / "listeners.sqlite"
    store_at(path)
    path.chmod(0o444)
    shared_folder.chmod(0o555)
    with as_nobody(), refused(path, "(readonly|unable to open)"):
        store_at(path)


@pytest.mark.parametrize("call", range(3), ids=["get", "save", "delete"])
def test_a_folder_that_becomes_read_only_is_one_known_error(shared_folder: Path, call: int) -> None:
    """The skill can answer unremembered when a disk is mounted read-only after a fault."""
    path = shared_folder / "listeners.sqlite"
    store = store_at(path)
    path.chmod(0o444)
    shared_folder.chmod(0o555)
    with as_nobody(), refused(path, "(readonly|unable to open)"):
        calls(store)[call]()


def fill_up(path: Path) -> str:
    """What a save says in a process that may write no further byte, and what is kept then."""
    store = store_at(path)
    store.save_attributes(request_from(ANN), {"pace": 1})
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        store.save_attributes(request_from(ANN), {"pace": 2})
    except StoreError as error:
        return str(error)
    return "saved"


def test_a_full_disk_is_one_known_error(path: Path) -> None:
    """The skill can answer unremembered; what was kept before is there when there is room."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        said = processes.submit(fill_up, path).result()
    assert re.search(r"(disk I/O error|disk is full|unable to open)", said)
    assert store_at(path).get_attributes(request_from(ANN)) == {"pace": 1}
