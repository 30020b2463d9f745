"""What a message says, read from the HTML that Teams sends beside its text.

Only the HTML tells apart what somebody typed, what they quote and what they forward, and keeps the
cells of a table and the lines apart. Shapes: quotes and forwards are a `blockquote` with the item
type `Reply` or `Forward`, mentions a `span` (or `at`) with the name that is shown.
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
"""

from collections.abc import Set
from dataclasses import dataclass
from html.parser import HTMLParser

from bot.teams import limits

_BREAKS = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 blockquote pre table ul ol".split())
_CELLS = frozenset("td th".split())
_MEDIA = frozenset("img video audio object uriobject iframe embed".split())
_MEDIA_ITEMS = ("audio", "video", "recording", "fluid", "loop")
_EMOJI = "emoji"
_MENTION = "schema.skype.com/mention"
_FORWARD = "schema.skype.com/forward"


@dataclass(frozen=True, slots=True)
class MessageWords:
    """`typed` in the person's own words, `quoted` of somebody else's message, `forwarded` of one
    that was passed on, each a block a line. `whole` is all of it in the order in which it stands;
    `shows_media`: something stands there that words do not hold."""

    typed: str
    quoted: str
    forwarded: str
    whole: str
    shows_media: bool


def read_html(content: str, our_names: Set[str] = frozenset()) -> MessageWords:
    """The words of a message's HTML, without mentions of `our_names`. Never raises."""
    reader = _Reader(our_names)
    reader.feed(content[: limits.LARGEST_REQUEST])
    reader.close()
    typed, quoted, forwarded, whole = (
        _lines(reader.parts[kind]) for kind in ("typed", "quoted", "forwarded", "whole")
    )
    return MessageWords(typed, quoted, forwarded, whole, reader.shows_media)


class _Reader(HTMLParser):
    def __init__(self, our_names: Set[str]) -> None:
        super().__init__()
        self.parts: dict[str, list[str]] = {
            "typed": [],
            "quoted": [],
            "forwarded": [],
            "whole": [],
        }
        self.shows_media = False
        self._our_names = our_names
        self._within: list[str] = []
        self._mention: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: (value or "") for name, value in attrs}
        item = named.get("itemtype", "").lower()
        if tag == "blockquote":
            is_forward = _FORWARD in item
            self._within.append("forwarded" if is_forward else "quoted")
        if tag in _BREAKS:
            self._add("\n")
        elif tag in _CELLS:
            self._add(" ")
        elif tag == "at" or _MENTION in item:
            self._mention = []
        elif tag == "img" and _EMOJI in item:
            self._add(named.get("alt", ""))
        elif tag in _MEDIA or any(kind in item for kind in _MEDIA_ITEMS):
            self.shows_media = self.shows_media or "quoted" not in self._within

    def handle_endtag(self, tag: str) -> None:
        if self._mention is not None and tag in ("at", "span"):
            name, self._mention = "".join(self._mention), None
            self._add(" " if name.strip() in self._our_names else name)
        if tag in _BREAKS:
            self._add("\n")
        elif tag in _CELLS:
            self._add(" ")
        if tag == "blockquote" and self._within:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if self._mention is not None:
            self._mention.append(data)
        else:
            self._add(data)

    def close(self) -> None:
        super().close()
        if self._mention is not None:
            self._add("".join(self._mention))

    def _add(self, text: str) -> None:
        """A forward may hold a quote; what is within a quote is quoted, whatever else it is."""
        where = "typed"
        if self._within:
            where = "quoted" if "quoted" in self._within else "forwarded"
        self.parts[where].append(text)
        self.parts["whole"].append(text)


def _lines(parts: list[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(parts).splitlines())
    return "\n".join(line for line in lines if line)
