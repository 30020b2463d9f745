"""The message extension: clauses and tools looked up from the compose box of any chat, links to
the policy reader shown as what they lead to, and an idea suggested from somebody's message.

Everything in `value` is client data: what is of a wrong kind counts as not sent.
Shapes: https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/what-are-messaging-extensions
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit

from bot.message import SearchResult, SearchResults
from bot.messages.say import say
from bot.teams import limits
from bot.teams.inbound.message_html import read_html
from bot.teams.outbound import adaptive_cards, invoke_responses
from bot.teams.outbound.invoke_responses import Json
from common.person import Person

SEARCH = "search"
SUGGEST = "suggest"
"""The commands, as the manifest names them."""

_QUESTION = "question"
_FARTHEST = 1_000
_MOST_DRAWN = 300  # cards kept, each of some ten kilobytes
_THUMBNAIL = "application/vnd.microsoft.card.thumbnail"


class SupportsLookup(Protocol):
    """Who looks things up: `bot.answering.lookup.Finder`."""

    async def find(self, words: str, skip: int, count: int, who: Person) -> SearchResults: ...

    async def resolve_link(self, path: str, anchor: str) -> SearchResult | None: ...


class MessageExtension:
    """Answers as bodies of invoke responses. `site` is where the policy pages are, or ""."""

    def __init__(self, finder: SupportsLookup, site: str) -> None:
        self._finder = finder
        self._site = site
        self._drawn: OrderedDict[tuple[str, ...], Json] = OrderedDict()

    async def search(self, value: Mapping[str, Any], who: Person) -> Json:
        """The answer to a search: a page of things to choose from, or why there are none."""
        if value.get("commandId") != SEARCH:
            return invoke_responses.result_message(say("lookup-unknown-command"))
        skip, count = _page(value.get("queryOptions"))
        findings = await self._finder.find(_words(value.get("parameters")), skip, count, who)
        if not findings.items:
            return invoke_responses.result_message(findings.note)
        return _result(self._attachments(findings.items))

    async def unfurl(self, value: Mapping[str, Any]) -> Json:
        """What an address leads to, if it is one of ours and may be shown; else nothing."""
        url = value.get("url")
        found = await self._linked(url) if isinstance(url, str) else None
        return _result(self._attachments([found] if found else []))

    async def _linked(self, url: str) -> SearchResult | None:
        try:
            parts, ours = urlsplit(url), urlsplit(self._site)
            same = (parts.scheme, parts.hostname, parts.port) == (
                ours.scheme,
                ours.hostname,
                ours.port,
            )
        except ValueError:
            return None
        if not ours.hostname or not same or len(url) > limits.LONGEST_ADDRESS:
            return None
        if not parts.path.startswith(f"{ours.path}/"):
            return None
        return await self._finder.resolve_link(parts.path.removeprefix(ours.path), parts.fragment)

    async def answer(self, name: str, value: Mapping[str, Any], who: Person) -> Json:
        """The answer to a search or to an address, whichever the invoke's name says."""
        if name == invoke_responses.QUERY:
            return await self.search(value, who)
        return await self.unfurl(value)

    def _attachments(self, found: Iterable[SearchResult]) -> list[Json]:
        return [drawn for item in found if (drawn := self._attachment(item))]

    def _attachment(self, item: SearchResult) -> Json:
        """A thing as Teams takes it, {} for what fits no card; drawn once."""
        if item.drawn_as in self._drawn:
            self._drawn.move_to_end(item.drawn_as)
            return self._drawn[item.drawn_as]
        card = adaptive_cards.draw(item.reply, self._site)
        preview = {"title": item.title, "text": item.line}
        drawn: Json = (
            {}
            if card is None
            else {
                "contentType": adaptive_cards.CONTENT_TYPE,
                "content": card,
                "preview": {"contentType": _THUMBNAIL, "content": preview},
            }
        )
        if item.drawn_as:
            self._drawn[item.drawn_as] = drawn
            if len(self._drawn) > _MOST_DRAWN:
                self._drawn.popitem(last=False)
        return drawn


def suggestion(value: Mapping[str, Any]) -> str:
    """What is said for somebody who suggests an idea from a message. Read by the assistant, not by
    a person."""
    words = message_text(value)
    return f"I want to suggest an idea: {words}" if words else "I want to suggest an idea"


def message_text(value: Mapping[str, Any]) -> str:
    """The words of the message that a command was chosen at, as plain text; what it quotes is
    somebody else's."""
    payload = value.get("messagePayload")
    body = payload.get("body") if isinstance(payload, dict) else None
    content = body.get("content") if isinstance(body, dict) else None
    if not isinstance(content, str):
        return ""
    found = read_html(content)
    return "\n".join(part for part in (found.typed, found.forwarded) if part)


def _words(parameters: object) -> str:
    """What was typed into the search box; "" when it has only been opened."""
    for parameter in parameters if isinstance(parameters, list) else ():
        if isinstance(parameter, dict) and parameter.get("name") == _QUESTION:
            typed = parameter.get("value")
            return typed if isinstance(typed, str) else ""
    return ""


def _page(options: object) -> tuple[int, int]:
    asked = options if isinstance(options, dict) else {}
    skip = _number(asked.get("skip"), 0, 0, _FARTHEST)
    return skip, _number(asked.get("count"), limits.MOST_FOUND, 1, limits.MOST_FOUND)


def _number(value: object, otherwise: int, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        return otherwise
    return min(max(value, least), most)


def _result(attachments: list[Json]) -> Json:
    result = {"type": "result", "attachmentLayout": "list", "attachments": attachments}
    return {"composeExtension": result}
