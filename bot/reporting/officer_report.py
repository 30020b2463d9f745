"""Everything on the desk: the set that is served, what is due, and the figures of the journal."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.reporting.journal_figures import (
    CitedClause,
    ClauseFeedback,
    UnansweredGroup,
    WeekCounts,
    WordCount,
    citations,
    counted,
    opinions,
    suspended,
    unanswered,
    unknown_words,
    weeks,
    with_nearest,
)
from common.clock import local_time
from knowledge import Passage, Problem
from knowledge.model.policy_set import PolicySet
from knowledge.publishing.due import Audit, Review, audits_due, known_words, quotable, reviews_due
from knowledge.publishing.live_set import LiveSet
from knowledge.quality.clustering import Encode
from storage import Store
from storage.answers.answer_journal import AnswerEntry, Feedback, Gap, all_feedback, entries, gaps
from storage.answers.pauses import Pause, pauses
from storage.coordination.presence import PresentReplica, present

_SEEN = timedelta(seconds=20)  # a server that gave no sign for longer is gone


@dataclass(frozen=True, slots=True)
class ServedSet:
    """The set that this process serves; `is_current` is False while the folder has an error."""

    fingerprint: str
    loaded_at: datetime
    is_current: bool
    problems: Sequence[Problem]
    policies: int
    clauses: int
    tools: int


@dataclass(frozen=True, slots=True)
class OfficerReport:
    """Everything on the desk, since a moment. The most frequent or the most urgent come first.
    `policies` is the set that all of it was read from, as of `today`."""

    since: datetime
    today: date
    policies: PolicySet
    served: ServedSet
    servers: Sequence[PresentReplica]
    pauses: Sequence[Pause]
    reviews: Sequence[Review]
    audits: Sequence[Audit]
    answers: Sequence[WordCount]
    weeks: Sequence[WeekCounts]
    unanswered: Sequence[UnansweredGroup]
    cited: Sequence[CitedClause]
    never_cited: Sequence[Passage]
    opinions: Sequence[ClauseFeedback]
    unknown_words: Sequence[WordCount]
    unlisted_tools: Sequence[WordCount]
    suspended_tools: Sequence[WordCount]


async def build_report(
    store: Store, serving: LiveSet, since: datetime, encode: Encode | None = None
) -> OfficerReport:
    """What lies on the desk, from a moment on. Raises StoreError.

    With an encoder like questions are known by meaning too, at some 3 ms a question.
    """
    async with store.reading() as connection:
        answered = await entries(connection, since)
        missed = await gaps(connection, since)
        thought = await all_feedback(connection, since)
        servers = await present(connection, serving.now() - _SEEN)
        held = await pauses(connection)
    read = _LogEntries(answered, missed, thought, servers, held)
    return await asyncio.to_thread(_report, read, serving, since, encode)


def build_report_without_log(serving: LiveSet, since: datetime) -> OfficerReport:
    """The desk while the journal cannot be read: what is served and what is due."""
    return _report(_LogEntries((), (), ()), serving, since, None)


@dataclass(frozen=True, slots=True)
class _LogEntries:
    answered: Sequence[AnswerEntry]
    missed: Sequence[Gap]
    thought: Sequence[Feedback]
    servers: Sequence[PresentReplica] = ()
    pauses: Sequence[Pause] = ()


def _report(
    read: _LogEntries, serving: LiveSet, since: datetime, encode: Encode | None
) -> OfficerReport:
    library = serving.library
    policies, today = library.policy_set, library.today()
    cited = citations(read.answered, library, today)
    return OfficerReport(
        since=since,
        today=today,
        policies=policies,
        served=served_set(serving, today),
        servers=read.servers,
        pauses=read.pauses,
        reviews=reviews_due(policies, today),
        audits=audits_due(policies, today),
        answers=counted(entry.kind for entry in read.answered),
        weeks=weeks(read.answered, local_time(since).date(), today),
        unanswered=with_nearest(unanswered(read.missed, read.answered, encode), library),
        cited=[one for one in cited if one.count],
        never_cited=[one.passage for one in cited if not one.count],
        opinions=opinions(read.thought),
        unknown_words=unknown_words(read.missed, read.answered, known_words(policies)),
        unlisted_tools=counted(entry.unlisted for entry in read.answered if entry.unlisted),
        suspended_tools=counted(suspended(read.answered)),
    )


def served_set(serving: LiveSet, today: date) -> ServedSet:
    policies = serving.library.policy_set
    return ServedSet(
        fingerprint=serving.fingerprint,
        loaded_at=serving.loaded_at,
        is_current=serving.is_current,
        problems=serving.problems,
        policies=len(policies.in_force(today)),
        clauses=len(quotable(policies, today)),
        tools=len(policies.tools_on(today)),
    )
