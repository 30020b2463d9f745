"""Reference links written out: `[the form][f]` with its target, which stands somewhere else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.markup.parsed_text import LINE_END, ParsedText

_FULL = re.compile(r"(?<!\\)\[([^\[\]]+)\](?:\[([^\[\]]*)\])?(?![\[(:])")


@dataclass(frozen=True, slots=True)
class LinkDefinition:
    """`[label]: href` in lines `line` to `last` of the file; the label folded as Markdown folds."""

    label: str
    href: str
    line: int
    last: int


def definitions(parsed: ParsedText) -> tuple[LinkDefinition, ...]:
    found = []
    for label, told in parsed.references.items():
        begins, end = told.get("map") or (0, 1)
        first = parsed.first
        found.append(LinkDefinition(label, str(told["href"]), begins + first, end - 1 + first))
    return tuple(found)


def write_out(text: str, line: int, known: Sequence[LinkDefinition]) -> str:
    """The text, which begins in `line` of its file, with every reference link as
    `[words](target)` and without the definitions themselves."""
    if not known:
        return text
    targets = {found.label: found.href for found in known}
    gone = {at for found in known for at in range(found.line, found.last + 1)}
    ends = [*LINE_END.finditer(text)]
    starts = [0, *(end.end() for end in ends)]
    stops = [*(end.end() for end in ends), len(text)]
    kept = "".join(
        text[begins:stop]
        for at, (begins, stop) in enumerate(zip(starts, stops, strict=True), line)
        if at not in gone
    )
    return _FULL.sub(lambda found: _inline(found, targets), kept).rstrip("\r\n")


def _inline(found: re.Match[str], targets: dict[str, str]) -> str:
    label = " ".join((found[2] or found[1]).split()).lower().upper()
    target = targets.get(label)
    return f"[{found[1]}]({target})" if target is not None else found[0]
