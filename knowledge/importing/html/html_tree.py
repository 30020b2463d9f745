"""HTML as a tree, by the standard library's parser, forgiving as a browser is where it matters."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CLOSED_BY = {
    "li": frozenset({"li"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
    "tbody": frozenset({"thead", "tbody", "tr", "td", "th"}),
}
"""What an opening tag closes, if it is open right around it."""

_BLOCKS = frozenset(
    "address article aside blockquote dd details div dl dt fieldset figure footer form h1 h2 h3 h4"
    " h5 h6 header hr li main nav ol p pre section table ul".split()
)
_DEEPEST = 200


@dataclass(slots=True)
class Element:
    """An element with its children; text stands among them as str."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    line: int = 0

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def elements(self) -> Iterator["Element"]:
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in document order."""
        yield self
        for child in self.elements():
            yield from child.walk()

    def text(self) -> str:
        """Its words, with spaces where blocks and cells part them."""
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            else:
                gap = " " if child.tag in _BLOCKS or child.tag in ("td", "th", "tr", "br") else ""
                parts.append(f"{gap}{child.text()}{gap}")
        return "".join(parts)


def parse_html(text: str) -> Element:
    """The tree of a page or of a piece of one. Never raises for what the page holds."""
    parser = _TreeBuilder()
    parser.feed(text)
    parser.close()
    return parser.root


class _TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for closed in (_CLOSED_BY.get(tag, frozenset()), {"p"} if tag in _BLOCKS else frozenset()):
            while len(self._open) > 1 and self._open[-1].tag in closed:
                self._open.pop()
        known = {name: value or "" for name, value in attrs}
        element = Element(tag, known, line=self.getpos()[0])
        self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self._open[-1].tag == tag:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
