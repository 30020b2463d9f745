"""`asked.md` in parts: below each anchor the ways in which staff ask, one a line."""

from collections.abc import Sequence

from knowledge.drafting.plain_marks import as_typed, as_written
from knowledge.drafting.set_files.markdown_parts import lists_alone, pieces, section_part
from knowledge.drafting.set_files.parts import Part, PartError, PartFormat, Values, items_of
from knowledge.files.sections import prose_and_items

QUESTIONS = "questions"


def _read(text: str) -> Sequence[Part]:
    return [
        section_part(
            piece,
            QUESTIONS,
            {
                "anchor": piece.anchor or piece.words,
                "lines": "\n".join(as_typed(item) for item, _ in prose_and_items(piece)[1]),
            },
        )
        for piece in pieces(text)
        if piece.level >= 2
    ]


def _write(_: str, values: Values, before: str) -> str:
    lists_alone(before)
    lines = items_of(values["lines"])
    if not lines:
        raise PartError("Write at least one way of asking, one on each line.", "lines")
    heading = before.partition("\n")[0] or f"## {values['anchor']}"
    return "".join((f"{heading}\n", *(f"- {as_written(line)}\n" for line in lines)))


ASKED_FORMAT = PartFormat(_read, _write, apart=True, begins="# Ways in which staff ask\n")
