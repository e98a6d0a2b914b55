"""App: puts the skill together; one function per host."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder

from skill.content import load_answers
from skill.handlers import AnswerHandler, ApologyHandler, SilentHandler, invoke

SKILL_ID = "SPINE_GUIDE_SKILL_ID"
"""The environment variable with the skill's id; requests for another skill are then refused."""


def create_skill(skill_id: str | None = None) -> CustomSkill:
    """The skill, ready for any host.

    Raises:
        ContentError: a content file is wrong.
    """
    catalogue = load_answers()
    builder: Any = SkillBuilder()  # its type comments know no skill id
    builder.skill_id = skill_id
    builder.add_request_handler(AnswerHandler(catalogue))
    builder.add_request_handler(SilentHandler())
    builder.add_exception_handler(ApologyHandler(catalogue))
    skill: CustomSkill = builder.create()
    return skill


def create_lambda_handler() -> Callable[[dict[str, Any], object], dict[str, Any]]:
    """The function that AWS Lambda calls."""
    return partial(invoke, create_skill(os.environ.get(SKILL_ID)))
