"""One more way of asking: where its line goes, and the file with the line in it."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from common.files import FOR_ALL_TO_READ, replace_file
from common.words import words
from knowledge.files.sections import MarkdownSection, sections
from knowledge.files.source_file import SourceFile
from knowledge.files.welsh_version import ENDING as WELSH
from knowledge.model.policy_set import PolicySet, WelshWays
from knowledge.nearest import did_you_mean
from knowledge.privacy.masking import mask, names_known
from knowledge.query.welsh.detection import is_welsh

NOT_COVERED = "not-covered"

_LONGEST = 300  # characters: a question that somebody types, not a letter
_BOM = b"\xef\xbb\xbf"


class ExampleError(Exception):
    """The question cannot be taught; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class NewExample:
    """A masked question with the place, `owner#anchor`, that shall answer it."""

    text: str
    place: str

    @property
    def file(self) -> str:
        """The name, inside the policy folder, of the file that holds the line: a Welsh line stands
        in the Welsh one."""
        owner = self.place.partition("#")[0]
        ending = f"{WELSH}.md" if is_welsh(self.text) else ".md"
        return f"{NOT_COVERED}{ending}" if owner == NOT_COVERED else f"{owner}/asked{ending}"

    def stands_in(self, policies: PolicySet) -> bool:
        """Whether a set has the line where it belongs."""
        owner, _, anchor = self.place.partition("#")
        ways: PolicySet | WelshWays = policies.welsh if is_welsh(self.text) else policies
        lists = ways.subject_lines if owner == NOT_COVERED else ways.asked
        return self.text in lists.get(anchor if owner == NOT_COVERED else self.place, ())


def new_example(policies: PolicySet, question: str, ref: str, on: date) -> NewExample:
    """Mask the question and find its place. Raises ExampleError.

    `ref` is `policy-id#anchor`, `register#tool-id` or `not-covered#subject`; a version in it is
    passed over, because ways of asking outlive versions.
    """
    place = re.sub(r"@[^#]*", "", ref.strip())
    if place not in (known := _places(policies, on)):
        raise ExampleError(f"{ref} is nothing in force or to come{did_you_mean(place, known)}")
    text = " ".join(mask(question, names_known(policies)).split())
    if not words(text):
        raise ExampleError("there is no question to teach: write it as staff would type it")
    if len(text) > _LONGEST:
        raise ExampleError(f"the question is longer than {_LONGEST} characters: shorten it")
    if stands := _where(policies, text):
        raise ExampleError(f"this line stands already, under {stands}: nothing to add")
    return NewExample(text, place)


def _places(policies: PolicySet, on: date) -> frozenset[str]:
    """The places that are answered from on the day or later."""
    clauses = (
        passage.place
        for ref, passages in policies.clauses.items()
        if (term := policies.terms.get(ref)) and (term.holds(on) or term.first > on)
        for passage in passages
    )
    tools = (tool.passage.place for tool in policies.tools)
    subjects = (f"{NOT_COVERED}#{subject.id}" for subject in policies.subjects)
    return frozenset((*clauses, *tools, *subjects))


def _where(policies: PolicySet, text: str) -> str:
    """The place under which a line stands, whatever its capitals; `""` for none."""
    said = text.casefold()
    for ways in (policies, policies.welsh):
        subjects = {f"{NOT_COVERED}#{id_}": lines for id_, lines in ways.subject_lines.items()}
        for place, lines in (*ways.asked.items(), *subjects.items()):
            if said in (" ".join(line.casefold().split()) for line in lines):
                return place
    return ""


def with_line(data: bytes, lesson: NewExample) -> bytes:
    """The file with the lesson's line below its heading; every other byte stays as it was."""
    bom = _BOM if data.startswith(_BOM) else b""
    source = SourceFile.of(lesson.file, data)
    text = source.text
    end = "\r\n" if "\r\n" in text else "\n"
    piece = _below(source, lesson.place.partition("#")[2])
    if piece is None:
        begun = text or f"# Ways in which staff ask{end}"
        begun += "" if begun.endswith(("\n", "\r")) else end
        gap = "" if begun.endswith((end * 2, "\n\n")) else end
        added = f"{begun}{gap}## {lesson.place.partition('#')[2]}{end}- {lesson.text}{end}"
        return bom + added.encode()
    line = f"- {lesson.text}{end}"
    if piece.end_line < len(source.starts):
        at = source.starts[piece.end_line]
        return bom + (text[:at] + line + text[at:]).encode()
    return bom + f"{text}{end}{line}".encode()


def _below(source: SourceFile, anchor: str) -> MarkdownSection | None:
    found = (p for p in sections(source) if p.level >= 2 and (p.anchor or p.words) == anchor)
    return next(found, None)


def write_example(folder: Path, lesson: NewExample) -> None:
    """Put the line into its file, which is whole at every moment. Raises ExampleError."""
    path = (folder / lesson.file).resolve()
    try:
        data = path.read_bytes() if path.exists() else b""
        replace_file(path, with_line(data, lesson), FOR_ALL_TO_READ)
    except OSError as refused:
        raise ExampleError(f"{path} cannot be written: {refused.strerror}") from None
