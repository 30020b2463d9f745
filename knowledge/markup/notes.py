"""Footnotes and link definitions: text that stands in one place and is meant for another."""

import re
from collections.abc import Iterator, Mapping

from knowledge.markup.parsed_text import ParsedText, Trap
from knowledge.model.policies import Severity

_NOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_NOTE_TEXT = re.compile(r"\s{0,3}\[\^([^\]\s]+)\]:\s*(.*)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
TARGET = re.compile(r"(?:https?://|mailto:|/|#|\.{1,2}/)|[a-z0-9-]+(?:@[\d.]+)?#\S+$", re.I)
"""How the target of a link begins, or what it is: an address, or a clause."""


def footnotes_elsewhere(parsed: ParsedText) -> Iterator[Trap]:
    """The text of a footnote stands in the clause that has the mark, or is not quoted with it."""
    marks: dict[str, int] = {}
    texts: dict[str, tuple[int, int]] = {}
    part = 0
    parts: list[int] = []
    for line, text in enumerate(parsed.lines):
        part += bool(_HEADING.match(text))
        parts.append(part)
        if note := _NOTE_TEXT.match(text):
            texts[note[1]] = (line, part)
        for mark in _NOTE.finditer(text):
            marks.setdefault(mark[1], line)
    for name, line in marks.items():
        if name not in texts:
            yield parsed.trap(line, f"the footnote [^{name}] has no text: write it in the sentence")
        elif texts[name][1] != parts[line]:
            message = f"the text of the footnote [^{name}] stands in another clause (line "
            message += f"{texts[name][0] + parsed.first}), so the rule is quoted without it: "
            yield parsed.trap(line, message + "write it into this clause")
    for name, (line, _) in texts.items():
        if name not in marks:
            yield parsed.trap(line, f"no clause has the mark of the footnote [^{name}]")


def notes_written_out(text: str) -> str:
    """A clause's text with its own footnotes as people read them: `home.[^a]` as `home. (note 1)`,
    and `[^a]: Except ...` as `Note 1: Except ...`. As many lines as before; marks whose text stands
    elsewhere stay as they are."""
    lines = text.split("\n")
    texts = {note[1] for note in map(_NOTE_TEXT.match, lines) if note}
    called = dict.fromkeys(mark[1] for mark in _NOTE.finditer(text) if mark[1] in texts)
    if not called:
        return text
    numbers = {name: number for number, name in enumerate(called, 1)}
    written = list[str]()
    in_note = False
    for line in lines:
        note = _NOTE_TEXT.match(line)
        shown = line
        if note and note[1] in numbers:
            if written and written[-1].strip():
                written[-1] = f"{written[-1].rstrip()}  "  # a line of its own, as in print
            shown, in_note = f"Note {numbers[note[1]]}: {note[2]}", True
        elif in_note and line[:1] in (" ", "\t"):
            shown = line.lstrip()  # a note's further lines are no code
        elif line.strip():
            in_note = False
        written.append(_NOTE.sub(lambda mark: _called(mark, numbers), shown))
    return "\n".join(written)


def _called(mark: re.Match[str], numbers: Mapping[str, int]) -> str:
    number = numbers.get(mark[1])
    return mark[0] if number is None else f" (note {number})"


def link_definitions(parsed: ParsedText) -> Iterator[Trap]:
    """A line `[Scope]: all-staff` is a link definition and shows nothing."""
    for label, found in parsed.references.items():
        begins, end = found.get("map") or (0, 1)
        text = parsed.lines[begins].strip()
        if _NOTE_TEXT.match(text):
            name = label.lower().strip("^")
            message = f"the text of the footnote [^{name}] is read as a link and shows nothing: "
            yield parsed.trap(begins, message + "write it in the sentence", last=end - 1)
        elif not TARGET.match(str(found["href"])):
            written = text.replace("[", "", 1).replace("]", "", 1)
            message = f"a line that begins [{text[1:].partition(']')[0]}]: is read as the target "
            message += f'of a link and shows nothing: write "{written}"'
            yield parsed.trap(begins, message, last=end - 1)
        elif not _used(parsed, label):
            message = f"no text uses this link definition: write [words]({found['href']}) where "
            yield parsed.trap(begins, message + "it belongs", Severity.FAULT, end - 1)


def _used(parsed: ParsedText, label: str) -> bool:
    wanted = re.escape(label)
    mark = re.compile(r"\[" + wanted.replace(r"\ ", r"\s+") + r"\](?!:|\()", re.IGNORECASE)
    return any(mark.search(line) for line in parsed.lines)
