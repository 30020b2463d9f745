"""The screening questions in force, as plain values for the triage list, and which of them are
still to be asked of somebody.

A question that the idea's words suggest is asked by itself, with the suggestion filled in; the
others of an assessment are asked in one: "does any of these apply?". A "no" to that answers each
of them, a "yes" has them asked one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.ideas.idea_form import yes_no_or_unsure
from bot.message import Field, FieldKind
from bot.messages.formats import listed
from bot.messages.language import spoken
from bot.messages.say import say
from common.assessments import AssessmentTypes
from knowledge import Library, Passage
from triage.assessment.suggested_answers import SuggestedAnswer, suggest_answers
from triage.model.screening_rules import AssessmentNeed, Question, ScreeningReply, visible

_REST = "rest-"
"""The beginning of the name under which the others of an assessment are asked in one."""

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
    today = library.today()
    screening = library.policy_set.screening_on(today)
    if screening is None:
        return None
    places = {one.place: one for one in _clauses(library, today)}
    clauses = {
        one.clause: places[one.clause] for one in screening.questions if one.clause in places
    }
    return Questions(
        ref=screening.policy.ref,
        fingerprint=library.fingerprint,
        asked=tuple(
            Question(
                key=one.anchor,
                assessment=one.assessment,
                text=one.text,
                yes=AssessmentNeed(one.yes),
                unsure=AssessmentNeed(one.unsure),
                clause=clauses[one.clause].ref if one.clause in clauses else one.clause,
                floor=one.floor,
                likelihood=one.likelihood,
                only_after=one.only_after,
                suggests=one.suggests,
            )
            for one in screening.questions
        ),
        titles={one.anchor: one.title for one in screening.questions},
        types=library.policy_set.assessment_types(today),
        clauses={passage.ref: passage for passage in clauses.values()},
        contact=screening.policy.contact,
    )


def _clauses(library: Library, on: date) -> Iterator[Passage]:
    for policy in library.policy_set.in_force(on):
        yield from library.policy_set.clauses.get(policy.ref, ())


def read_answers(
    questions: Questions, values: Mapping[str, object], suggested: Suggested
) -> Answers:
    """The answers to single questions in what a form brought, those given in one spread out."""
    answers: dict[str, ScreeningReply] = {}
    for question in questions.asked:
        value = values.get(question.key)
        if value in _REPLIES:
            answers[question.key] = ScreeningReply(str(value))
    for assessment, rest in _rests(questions, suggested).items():
        value = values.get(f"{_REST}{assessment}")
        if value in (ScreeningReply.NO.value, ScreeningReply.UNSURE.value):
            for question in rest:
                answers.setdefault(question.key, ScreeningReply(str(value)))
    return answers


_REPLIES = frozenset(reply.value for reply in ScreeningReply)


def _rests(questions: Questions, suggested: Suggested) -> dict[str, list[Question]]:
    """Of each assessment, the questions that nothing suggests a "yes" to, but for those that hang
    on the answer to one of them."""
    rests: dict[str, list[Question]] = {}
    for question in questions.asked:
        before = question.only_after
        if not _is_yes(question.key, suggested) and (not before or _is_yes(before, suggested)):
            rests.setdefault(question.assessment, []).append(question)
    return rests


def _is_yes(key: str, suggested: Suggested) -> bool:
    return key in suggested and suggested[key].reply is ScreeningReply.YES


def open_fields(
    questions: Questions, values: Mapping[str, object], suggested: Suggested
) -> tuple[Field, ...]:
    """What is still to be asked, given what has been answered so far; nothing at the end."""
    answers = read_answers(questions, values, suggested)
    rests = _rests(questions, suggested)
    return tuple(_open(questions, values, suggested, answers, rests))


def _open(
    questions: Questions,
    values: Mapping[str, object],
    suggested: Suggested,
    answers: Answers,
    rests: Mapping[str, Sequence[Question]],
) -> Iterator[Field]:
    to_ask = {question.key for question in visible(questions.asked, answers)}
    for assessment in dict.fromkeys(question.assessment for question in questions.asked):
        rest = rests.get(assessment, [])
        one_by_one = (
            values.get(f"{_REST}{assessment}") == ScreeningReply.YES.value or len(rest) == 1
        )
        for question in questions.asked:
            if question.assessment != assessment or question.key not in to_ask - answers.keys():
                continue
            if question in rest and not one_by_one:
                continue
            before = question.only_after
            if before and before not in answers and not _is_yes(before, suggested):
                continue
            yield _field(question, suggested.get(question.key))
        unanswered = [question for question in rest if question.key not in answers]
        if unanswered and not one_by_one:
            yield _rest_field(questions, assessment, unanswered)


def _field(question: Question, found: SuggestedAnswer | None) -> Field:
    return Field(
        question.key,
        question.text,
        FieldKind.CHOICE,
        hint=say(
            "screening-suggested",
            reply=found.reply,
            words=listed([f"“{word}”" for word in found.words[:3]]),
        )
        if found
        else "",
        required=True,
        options=yes_no_or_unsure(),
        value=found.reply.value if found else "",
    )


def _rest_field(questions: Questions, assessment: str, rest: Sequence[Question]) -> Field:
    return Field(
        f"{_REST}{assessment}",
        say(
            "screening-any-of-these",
            about=questions.types.about(assessment, spoken()),
            titles="; ".join([questions.titles[one.key] for one in rest]),
        ),
        FieldKind.CHOICE,
        required=True,
        options=yes_no_or_unsure(),
    )
