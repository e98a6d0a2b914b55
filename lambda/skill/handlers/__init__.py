"""Handlers: Alexa's requests → turns, and replies → Alexa's responses. The SDK stays in here."""

from skill.handlers.answering import AnswerHandler, ApologyHandler, SilentHandler
from skill.handlers.entry import NOTHING, invoke

__all__ = ["NOTHING", "AnswerHandler", "ApologyHandler", "SilentHandler", "invoke"]
