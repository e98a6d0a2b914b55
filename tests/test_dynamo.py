"""Dynamo: the store of AWS Lambda, against servers on loopback that speak its protocol."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from typing import Any

import pytest
from ask_sdk_core.attributes_manager import AttributesManager
from moto.server import ThreadedMotoServer

from listeners import ANN, BEN, DAY, KEY_OF, LIKED, NOW, calls, request_from
from skill.dynamo import DynamoStore
from skill.errors import StoreError
from skill.preferences import read_preferences
from tables import client, lead_to_port, make_table, moto


@pytest.fixture(scope="module")
def dynamodb() -> Iterator[ThreadedMotoServer]:
    """One such server for all tests that leave it alive."""
    with moto() as server:
        yield server


@pytest.fixture
def lead_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Says which port of loopback is DynamoDB, in the environment as AWS Lambda has one."""
    return partial(lead_to_port, monkeypatch)


@pytest.fixture
def table(dynamodb: ThreadedMotoServer, lead_to: Callable[[int], None]) -> str:
    """The name of a table of its own."""
    lead_to(dynamodb.get_host_and_port()[1])
    return make_table()


def store_at(table: str, now: float = NOW) -> DynamoStore:
    """The store, at a moment in Unix seconds."""
    return DynamoStore(table, KEY_OF, lambda: now)


def test_what_a_listener_likes_is_there_in_the_next_session(table: str) -> None:
    """Saved by one process, read by another one; nobody else hears it."""
    store_at(table).save_attributes(request_from(ANN), LIKED.to_attributes())
    kept = store_at(table).get_attributes(request_from(ANN))
    assert kept == LIKED.to_attributes()
    assert read_preferences(kept) == LIKED
    assert store_at(table).get_attributes(request_from(BEN)) == {}


def test_what_was_saved_last_counts(table: str) -> None:
    """Nothing of an earlier wish is mixed into the new one."""
    store = store_at(table)
    store.save_attributes(request_from(ANN), {"pace": 2, "older": {"deep": "yes"}})
    store.save_attributes(request_from(ANN), {"pace": -2})
    assert store.get_attributes(request_from(ANN)) == {"pace": -2}


def test_forgetting_one_leaves_the_others(table: str) -> None:
    """ "Forget me" deletes the listener's own item, as often as they ask."""
    store = store_at(table)
    for user in (ANN, BEN):
        store.save_attributes(request_from(user), LIKED.to_attributes())
    for _ in range(2):
        store.delete_attributes(request_from(ANN))
    assert store.get_attributes(request_from(ANN)) == {}
    assert store.get_attributes(request_from(BEN)) == LIKED.to_attributes()
    assert client().scan(TableName=table)["Count"] == 1


def test_the_sdk_works_with_the_store(table: str) -> None:
    """Handlers reach it through ask-sdk's own attributes manager."""
    manager = AttributesManager(request_from(ANN), store_at(table))
    manager.persistent_attributes = LIKED.to_attributes()
    manager.save_persistent_attributes()
    again = AttributesManager(request_from(ANN), store_at(table))
    assert again.persistent_attributes == LIKED.to_attributes()
    again.delete_persistent_attributes()
    assert store_at(table).get_attributes(request_from(ANN)) == {}


def test_an_item_expires_400_days_after_it_was_last_written(table: str) -> None:
    """The TTL attribute is a number of Unix seconds, as DynamoDB wants it, and saving renews it."""
    for written in (NOW, NOW + DAY):
        store_at(table, written).save_attributes(request_from(ANN), LIKED.to_attributes())
        [item] = client().scan(TableName=table)["Items"]
        assert item["expires"] == {"N": str(written + 400 * DAY)}


def test_what_has_expired_is_forgotten_at_once(table: str) -> None:
    """Also while DynamoDB, which takes days, has not removed it yet."""
    store_at(table).save_attributes(request_from(ANN), LIKED.to_attributes())
    assert store_at(table, NOW + 400 * DAY - 1).get_attributes(request_from(ANN)) != {}
    assert store_at(table, NOW + 400 * DAY).get_attributes(request_from(ANN)) == {}


def test_nobody_is_named_in_the_table(table: str) -> None:
    """Who reads the whole table finds no user id: only a key, preferences and a date."""
    store_at(table).save_attributes(request_from(ANN), LIKED.to_attributes())
    [item] = client().scan(TableName=table)["Items"]
    assert set(item) == {"id", "attributes", "expires"}
    assert item["id"] == {"S": KEY_OF(request_from(ANN))}
    assert "ANN" not in json.dumps(item)
    assert "account" not in json.dumps(item)


@pytest.mark.parametrize(
    "left",
    [
        {},
        {"expires": {"N": "9999999999"}},
        {"expires": {"N": "9999999999"}, "attributes": {"S": "pace"}},
        {"expires": {"S": "soon"}, "attributes": {"M": {"pace": {"N": "1"}}}},
        {"expires": {"NULL": True}, "attributes": {"L": [{"S": "pace"}]}},
    ],
)
def test_what_a_stranger_left_is_as_good_as_nothing(table: str, left: dict[str, Any]) -> None:
    """An item that is not ours does not cost a listener their answer."""
    key = {"id": {"S": KEY_OF(request_from(ANN))}}
    client().put_item(TableName=table, Item=key | left)
    assert store_at(table).get_attributes(request_from(ANN)) == {}


def test_a_strangers_kind_of_value_does_not_cost_the_others(table: str) -> None:
    """What we never write comes back as nothing or as a number, and ours beside it as it was."""
    odd = {"set": {"SS": ["a"]}, "half": {"N": "0.5"}, "none": {"NULL": True}, "pace": {"N": "-2"}}
    item = {"id": {"S": KEY_OF(request_from(ANN))}, "expires": {"N": f"{NOW + DAY}.5"}}
    client().put_item(TableName=table, Item=item | {"attributes": {"M": odd}})
    kept = store_at(table).get_attributes(request_from(ANN))
    assert kept == {"set": None, "half": 0.5, "none": None, "pace": -2}


@pytest.mark.parametrize("value", [0.5, ["symptoms"], None])
def test_only_plain_values_are_kept(table: str, value: object) -> None:
    """A list of what was asked never slips into the store."""
    with pytest.raises(TypeError, match="is not kept"):
        store_at(table).save_attributes(request_from(ANN), {"term": value})
    assert client().scan(TableName=table)["Count"] == 0


def test_many_conversations_at_once_share_a_store(table: str) -> None:
    """One client serves several threads."""
    store = store_at(table)

    def visit(number: int) -> dict[str, Any]:
        request = request_from(f"{ANN}{number}")
        store.save_attributes(request, {"pace": number})
        return store.get_attributes(request)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(visit, range(40))) == [{"pace": number} for number in range(40)]


def test_a_store_that_dies_halfway_is_one_known_error_at_once(
    lead_to: Callable[[int], None],
) -> None:
    """The skill can answer unremembered, and no listener waits."""
    with moto() as server:
        lead_to(server.get_host_and_port()[1])
        table = make_table()
        store = store_at(table)
        store.save_attributes(request_from(ANN), LIKED.to_attributes())
    for call in calls(store):
        began = time.monotonic()
        with pytest.raises(StoreError, match=f"{table}.*EndpointConnectionError"):
            call()
        assert time.monotonic() - began < 1


@pytest.mark.parametrize("call", range(3), ids=["get", "save", "delete"])
def test_a_silent_store_is_given_up_in_time(lead_to: Callable[[int], None], call: int) -> None:
    """After two tries of a second each; Alexa would wait for eight in all."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        lead_to(silent.getsockname()[1])
        began = time.monotonic()
        with pytest.raises(StoreError, match="ReadTimeoutError"):
            calls(store_at("listeners"))[call]()
        assert time.monotonic() - began < 3
        assert count_callers(silent) == 2


def count_callers(server: socket.socket) -> int:
    """How many connections wait to be taken."""
    server.setblocking(False)
    for number in count():
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return number
    raise AssertionError


def test_a_connection_that_died_while_lambda_slept_costs_nothing(
    lead_to: Callable[[int], None],
) -> None:
    """The second try answers, and the listener notices nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        lead_to(server.getsockname()[1])

        def hang_up_then_answer() -> None:
            server.accept()[0].close()
            with server.accept()[0] as connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

        thread = threading.Thread(target=hang_up_then_answer)
        thread.start()
        assert store_at("listeners").get_attributes(request_from(ANN)) == {}
        thread.join()


def test_a_busy_table_does_not_make_a_listener_wait(lead_to: Callable[[int], None]) -> None:
    """It may ask us to come back in seconds; the second try is at once, and the last."""
    body = b'{"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException"}'
    head = b"HTTP/1.1 400 Bad Request\r\nx-amz-retry-after: 5000\r\nConnection: close\r\n"
    with socket.create_server(("127.0.0.1", 0)) as server:
        lead_to(server.getsockname()[1])

        def refuse_twice() -> None:
            for _ in range(2):
                with server.accept()[0] as connection:
                    connection.recv(65536)
                    connection.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)

        thread = threading.Thread(target=refuse_twice)
        thread.start()
        began = time.monotonic()
        with pytest.raises(StoreError, match="ThrottlingException"):
            store_at("listeners").get_attributes(request_from(ANN))
        assert time.monotonic() - began < 2
        thread.join()


@pytest.mark.parametrize("call", range(3), ids=["get", "save", "delete"])
def test_a_table_that_is_not_there_is_named(table: str, call: int) -> None:
    """An operator reads which table, and why; nobody reads about a listener."""
    with pytest.raises(StoreError, match=r"no-such.*ResourceNotFoundException.*check") as refused:
        calls(store_at("no-such"))[call]()
    assert KEY_OF(request_from(ANN)) not in str(refused.value)


def test_a_request_that_names_nobody_is_not_sent(table: str) -> None:
    """Listeners without an id never share an item."""
    store = store_at(table)
    with pytest.raises(StoreError, match="names no listener"):
        store.save_attributes(request_from(""), LIKED.to_attributes())
    assert client().scan(TableName=table)["Count"] == 0


@pytest.mark.parametrize(
    ("name", "value"), [("AWS_DEFAULT_REGION", ""), ("AWS_ENDPOINT_URL_DYNAMODB", "no address")]
)
def test_a_wrong_environment_is_found_at_the_start(
    lead_to: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """An operator hears of it when the skill starts, in one sentence."""
    monkeypatch.setenv(name, value)
    with pytest.raises(StoreError, match=r"DynamoDB table listeners: .*\b(region|endpoint)\b"):
        store_at("listeners")


def test_a_skill_without_a_store_does_not_wait_for_one() -> None:
    """Amazon's client, a quarter of a second, is loaded only when a store is made."""
    code = "import sys, skill.dynamo; sys.exit('botocore' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd="lambda", check=False).returncode == 0
