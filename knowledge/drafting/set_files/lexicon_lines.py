"""`lexicon.md` in parts: what people write, and what the policies call it, a line each."""

from collections.abc import Mapping, Sequence

from knowledge.drafting.set_files.markdown_parts import pieces
from knowledge.drafting.set_files.parts import Part, PartError, PartFormat, Values
from knowledge.files.sections import prose_and_items
from knowledge.markup.words import slug

TITLES: Mapping[str, str] = {
    "acronyms": "Acronyms",
    "staff-words": "Staff words",
    "data-classes": "Data classes",
}
"""The kinds of lines, with the heading of each."""

_KINDS = {title.lower(): kind for kind, title in TITLES.items()}


def _read(text: str) -> Sequence[Part]:
    found = []
    for piece in pieces(text):
        kind = _KINDS.get(piece.words.lower(), "")
        if piece.level != 2 or not kind:
            continue
        items = prose_and_items(piece)[1]
        ends = [*(line for _, line in items[1:]), piece.end_line + 1]
        for (item, line), end in zip(items, ends, strict=bool(items)):
            written, colon, called = (part.strip() for part in item.partition(":"))
            if colon and written and called:
                values = {"written": written, "called": called}
                key = f"{kind}.{slug(written) or written.casefold()}"
                found.append(Part(key, kind, written, values, line, end))
    return found


def _write(_: str, values: Values, __: str) -> str:
    written, called = (" ".join(values[name].split()) for name in ("written", "called"))
    for name, value in (("written", written), ("called", called)):
        if not value:
            raise PartError("Fill this in.", name)
    if ":" in written:
        raise PartError("Write it without a colon.", "written")
    return f"- {written}: {called}\n"


LEXICON_FORMAT = PartFormat(
    _read, _write, begins="# What staff say and what the policies call it\n",
    above={kind: f"## {title}" for kind, title in TITLES.items()},
)  # fmt: skip
