"""One fault: what to break, and what the check of the whole set must say then."""

from dataclasses import dataclass
from pathlib import Path

from knowledge.model.policies import Severity

MEETINGS, DATA, NEXT = "meetings/2.0.md", "data/1.0.md", "meetings/3.0.md"
SCRIBE, PARROT, SCREENING = "register/scribe.md", "register/parrot.md", "screening/1.0.md"


@dataclass(frozen=True, slots=True)
class Planted:
    """In a file, `old` becomes `new`. `expected` is `file:line: message` of every problem, or
    (an error) of some: what cannot be read is missed elsewhere too."""

    name: str
    file: str
    old: str
    new: str
    expected: frozenset[str]
    severity: Severity

    def plant(self, folder: Path) -> None:
        path = folder / self.file
        text = path.read_text("utf-8")
        assert self.old in text, f"nothing to break in {self.file}"
        path.write_text(text.replace(self.old, self.new, 1), "utf-8")


def _expected(file: str, problems: tuple[str, ...]) -> frozenset[str]:
    return frozenset(text if ".md:" in text else f"{file}:{text}" for text in problems)


def error(name: str, file: str, old: str, new: str, *expected: str) -> Planted:
    """`expected` are `line: message` in the same file, or `file:line: message`."""
    return Planted(name, file, old, new, _expected(file, expected), Severity.ERROR)


def fault(name: str, file: str, old: str, new: str, *expected: str) -> Planted:
    return Planted(name, file, old, new, _expected(file, expected), Severity.FAULT)


def warning(name: str, file: str, old: str, new: str, *expected: str) -> Planted:
    return Planted(name, file, old, new, _expected(file, expected), Severity.WARNING)
