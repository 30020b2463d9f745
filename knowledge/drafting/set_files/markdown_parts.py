"""Parts that are headings with what stands below them."""

from collections.abc import Iterable, Mapping, Sequence

from knowledge.drafting.facts import front_of
from knowledge.drafting.set_files.parts import Part, PartError, Values
from knowledge.files.sections import MarkdownSection, prose_and_items, sections, split_number
from knowledge.files.source_file import SourceFile
from knowledge.markup.words import slug

_OUTSIDE = "There is text outside the list here, which would be lost. Mend the file first."


def pieces(text: str, *, front: bool = False) -> Sequence[MarkdownSection]:
    """The headings of a text, below its front matter where it has some. Raises ValueError."""
    source = SourceFile.of("file.md", text.encode())
    return tuple(sections(source, front_of(text).body if front else 1))


def section_part(piece: MarkdownSection, kind: str, values: Values, name: str = "") -> Part:
    """A heading as a part, known by its anchor."""
    name = name or f"{piece.number} {piece.words}".strip()
    return Part(
        piece.anchor or piece.words, kind, name, values, piece.line, piece.end_line + 1
    )  # fmt: skip


def heading(before: str, values: Values, level: str, *, attributes: str = "") -> str:
    """The line of a heading: its own mark and anchor where it has them, else an anchor from its
    words. Raises PartError for a title without words."""
    title = " ".join(values["title"].split())
    first = before.partition("\n")[0]
    found = pieces(before)[0] if before else None
    anchor = found.anchor if found else slug(split_number(title)[1])
    if not title or not anchor:
        raise PartError("Give it a title.", "title")
    if "{" in title or "}" in title:
        raise PartError("Write the title without braces.", "title")
    mark = first[: len(first) - len(first.lstrip("#"))] or level
    return f"{mark} {title} {{#{' '.join((anchor, *attributes.split()))}}}"


def lists_alone(before: str) -> None:
    """Raises PartError where a section that is a list alone has other text, which nobody reads."""
    if before and prose_and_items(pieces(before)[0])[0]:
        raise PartError(_OUTSIDE)


def keyed_items(piece: MarkdownSection) -> Mapping[str, str]:
    """The lines `- key: value` of a section; of a key with several, one a line."""
    found: dict[str, str] = {}
    for item, _ in prose_and_items(piece)[1]:
        key, _, value = item.partition(":")
        key, value = key.strip(), value.strip()
        found[key] = f"{found[key]}\n{value}" if key in found else value
    return found


def keyed_lines(before: str, values: Mapping[str, str], keys: Iterable[str]) -> str:
    """The lines `- key: value` anew, in the order that they had; a key that is not among `keys` is
    left as it was, one without a value is left out."""
    held = keyed_items(pieces(before)[0]) if before else {}
    wanted = {key: values[key] for key in keys if key in values}
    lines = []
    for key in dict.fromkeys((*held, *wanted)):
        for value in wanted.get(key, held.get(key, "")).splitlines():
            if value.strip():
                lines.append(f"- {key}: {' '.join(value.split())}\n")
    return "".join(lines)


def paragraphs(text: str) -> str:
    """What was typed as the text below a heading, with its last line end."""
    found = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return f"{found}\n" if found else ""
