"""What of the set wants an officer's attention: reviews and audits that are due or overdue."""

from dataclasses import dataclass
from datetime import date, timedelta

from common.words import words
from knowledge.model.policies import Passage, Policy, Tool
from knowledge.model.policy_set import PolicySet
from knowledge.model.tool_status import IN_USE, suspended_from, tool_on

DUE_SOON = 60
"""Days ahead from which on a review or an audit counts as due."""


@dataclass(frozen=True, slots=True)
class Review:
    """A version in force with the day by which it must be reviewed; `days` until then, below zero
    when it is overdue."""

    policy: Policy
    due: date
    days: int


@dataclass(frozen=True, slots=True)
class Audit:
    """A tool in use with the day by which it must be audited; `suspended` once that was missed by
    more than 60 days, from which day on the chat says so too."""

    tool: Tool
    due: date
    days: int
    suspended: bool
    suspended_from: date


def reviews_due(policies: PolicySet, today: date, within: int = DUE_SOON) -> tuple[Review, ...]:
    """Reviews due within so many days, and those that were missed; the most urgent first. A
    version that was approved to follow in time makes its forerunner's review needless."""
    found = []
    for policy in policies.in_force(today):
        last = policies.terms[policy.ref].last
        due = policy.review_by
        if due is None or due - today > timedelta(days=within) or (last and last <= due):
            continue
        found.append(Review(policy, due, (due - today).days))
    return tuple(sorted(found, key=lambda review: (review.due, review.policy.id)))


def audits_due(policies: PolicySet, today: date, within: int = DUE_SOON) -> tuple[Audit, ...]:
    """Audits of tools in use due within so many days, and those that were missed; the most
    urgent first."""
    found = []
    for tool in policies.tools:
        due, ends = tool.next_audit_due, suspended_from(tool)
        if tool.status not in IN_USE or due is None or ends is None:
            continue
        if due - today <= timedelta(days=within) and tool_on(tool, today):
            found.append(Audit(tool, due, (due - today).days, ends <= today, ends))
    return tuple(sorted(found, key=lambda audit: (audit.due, audit.tool.id)))


def quotable(policies: PolicySet, today: date) -> tuple[Passage, ...]:
    """Every clause in force that may be quoted, by policy and in the file's order."""
    return tuple(
        passage
        for policy in policies.in_force(today)
        if not policy.restricted
        for passage in policies.clauses.get(policy.ref, ())
    )


def known_words(policies: PolicySet) -> frozenset[str]:
    """Every word that the set, its lexicon and its ways of asking know."""
    lexicon = policies.lexicon
    texts = [
        *(f"{p.title} {' '.join(p.heading_path)} {p.text}" for p in _passages(policies)),
        *(f"{t.name} {' '.join(t.aliases)} {t.supplier} {t.purpose}" for t in policies.tools),
        *(f"{subject.title} {subject.text}" for subject in policies.subjects),
        *(line for lines in policies.asked.values() for line in lines),
        *(line for lines in policies.subject_lines.values() for line in lines),
        *(
            f"{written} {' '.join(meant)}"
            for table in (lexicon.acronyms, lexicon.words, lexicon.data_classes)
            for written, meant in table.items()
        ),
    ]
    return frozenset(word for text in texts for word in words(text))


def _passages(policies: PolicySet) -> list[Passage]:
    clauses = [passage for found in policies.clauses.values() for passage in found]
    return [*clauses, *(tool.passage for tool in policies.tools)]
