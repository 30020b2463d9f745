"""A visitor without JavaScript: reads pages, follows links, fills in forms and sends them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

_EMPTY = {"meta", "link", "input", "br", "img", "hr", "path"}


@dataclass
class Element:
    """One element of a page; `parts` are its texts and elements in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of its words, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements inside, in the page's order; `class_` matches one of the classes."""
        return [element for element in self._walk() if element.is_(tag, **attributes)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes} in: {self.text}"
        return found[0]

    def is_(self, tag: str, **attributes: str) -> bool:
        if tag and self.tag != tag:
            return False
        wanted = dict(attributes)
        kind = wanted.pop("class_", "")
        if kind and kind not in self.attributes.get("class", "").split():
            return False
        return all(self.attributes.get(name) == value for name, value in wanted.items())

    def _walk(self) -> Iterator[Element]:
        for part in self.parts:
            if isinstance(part, Element):
                yield part
                yield from part._walk()

    def _texts(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part._texts()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Element("page")
        self._open = [self.page]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].parts.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self._open[-1].parts.append(data)


def read_html(text: str) -> Element:
    """The page as a tree. Fails on tags that are not nested properly or left open."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader._open == [reader.page], f"left open: {[e.tag for e in reader._open[1:]]}"
    return reader.page


@dataclass
class Visitor:
    """A browser's behaviour over a real connection: cookies, forms, redirects."""

    client: TestClient[Any, Any]
    page: Element = field(default_factory=lambda: Element("page"))
    response: ClientResponse | None = None

    async def open(self, path: str) -> Element:
        return await self._arrive(await self.client.get(path))

    async def send(
        self, form: Element, filled: Mapping[str, str | list[str]] | None = None, status: int = 200
    ) -> Element:
        """Send a form of this page with some boxes filled in; a list ticks several."""
        data = fields(form)
        for name, value in (filled or {}).items():
            data = [item for item in data if item[0] != name]
            data += [(name, each) for each in ([value] if isinstance(value, str) else value)]
        return await self.post(form.attributes["action"], data, status)

    async def ask(self, text: str, status: int = 200) -> Element:
        return await self.send(self.page.one("form", id="composer"), {"text": text}, status)

    async def press(self, label: str) -> Element:
        """Press the last button with these words."""
        forms = [
            form
            for form in self.page.all("form")
            if any(button.text == label for button in form.all("button"))
        ]
        return await self.send(forms[-1])

    async def post(self, path: str, data: list[tuple[str, str]], status: int = 200) -> Element:
        headers = {"Sec-Fetch-Site": "same-origin"}
        return await self._arrive(await self.client.post(path, data=data, headers=headers), status)

    async def _arrive(self, response: ClientResponse, status: int = 200) -> Element:
        text = await response.text()
        assert response.status == status, f"{response.status}: {text}"
        self.response = response
        self.page = read_html(text)
        return self.page


def fields(form: Element) -> list[tuple[str, str]]:
    """What a browser sends of a form as it stands."""
    sent = []
    for box in form.all():
        kind = box.attributes.get("type", "")
        ticked = kind not in ("radio", "checkbox") or "checked" in box.attributes
        if box.tag == "input" and "name" in box.attributes and ticked:
            sent.append((box.attributes["name"], box.attributes.get("value", "")))
        elif box.tag == "textarea":
            sent.append((box.attributes["name"], "".join(box._texts())))
    return sent
