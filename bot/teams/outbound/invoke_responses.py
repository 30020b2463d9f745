"""Answers to invokes: for each name the body that Teams takes, also where something went wrong.

An invoke is always answered with 200 and says inside the body what happened: Teams shows its own
words for any other status, and stops delivering to a bot that answers 5xx.
Sources: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
and https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
"""

from http import HTTPStatus
from typing import Any

from botbuilder.core import InvokeResponse

Json = dict[str, Any]

ACTION = "adaptiveCard/action"
QUERY = "composeExtension/query"
LINK = "composeExtension/queryLink"
FETCH = "composeExtension/fetchTask"
SUBMIT = "composeExtension/submitAction"

_FOUND = frozenset(
    {QUERY, LINK, "composeExtension/anonymousQueryLink", "composeExtension/selectItem"}
)
IN_A_DIALOG = frozenset({FETCH, SUBMIT, "task/fetch", "task/submit"})


def answered(body: Json) -> InvokeResponse:
    return InvokeResponse(status=HTTPStatus.OK, body=body)


def card_answer(kind: str, value: object) -> InvokeResponse:
    """What takes the place of a card whose action was chosen."""
    return answered({"statusCode": HTTPStatus.OK, "type": kind, "value": value})


def card_message(text: str) -> InvokeResponse:
    return card_answer("application/vnd.microsoft.activity.message", text)


def refused(name: str, code: str, words: str) -> InvokeResponse:
    """Nothing was done, and why, in the shape that Teams shows for this kind of invoke.

    A card or a dialog stays as it is, so nothing that was filled in is lost.
    """
    if name == ACTION:
        error = {
            "statusCode": HTTPStatus.BAD_REQUEST,
            "type": "application/vnd.microsoft.error",
            "value": {"code": code, "message": words},
        }
        return answered(error)
    if name in _FOUND:
        return answered(result_message(words))
    if name in IN_A_DIALOG:
        return answered(dialog_message(words))
    return answered({})


def result_message(words: str) -> Json:
    """A line in place of things to choose from."""
    return {"composeExtension": {"type": "message", "text": words}}


def dialog_message(words: str) -> Json:
    """A line in place of a dialog."""
    return {"task": {"type": "message", "value": words}}
