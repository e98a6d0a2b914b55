"""Amazon's own types for models and manifests, from the ask-smapi-model package."""

from __future__ import annotations

import json
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.interaction_model.interaction_model_data import InteractionModelData
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope


def lost_in_round_trip(values: dict[str, Any]) -> str:
    """What Amazon's types refuse, or drop without a word; empty when they keep everything."""
    kind = SkillManifestEnvelope if "manifest" in values else InteractionModelData
    serializer = DefaultSerializer()
    try:
        back = serializer.serialize(serializer.deserialize(json.dumps(values), kind))
    except SerializationException as error:
        return f"Amazon's types refuse it: {error}"
    lost = sorted(_paths(values) ^ _paths(back))
    return f"Amazon's types do not keep {', '.join(lost[:5])}" if lost else ""


def _paths(value: Any, at: str = "") -> set[str]:
    """The path of every value in a JSON tree."""
    if isinstance(value, dict):
        return set().union({at}, *(_paths(one, f"{at}.{key}") for key, one in value.items()))
    if isinstance(value, list):
        return set().union({at}, *(_paths(one, f"{at}[{n}]") for n, one in enumerate(value)))
    return {f"{at}={value!r}"}
