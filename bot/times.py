"""Answers for another day: what the rule was, whether it still is, what is known to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot import wording
from bot import wording_of_time as of_time
from bot.answers import blocks_of, link_to, quoted, quotes
from bot.changes import reworded
from bot.message import Block, Choice, Choices, Said
from bot.notes import past_notes, today_notes
from knowledge import Answer, AnswerKind, Library
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import Match, Passage
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
class Spoken:
    """What to show, and the answer that it rests on, to the question and what was asked before."""

    answer: Answer | None
    blocks: tuple[Block, ...]
    question: str = ""
    before: tuple[str, ...] = ()


def speak(
    library: Library,
    asked: TimedQuestion,
    question: str,
    before: Sequence[str],
    last: Answer | None,
) -> Spoken:
    """Answer a question that is asked for another time than today.

    `question` has no words of time left, `before` is what was asked before it, `last` what was
    answered then. Blocks for some milliseconds.
    """
    if asked.when is TemporalIntent.THEN and asked.on and asked.first:
        return _then(library, question, before, asked.first, asked.on)
    if asked.when is TemporalIntent.AHEAD and asked.on:
        return _ahead(library, question, before, asked.on)
    if asked.when is TemporalIntent.STILL and last is not None and last.matches:
        return _still(library, last)
    if asked.when is TemporalIntent.BEFORE:
        answer = last if last and not asked.rest else library.answer(question, before)
        if answer.matches:
            return _before(library, answer)
        return Spoken(answer, todays(library, answer))
    return Spoken(None, (Said(of_time.still_what()),))


def todays(library: Library, answer: Answer, within: int = ANNOUNCED) -> tuple[Block, ...]:
    """An answer for today, with what begins soon announced beside its clauses."""
    policies = library.policy_set
    names = {tool.id: tool.name for tool in policies.tools}
    return blocks_of(answer, today_notes(policies, library.today(), within), names)


def _then(library: Library, question: str, before: Sequence[str], first: date, on: date) -> Spoken:
    begun = first_day(library.policy_set)
    if begun is None or on < begun:
        answer = library.answer(question, before)
        told = (Said(of_time.before_any_policy(on, begun)),) if begun else ()
        return Spoken(answer, (*told, Said(of_time.today()), *todays(library, answer)))
    answer = library.answer(question, before, on=on)
    if answer.kind is AnswerKind.ANSWERED:
        return Spoken(answer, tuple(_found_then(library, answer, first, on)))
    if answer.kind is AnswerKind.NEAREST and not _began_later(library, question, before, on):
        return Spoken(answer, tuple(_nearest_then(library, answer, on)))
    names_a_tool = bool(library.named_tools(answer.asked))
    unsaid = (AnswerKind.NOT_UNDERSTOOD, AnswerKind.CONFLICT)
    if answer.kind in unsaid or (answer.subject and not names_a_tool):
        return Spoken(answer, blocks_of(answer))
    return Spoken(answer, tuple(_silent_then(library, answer, question, before, on)))


def _found_then(library: Library, answer: Answer, first: date, on: date) -> Iterator[Block]:
    policies, today = library.policy_set, library.today()
    best = answer.passages[0]
    now = successor_of(policies, best, today).new
    still = now is not None and now.ref == best.ref
    yield Said(of_time.as_it_was_and_is(on) if still else of_time.as_it_was(on), strong=True)
    yield from _tools_then(library, answer, on)
    if answer.lead is not None and not answer.tools:
        # A register's verdict would rest on the classes of data that its entry names today.
        yield Said(wording.lead(answer.lead), strong=True)
    yield from quotes(answer.matches, past_notes(policies, today), folded_from=1)
    begun_within = policies.terms.get(f"{best.policy_id}@{best.version}")
    if begun_within and first < begun_within.first <= on:
        yield Said(of_time.replaced_meanwhile(best.title, best.version, begun_within.first))
    yield Said(wording.ask(answer.contact))
    if now is not None and not still:
        label = of_time.read_todays(now.clause)
        yield Choices([Choice(label, link=link_to(now))])


def _nearest_then(library: Library, answer: Answer, on: date) -> Iterator[Block]:
    yield Said(of_time.as_it_was(on), strong=True)
    yield from _tools_then(library, answer, on)
    yield Said(wording.nearest())
    yield from quotes(answer.matches, past_notes(library.policy_set, library.today()), 0)


def _began_later(library: Library, question: str, before: Sequence[str], on: date) -> bool:
    """Whether the policy that answers today had no version yet on that day."""
    now = library.answer(question, before)
    begun = first_day(library.policy_set, now.passages[0].policy_id) if now.matches else None
    return now.kind is AnswerKind.ANSWERED and begun is not None and begun > on


def _silent_then(
    library: Library, answer: Answer, question: str, before: Sequence[str], on: date
) -> Iterator[Block]:
    """Nothing was found for that day: say since when there is a rule, if there is one today."""
    told = list(_tools_then(library, answer, on))
    yield from told or [Said(of_time.nothing_then(on), strong=True)]
    now = library.answer(question, before)
    if now.kind is not AnswerKind.ANSWERED:
        yield Said(wording.ask(answer.contact))
        return
    best = now.passages[0]
    begun = first_day(library.policy_set, best.policy_id)
    if begun and begun > on:
        yield Said(of_time.first_version(best.title, begun))
    yield Said(of_time.today())
    yield from todays(library, now)


def _tools_then(library: Library, answer: Answer, on: date) -> Iterator[Said]:
    """How the tools that the question names stood on that day, by the register's history."""
    named = library.named_tools(answer.asked)
    for tool in named:
        line = status_on(tool, on)
        if line is None:
            yield Said(of_time.tool_not_listed_then(tool.name, on), strong=True)
        else:
            yield Said(of_time.tool_then(tool.name, on, *line), strong=True)


def _ahead(library: Library, question: str, before: Sequence[str], on: date) -> Spoken:
    policies, today = library.policy_set, library.today()
    answer = library.answer(question, before)
    blocks: list[Block] = [Said(of_time.not_come_yet(on), strong=True)]
    if answer.kind is AnswerKind.ANSWERED:
        best = answer.passages[0]
        coming = upcoming_version(policies, best.policy_id, today, (on - today).days)
        if coming is not None:
            begins = policies.terms[coming.ref].first
            said = of_time.approved_for_then(coming.title, str(coming.version), begins)
            blocks.append(Said(said))
        elif best.policy_id != REGISTER:
            blocks.append(Said(of_time.nothing_approved_for_then(best.title)))
        blocks.append(Said(of_time.today()))
    within = max(ANNOUNCED, (on - today).days)
    return Spoken(answer, (*blocks, *todays(library, answer, within)))


def _still(library: Library, answered: Answer) -> Spoken:
    """Whether the clause that was quoted last is today's, and if not, what became of it."""
    policies, today = library.policy_set, library.today()
    passage = answered.passages[0]
    change = successor_of(policies, passage, today)
    if change.new is None:
        note = past_notes(policies, today)(passage)
        told = (Said(of_time.gone(passage.title), strong=True), quoted(passage, note, folded=True))
        return Spoken(answered, told)
    now = change.new
    answer = replace(answered, matches=(Match(now, answered.matches[0].score),), on=today, parts=())
    note = today_notes(policies, today)(now)
    if now.ref == passage.ref:
        said = of_time.still_so(now.clause, now.title, now.version, now.effective_from)
        return Spoken(answer, (Said(said, strong=True), quoted(now, note, folded=True)))
    if change.kind is ClauseChangeKind.REWORDED:
        last = last_day(policies, passage)
        since = last + timedelta(days=1) if last else now.effective_from
        said = of_time.not_any_more(since)
        return Spoken(answer, (Said(said, strong=True), quoted(now, note), reworded(change)))
    return Spoken(answer, (Said(of_time.same_in(now.version), strong=True), quoted(now, note)))


def _before(library: Library, answered: Answer) -> Spoken:
    """What the clause that was quoted said in the version before its own."""
    policies, passage = library.policy_set, answered.passages[0]
    if passage.policy_id == REGISTER:
        return Spoken(answered, tuple(_entry_before(library, passage)))
    found = predecessor_of(policies, passage)
    if found is None:
        title, version = passage.title, passage.version
        said = of_time.nothing_before(title, version, passage.effective_from)
        return Spoken(answered, (Said(said, strong=True),))
    earlier, change = found
    if change.old is None:
        said = of_time.new_clause(passage.version, passage.effective_from)
        return Spoken(answered, (Said(said, strong=True),))
    term = policies.terms[earlier.ref]
    last = term.last or passage.effective_from - timedelta(days=1)
    said = of_time.before_that(str(earlier.version), term.first, last)
    note = past_notes(policies, library.today())(change.old)
    blocks: list[Block] = [Said(said, strong=True), quoted(change.old, note)]
    now = successor_of(policies, passage, library.today()).new
    if now is not None:
        blocks.append(Choices([Choice(of_time.read_todays(now.clause), link=link_to(now))]))
    score = answered.matches[0].score
    matches = (Match(change.old, score),)
    answer = replace(answered, matches=matches, on=last, lead=None, tools=(), parts=())
    return Spoken(answer, tuple(blocks))


def _entry_before(library: Library, passage: Passage) -> Iterator[Block]:
    tool = library.policy_set.tool(passage.anchor)
    changed = tool.history[-1][0] if tool else passage.effective_from
    line = status_on(tool, changed - timedelta(days=1)) if tool else None
    if tool is None or line is None:
        yield Said(of_time.nothing_before(passage.title, passage.version, changed), strong=True)
        return
    yield Said(of_time.tool_then(tool.name, changed - timedelta(days=1), *line), strong=True)
    yield quoted(passage, folded=True)
