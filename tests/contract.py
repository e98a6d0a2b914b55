"""The response contract: what Alexa accepts, and what a listener must be able to rely on.

Applied to every response of every test. The numbers are Amazon's response limits and SSML
reference; the question rule is Amazon's voice design guide.
"""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

from skill.speech import to_text
from skill.ssml_reading import from_ssml

MAX_SPEECH = 8000
MAX_CARD = 8000
MAX_RESPONSE_BYTES = 24_000

# The tags that work in every locale and in each other's company, with their attributes.
ALLOWED = {
    **{"speak": set(), "break": {"time"}, "phoneme": {"alphabet", "ph"}, "sub": {"alias"}},
    "prosody": {"rate"},
}

# What only eyes can follow.
VISUAL = re.compile(
    r"\b(click|tap|see below|see above|shown|on the screen|look at(?! under a microscope))\b", re.I
)


def check_response(event: dict[str, Any], answer: dict[str, Any]) -> None:
    """Fail unless the answer is one that Alexa accepts in reply to the event."""
    assert len(json.dumps(answer, ensure_ascii=False).encode()) <= MAX_RESPONSE_BYTES
    assert answer["version"] == "1.0"
    response, kind = answer["response"], event["request"]["type"]
    check_directives(event, response)
    if kind.startswith(("AudioPlayer.", "PlaybackController.")):
        assert set(response) <= {"directives"}, "the player must not be spoken to"
    elif kind == "CanFulfillIntentRequest":
        assert set(response) == {"canFulfillIntent"}, "nobody has named the skill yet"
    elif kind not in ("LaunchRequest", "IntentRequest"):
        assert response == {}, "speech is not allowed here"
    elif "outputSpeech" in response:
        check_speech(response)
        check_card(response.get("card"))
    else:
        assert response["directives"], "neither words nor a recording"
        assert response["shouldEndSession"] is True
        assert set(response) <= {"directives", "shouldEndSession"}


def check_directives(event: dict[str, Any], response: dict[str, Any]) -> None:
    """Amazon's rules for a screen and for the player (AudioPlayer reference)."""
    directives = response.get("directives", [])
    supported = event["context"]["System"]["device"].get("supportedInterfaces", {})
    screens = [one for one in directives if one["type"].startswith("Alexa.Presentation.APL")]
    assert not screens or "Alexa.Presentation.APL" in supported
    assert len(screens) <= 1
    plays = [one for one in directives if one["type"] == "AudioPlayer.Play"]
    assert len(plays) <= 1
    for one in plays:
        assert "AudioPlayer" in supported
        assert response.get("shouldEndSession", True) is True, "it would stop to listen"
        stream = one["audioItem"]["stream"]
        assert stream["url"].startswith("https://")
        assert len(stream["token"]) <= 1024
        assert stream["offsetInMilliseconds"] >= 0
        assert ("expectedPreviousToken" in stream) == (one["playBehavior"] == "ENQUEUE")


def check_speech(response: dict[str, Any]) -> None:
    """The microphone opens only after a question, and never without a reprompt."""
    assert isinstance(response["shouldEndSession"], bool), "never left to the device"
    spoken = check_ssml(response["outputSpeech"])
    if response["shouldEndSession"]:
        assert "reprompt" not in response
        assert "?" not in spoken, "a question, and nobody listens for the answer"
        return
    assert spoken.endswith("?"), "the microphone opens without a question"
    again = check_ssml(response["reprompt"]["outputSpeech"])
    assert again.endswith("?")
    assert again != spoken, "the same words do not help somebody who did not answer"


def check_ssml(output: dict[str, Any]) -> str:
    """The words of a speech whose markup Alexa can read in every locale."""
    assert output["type"] == "SSML"
    ssml = output["ssml"]
    assert len(ssml) <= MAX_SPEECH
    for element in ElementTree.fromstring(ssml).iter():
        assert element.tag in ALLOWED
        assert set(element.attrib) == ALLOWED[element.tag]
    assert ssml.count("<speak>") == 1
    spoken = to_text(from_ssml(ssml))
    assert spoken.strip()
    assert "{" not in spoken, "a placeholder was not filled"
    assert not VISUAL.search(spoken), "this needs eyes"
    return spoken


def check_card(card: dict[str, Any] | None) -> None:
    """A card is plain text, short enough, and names no intent."""
    if card is None:
        return
    text = card["title"] + card["content"]
    assert len(text) <= MAX_CARD
    assert "{" not in text
    assert not re.search(r"\w+Intent\b", text)
