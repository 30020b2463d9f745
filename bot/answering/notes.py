"""What must be known besides a quoted passage: that it changes soon, or held only then."""

from datetime import date, timedelta

from bot.answering.blocks import Note
from bot.messages import wording_as_of as of_time
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.model.tool_status import suspended_from
from knowledge.time.clause_history import ANNOUNCED, last_day, successor_of, upcoming, version_of
from knowledge.versions.compare import ClauseChangeKind


def today_notes(policies: PolicySet, today: date, within: int = ANNOUNCED) -> Note:
    """Notes beside what is in force today, or no longer is; versions that begin `within` days are
    announced."""

    def note(passage: Passage) -> str:
        if passage.policy_id == REGISTER:
            return _missed_audit(policies, passage, today)
        term = policies.terms.get(f"{passage.policy_id}@{passage.version}")
        if term is not None and term.last is not None and term.last < today:
            return past_notes(policies, today)(passage)
        return " ".join(filter(None, (_soon(policies, passage, today, within), _overdue(passage))))

    def _overdue(passage: Passage) -> str:
        version = version_of(policies, passage)
        if version is None or version.review_by is None or today <= version.review_by:
            return ""
        return of_time.review_overdue(version.review_by, version.owner)

    return note


def past_notes(policies: PolicySet, today: date) -> Note:
    """Notes beside what was in force on a day that is over."""

    def note(passage: Passage) -> str:
        now = successor_of(policies, passage, today).new
        last = last_day(policies, passage)
        if now is not None and now.ref == passage.ref:
            return of_time.still_in_force()
        since = last + timedelta(days=1) if last else None
        if now is None or since is None:
            return of_time.no_longer_at_all(since)
        same = (now.heading, now.text) == (passage.heading, passage.text)
        worded = of_time.no_longer_the_same if same else of_time.no_longer
        return worded(since, now.clause, now.version)

    return note


def _soon(policies: PolicySet, passage: Passage, today: date, within: int) -> str:
    coming = upcoming(policies, passage, today, within)
    if coming is None:
        last = last_day(policies, passage)
        lapses = last is not None and last - today <= timedelta(days=within)
        return of_time.lapses(last) if last and lapses else ""
    version, change = coming
    begins = policies.terms[version.ref].first
    if change.kind is ClauseChangeKind.REMOVED:
        return of_time.ends_soon(begins, str(version.version))
    worded = (
        of_time.changes_soon if change.kind is ClauseChangeKind.REWORDED else of_time.stays_soon
    )
    return worded(begins, str(version.version))


def _missed_audit(policies: PolicySet, passage: Passage, today: date) -> str:
    tool = policies.tool(passage.anchor)
    since = suspended_from(tool) if tool else None
    if tool is None or since is None or tool.next_audit_due is None or today < since:
        return ""
    return of_time.audit_missed(since, tool.next_audit_due, tool.owner)
