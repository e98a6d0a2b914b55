"""Requests: Alexa's envelope → the turn that a listener wants."""

from __future__ import annotations

from ask_sdk_model import Intent, IntentRequest, LaunchRequest, RequestEnvelope, Slot
from ask_sdk_model.slu.entityresolution import StatusCode

from skill.catalogue import Catalogue, Place
from skill.handlers.players import read_player, session_attributes
from skill.memory import from_attributes
from skill.preferences import Preferences
from skill.recordings import Recordings
from skill.turns import ASK, LAUNCH, PLAY, Turn


def may_speak(envelope: RequestEnvelope) -> bool:
    """Whether the request is from a person who is listening for an answer."""
    return isinstance(envelope.request, LaunchRequest | IntentRequest)


def read_turn(
    envelope: RequestEnvelope, kept: Preferences, recordings: Recordings, catalogue: Catalogue
) -> Turn:
    """What the listener wants, from Alexa's request and what is *kept* of them."""
    request = envelope.request
    intent = request.intent if isinstance(request, IntentRequest) else None
    attributes = session_attributes(envelope)
    remembered = from_attributes(attributes)
    if not attributes:
        remembered = remembered._replace(pace=kept.pace, length=kept.length)
    named, slots = str(intent.name) if intent else LAUNCH, read_slots(intent)
    named, slots = _hear(named, slots, remembered.topic, catalogue)
    player = read_player(envelope, recordings)
    place = place_of(envelope, catalogue)
    return Turn(named, place, remembered, slots, player, kept.known)


def _hear(
    named: str, slots: dict[str, str], about: str, catalogue: Catalogue
) -> tuple[str, dict[str, str]]:
    """The intent and slots, once free words in a slot are understood; alerts before all."""
    if named == ASK:
        return understand(slots.get("question", ""), about, catalogue)
    if named == PLAY and slots.get("topic", "") not in ("", *catalogue.topics):
        found, _ = understand(slots["topic"], "", catalogue)
        topic = catalogue.intents.get(found)
        # Words that nobody knows stay, lest the topic told last be played for them.
        heard = {"topic": topic.id if topic else slots["topic"]}
        return (found if found in catalogue.alerts else named), heard
    return heed(slots.get("term", ""), catalogue) or named, slots


def understand(asked: str, about: str, catalogue: Catalogue) -> tuple[str, dict[str, str]]:
    """The intent and slots of a question in free words."""
    from skill.understanding import load_understanding  # late: free words are rare here

    found = load_understanding(catalogue.language).understand(asked, about)
    return found.intent, dict(found.slots)


def heed(said: str, catalogue: Catalogue) -> str | None:
    """The alert in words that Alexa took for a term ("what does my legs have gone numb mean")."""
    if not said or said in catalogue.terms or said.lower() in catalogue.said:
        return None
    from skill.understanding import load_understanding  # late: free words are rare here

    return load_understanding(catalogue.language).find_alert(said)


def read_slots(intent: Intent | None) -> dict[str, str]:
    """The slots that were filled: the id of what Alexa recognised, else the words as heard."""
    slots = (intent.slots if intent else None) or {}
    filled = {name: slot for name, slot in slots.items() if slot}
    read = {name: _recognised(slot) or str(slot.value or "") for name, slot in filled.items()}
    return {name: value.strip() for name, value in read.items() if value.strip()}


def _recognised(slot: Slot) -> str:
    """The id of the first value that Alexa's entity resolution is sure of."""
    authorities = slot.resolutions.resolutions_per_authority if slot.resolutions else None
    for authority in authorities or ():
        if authority.status and authority.status.code == StatusCode.ER_SUCCESS_MATCH:
            for match in authority.values or ():
                return str(match.value.id or match.value.name) if match.value else ""
    return ""


def place_of(envelope: RequestEnvelope, catalogue: Catalogue) -> Place:
    """Where the listener is, as far as the request's locale tells."""
    locale = envelope.request.locale if envelope.request else None
    return catalogue.place(str(locale or ""))
