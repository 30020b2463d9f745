"""What a person typed: our own mention and the marks of quotations removed, the rest left as it was
meant.

The SDK's stripper deletes the bot's name wherever it occurs in a question and fails on mentions
without a name or a text. Where a reply quotes, Teams leaves `<quoted messageId="..."/>` in the
text: https://microsoft.github.io/teams-sdk/blog/quoted-and-threaded-replies
"""

import html
import re
from collections.abc import Sequence, Set
from typing import Any

# Both bounded by the next "<": a text of nothing but opening tags is still read in one pass.
_TAG = re.compile(r"<at\b[^<>]*>([^<]*)</at>", re.IGNORECASE)
_QUOTED = re.compile(r"</?quoted\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r"\n[\s]*\n")

_CARD_SENT_BY_A_PERSON = "http://schema.skype.com/InputExtension"

# Characters that nobody typed: controls but tab and newline, invisible spaces and joiners that
# split words, marks that turn the direction of text. The joiner of emoji and of Persian stays.
_UNSEEN = dict.fromkeys(
    [
        *(*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)),
        *(0x00AD, 0x200B, 0x2060, 0xFEFF),
        *(*range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    ]
)


def without_marks(text: str, our_names: Set[str]) -> str:
    """The text without our mention and the marks of quotations, still escaped if it came so."""

    def unwrap(tag: re.Match[str]) -> str:
        return " " if html.unescape(tag[1]).strip() in our_names else tag[1]

    return _TAG.sub(unwrap, _QUOTED.sub(" ", text)) if "<" in text else text


def unescaped(text: str) -> str:
    """The text with its whole character references, those that end in a semicolon, read:
    `terms&parameters` came as it was typed."""
    return _ENTITY.sub(lambda one: html.unescape(one[0]), text) if "&" in text else text


def tidied(shown: str) -> str:
    """A text with its lines, without what nobody typed or sees."""
    lines = _BLANKS.sub(" ", shown.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN))
    return _GAPS.sub("\n\n", lines).strip()


def letters(text: str) -> str:
    """The letters of a text alone, by which two are compared."""
    return "".join(tidied(text).split())


def is_card_sent_by_a_person(text: str, attachment_types: Sequence[str | None]) -> bool:
    """Whether a message is a card that a person put into the chat: it says nothing to us."""
    if _CARD_SENT_BY_A_PERSON in text:
        return True
    cards = [
        kind
        for kind in attachment_types
        if (kind or "").startswith("application/vnd.microsoft.card")
    ]
    return not text.strip() and bool(cards)


def names_of(bot_id: str, entities: Sequence[dict[str, Any]]) -> set[str]:
    """The names by which this message mentions us."""
    names = set()
    for entity in entities:
        mentioned = entity.get("mentioned")
        if str(entity.get("type")).lower() != "mention" or not isinstance(mentioned, dict):
            continue
        if not bot_id or mentioned.get("id") != bot_id:
            continue
        tag = _TAG.search(str(entity.get("text") or ""))
        named = tag[1] if tag else mentioned.get("name")
        if isinstance(named, str) and named.strip():
            names.add(html.unescape(named).strip())
    return names
