"""Alerts: safety answers, complete and alone, and what must not be answered."""

from __future__ import annotations

from skill.catalogue import Alert, Catalogue, SafeAnswer
from skill.memory import Remembered
from skill.speech import join
from skill.telling import offer_topic
from skill.turns import PHONE_WORDS, REPEAT, Reply, Turn, ask, make_card, say, say_prompt

EMERGENCY = "EmergencyIntent"


def tell_alert(turn: Turn, alert: Alert, catalogue: Catalogue) -> Reply:
    """The safety answer, complete and alone: no menu, no disclaimer, only the offer to repeat."""
    speech = say(alert.answer.text, turn)
    return Reply(
        speech=join(speech, say_prompt("offer_again", turn, catalogue)),
        reprompt=say(alert.reprompt, turn),
        card=make_card(turn, alert.answer, speech, catalogue),
        remember=Remembered(intent=alert.intent, offer=REPEAT),
    )


def decline_kindly(turn: Turn, safe: SafeAnswer, catalogue: Catalogue) -> Reply:
    """What we must not answer: who can, what is safe, and a topic that may help.

    The words for the phone are those for the spinal cord, so another alert is said again instead.
    """
    alert = catalogue.alerts.get(turn.remembered.intent)
    if alert and safe.intent == PHONE_WORDS and alert.intent != EMERGENCY:
        return tell_alert(turn, alert, catalogue)
    speech = say(safe.answer.text, turn)
    offer, intent = offer_topic(turn, safe.topic, catalogue)
    reply = Reply(
        speech=join(speech, offer),
        reprompt=say_prompt("reprompt", turn, catalogue),
        card=make_card(turn, safe.answer, speech, catalogue),
        remember=Remembered(intent=safe.intent, offer=intent),
    )
    if not alert:
        return reply
    return reply._replace(
        speech=join(speech, say_prompt("offer_again", turn, catalogue)),
        reprompt=say(alert.reprompt, turn),
        remember=Remembered(intent=alert.intent, offer=REPEAT),
    )


def part_ways(turn: Turn, catalogue: Catalogue) -> Reply:
    """The last words; after an alert they are what to do."""
    alert = catalogue.alerts.get(turn.remembered.intent)
    if alert:
        return Reply(say(alert.goodbye, turn))
    return Reply(say_prompt("goodbye", turn, catalogue))


def decline(turn: Turn, catalogue: Catalogue) -> Reply:
    """No: ask what else; after an alert, part with what to do, but never leave a despairing one."""
    alert = catalogue.alerts.get(turn.remembered.intent)
    if alert and alert.tier == "crisis":
        return Reply(
            say_prompt("crisis_stay", turn, catalogue),
            say(alert.reprompt, turn),
            remember=turn.remembered,
        )
    if alert:
        return part_ways(turn, catalogue)
    return ask(say_prompt("ask_next", turn, catalogue), turn, catalogue)
