"""How a policy stands, where somebody asks of the document and not of what it says: which version
is in force, since when, who approved and owns it, when it is reviewed, what a version said."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.message import Block, Choice, Choices, Table, Text
from bot.messages.formats import format_day
from bot.messages.say import say
from knowledge.model.policies import Policy
from knowledge.model.policy_set import PolicySet


def policy_status(policies: PolicySet, names: Sequence[str], today: date) -> Iterator[Block]:
    """Each policy's versions, and who answers for it."""
    for name in names:
        known = [p for p in policies.versions(name) if p.ref in policies.terms]
        if not known:
            continue
        now = policies.version_in_force(name, today)
        yield Text(_first_words(policies, known, now), strong=True)
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
        path = f"/policies/{last.id}/{last.version}"
        yield Choices([Choice(say("change-read-policy", title=last.title), link=path)])


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
