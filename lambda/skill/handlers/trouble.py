"""Trouble: what is logged when something breaks. Never what was said, nor a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logging import Logger


def find_place(exception: Exception) -> str:
    """Where in the code it happened. The message stays out of the log: it may hold a topic."""
    frame = exception.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_name}, line {frame.tb_lineno}" if frame else "unknown"


def log() -> Logger:
    """The log, loaded only for trouble: a listener waits for each import of a fresh process."""
    import logging

    return logging.getLogger(__name__)
