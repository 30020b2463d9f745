"""What of an OpenDocument file a person must decide: nothing of it is taken without a word."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from knowledge.importing.odt.odt_package import DRAW, OFFICE, XML_ID, T, attribute
from knowledge.importing.odt.odt_styles import OdtStyles
from knowledge.importing.odt.odt_text import text_of
from knowledge.importing.source_document import Remark

_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_ON_SCREEN = 12
"""Words of a text that are shown in a remark."""


def odt_remarks(body: ET.Element, styles: OdtStyles) -> Iterator[Remark]:
    """Tracked insertions, hidden text, unfilled fields, comments, parts that are not read."""
    yield from _insertions(body)
    for element in body.iter():
        name = element.get(T + "style-name") or ""
        hidden = element.get(T + "display") == "none" or styles.is_hidden(name)
        if hidden and (words := _short(_with_inner(element))):
            yield Remark("hidden text", f"text that the document hides is taken: “{words}”")
        unfilled = attribute(element, "showing-place-holder") == "true"
        if element.tag == T + "placeholder" or unfilled:
            words = _short(text_of(element))
            yield Remark("form field", f"a field was never filled in: “{words}”")
        if element.tag == T + "hidden-text" and not text_of(element).strip():
            said = _short(element.get(T + "string-value") or "")
            yield Remark("hidden text", f"text that shows only at times is left out: “{said}”")
    if any(True for _ in body.iter(DRAW + "object")):
        said = "the file holds another document inside it (a chart, a sheet or a formula), which"
        yield Remark("", f"{said} is not read: write its words into the text")
    if count := sum(1 for _ in body.iter(OFFICE + "annotation")):
        said = (
            f"{count} comment{'s are' if count > 1 else ' is'} not part of the text; listed below"
        )
        yield Remark("comments", said)


def _insertions(body: ET.Element) -> Iterator[Remark]:
    who = {
        region.get(T + "id") or region.get(XML_ID) or "": region.findtext(f".//{_CREATOR}")
        for region in body.iter(T + "changed-region")
        if region.find(T + "insertion") is not None
    }
    open_now: dict[str, list[str]] = {}
    for element, said in _events(body):
        change = element.get(T + "change-id") or ""
        if element.tag == T + "change-start" and change in who and said is None:
            open_now[change] = []
        elif element.tag == T + "change-end" and change in open_now and said is None:
            words = _short("".join(open_now.pop(change)))
            told = f"inserted with changes tracked by {who[change] or 'somebody'}, and taken as"
            if words:
                yield Remark("tracked change", f"{told} accepted: “{words}”")
        for taken in open_now.values():
            taken.append(said or "")


def _events(element: ET.Element) -> Iterator[tuple[ET.Element, str | None]]:
    """Each element where it begins (None), then each text, in the order of the document."""
    yield element, None
    if element.tag in (T + "tracked-changes", OFFICE + "annotation"):
        return
    if element.text:
        yield element, element.text
    for child in element:
        yield from _events(child)
        if child.tail:
            yield element, child.tail
    if element.tag in (T + "p", T + "h"):
        yield element, " "


def _with_inner(element: ET.Element) -> str:
    if element.tag in (T + "p", T + "h", T + "span"):
        return text_of(element)
    return " ".join(text_of(one) for one in element.iter(T + "p"))


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:_ON_SCREEN]) + (" …" if len(words) > _ON_SCREEN else "")
