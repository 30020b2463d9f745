"""What changed lately in the whole set, and what is to come: tables for a chat."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.message import Block, Choice, Choices, Table, Text
from bot.messages.formats import format_day
from bot.messages.say import say
from knowledge.model.policies import Policy, Tool, ToolStatus
from knowledge.model.policy_set import PolicySet
from knowledge.time.clause_history import PolicyChange, policy_changes, tool_changes

_COMING = 90  # days ahead in which approved versions are news
_MOST = 6  # comparisons offered


def changes_of_late(
    policies: PolicySet, since: date, today: date, until: date | None = None
) -> Iterator[Block]:
    """What changed from a day on, to today or another day, with the versions compared; what is to
    come too, where no end is named."""
    last = until or today
    found, tools = policy_changes(policies, since, last), tool_changes(policies, since, last)
    if found or tools:
        yield Text(say("change-news-since", day=since, until=until), strong=True)
    else:
        yield Text(say("change-no-news-since", day=since, until=until), strong=True)
    if found:
        rows = [_row(policies, item) for item in found]
        yield Table(
            say("change-policies-changed"),
            (
                say("change-column-policy"),
                say("change-column-version"),
                say("change-column-from"),
                say("change-column-what-changed"),
            ),
            rows,
        )
    if tools:
        yield tool_table(tools)
    if until is None:
        yield from coming_versions(policies, today)
    links = [
        Choice(say("change-compare", title=n.now.title), link=comparison_link(n.before, n.now))
        for n in found
        if n.before and n.now
    ]
    if links:
        yield Choices(links[:_MOST])


def _row(policies: PolicySet, item: PolicyChange) -> tuple[str, str, str, str]:
    policy = item.policy
    term = policies.terms[policy.ref]
    if item.now is None:
        return policy.title, str(policy.version), "", say("change-ended", day=term.last)
    note = policy.change_note if item.before else say("change-new-policy")
    return policy.title, str(policy.version), format_day(term.first), note


def coming_versions(
    policies: PolicySet, today: date, policy_id: str = "", within: int = _COMING
) -> Iterator[Table]:
    """The approved versions that begin within so many days, of all policies or of one."""
    rows = [
        (p.title, str(p.version), format_day(policies.terms[p.ref].first), p.change_note)
        for p in policies.upcoming(today, within)
        if policy_id in ("", p.id) and not p.restricted
    ]
    if rows:
        yield Table(
            say("change-coming"),
            (
                say("change-column-policy"),
                say("change-column-version"),
                say("change-column-from"),
                say("change-column-what-changes"),
            ),
            rows,
        )


def comparison_link(old: Policy, new: Policy) -> str:
    """The page that compares two versions of a policy."""
    return f"/policies/{new.id}/{new.version}/since/{old.version}"


def tool_table(tools: Sequence[tuple[Tool, date, ToolStatus, str]]) -> Table:
    """Changes of tools, a row each: the day, the status from then on, and the note."""
    lines = [
        (tool.name, format_day(on), say("tool-status", status=status), note)
        for tool, on, status, note in tools
    ]
    return Table(
        say("change-tools-changed"), (say("change-column-tool"), *history_columns()), lines
    )


def history_columns() -> tuple[str, str, str]:
    """The headings of a history of tools."""
    return (
        say("change-column-day"),
        say("change-column-status"),
        say("change-column-what-happened"),
    )
