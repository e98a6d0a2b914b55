"""The assistant: asks the skill just as Alexa does, request for request, on this machine."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from skill.app import create_skill
from skill.content import load_answers
from skill.features import PIECE
from skill.handlers import invoke
from skill.memory import from_attributes
from skill.speech import to_text
from skill.ssml_reading import from_ssml
from skill.turns import DEFINE
from skill.understanding import Understood, load_understanding


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as a listener gets it. The fields are the contract of ``ask --json``."""

    question: str
    locale: str
    intent: str
    topic: str | None
    tier: str | None
    score: float
    speech: str
    ssml: str
    reprompt: str | None
    ends_session: bool
    sources: list[str]

    def to_json(self) -> dict[str, Any]:
        """As JSON values, in the order of the contract."""
        return asdict(self)


class Told(NamedTuple):
    """What an answer was about."""

    topic: str | None
    tier: str | None
    sources: tuple[str, ...]


NOTHING_TOLD = Told(None, None, ())
# Intents whose answers are talk about the talk; the session keeps what was told before.
TALK = frozenset(
    f"AMAZON.{name}Intent" for name in ("Cancel", "Fallback", "Help", "NavigateHome", "No", "Stop")
) | {"NumberIntent", "SourcesIntent", "SpellIntent", "SpellThatIntent", "VolumeIntent"}


class Assistant:
    """One conversation with the skill: it keeps the session, as Alexa would."""

    def __init__(self, locale: str) -> None:
        self._locale = locale
        self._skill = create_skill()
        self._catalogue = load_answers()
        self._understanding = load_understanding()
        self._attributes: dict[str, Any] = {}

    def start_over(self) -> None:
        """Forget the conversation so far."""
        self._attributes = {}

    def explain(self, question: str) -> str:
        """The words and pairs of words that spoke most for the topic that fits best."""
        shares = self._understanding.explain(question)
        words = [(said, share) for said, share in shares if not said.startswith(PIECE)][:8]
        told = ", ".join(f"{said!r} {share:.2f}" for said, share in words)
        return f"What spoke for it: {told or 'nothing'}."

    def ask(self, question: str) -> Heard:
        """Understand a question, send it through the skill's handlers, read the response."""
        about = from_attributes(self._attributes).topic
        understood = self._understanding.understand(question, about)
        answered = invoke(self._skill, self._request(understood))
        self._attributes = answered.get("sessionAttributes", {})
        response = answered["response"]
        ssml = response["outputSpeech"]["ssml"]
        told = self._told() if understood.intent not in TALK else NOTHING_TOLD
        return Heard(
            question=question,
            locale=self._locale,
            intent=understood.intent,
            topic=told.topic,
            tier=told.tier,
            score=round(understood.score, 3),
            speech=to_text(from_ssml(ssml)),
            ssml=ssml,
            reprompt=_reprompt(response),
            ends_session=response["shouldEndSession"],
            sources=list(told.sources),
        )

    def _told(self) -> Told:
        """What was just told, as the session remembers it."""
        last, answers = from_attributes(self._attributes), self._catalogue
        if alert := answers.alerts.get(last.intent):
            return Told(None, alert.tier, alert.answer.sources)
        if safe := answers.safe_answers.get(last.intent):
            return Told(None, None, safe.answer.sources)
        if last.intent == DEFINE:
            return Told(None, None, answers.terms[last.term].meaning.sources)
        topic = answers.topics.get(last.topic)
        return Told(topic.id, None, topic.parts[last.part].sources) if topic else NOTHING_TOLD

    def _request(self, understood: Understood) -> dict[str, Any]:
        """A real request, as Alexa sends it, only without a signature."""
        request = {
            "type": "IntentRequest",
            "requestId": "amzn1.echo-api.request.local",
            "timestamp": datetime.now(UTC).isoformat(timespec="seconds"),
            "locale": self._locale,
            "intent": {
                "name": understood.intent,
                "confirmationStatus": "NONE",
                "slots": {name: _slot(name, id) for name, id in understood.slots.items()},
            },
        }
        session = {
            "new": not self._attributes,
            "sessionId": "amzn1.echo-api.session.local",
            "application": {"applicationId": "amzn1.ask.skill.local"},
            "user": {"userId": "amzn1.ask.account.local"},
            "attributes": self._attributes,
        }
        return {"version": "1.0", "session": session, "request": request}


def _slot(name: str, id: str) -> dict[str, Any]:
    """A slot as Alexa fills it when it is sure of the value."""
    value = {"name": id.replace("_", " "), "id": id}
    authority = "amzn1.er-authority.echo-sdk.local.TERM"
    match = {"authority": authority, "status": {"code": "ER_SUCCESS_MATCH"}}
    resolved = {"resolutionsPerAuthority": [{**match, "values": [{"value": value}]}]}
    return {
        "name": name,
        "value": value["name"],
        "confirmationStatus": "NONE",
        "resolutions": resolved,
    }


def _reprompt(response: dict[str, Any]) -> str | None:
    reprompt = response.get("reprompt")
    return to_text(from_ssml(reprompt["outputSpeech"]["ssml"])) if reprompt else None
