"""A reply as what is sent: one card below a line with its citations, or plain text, in as many
messages as its length needs."""

import copy
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from botbuilder.schema import Activity, ActivityTypes, Attachment

from bot.message import FEEDBACK, OPEN_CHAT, Block, Choice, Choices, Form, Quotation, Reply, Text
from bot.messages.language import Language, use_locale
from bot.messages.say import say
from bot.teams import limits
from bot.teams.outbound import adaptive_cards, plain_text, reply_citations
from bot.teams.outbound.card_markdown import Json

_CHAT = "https://teams.microsoft.com/l/chat/0/0?users="


class OutgoingActivity(Activity):
    """An activity to send. The SDK copies it deeply before it fills in the address; the drawn
    card inside is never changed, and copying it costs more than drawing it."""

    def __deepcopy__(self, _memo: dict[int, Any]) -> "OutgoingActivity":
        return copy.copy(self)


def messages(reply: Reply, site: str, *, as_text: bool = False) -> list[OutgoingActivity]:
    """Everything to send for a reply; Teams' own buttons for feedback are below the last of it.

    `site` is where the policy pages are, or ""; `as_text` sends plain text in place of cards.
    """
    with use_locale(Language(reply.language)):
        shown = _without_feedback(reply) if reply.receipt else reply
        card = None if as_text else adaptive_cards.draw(shown, site)
        sent = _texts(shown, site) if card is None else [_card(shown, card, site)]
    if reply.receipt:
        sent[-1].channel_data = {"feedbackLoop": {"type": "default"}}
    return sent


def for_everyone(reply: Reply, bot_id: str) -> Reply:
    """A reply as a group or a channel may see it: forms are for a personal chat, or for a page, so
    that nobody fills one in before everybody's eyes. `bot_id` is ours as Teams writes it,
    `28:...`."""
    chat = _CHAT + bot_id
    blocks: list[Block] = []
    for block in reply.blocks:
        if isinstance(block, Form):
            blocks += _elsewhere(block, chat)
        elif isinstance(block, Choices):
            items = [replace(c, link=chat) if c.link == OPEN_CHAT else c for c in block.items]
            blocks.append(replace(block, items=items))
        else:
            blocks.append(block)
    return replace(reply, blocks=tuple(blocks))


def for_asker(reply: Reply, bot_id: str) -> Reply:
    """A reply as one person sees it among the others: pages can be opened from it, and everything
    else is a chat away, as what a button leads to would be shown to all."""
    shown = for_everyone(reply, bot_id)
    blocks: list[Block] = []
    for block in shown.blocks:
        if not isinstance(block, Choices):
            blocks.append(block)
        elif links := [choice for choice in block.items if choice.link]:
            blocks.append(replace(block, items=links))
    chat = Choice(say("reply-open-in-chat"), link=_CHAT + bot_id)
    has_chat = any(isinstance(b, Choices) and chat in b.items for b in blocks)
    return replace(shown, blocks=tuple(blocks if has_chat else [*blocks, Choices([chat])]))


def text_message(text: str) -> OutgoingActivity:
    """A message of plain text, cut to what Teams takes."""
    first, *rest = pieces(text, limits.LARGEST_TEXT)
    if rest:
        first = f"{first}…\n\n{say('failure-reply-too-long')}"
    return OutgoingActivity(type=ActivityTypes.message, text=first, text_format="plain")


def pieces(text: str, most: int) -> list[str]:
    """A text in pieces of at most so many bytes, counted as Teams counts them: cut between
    paragraphs, or lines, or words, or where nothing else will do."""
    if size(text) <= most:
        return [text]
    for gap in ("\n\n", "\n", " "):
        parts = text.split(gap)
        if len(parts) > 1:
            return list(_joined([p for part in parts for p in pieces(part, most)], gap, most))
    middle = len(text) // 2
    return [*pieces(text[:middle], most), *pieces(text[middle:], most)]


def size(text: str) -> int:
    """Bytes of a text inside a message: JSON, in UTF-16."""
    return len(json.dumps(text, ensure_ascii=False).encode("utf-16-le", "surrogatepass"))


def _joined(parts: Sequence[str], gap: str, most: int) -> Iterator[str]:
    """Neighbours together again as far as they fit."""
    held: list[str] = []
    length = 0
    for part in parts:
        if held and length + size(part) + size(gap) > most:
            yield gap.join(held)
            held, length = [], 0
        held.append(part)
        length += size(part) + size(gap)
    yield gap.join(held)


def _card(reply: Reply, card: Json, site: str) -> OutgoingActivity:
    line = reply_citations.line(reply)
    return OutgoingActivity(
        type=ActivityTypes.message,
        # Teams shows the text and the card, so the text says what the card does not.
        text=line,
        text_format="markdown" if line else "",
        summary=plain_text.opening(reply),
        attachments=[Attachment(content_type=adaptive_cards.CONTENT_TYPE, content=card)],
        entities=reply_citations.entities(line, reply_citations.quotations(reply), site),
    )


def _texts(reply: Reply, site: str) -> list[OutgoingActivity]:
    """The plain-text twin; what would take too many messages is left to the policy pages."""
    quoted = reply_citations.quotations(reply)
    found = pieces(plain_text.alternative(reply, site, cited=True), limits.LARGEST_TEXT)
    if len(found) > limits.MOST_MESSAGES:
        found = found[: limits.MOST_MESSAGES]
        found[-1] = f"{found[-1]}…\n\n{_rest(reply, site)}"
    return [
        OutgoingActivity(
            type=ActivityTypes.message,
            text=text,
            text_format="plain",
            entities=reply_citations.entities(text, quoted, site),
        )
        for text in found
    ]


def _rest(reply: Reply, site: str) -> str:
    """Where to read what is too long to show."""
    link = next((b.link for b in reply.blocks if isinstance(b, Quotation) and b.link), "")
    where = f"\n\n{say('reply-read-at', address=site + link)}" if site and link else ""
    return say("failure-reply-too-long") + where


def _without_feedback(reply: Reply) -> Reply:
    """Teams' own buttons take the place of ours."""
    blocks = [
        replace(block, items=[item for item in block.items if item.action != FEEDBACK])
        if isinstance(block, Choices)
        else block
        for block in reply.blocks
    ]
    return replace(reply, blocks=tuple(blocks))


def _elsewhere(form: Form, chat: str) -> Iterator[Block]:
    if form.page:
        yield Text(say("reply-form-on-a-page", form=form.title))
        yield Choices([Choice(say("reply-open-page"), link=form.page)])
    else:
        yield Text(say("reply-form-in-chat", form=form.title))
        yield Choices([Choice(say("reply-open-in-chat"), link=chat)])
