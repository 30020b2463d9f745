"""What a lesson would change: the golden questions asked before and after it."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.files.load import read_folder
from knowledge.library import Library
from knowledge.model.answers import Answer, AnswerKind
from knowledge.model.policies import Severity
from knowledge.quality.add_example import NOT_COVERED, ExampleError, NewExample, write_example
from knowledge.quality.evaluate import QuestionResult, ask_all
from knowledge.quality.golden import GoldenQuestion, Topic

# From worst to best, in the words of `Outcome.miss`; "" is a right answer.
_WORTH = (
    *("answered, though the policies do not", "wrong", "silent"),
    *("right or close, not first", "close, not right", ""),
)


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A golden question that is answered otherwise after the lesson."""

    before: QuestionResult
    after: QuestionResult

    @property
    def worse(self) -> bool:
        return _WORTH.index(self.after.miss) < _WORTH.index(self.before.miss)

    @property
    def better(self) -> bool:
        return _WORTH.index(self.after.miss) > _WORTH.index(self.before.miss)


@dataclass(frozen=True, slots=True)
class ExamplePreview:
    """What a lesson would change; `asked` golden questions were tried."""

    lesson: NewExample
    before: Answer
    after: Answer
    changes: tuple[AnswerChange, ...]
    asked: int

    @property
    def worse(self) -> int:
        return sum(change.worse for change in self.changes)


def preview_example(
    library: Library,
    folder: Path,
    lesson: NewExample,
    *,
    golden: Sequence[GoldenQuestion],
    topics: Mapping[str, Topic],
    on: date,
) -> ExamplePreview:
    """Try a lesson on a copy of the folder, which itself stays as it is.

    Raises LessonError where the set with the line in it is not whole, and QuestionsError.
    """
    taught = _taught(library, folder, lesson)
    before, after = (ask_all(each, golden, topics, on) for each in (library, taught))
    changes = (AnswerChange(*pair) for pair in zip(before, after, strict=True))
    return ExamplePreview(
        lesson=lesson,
        before=library.answer(lesson.text, on=on),
        after=taught.answer(lesson.text, on=on),
        changes=tuple(c for c in changes if _said(c.before.answer) != _said(c.after.answer)),
        asked=len(golden),
    )


def _taught(library: Library, folder: Path, lesson: NewExample) -> Library:
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(shutil.copytree(folder, Path(scratch) / "policies"))
        write_example(copy, lesson)
        policies, problems = read_folder(copy)
    broken = any(problem.severity is Severity.ERROR for problem in problems)
    if broken or not lesson.stands_in(policies):
        raise ExampleError(f"the line cannot stand in {lesson.file}: write the question otherwise")
    taught = library.succeed(policies, problems)
    taught.build_embeddings()
    return taught


def preview_as_text(effect: ExamplePreview) -> Iterator[str]:
    """What would change, a row a question, and how the taught question is answered."""
    yield f"Line      {effect.lesson.text}"
    yield f"Under     {effect.lesson.place} in {effect.lesson.file}"
    yield f"Before    {_said(effect.before)}"
    yield f"After     {_said(effect.after)}"
    yield ""
    if not effect.changes:
        yield f"None of {effect.asked} golden questions is answered otherwise."
        return
    rows = [
        ("question", "before", "after", ""),
        *(
            (c.before.question.text, _said(c.before.answer), _said(c.after.answer), _worth(c))
            for c in sorted(effect.changes, key=lambda c: (not c.worse, c.before.question.id))
        ),
    ]
    widths = [max(len(_cut(row[column])) for row in rows) for column in range(4)]
    for row in rows:
        cells = (f"{_cut(cell):<{width}}" for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
    better = sum(change.better for change in effect.changes)
    yield ""
    yield (
        f"Of {effect.asked} golden questions {len(effect.changes)} would be answered otherwise:"
        f" {better} better, {effect.worse} worse."
    )


def _worth(change: AnswerChange) -> str:
    return "worse" if change.worse else "better" if change.better else "as good"


def _cut(cell: str, longest: int = 60) -> str:
    return cell if len(cell) <= longest else f"{cell[: longest - 1]}…"


def _said(answer: Answer) -> str:
    """An answer in a word or two: what is quoted first, or why nothing is."""
    if answer.subject:
        return f"{NOT_COVERED}#{answer.subject.id}"
    kind = answer.kind.value.replace("_", " ")
    places = [passage.place for passage in (*answer.passages[:1], *answer.named)]
    if not places:
        return kind
    place = ", ".join(places)
    return places[0] if answer.kind is AnswerKind.ANSWERED else f"{kind}: {place}"
