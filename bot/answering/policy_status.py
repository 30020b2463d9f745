"""How policies stand, where somebody asks of the document and not of what it says: which version
is in force, since when, who approved and owns it, when it is reviewed, what a version said."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.message import Block, Choice, Choices, Table, Text
from bot.messages.formats import format_day
from bot.messages.say import say
from knowledge.model.policies import Policy
from knowledge.model.policy_set import PolicySet

_POLICIES = "/policies"


def policy_status(
    policies: PolicySet, names: Sequence[str], today: date, then: date | None = None
) -> Iterator[Block]:
    """Each policy's versions, and who answers for it; without `names` those of all policies.
    `then` is a day that is over, whose version is asked for."""
    known = [[p for p in policies.versions(name) if p.ref in policies.terms] for name in names]
    found = [versions for versions in known if versions]
    if not found:
        yield from _every_policy(policies, then or today)
    for versions in found:
        yield from _one_policy(policies, versions, today, then)


def _one_policy(
    policies: PolicySet, known: Sequence[Policy], today: date, then: date | None
) -> Iterator[Block]:
    now = policies.version_in_force(known[-1].id, today)
    asked = policies.version_in_force(known[-1].id, then) if then else now
    if then is not None:
        yield Text(_as_of(policies, known[-1], asked, then), strong=True)
    yield Text(_first_words(policies, known, now), strong=then is None)
    yield Table(
        say("change-versions-of", title=known[-1].title),
        (
            say("change-column-version"),
            say("change-column-from"),
            say("change-column-until"),
            say("change-column-approved-on"),
            say("change-column-approved-by"),
        ),
        [_row(policies, policy) for policy in reversed(known)],
    )
    last = now or known[-1]
    facts = [say("change-owned-by", owner=last.owner)]
    if now is not None and now.review_by is not None:
        facts.append(say("change-reviewed-by", day=now.review_by))
    yield Text(" ".join(facts))
    to_read = {policy.ref: policy for policy in (asked or last, last)}.values()
    yield Choices([_way_to(policy, named=len(to_read) > 1) for policy in to_read])


def _every_policy(policies: PolicySet, on: date) -> Iterator[Block]:
    """Which policies are in force, and who answers for each."""
    readable = [policy for policy in policies.in_force(on) if not policy.restricted]
    yield Text(say("change-all-policies", day=on), strong=True)
    yield Table(
        say("change-policies-in-force"),
        (
            say("change-column-policy"),
            say("change-column-version"),
            say("change-column-from"),
            say("change-column-owner"),
            say("change-column-approved-by"),
        ),
        [
            (
                policy.title,
                str(policy.version),
                format_day(policies.terms[policy.ref].first),
                policy.owner,
                policy.approver or "-",
            )
            for policy in sorted(readable, key=lambda policy: policy.title)
        ],
    )
    yield Choices([Choice(say("change-read-policies"), link=_POLICIES)])


def _way_to(policy: Policy, *, named: bool) -> Choice:
    title = f"{policy.title} {policy.version}" if named else policy.title
    path = f"{_POLICIES}/{policy.id}/{policy.version}"
    return Choice(say("change-read-policy", title=title), link=path)


def _as_of(policies: PolicySet, policy: Policy, asked: Policy | None, then: date) -> str:
    if asked is None:
        return say("change-none-then", title=policy.title, on=then)
    return say(
        "change-in-force-then",
        title=asked.title,
        on=then,
        version=str(asked.version),
        day=policies.terms[asked.ref].first,
    )


def _first_words(policies: PolicySet, known: Sequence[Policy], now: Policy | None) -> str:
    if now is not None:
        return say(
            "change-in-force-now",
            title=now.title,
            version=str(now.version),
            day=policies.terms[now.ref].first,
        )
    last = known[-1]
    return say("change-ended-since", title=last.title, day=policies.terms[last.ref].last)


def _row(policies: PolicySet, policy: Policy) -> tuple[str, str, str, str, str]:
    term = policies.terms[policy.ref]
    return (
        str(policy.version),
        format_day(term.first),
        format_day(term.last) if term.last else "-",
        format_day(policy.approved_on) if policy.approved_on else "-",
        policy.approver or "-",
    )
