"""Verdict marks proposed for sentences that have none, by their words, for officers to confirm.

A proposal is a guess: "must" requires and "do not" forbids, but whether a sentence answers a
question at all is for somebody to read. Nothing here is used when a question is answered.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.files.load import read_folder
from knowledge.model.policies import Passage, Verdict
from knowledge.model.sentences import Sentence
from knowledge.model.statements import statements


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{text})\b")


# The first that is found decides.
_SIGNS: Sequence[tuple[re.Pattern[str], Verdict]] = (
    (_words(r"need not|needs? no|(?:do|does) not need|not (?:required|needed)|no need"),
     Verdict.NOT_REQUIRED),
    (_words(r"only (?:if|when|where|with|after)|may only|can only|unless|provided that|"
            r"as long as|with (?:the )?(?:approval|permission|consent)"),
     Verdict.CONDITIONS),
    (_words(r"do not|don['’]t|never|must not|may not|cannot|can not|not (?:allowed|permitted|"
            r"approved|enough)|forbidden|prohibited|banned|refused|nobody may|no one may|"
            r"stays? out|keep\b.{0,60}\bout of|no \w+(?: \w+)? (?:may|goes|go)"),
     Verdict.NOT_ALLOWED),
    (_words(r"must|has to|have to|needs?(?= (?:a|an|approval|to)\b)|(?:is|are) required|required"),
     Verdict.REQUIRED),
    (_words(r"may|can|(?:is|are) (?:allowed|permitted|approved)"), Verdict.ALLOWED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProposedMark:
    """A verdict for the sentence that ends in line `line` of a file."""

    passage: Passage
    sentence: Sentence
    verdict: Verdict
    line: int


def propose_marks(folder: Path, on: date) -> tuple[ProposedMark, ...]:
    """A mark for each sentence in force on the day that has none and whose words suggest one."""
    policies, _ = read_folder(folder)
    return tuple(
        found for passage in policies.passages_on(on) for found in _of_passage(folder, passage)
    )


def _of_passage(folder: Path, passage: Passage) -> Iterator[ProposedMark]:
    written = (folder / passage.file).read_text("utf-8").splitlines()
    at = passage.line - 1
    for one in statements(passage):
        if one.verdict or not (verdict := _suggested(one.sentence.text)):
            continue
        last = one.sentence.text.splitlines()[-1].strip()
        line = next((n for n in range(at, passage.end_line) if last in written[n]), at)
        yield ProposedMark(passage, one.sentence, verdict, line + 1)


def _suggested(sentence: str) -> Verdict | None:
    """What a sentence's words suggest; nothing for a request to ask somebody."""
    if sentence.startswith("Ask "):
        return None
    return next((verdict for sign, verdict in _SIGNS if sign.search(sentence)), None)


def write_marks(folder: Path, proposed: Sequence[ProposedMark]) -> None:
    """Put the marks behind their sentences, in place, so that officers see them as a change.

    A sentence that runs over several lines, or whose last line stands twice, is left alone.
    Raises OSError.
    """
    by_file: dict[str, list[ProposedMark]] = {}
    for mark in proposed:
        by_file.setdefault(mark.passage.file, []).append(mark)
    for name, marks in by_file.items():
        path = folder / name
        lines = path.read_text("utf-8").split("\n")
        for mark in marks:
            text, said = lines[mark.line - 1], mark.sentence.text
            if text.count(said) == 1:
                end = text.index(said) + len(said)
                lines[mark.line - 1] = f"{text[:end]} {{verdict={mark.verdict}}}{text[end:]}"
        path.write_text("\n".join(lines), "utf-8", newline="\n")
