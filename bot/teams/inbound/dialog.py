"""A conversation inside a dialog: what somebody says of a message goes to the assistant, and what
it replies, step by step, is drawn there. Nobody but that person sees it."""

from dataclasses import replace
from typing import Any

from bot.message import Form, Reply, Text
from bot.teams.outbound import adaptive_cards, invoke_responses, plain_text
from bot.teams.outbound.invoke_responses import Json


def shown(reply: Reply, title: str, site: str) -> Json:
    """The reply as the dialog's content; as plain words where it is too large for a card.

    What is said below a form is how to answer it by typing, which nobody can in a dialog.
    """
    forms = [at for at, block in enumerate(reply.blocks) if isinstance(block, Form)]
    kept = [
        block
        for at, block in enumerate(reply.blocks)
        if not (forms and at > forms[-1] and isinstance(block, Text))
    ]
    card = None if reply.passing else adaptive_cards.draw(replace(reply, blocks=kept), site)
    if card is None:
        return invoke_responses.dialog_message(plain_text.alternative(reply, site))
    content = {"contentType": adaptive_cards.CONTENT_TYPE, "content": submitting(card)}
    size = {"height": "medium", "width": "medium"}
    return {"task": {"type": "continue", "value": {"title": title, "card": content, **size}}}


def submitting(card: Json) -> Json:
    """The card with submit actions alone, which are all that a dialog knows."""
    replaced: Json = _submitting(card)
    return replaced


def _submitting(value: Any) -> Any:
    if isinstance(value, dict):
        if value.get("type") == "Action.Execute":
            return value["fallback"]
        return {key: _submitting(item) for key, item in value.items()}
    return [_submitting(item) for item in value] if isinstance(value, list) else value
