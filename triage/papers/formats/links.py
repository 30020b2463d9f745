"""Where a reference in a paper leads: an idea to its page on the board, a record to its own."""

import re
from collections.abc import Iterator

from triage.records import SCHEMAS

_LETTERS = "|".join(sorted(kind.letter for kind in SCHEMAS.values()))
_REFERENCE = re.compile(rf"\b(?:AI|{_LETTERS})-\d{{4}}-\d{{4,}}\b")


def page_of(reference: str) -> str:
    """The path of the page of an idea or a record."""
    return f"/{'board' if reference.startswith('AI-') else 'records'}/{reference}"


def linked(text: str, base: str | None) -> Iterator[tuple[str, str]]:
    """The text in pieces, in order, each with the address that it leads to, empty for none.

    `base` is the address of the pages without a slash at its end, empty on the pages themselves;
    with None nothing leads anywhere.
    """
    at = 0
    for found in _REFERENCE.finditer(text) if base is not None else ():
        if found.start() > at:
            yield text[at : found.start()], ""
        yield found[0], f"{base}{page_of(found[0])}"
        at = found.end()
    if at < len(text):
        yield text[at:], ""
