"""Feedback by the buttons that Teams draws below an answer: which answer is meant, and what for.

Which message an answer was sent as is known to this process alone and never stored: with it,
somebody who knows a chat could tell who asked.
"""

import json
from collections.abc import Mapping
from typing import Any

from cachetools import LRUCache

from bot.teams import limits

NAME = "message/submitAction"

_VERDICTS = {"like": "helpful", "dislike": "not_helpful"}


class SentAnswers:
    """The receipts of the answers that were sent, by conversation and message."""

    def __init__(self, most: int = limits.MOST_ANSWERS_REMEMBERED) -> None:
        self._receipts = LRUCache[tuple[str, str], str](most)

    def sent(self, conversation: str, message: str, receipt: str) -> None:
        """An answer was sent as this message."""
        if message and receipt:
            self._receipts[conversation, message] = receipt

    def receipt(self, conversation: str, message: str) -> str:
        """The receipt of the answer in a message; "" for one that is not known here."""
        return self._receipts.get((conversation, message), "")


def read(value: Mapping[str, Any]) -> Mapping[str, str] | None:
    """The `verdict` and the `reason` of a press; None for what is no feedback.

    The reason comes as plain text, as an object, or as an object's JSON in a text.
    """
    action = value.get("actionValue")
    if value.get("actionName") != "feedback" or not isinstance(action, dict):
        return None
    verdict = _VERDICTS.get(str(action.get("reaction")).lower())
    if verdict is None:
        return None
    return {"verdict": verdict, "reason": _reason(action.get("feedback"))}


def _reason(given: object) -> str:
    if isinstance(given, str) and given.lstrip().startswith("{"):
        try:
            read = json.loads(given)
        except (ValueError, RecursionError):
            return given
        given = read if isinstance(read, dict) and "feedbackText" in read else given
    if isinstance(given, dict):
        given = given.get("feedbackText")
    return given if isinstance(given, str) else ""
