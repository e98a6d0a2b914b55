"""Handlers: Alexa's requests → turns, and replies → Alexa's responses. The SDK stays in here."""

from skill.handlers.answering import AnswerHandler, ApologyHandler, SilentHandler
from skill.handlers.entry import NOTHING, invoke
from skill.handlers.keeping import Keeper
from skill.handlers.rare import FulfilHandler, PlayerHandler

__all__ = [
    "NOTHING",
    "AnswerHandler",
    "ApologyHandler",
    "FulfilHandler",
    "Keeper",
    "PlayerHandler",
    "SilentHandler",
    "invoke",
]
