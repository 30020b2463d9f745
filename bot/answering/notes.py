"""What must be known besides a quoted passage: that it changes soon, or held only then."""

from datetime import date, timedelta

from bot.answering.blocks import Note
from bot.messages.say import say
from knowledge.files.tool_entry import REGISTER
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.model.tool_status import suspended_from
from knowledge.time.clause_history import ANNOUNCED, last_day, successor_of, upcoming
from knowledge.versions.compare import ClauseChangeKind


def today_notes(policies: PolicySet, today: date, within: int = ANNOUNCED) -> Note:
    """Notes beside what is in force today, or no longer is; versions that begin `within` days are
    announced."""
    coming = {version.id for version in policies.upcoming(today, within)}
    versions = {version.ref: version for version in policies.policies}

    def note(passage: Passage) -> str:
        if passage.policy_id == REGISTER:
            return _missed_audit(policies, passage, today)
        term = policies.terms.get(f"{passage.policy_id}@{passage.version}")
        if term is not None and term.last is not None and term.last < today:
            return past_notes(policies, today)(passage)
        version = versions.get(f"{passage.policy_id}@{passage.version}")
        said = []
        ends = term is not None and term.last and term.last - today <= timedelta(days=within)
        if ends or passage.policy_id in coming:
            said.append(_soon(policies, passage, today, within))
        if version is not None and version.review_by and version.review_by < today:
            said.append(say("as-of-review-overdue", day=version.review_by, owner=version.owner))
        return " ".join(filter(None, said))

    return note


def past_notes(policies: PolicySet, today: date) -> Note:
    """Notes beside what was in force on a day that is over."""

    def note(passage: Passage) -> str:
        now = successor_of(policies, passage, today).new
        last = last_day(policies, passage)
        if now is not None and now.ref == passage.ref:
            return say("as-of-still-in-force")
        since = last + timedelta(days=1) if last else None
        if now is None or since is None:
            return say("as-of-no-longer-at-all", day=since)
        same = (now.heading, now.text) == (passage.heading, passage.text)
        if same:
            return say(
                "as-of-no-longer-the-same", day=since, number=now.clause, version=now.version
            )
        return say("as-of-no-longer", day=since, number=now.clause, version=now.version)

    return note


def _soon(policies: PolicySet, passage: Passage, today: date, within: int) -> str:
    coming = upcoming(policies, passage, today, within)
    if coming is None:
        last = last_day(policies, passage)
        lapses = last is not None and last - today <= timedelta(days=within)
        return say("as-of-lapses", day=last) if last and lapses else ""
    version, change = coming
    begins = policies.terms[version.ref].first
    if change.kind is ClauseChangeKind.REMOVED:
        return say("as-of-ends-soon", day=begins, version=str(version.version))
    if change.kind is ClauseChangeKind.REWORDED:
        return say("as-of-changes-soon", day=begins, version=str(version.version))
    return say("as-of-stays-soon", day=begins, version=str(version.version))


def _missed_audit(policies: PolicySet, passage: Passage, today: date) -> str:
    tool = policies.tool(passage.anchor)
    since = suspended_from(tool) if tool else None
    if tool is None or since is None or tool.next_audit_due is None or today < since:
        return ""
    return say("as-of-audit-missed", day=since, due=tool.next_audit_due, owner=tool.owner)
