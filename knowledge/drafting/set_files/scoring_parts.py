"""A version of how ideas are scored in parts: details, parts of the benefit, ease, floors."""

from collections.abc import Sequence

from knowledge.drafting.set_files.markdown_parts import (
    heading,
    keyed_items,
    keyed_lines,
    paragraphs,
    pieces,
    section_part,
)
from knowledge.drafting.set_files.parts import Part, PartError, PartFormat, Values
from knowledge.drafting.set_files.version_details import DETAILS, details_part, with_facts
from knowledge.files.sections import MarkdownSection, prose_and_items
from knowledge.model.scoring_rule import KINDS, TOUCHES

BENEFIT, EASE, FLOORS, CLAUSES = "benefit", "ease", "floors", "clauses"
_KEYS = {FLOORS: TOUCHES, CLAUSES: KINDS}


def _read(text: str) -> Sequence[Part]:
    found = [details_part(text)]
    section = ""
    for piece in pieces(text, front=True):
        if piece.level == 2:
            section = piece.anchor
        if piece.level == 2 and section in _KEYS:
            held = keyed_items(piece)
            found.append(
                section_part(piece, section, {key: held.get(key, "") for key in _KEYS[section]})
            )
        elif piece.level == 2 and section == EASE:
            found.append(section_part(piece, EASE, {"text": prose_and_items(piece)[0]}))
        elif piece.level == 3 and section == BENEFIT and piece.anchor:
            found.append(section_part(piece, BENEFIT, _benefit(piece)))
    return found


def _benefit(piece: MarkdownSection) -> Values:
    return {
        "title": f"{piece.number} {piece.words}".strip(),
        "text": prose_and_items(piece)[0],
        "weight": keyed_items(piece).get("weight", ""),
    }


def _write(kind: str, values: Values, before: str) -> str:
    if kind == DETAILS:
        return with_facts(before, values)
    if kind in _KEYS:
        return before.partition("\n")[0] + "\n" + keyed_lines(before, values, _KEYS[kind])
    if not values["text"].strip():
        raise PartError("Say how it is judged, from 1 to 5.", "text")
    if kind == EASE:
        return before.partition("\n")[0] + "\n" + paragraphs(values["text"])
    return (
        f"{heading(before, values, '###')}\n{paragraphs(values['text'])}"
        f"{keyed_lines(before, values, ('weight',))}"
    )


SCORING_FORMAT = PartFormat(_read, _write, apart=True)
