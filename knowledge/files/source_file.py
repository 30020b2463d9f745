"""The files of a policy folder, read once, each with what is wrong with the file itself."""

import codecs
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.model.policies import Problem, Severity

LARGEST_FILE = 4 * 1024 * 1024
"""In bytes. Thousands of clauses fit; what is larger was not written by hand."""

_OWN_MESSAGES = re.compile(r"messages\.([a-z]{2,3})\.ftl")
QUESTIONS = "questions.jsonl"
"""The set's own golden questions, with what answers them."""

BESIDE = ("settings.yaml", QUESTIONS)
"""Files at the top of the folder that are read and are no Markdown."""

_DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".pdf", ".html", ".rst"})

# What editors, Windows and macOS leave beside a file while it is open, and afterwards.
_LEFTOVER = re.compile(
    r"^(?:\.|~\$|#)|~$|\.(?:bak|tmp|temp|swp|swo|orig|rej|part|lock)$"
    r"|^(?:thumbs\.db|desktop\.ini|__macosx)$",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"^(?:copy|copi) (?:of|o) |(?: - copy| copy| - copi)(?: \(?\d+\)?)?\.md$| ?\(\d+\)\.md$"
    r"|conflict\w*(?: copy)?[^/]*\.md$",
    re.IGNORECASE,
)
LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file: its name inside the folder (with forward slashes) and its text as it stands.

    `text` keeps the file's own line ends; a byte order mark is left off. `starts` holds where
    each line begins, as an index into `text`; lines end as Markdown says (LF, CR LF or CR).
    """

    name: str
    text: str
    starts: tuple[int, ...]
    digest: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> "SourceFile":
        """Raises UnicodeDecodeError where the bytes are not UTF-8."""
        text = data.decode().removeprefix("\ufeff")
        starts = (0, *(end.end() for end in LINE_END.finditer(text)))
        return cls(name, text, starts, hashlib.sha256(data).digest())

    def problem(self, line: int, message: str, severity: Severity = Severity.ERROR) -> Problem:
        return Problem(self.name, line, message, severity)

    def lines(self, first: int, end: int) -> str:
        """The text of lines `first` up to but without `end`, both counted from 1."""
        stop = self.starts[end - 1] if end <= len(self.starts) else len(self.text)
        return self.text[self.starts[first - 1] : stop] if first <= len(self.starts) else ""

    def block(self, first: int, end: int) -> tuple[str, int, int]:
        """Lines `first` up to `end` without the blank lines around them: the text without its
        last line end, its first line and its last (`first - 1` where there is no text)."""
        while end > first and not self.lines(end - 1, end).strip():
            end -= 1
        while first < end and not self.lines(first, first + 1).strip():
            first += 1
        return self.lines(first, end).rstrip("\r\n"), first, end - 1

    @property
    def end(self) -> int:
        """The number after that of the last line."""
        return len(self.starts) + 1


def message_language(name: str) -> str:
    """The language of a file of the council's own messages (`messages.cy.ftl`: `cy`), or ""."""
    found = _OWN_MESSAGES.fullmatch(name)
    return found[1] if found else ""


def is_read(name: str) -> bool:
    """Whether a file of this name, inside the folder, is one that a set may have."""
    return name.endswith(".md") or name in BESIDE or bool(message_language(name))


def read_sources(folder: Path, problems: list[Problem]) -> tuple[SourceFile, ...]:
    """Read every Markdown file of the folder and of its folders, and those beside it, by name.

    What cannot be read is told in `problems`; hidden files and README.md are left alone.
    Nothing outside the folder is opened, whatever a link says.
    """
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "does not exist"
        problems.append(Problem(".", 0, f"the policy folder {what}: {folder.name}"))
        return ()
    root = folder.resolve()
    sources = []
    for path in _files(root, root, problems):
        source = _read(root, path, problems)
        if source:
            sources.append(source)
    return tuple(sorted(sources, key=lambda source: source.name))


def _files(root: Path, folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The files of a folder and of its sub-folders that are read."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as refused:
        problems.append(_problem(root, folder, f"cannot be opened: {refused.strerror}"))
        return
    for path in entries:
        if not _is_sayable(path.name):
            message = "its name is not UTF-8; rename it"
            problems.append(_problem(root, path, message))
            continue
        if path.name.lower() == "readme.md" or _LEFTOVER.search(path.name):
            continue
        if path.is_symlink() and (trouble := _link_trouble(root, path)):
            problems.append(_problem(root, path, trouble))
        elif path.is_dir():
            if folder == root:
                yield from _files(root, path, problems)
            else:
                problems.append(_problem(root, path, "a folder this deep is not read"))
        elif reason := _not_taken(root, folder, path):
            problems.append(reason)
        else:
            yield path


def _not_taken(root: Path, folder: Path, path: Path) -> Problem | None:
    """Why a file is not read; None for one that is."""
    if folder == root and is_read(path.name) and path.is_file():
        return None
    if path.suffix.lower() != ".md":
        what = "is not Markdown and is not read"
        if path.suffix.lower() in _DOCUMENTS:
            what += ": bring it in first, which makes a draft of it (docs/importing.md)"
        return _problem(root, path, what, Severity.WARNING)
    if _COPY.search(path.name):
        what = "looks like a copy that an editor left, and is not read: delete it"
        return _problem(root, path, what, Severity.FAULT)
    return None if path.is_file() else _problem(root, path, "is not an ordinary file")


def _is_sayable(name: str) -> bool:
    """A name of other bytes than UTF-8 comes with halves of characters in it, which nothing can
    write again."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _link_trouble(root: Path, path: Path) -> str:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "is a link that leads nowhere"
    if not target.is_relative_to(root):
        return "is a link that leads out of the policy folder, so it is not followed"
    if target.is_dir() and path.is_relative_to(target):
        return "is a link to a folder that it stands in"
    return ""


def _read(root: Path, path: Path, problems: list[Problem]) -> SourceFile | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as refused:
        problems.append(_problem(root, path, f"cannot be read: {refused.strerror}"))
        return None
    if len(data) > LARGEST_FILE:
        problems.append(_problem(root, path, "is larger than 4 MB; split it"))
        return None
    try:
        source = SourceFile.of(path.relative_to(root).as_posix(), data)
    except UnicodeDecodeError as odd:
        line = data.count(b"\n", 0, odd.start) + 1
        problems.append(_problem(root, path, "is not UTF-8; save it as UTF-8", line=line))
        return None
    if data.startswith(codecs.BOM_UTF8):
        message = "starts with a byte order mark; save it as UTF-8 without one"
        problems.append(source.problem(1, message, Severity.FAULT))
    if b"\r" in data:
        line = data.count(b"\n", 0, data.index(b"\r")) + 1
        message = "has Windows line ends (CR LF); save it with LF line ends"
        problems.append(source.problem(line, message, Severity.FAULT))
    return source


def _problem(
    root: Path, path: Path, message: str, severity: Severity = Severity.ERROR, line: int = 0
) -> Problem:
    name = os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")
    return Problem(name, line, message, severity)
