"""A version of the screening questions in parts: its details, assessments and questions."""

from collections.abc import Sequence

from knowledge.drafting.set_files.markdown_parts import (
    heading,
    keyed_items,
    keyed_lines,
    lists_alone,
    paragraphs,
    pieces,
    section_part,
)
from knowledge.drafting.set_files.parts import Part, PartError, PartFormat, Values, items_of
from knowledge.drafting.set_files.version_details import DETAILS, details_part, with_facts
from knowledge.files.sections import MarkdownSection, prose_and_items

ASSESSMENT, QUESTION = "assessment", "question"
NAMED = ("name", "short", "about", "name-cy", "short-cy", "about-cy")
_SIMPLE = ("yes", "unsure", "clause", "only-after")


def _read(text: str) -> Sequence[Part]:
    found = [details_part(text)]
    for piece in pieces(text, front=True):
        if piece.level == 2 and piece.anchor:
            found.append(section_part(piece, ASSESSMENT, _assessment(piece)))
        elif piece.level == 3 and piece.anchor:
            found.append(section_part(piece, QUESTION, _question(piece)))
    return found


def _title(piece: MarkdownSection) -> str:
    return f"{piece.number} {piece.words}".strip()


def _assessment(piece: MarkdownSection) -> Values:
    held = keyed_items(piece)
    before = [part.strip() for part in held.get("before", "").split(",") if part.strip()]
    return {
        "title": _title(piece),
        **{name: held.get(name, "") for name in NAMED},
        "before": "\n".join(before),
    }


def _question(piece: MarkdownSection) -> Values:
    held = keyed_items(piece)
    floors = dict(
        part.split() for part in held.get("floor", "").split(",") if len(part.split()) == 2
    )
    return {
        "title": _title(piece),
        "text": prose_and_items(piece)[0],
        **{name: held.get(name, "") for name in _SIMPLE},
        "impact": floors.get("impact", ""),
        "likelihood": floors.get("likelihood", ""),
        "suggests": "\n".join(
            word for part in held.get("suggests", "").split(",") if (word := part.strip())
        ),
        "items": held.get("item", ""),
    }


def _write(kind: str, values: Values, before: str) -> str:
    if kind == DETAILS:
        return with_facts(before, values)
    if kind == ASSESSMENT:
        lists_alone(before)
        listed = {**values, "before": ", ".join(items_of(values["before"]))}
        return (
            heading(before, values, "##") + "\n" + keyed_lines(before, listed, (*NAMED, "before"))
        )
    if not values["text"].strip():
        raise PartError("Write the question.", "text")
    floors = [f"{name} {values[name]}" for name in ("impact", "likelihood") if values[name]]
    listed = {
        **values,
        "floor": ", ".join(floors),
        "suggests": ", ".join(items_of(values["suggests"])),
        "item": values["items"],
    }
    keys = ("yes", "unsure", "clause", "floor", "only-after", "suggests", "item")
    return (
        f"{heading(before, values, '###')}\n{paragraphs(values['text'])}"
        f"{keyed_lines(before, listed, keys)}"
    )


SCREENING_FORMAT = PartFormat(_read, _write, apart=True)
