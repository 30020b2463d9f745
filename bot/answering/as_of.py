"""Answers for another day: what the rule was, whether it still is, what is known to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.answering.blocks import blocks_of, link_to, nearest_quotes, quoted, quotes
from bot.answering.changes.clause_changes import reworded
from bot.answering.notes import past_notes, today_notes
from bot.message import Block, Choice, Choices, Text
from bot.messages.say import say
from knowledge import Answer, AnswerKind, Library
from knowledge.files.tool_entry import REGISTER
from knowledge.model.answers import Match
from knowledge.model.policies import Passage
from knowledge.model.tool_status import status_on
from knowledge.time.clause_history import (
    ANNOUNCED,
    first_day,
    last_day,
    predecessor_of,
    successor_of,
    upcoming_version,
)
from knowledge.time.temporal_intent import TemporalIntent, TimedQuestion
from knowledge.versions.compare import ClauseChangeKind


@dataclass(frozen=True, slots=True)
class Response:
    """What to show, and the answer that it rests on, to the question and what was asked before."""

    answer: Answer | None
    blocks: tuple[Block, ...]
    question: str = ""
    before: tuple[str, ...] = ()


def answer_as_of(
    library: Library,
    asked: TimedQuestion,
    question: str,
    before: Sequence[str],
    last: Answer | None,
) -> Response:
    """Answer a question that is asked for another time than today.

    `question` has no words of time left, `before` is what was asked before it, `last` what was
    answered then. Blocks for some milliseconds.
    """
    if asked.when is TemporalIntent.THEN and asked.on and asked.first:
        return _on_past_day(library, question, before, asked.first, asked.on)
    if asked.when is TemporalIntent.AHEAD and asked.on:
        return _on_future_day(library, question, before, asked.on)
    if asked.when is TemporalIntent.STILL and last is not None and last.matches:
        return _still_in_force(library, last)
    if asked.when is TemporalIntent.BEFORE:
        answer = last if last and not asked.rest else library.answer(question, before)
        if answer.matches:
            return _previous_version(library, answer)
        return Response(answer, answer_today(library, answer))
    return Response(None, (Text(say("as-of-still-what")),))


def answer_today(library: Library, answer: Answer, within: int = ANNOUNCED) -> tuple[Block, ...]:
    """An answer for today, with what begins soon announced beside its clauses."""
    policies = library.policy_set
    names = {tool.id: tool.name for tool in policies.tools}
    return blocks_of(answer, today_notes(policies, library.today(), within), names)


def _on_past_day(
    library: Library, question: str, before: Sequence[str], first: date, on: date
) -> Response:
    begun = first_day(library.policy_set)
    if begun is None or on < begun:
        answer = library.answer(question, before)
        told = (Text(say("as-of-before-any-policy", day=on, first=begun)),) if begun else ()
        return Response(answer, (*told, Text(say("as-of-today")), *answer_today(library, answer)))
    answer = library.answer(question, before, on=on)
    if answer.kind is AnswerKind.ANSWERED:
        return Response(answer, tuple(_found_then(library, answer, first, on)))
    if answer.kind is AnswerKind.NEAREST and not _began_later(library, question, before, on):
        return Response(answer, tuple(_nearest_then(library, answer, on)))
    names_a_tool = bool(library.named_tools(answer.asked))
    unsaid = (AnswerKind.NOT_UNDERSTOOD, AnswerKind.CONFLICT)
    if answer.kind in unsaid or (
        answer.subject and not names_a_tool and library.answer(question, before).subject
    ):
        return Response(answer, blocks_of(answer))
    return Response(answer, tuple(_not_found_then(library, answer, question, before, on)))


def _found_then(library: Library, answer: Answer, first: date, on: date) -> Iterator[Block]:
    policies, today = library.policy_set, library.today()
    best = answer.passages[0]
    now = successor_of(policies, best, today).new
    still = now is not None and now.ref == best.ref
    yield Text(
        say("as-of-as-it-was-and-is", day=on) if still else say("as-of-as-it-was", day=on),
        strong=True,
    )
    yield from _tools_then(library, answer, on)
    if answer.lead is not None and not answer.tools:
        # A register's verdict would rest on the classes of data that its entry names today.
        yield Text(say("answer-lead", verdict=answer.lead), strong=True)
    yield from quotes(answer.matches, past_notes(policies, today))
    begun_within = policies.terms.get(f"{best.policy_id}@{best.version}")
    if begun_within and first < begun_within.first <= on:
        yield Text(
            say(
                "as-of-replaced-meanwhile",
                title=best.title,
                version=best.version,
                day=begun_within.first,
            )
        )
    yield Text(say("answer-ask", contact=answer.contact))
    if now is not None and not still:
        label = say("as-of-read-todays", number=now.clause)
        yield Choices([Choice(label, link=link_to(now))])


def _nearest_then(library: Library, answer: Answer, on: date) -> Iterator[Block]:
    yield Text(say("as-of-as-it-was", day=on), strong=True)
    yield from _tools_then(library, answer, on)
    yield Text(say("answer-nearest"))
    yield from nearest_quotes(answer.matches, past_notes(library.policy_set, library.today()))


def _began_later(library: Library, question: str, before: Sequence[str], on: date) -> bool:
    """Whether the policy that answers today had no version yet on that day."""
    now = library.answer(question, before)
    begun = first_day(library.policy_set, now.passages[0].policy_id) if now.matches else None
    return now.kind is AnswerKind.ANSWERED and begun is not None and begun > on


def _not_found_then(
    library: Library, answer: Answer, question: str, before: Sequence[str], on: date
) -> Iterator[Block]:
    """Nothing was found for that day: say since when there is a rule, if there is one today."""
    told = list(_tools_then(library, answer, on))
    yield from told or [Text(say("as-of-nothing-then", day=on), strong=True)]
    now = library.answer(question, before)
    if now.kind is not AnswerKind.ANSWERED:
        yield Text(say("answer-ask", contact=answer.contact))
        return
    best = now.passages[0]
    begun = first_day(library.policy_set, best.policy_id)
    if begun and begun > on:
        yield Text(say("as-of-first-version", title=best.title, day=begun))
    yield Text(say("as-of-today"))
    yield from answer_today(library, now)


def _tools_then(library: Library, answer: Answer, on: date) -> Iterator[Text]:
    """How the tools that the question names stood on that day, by the register's history."""
    named = library.named_tools(answer.asked)
    for tool in named:
        line = status_on(tool, on)
        if line is None:
            yield Text(say("as-of-tool-not-listed-then", day=on, tool=tool.name), strong=True)
        else:
            status, note = line
            yield Text(
                say("as-of-tool-then", tool=tool.name, day=on, status=status, note=note),
                strong=True,
            )


def _on_future_day(library: Library, question: str, before: Sequence[str], on: date) -> Response:
    policies, today = library.policy_set, library.today()
    answer = library.answer(question, before)
    blocks: list[Block] = [Text(say("as-of-not-come-yet", day=on), strong=True)]
    if answer.kind is AnswerKind.ANSWERED:
        best = answer.passages[0]
        coming = upcoming_version(policies, best.policy_id, today, (on - today).days)
        if coming is not None:
            begins = policies.terms[coming.ref].first
            said = say(
                "as-of-approved-for-then",
                title=coming.title,
                version=str(coming.version),
                day=begins,
            )
            blocks.append(Text(said))
        elif best.policy_id != REGISTER:
            blocks.append(Text(say("as-of-nothing-approved-for-then", title=best.title)))
        blocks.append(Text(say("as-of-today")))
    within = max(ANNOUNCED, (on - today).days)
    return Response(answer, (*blocks, *answer_today(library, answer, within)))


def _still_in_force(library: Library, answered: Answer) -> Response:
    """Whether the clause that was quoted last is today's, and if not, what became of it."""
    policies, today = library.policy_set, library.today()
    passage = answered.passages[0]
    change = successor_of(policies, passage, today)
    if change.new is None:
        note = past_notes(policies, today)(passage)
        told = (
            Text(say("as-of-gone", title=passage.title), strong=True),
            quoted(passage, note, folded=True),
        )
        return Response(answered, told)
    now = change.new
    answer = replace(answered, matches=(Match(now, answered.matches[0].score),), on=today, parts=())
    note = today_notes(policies, today)(now)
    if now.ref == passage.ref:
        said = say(
            "as-of-still-so",
            number=now.clause,
            title=now.title,
            version=now.version,
            day=now.effective_from,
        )
        return Response(answer, (Text(said, strong=True), quoted(now, note, folded=True)))
    if change.kind is ClauseChangeKind.REWORDED:
        last = last_day(policies, passage)
        since = last + timedelta(days=1) if last else now.effective_from
        said = say("as-of-not-any-more", day=since)
        return Response(answer, (Text(said, strong=True), quoted(now, note), reworded(change)))
    return Response(
        answer, (Text(say("as-of-same-in", version=now.version), strong=True), quoted(now, note))
    )


def _previous_version(library: Library, answered: Answer) -> Response:
    """What the clause that was quoted said in the version before its own."""
    policies, passage = library.policy_set, answered.passages[0]
    if passage.policy_id == REGISTER:
        return Response(answered, tuple(_entry_before(library, passage)))
    found = predecessor_of(policies, passage)
    if found is None:
        title, version = passage.title, passage.version
        said = say("as-of-nothing-before", title=title, version=version, day=passage.effective_from)
        return Response(answered, (Text(said, strong=True),))
    earlier, change = found
    if change.old is None:
        said = say("as-of-new-clause", version=passage.version, day=passage.effective_from)
        return Response(answered, (Text(said, strong=True),))
    term = policies.terms[earlier.ref]
    last = term.last or passage.effective_from - timedelta(days=1)
    said = say("as-of-before-that", version=str(earlier.version), first=term.first, last=last)
    note = past_notes(policies, library.today())(change.old)
    blocks: list[Block] = [Text(said, strong=True), quoted(change.old, note)]
    now = successor_of(policies, passage, library.today()).new
    if now is not None:
        blocks.append(
            Choices([Choice(say("as-of-read-todays", number=now.clause), link=link_to(now))])
        )
    score = answered.matches[0].score
    matches = (Match(change.old, score),)
    answer = replace(answered, matches=matches, on=last, lead=None, tools=(), parts=())
    return Response(answer, tuple(blocks))


def _entry_before(library: Library, passage: Passage) -> Iterator[Block]:
    tool = library.policy_set.tool(passage.anchor)
    changed = tool.history[-1][0] if tool else passage.effective_from
    line = status_on(tool, changed - timedelta(days=1)) if tool else None
    if tool is None or line is None:
        yield Text(
            say("as-of-nothing-before", title=passage.title, version=passage.version, day=changed),
            strong=True,
        )
        return
    status, note = line
    yield Text(
        say(
            "as-of-tool-then",
            tool=tool.name,
            day=changed - timedelta(days=1),
            status=status,
            note=note,
        ),
        strong=True,
    )
    yield quoted(passage, folded=True)
