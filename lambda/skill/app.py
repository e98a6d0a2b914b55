"""App: puts the skill together; one function per host."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder

from skill.content import load_answers
from skill.handlers import (
    AnswerHandler,
    ApologyHandler,
    FulfilHandler,
    Keeper,
    PlayerHandler,
    SilentHandler,
    invoke,
)
from skill.recordings import open_recordings

SKILL_ID = "SPINE_GUIDE_SKILL_ID"
"""The environment variable with the skill's id; requests for another skill are then refused."""
AUDIO = "SPINE_GUIDE_AUDIO"
"""That with the https address of the recordings; without one they are not set up."""
TABLE = "SPINE_GUIDE_TABLE"
"""That with the DynamoDB table of preferences; without one nothing is kept between sessions."""


def create_skill(
    skill_id: str | None = None,
    store: AbstractPersistenceAdapter | None = None,
    audio: str | None = None,
) -> CustomSkill:
    """The skill, ready for any host.

    *store* keeps preferences between sessions, *audio* is the address of the recordings.

    Raises:
        ContentError: a content file is wrong.
        HostError: Alexa could not stream from that address.
    """
    catalogue, keeper = load_answers(), Keeper(store)
    recordings = open_recordings(audio, catalogue.order)
    builder: Any = SkillBuilder()  # its type comments know no skill id
    builder.skill_id = skill_id
    builder.add_request_handler(AnswerHandler(catalogue, keeper, recordings))
    builder.add_request_handler(PlayerHandler(recordings))
    builder.add_request_handler(FulfilHandler(catalogue))
    builder.add_request_handler(SilentHandler(keeper))
    builder.add_exception_handler(ApologyHandler(catalogue))
    skill: CustomSkill = builder.create()
    return skill


def create_lambda_handler() -> Callable[[dict[str, Any], object], dict[str, Any]]:
    """The function that AWS Lambda calls.

    Raises:
        HostError, StoreError: the environment says something wrong; the log names it at the start.
    """
    store = _open_table(os.environ.get(TABLE, ""))
    skill = create_skill(os.environ.get(SKILL_ID), store, os.environ.get(AUDIO))
    return partial(invoke, skill)


def _open_table(table: str) -> AbstractPersistenceAdapter | None:
    if not table:
        return None
    from skill.dynamo import DynamoStore  # late: boto is a quarter of a second
    from skill.identity import SECRET, keys_with

    return DynamoStore(table, keys_with(os.environ.get(SECRET, "")))
