"""`not-covered.md` in parts: a subject with what people are told of it, and ways of asking."""

from collections.abc import Sequence

from knowledge.drafting.set_files.markdown_parts import heading, paragraphs, pieces, section_part
from knowledge.drafting.set_files.parts import Part, PartError, PartFormat, Values, items_of
from knowledge.files.sections import prose_and_items

SUBJECT = "subject"
FLAGS = ("outside", "orders")


def _read(text: str) -> Sequence[Part]:
    found = []
    for piece in pieces(text):
        if piece.level >= 2 and piece.anchor:
            prose, items = prose_and_items(piece)
            values = {
                "title": piece.words,
                "text": prose,
                **{flag: "true" if flag in piece.attributes else "false" for flag in FLAGS},
                "lines": "\n".join(item for item, _ in items),
            }
            found.append(section_part(piece, SUBJECT, values, piece.words))
    return found


def _write(_: str, values: Values, before: str) -> str:
    if not values["text"].strip():
        raise PartError("Say what people are told, and who they can ask.", "text")
    flags = " ".join(flag for flag in FLAGS if values.get(flag) == "true")
    lines = "".join(f"- {line}\n" for line in items_of(values["lines"]))
    return (
        heading(before, values, "###", attributes=flags) + f"\n{paragraphs(values['text'])}{lines}"
    )


OUT_OF_SCOPE_FORMAT = PartFormat(
    _read, _write, apart=True, begins="# What the policies do not cover\n"
)
