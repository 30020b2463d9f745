"""The labels of list points, as a reader of the document sees them."""

import re

from knowledge.importing.html.html_tree import Element
from knowledge.importing.source_document import ANCHOR_OF_ITEM, END_OF_LABEL

_TOLD = re.compile(
    f"(?:\\*\\*|_)*{ANCHOR_OF_ITEM}(\\d)\\|([^{END_OF_LABEL}]*){END_OF_LABEL}(.*)", re.S
)
_LIST_LABEL = re.compile(r"\(?[A-Za-z0-9]{1,5}[.)]")
_BULLETS = "•‣◦▪▫●○■□⁃∙·❖➢➤\uf0b7\uf0a7"
_TYPED = re.compile(rf"[{_BULLETS}]\s*(.*)", re.S)
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def number_as(number: int, form: str) -> str:
    """A number as `decimal`, `lowerLetter`, `upperLetter`, `lowerRoman`, `upperRoman`, `ordinal`,
    `decimalZero` or `none` write it (ECMA-376 part 1, 17.18.59)."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        left, written = number, ""
        for value, sign in _ROMAN:
            while left >= value:
                written, left = written + sign, left - value
        return written.upper() if form == "upperRoman" else written
    if form == "ordinal":
        last = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{'th' if number % 100 in (11, 12, 13) else last}"
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form == "none" else str(number)


def told_label(label: str, level: int) -> str:
    """The label ("" for a bullet) of a point of a level, from 1 on, as text that begins it: told
    apart where points have such labels, else words of the paragraph (`2.1.1`, `Step 1`)."""
    if label and not _LIST_LABEL.fullmatch(label):
        return f"{label} "
    return f"{ANCHOR_OF_ITEM}{min(level, 9)}|{label}{END_OF_LABEL}"


def label_of(element: Element, place: int, item: Element) -> str:
    """The label that HTML gives to the item at a place of a list, from 0 on; "" for a bullet."""
    if element.tag != "ol":
        return ""
    start = element.get("start")
    value = item.get("value")
    number = int(value) if value.isdigit() else place + (int(start) if start.isdigit() else 1)
    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    style = element.get("style").replace(" ", "").lower()
    named = re.search(r"list-style-type:(lower|upper)-(alpha|latin|roman)", style)
    form = forms.get(element.get("type"), "decimal")
    if named:
        form = named[1] + ("Roman" if named[2] == "roman" else "Letter")
    return f"{number_as(number, form)}."


def printed_label(text: str) -> tuple[int, str, str] | None:
    """Depth, label and the rest of a paragraph that begins as a point: by the label that was
    computed for it, or by a bullet that somebody typed."""
    if told := _TOLD.fullmatch(text):
        return int(told[1]), told[2], told[3].strip()
    if typed := _TYPED.fullmatch(text):
        return 1, "", typed[1].strip()
    return None
