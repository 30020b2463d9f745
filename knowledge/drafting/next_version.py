"""From the newest version of a policy to the next: a draft to begin with, the files at the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from knowledge.drafting.facts import front_of, with_fact
from knowledge.drafting.set_files.version_details import facts_of
from knowledge.files.front_matter import day
from knowledge.files.verdict_marks import with_days
from knowledge.model.in_force import NEVER_IN_FORCE
from knowledge.model.policies import Policy, Status, Version
from knowledge.model.policy_set import PolicySet
from knowledge.publishing.served_versions import front_and_body, next_version
from knowledge.rules.metadata import months_after

_NOT_YET = ("effective_from", "effective_to", "approved_on", "change_note")


@dataclass(frozen=True, slots=True)
class Approval:
    """What an approval decides: the first day, the day on which it is given, and why the rule
    changed, for people."""

    first: date
    on: date
    change_note: str


def newest(policies: PolicySet, policy_id: str) -> Policy | None:
    """The version that a change begins from: the last that was approved, in force or to come. The
    screening questions and the scoring have versions too, by the names of their folders."""
    held = (p for p in policies.dated if p.id == policy_id and p.status not in NEVER_IN_FORCE)
    return max(held, key=lambda policy: policy.version, default=None)


def number_after(policies: PolicySet, policy_id: str, *, major: bool) -> Version:
    """The number of the next version: 3.1 after 3.0, or 4.0."""
    small = next_version(policies, policy_id)
    return Version(small.major + 1, 0) if major else small


def begun(policies: PolicySet, base: Policy, today: date) -> str:
    """The text of a draft that says what its forerunner says. Raises ValueError where that file's
    front matter cannot be read."""
    text = policies.texts[base.ref]
    for key in _NOT_YET:
        text = with_fact(text, key, "")
    review = months_after(today, policies.settings.review_months) - timedelta(days=1)
    text = with_fact(text, "version", str(next_version(policies, base.id)))
    text = with_fact(text, "status", Status.DRAFT.value)
    text = with_fact(text, "review_by", review.isoformat())
    return with_fact(text, "supersedes", base.ref)


def with_words_of_former(draft: str, former: str) -> str:
    """A draft that says again what a former version said."""
    return front_and_body(draft)[0] + front_and_body(former)[1]


def marked(draft: str, former: str, since: date) -> str:
    """A version in force with the marks that a draft adds to it, each with its first day. Raises
    ValueError, in words, where the draft changes anything else."""
    was, will = facts_of(former), facts_of(draft)
    if {name for name in was if was[name] != will[name]} - {"review_by"}:
        raise ValueError("details above the clauses change too, so it needs a number of its own")
    front, body = front_and_body(former)
    return front + with_days(front_and_body(draft)[1], body, since)


def published(draft: str, former: str, given: Approval) -> Mapping[Literal["new", "former"], str]:
    """The two files of an approved change: the new version, and the former one, which it
    supersedes. Raises ValueError for a front matter that cannot be read."""
    new = with_fact(draft, "status", Status.APPROVED.value)
    new = with_fact(new, "effective_from", given.first.isoformat())
    new = with_fact(new, "approved_on", given.on.isoformat())
    new = with_fact(new, "change_note", given.change_note)
    front = front_of(former)
    over = former
    if front.text("status") == Status.APPROVED:
        over = with_fact(former, "status", Status.SUPERSEDED.value)
    ends = day(front.text("effective_to"))
    if ends is not None and ends >= given.first:
        over = with_fact(over, "effective_to", (given.first - timedelta(days=1)).isoformat())
    return {"new": new, "former": over}
