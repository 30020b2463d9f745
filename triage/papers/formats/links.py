"""Where a reference in a paper leads: an idea to its page on the board, a decision, a meeting, a
record and an entry of the register to their own."""

import re
from collections.abc import Iterator

from triage.records import SCHEMAS
from triage.records.schemas import MEETING

_LETTERS = "|".join(sorted(kind.letter for kind in SCHEMAS.values()))
REGISTER_ENTRY = "Register entry "
"""What stands before the id of a tool where a paper says that its entry was read."""

_REFERENCE = re.compile(
    rf"\b(?:AI|D|{_LETTERS})-\d{{4}}-\d{{4,}}\b|(?<=\b{REGISTER_ENTRY})[a-z0-9]+(?:-[a-z0-9]+)*\b"
)


_PLACES = {"AI": "board", "D": "decisions", MEETING.letter: "meetings"}


def page_of(reference: str) -> str:
    """The path of the page of an idea, a decision, a meeting, another record or a tool."""
    if reference.islower():
        return f"/policies/register/{reference}"
    return f"/{_PLACES.get(reference.partition('-')[0], 'records')}/{reference}"


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
