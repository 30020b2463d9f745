"""What a message says: the words that were typed, what they lean on, what cannot be read.

Teams sends a text, and beside it HTML that keeps apart what the text has run together. The HTML is
taken where it says the same as the text, raw or escaped; the text alone where it does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from botbuilder.schema import Activity

from bot.teams.inbound import mentions
from bot.teams.inbound.message_html import MessageWords, read_html

_HTML = "text/html"
_HTML_FORMATS = ("xml", "html")
_REFERENCES = ("messagereference", "forwardedmessagereference", "meetingreference")
_CARD = "application/vnd.microsoft.card."
_MEDIA_CARDS = ("fluid", "loop", "audio", "video", "animation", "codesnippet")


@dataclass(frozen=True, slots=True)
class MessageText:
    """`typed` is what a person says by it; `context` what they quote or pass on of somebody else,
    "" for none; `quoted_ids` are the messages that they quote; `has_unread`: there is a file, a
    picture, a recording or the like with it."""

    typed: str
    context: str
    quoted_ids: Sequence[str]
    has_unread: bool


def message_text(activity: Activity) -> MessageText:
    """The words of a message. What is of a wrong kind counts as not sent."""
    entities = activity.entities or ()
    bot_id = activity.recipient.id or ""
    ours = mentions.names_of(bot_id, entities)
    marked = mentions.without_marks(activity.text or "", ours)
    found = read_html(_html_of(activity), ours)
    quotes = [_quote(entity) for entity in entities]
    context = _preview(quotes, bot_id)
    if _says(found, marked, activity.text_format):
        typed = found.typed or found.forwarded
        passed_on = found.forwarded if found.typed else ""
        context = "\n".join(part for part in (passed_on, context) if part)
    else:
        typed = mentions.unescaped(marked)
    return MessageText(
        mentions.tidied(typed),
        mentions.tidied(context),
        [quote["messageId"] for quote in quotes if isinstance(quote.get("messageId"), str)],
        found.shows_media
        or any(_is_unread(one.content_type) for one in activity.attachments or ()),
    )


def _html_of(activity: Activity) -> str:
    """The message's HTML: beside the text, or in its place."""
    text: str = activity.text or ""
    if (activity.text_format or "").lower() in _HTML_FORMATS:
        return text
    parts = [one.content for one in activity.attachments or () if one.content_type == _HTML]
    return next((part for part in parts if isinstance(part, str)), "")


def _says(found: MessageWords, marked: str, text_format: str | None) -> bool:
    """Whether the HTML is that of this text: letter for letter, with or without what is quoted."""
    if (text_format or "").lower() in _HTML_FORMATS:
        return True
    if not found.whole:
        return False
    letters = mentions.letters
    text = {letters(marked), letters(mentions.unescaped(marked))}
    without_quotes = letters(found.typed + found.forwarded)
    return bool(text & {letters(found.whole), without_quotes, letters(found.typed)})


def _quote(entity: dict[str, Any]) -> dict[str, Any]:
    """What the entity of a quotation says.

    https://learn.microsoft.com/python/api/microsoft-teams-api/microsoft_teams.api.quotedreplydata
    """
    told = entity.get("quotedReply")
    is_quote = str(entity.get("type")).lower() == "quotedreply"
    return told if is_quote and isinstance(told, dict) else {}


def _preview(quotes: Sequence[dict[str, Any]], bot_id: str) -> str:
    """How the last quoted message of a person begins; our own are known by their ids."""
    others = [quote for quote in quotes if not bot_id or quote.get("senderId") != bot_id]
    previews = [quote.get("preview") for quote in others]
    return next((text for text in reversed(previews) if isinstance(text, str)), "")


def _is_unread(content_type: str | None) -> bool:
    kind = (content_type or "").lower()
    if not kind or kind.startswith("text/") or kind in _REFERENCES:
        return False
    return not kind.startswith(_CARD) or any(one in kind for one in _MEDIA_CARDS)
