"""Tables: a server on loopback with DynamoDB's protocol, and what an operator does with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from botocore.session import get_session
from moto.server import ThreadedMotoServer

ENVIRONMENT = {
    **{"AWS_DEFAULT_REGION": "eu-west-2", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"},
    **{"AWS_CONFIG_FILE": "/nowhere", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere"},
    **{"AWS_EC2_METADATA_DISABLED": "true", "NO_PROXY": "127.0.0.1"},
}
NUMBERS = count(1)


@contextmanager
def moto() -> Iterator[ThreadedMotoServer]:
    """A server with DynamoDB's protocol on a free port of loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def lead_to_port(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """Say which port of loopback is DynamoDB, in the environment as AWS Lambda has one."""
    for name in ("AWS_PROFILE", "AWS_REGION", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    for name in ("DYNAMODB", "DYNAMODB_STREAMS"):
        monkeypatch.setenv(f"AWS_ENDPOINT_URL_{name}", f"http://127.0.0.1:{port}")


def make_table() -> str:
    """Make a table as an operator does."""
    name = f"listeners-{next(NUMBERS)}"
    client().create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"},
    )
    return name


def client() -> Any:
    """What an operator looks into the table with."""
    return get_session().create_client("dynamodb")


def count_writes(table: str) -> int:
    """How often something was written to a table or deleted from it, by its own stream."""
    streams = get_session().create_client("dynamodbstreams")
    [stream] = streams.list_streams(TableName=table)["Streams"]
    arn = stream["StreamArn"]
    [shard] = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    start = streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )
    return len(streams.get_records(ShardIterator=start["ShardIterator"])["Records"])
