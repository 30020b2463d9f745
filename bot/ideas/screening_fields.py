"""The screening questions in force, as plain values for the triage list, and which of them are
still to be asked of somebody.

A question that the idea's words suggest is asked by itself, with the suggestion filled in, and so
is one of several items; the others of an assessment are asked in one, as boxes to tick. What is
not ticked is answered "no", or "unsure" where somebody does not know.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.ideas.idea_form import yes_no_or_unsure
from bot.ideas.pinned_questions import pinned_questions
from bot.message import Field, FieldKind
from bot.messages.formats import listed
from bot.messages.language import spoken
from bot.messages.say import say
from common.assessments import AssessmentTypes
from knowledge import Library, Passage
from knowledge.versions.dependents import in_force as clauses_in_force
from triage.assessment.suggested_answers import SuggestedAnswer, suggest_answers
from triage.model.screening_rules import (
    NONE_OF_THESE,
    NOT_SURE,
    Question,
    ScreeningReply,
    boxes_of,
    reply_of_boxes,
    visible,
)

_ANY = "any-of-"
"""The beginning of the name under which several questions of an assessment are asked in one."""

_TICKED = ".items"
"""The end of the name under which is kept what was ticked of a question of several items."""

Answers = Mapping[str, ScreeningReply]
Suggested = Mapping[str, SuggestedAnswer]


@dataclass(frozen=True, slots=True)
class Questions:
    """A version of the screening questions. `ref` names it, `titles` has the short name of each
    question, `types` the kinds of assessment, `clauses` the passages by the refs that the questions
    carry, `contact` whom to ask."""

    ref: str
    fingerprint: str
    asked: tuple[Question, ...]
    titles: Mapping[str, str]
    types: AssessmentTypes
    clauses: Mapping[str, Passage]
    contact: str

    def suggestions(self, text: str) -> Mapping[str, SuggestedAnswer]:
        """Suggested answers, of an idea's words."""
        return suggest_answers(self.asked, text)


def in_force(library: Library) -> Questions | None:
    """Today's questions, each pinned to the version of its clause; None if there are none."""
    today, policies = library.today(), library.policy_set
    screening = policies.screening_on(today)
    if screening is None:
        return None
    asked = pinned_questions(policies, today)
    held = clauses_in_force(policies, today)
    clauses = (held[one.clause] for one in screening.questions if one.clause in held)
    return Questions(
        ref=screening.policy.ref,
        fingerprint=library.fingerprint,
        asked=asked,
        titles={one.anchor: one.title for one in screening.questions},
        types=policies.assessment_types(today),
        clauses={passage.ref: passage for passage in clauses},
        contact=screening.policy.contact,
    )


def read_answers(questions: Questions, values: Mapping[str, object]) -> Answers:
    """The answers to single questions in what is kept of a screening."""
    return {
        question.key: ScreeningReply(str(values[question.key]))
        for question in questions.asked
        if values.get(question.key) in _REPLIES
    }


def read_notes(questions: Questions, values: Mapping[str, object]) -> Mapping[str, str]:
    """What was ticked of the questions that have several items."""
    kept = {one.key: values.get(f"{one.key}{_TICKED}") for one in questions.asked if one.items}
    return {key: note for key, note in kept.items() if isinstance(note, str) and note}


_REPLIES = frozenset(reply.value for reply in ScreeningReply)


def answered(field: Field, value: str) -> Mapping[str, str] | None:
    """What is kept of an answer to a field that was shown, by single questions; None where it is no
    answer: nothing chosen, or "none of these" together with one of them."""
    if field.kind is FieldKind.CHOICE:
        return {field.name: value} if value in dict(field.options) else None
    ticked = frozenset(value.split(","))
    boxes = {name: label for name, label in field.options if name not in (NONE_OF_THESE, NOT_SURE)}
    found = reply_of_boxes(ticked, boxes)
    if found is None or not ticked <= dict(field.options).keys():
        return None
    reply, named = found
    if not field.name.startswith(_ANY):
        return {field.name: reply.value, f"{field.name}{_TICKED}": named}
    others = ScreeningReply.UNSURE if NOT_SURE in ticked else ScreeningReply.NO
    return {key: (ScreeningReply.YES if key in ticked else others).value for key in boxes}


def open_fields(
    questions: Questions, values: Mapping[str, object], suggested: Suggested
) -> tuple[Field, ...]:
    """What is still to be asked, given what has been answered so far; nothing at the end."""
    return tuple(_open(questions, read_answers(questions, values), suggested))


def _open(questions: Questions, answers: Answers, suggested: Suggested) -> Iterator[Field]:
    to_ask = {question.key for question in visible(questions.asked, answers)} - answers.keys()
    for kind in dict.fromkeys(question.assessment for question in questions.asked):
        mine = [
            question
            for question in questions.asked
            if question.assessment == kind
            and question.key in to_ask
            and not _waits(question, answers, suggested)
        ]
        apart = [one for one in mine if one.items or _is_yes(one.key, suggested)]
        rest = [one for one in mine if one not in apart]
        if len(rest) == 1:
            apart, rest = [one for one in mine if one in apart or one in rest], []
        for question in apart:
            yield _field(question, suggested.get(question.key))
        if rest:
            yield _any_field(questions, kind, rest)


def _waits(question: Question, answers: Answers, suggested: Suggested) -> bool:
    """Whether the question before it is still to be answered, and nothing suggests how."""
    before = question.only_after
    return bool(before) and before not in answers and not _is_yes(before, suggested)


def _is_yes(key: str, suggested: Suggested) -> bool:
    return key in suggested and suggested[key].reply is ScreeningReply.YES


def _field(question: Question, found: SuggestedAnswer | None) -> Field:
    hint = ""
    if found:
        words = listed([f"“{word}”" for word in found.words[:3]])
        hint = say("screening-suggested", reply=found.reply, words=words)
    if question.items:
        options = (*boxes_of(question).items(), *_none_or_unsure())
        return Field(question.key, question.text, FieldKind.CHOICES, hint, True, options)
    return Field(
        question.key,
        question.text,
        FieldKind.CHOICE,
        hint=hint,
        required=True,
        options=yes_no_or_unsure(),
        value=found.reply.value if found else "",
    )


def _any_field(questions: Questions, kind: str, rest: Sequence[Question]) -> Field:
    """Several questions of an assessment in one: tick what applies."""
    return Field(
        f"{_ANY}{kind}",
        say("screening-any-of-these", about=questions.types.about(kind, spoken())),
        FieldKind.CHOICES,
        required=True,
        options=(*((one.key, questions.titles[one.key]) for one in rest), *_none_or_unsure()),
    )


def _none_or_unsure() -> tuple[tuple[str, str], ...]:
    return (
        (NONE_OF_THESE, say("screening-none-of-these")),
        (NOT_SURE, say("screening-do-not-know")),
    )
