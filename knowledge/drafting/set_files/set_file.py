"""Which files of a set are edited in parts, and how each is known to a draft."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from knowledge.drafting.set_files.council_lists import COUNCIL_LISTS_FORMAT
from knowledge.drafting.set_files.golden_parts import GOLDEN_FORMAT
from knowledge.drafting.set_files.lexicon_lines import LEXICON_FORMAT
from knowledge.drafting.set_files.out_of_scope_subjects import OUT_OF_SCOPE_FORMAT
from knowledge.drafting.set_files.parts import PartFormat
from knowledge.drafting.set_files.register_entry import REGISTER_FORMAT
from knowledge.drafting.set_files.scoring_parts import SCORING_FORMAT
from knowledge.drafting.set_files.screening_parts import SCREENING_FORMAT
from knowledge.drafting.set_files.ways_of_asking import ASKED_FORMAT
from knowledge.files.reading import SCORING, SCREENING
from knowledge.files.settings_file import SETTINGS
from knowledge.files.source_file import QUESTIONS
from knowledge.files.tool_entry import REGISTER


class FileKind(StrEnum):
    """What a file holds."""

    REGISTER = "register"
    LEXICON = "lexicon"
    ASKED = "asked"
    OUT_OF_SCOPE = "not-covered"
    SCREENING = "screening"
    SCORING = "scoring"
    GOLDEN = "questions"
    COUNCIL = "settings"


FORMATS: Mapping[FileKind, PartFormat] = {
    FileKind.REGISTER: REGISTER_FORMAT,
    FileKind.LEXICON: LEXICON_FORMAT,
    FileKind.ASKED: ASKED_FORMAT,
    FileKind.OUT_OF_SCOPE: OUT_OF_SCOPE_FORMAT,
    FileKind.SCREENING: SCREENING_FORMAT,
    FileKind.SCORING: SCORING_FORMAT,
    FileKind.GOLDEN: GOLDEN_FORMAT,
    FileKind.COUNCIL: COUNCIL_LISTS_FORMAT,
}

_ALONE = {
    "lexicon.md": FileKind.LEXICON,
    "not-covered.md": FileKind.OUT_OF_SCOPE,
    "not-covered.cy.md": FileKind.OUT_OF_SCOPE,
    QUESTIONS: FileKind.GOLDEN,
    SETTINGS: FileKind.COUNCIL,
    SCREENING: FileKind.SCREENING,
    SCORING: FileKind.SCORING,
}
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ASKED = re.compile(rf"{_ID}/asked(?:\.cy)?\.md")
_ENTRY = re.compile(rf"{REGISTER}/({_ID})\.md")


@dataclass(frozen=True, slots=True)
class SetFile:
    """A file that is edited in parts. `subject` is how drafts know it: its name inside the folder,
    or for one with versions the name of its folder."""

    subject: str
    kind: FileKind

    @property
    def has_versions(self) -> bool:
        return self.kind in (FileKind.SCREENING, FileKind.SCORING)

    @property
    def parts(self) -> PartFormat:
        return FORMATS[self.kind]

    @property
    def owner(self) -> str:
        """The folder that it stands in: a policy's id, the register; "" for none."""
        return str(PurePosixPath(self.subject).parent) if "/" in self.subject else ""

    @property
    def name(self) -> str:
        """The tool's id, for an entry of the register."""
        return PurePosixPath(self.subject).stem

    @property
    def is_welsh(self) -> bool:
        return self.subject.endswith(".cy.md")


def set_file(subject: str) -> SetFile | None:
    """The file that a draft is of; None for a policy, and for whatever else a name may be."""
    if kind := _ALONE.get(subject):
        return SetFile(subject, kind)
    if _ASKED.fullmatch(subject):
        return SetFile(subject, FileKind.ASKED)
    if _ENTRY.fullmatch(subject):
        return SetFile(subject, FileKind.REGISTER)
    return None
