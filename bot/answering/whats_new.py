"""What changed, asked in a chat: in a policy since a day, in a tool, or at all of late."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from bot.answering.blocks import quoted
from bot.answering.changes.clause_changes import clause_changes
from bot.answering.changes.recent_changes import (
    changes_of_late,
    coming_versions,
    comparison_link,
    history_columns,
    tool_table,
)
from bot.message import Block, Choice, Choices, Table, Text
from bot.messages.formats import format_day
from bot.messages.say import say
from knowledge import Library
from knowledge.files.tool_entry import REGISTER
from knowledge.model.answers import Answer, AnswerKind
from knowledge.model.policies import Passage, Policy, Tool, ToolStatus
from knowledge.model.policy_set import PolicySet
from knowledge.query.change_question import ChangeQuestion, ChangeTopic
from knowledge.query.policy_names import policies_named
from knowledge.time.clause_history import (
    is_substantive,
    last_change,
    previous_version,
    tool_changes,
)
from knowledge.versions.compare import VersionComparison, compare

_OF_LATE = timedelta(days=90)
_AHEAD = 3_660  # the same, where somebody asks what is to come
_BARRED = (ToolStatus.SUSPENDED, ToolStatus.REFUSED, ToolStatus.RETIRED)
_MOST = 6  # clauses shown in a chat; the policy reader shows all


def whats_new(library: Library, asked: ChangeQuestion, last: Answer | None) -> tuple[Block, ...]:
    """What changed; nothing where no tool or clause is meant after all. Blocks for some
    milliseconds."""
    today = library.today()
    if asked.unread:
        return (period_not_understood(asked.unread, today),)
    if asked.kind is not ChangeTopic.COMING and asked.since and asked.since > today:
        return (Text(say("change-not-yet-since", day=asked.since)),)
    if asked.kind is not ChangeTopic.COMING and asked.here and not asked.about:
        if last is None or not last.matches:
            return (Text(say("as-of-still-what")),)
        return tuple(of_clause(library.policy_set, last.passages[0]))
    return tuple(_BY_TOPIC[asked.kind](library, asked))


def period_not_understood(named: str, today: date) -> Text:
    """That it is not known which days a period has, with a day as an example of one that is."""
    return Text(say("as-of-period-not-understood", named=named, day=date(today.year, 4, 1)))


def changed_policy(library: Library, asked: ChangeQuestion, last: str) -> str:
    """The id of the one policy of which `whats_new` tells, `last` where the last answer's is meant;
    "" where it tells of several, or of tools."""
    if asked.here and not asked.about:
        return last
    if asked.kind not in (ChangeTopic.WHATEVER, ChangeTopic.COMING):
        return ""
    _, named = _named(library, asked)
    return named[0] if len(named) == 1 else ""


def _of_whatever(library: Library, asked: ChangeQuestion) -> Iterator[Block]:
    """Of what is named, or of everything of late."""
    policies, today = library.policy_set, library.today()
    if not asked.about:
        yield from changes_of_late(policies, asked.since or today - _OF_LATE, today, asked.until)
        return
    tools, named = _named(library, asked)
    if compared := _versions_compared(policies, named, asked.versions):
        yield from compared
        return
    yield from _of_tools(tools)
    for name in named[:2]:
        yield from _of_policy(policies, name, asked.since, asked.until or today)


def _of_one_tool(library: Library, asked: ChangeQuestion) -> Iterator[Block]:
    """The history of a tool that is named; nothing where none is."""
    yield from _of_tools(library.named_tools(asked.about))


def _of_the_rule(library: Library, asked: ChangeQuestion) -> Iterator[Block]:
    """The clause that answers, and how it last changed; nothing where none does."""
    answer = library.answer(asked.about)
    if answer.kind is not AnswerKind.ANSWERED:
        return
    best = answer.passages[0]
    yield from of_clause(library.policy_set, best)
    yield quoted(best, folded=True)


def _named(library: Library, asked: ChangeQuestion) -> tuple[Sequence[Tool], Sequence[str]]:
    """The tools, or else the ids of the policies, that the words name or lie nearest to."""
    policies = library.policy_set
    if not asked.about:
        return (), ()
    if tools := library.named_tools(asked.about):
        return tools, ()
    if named := policies_named(policies, asked.about, library.today()):
        return (), named
    for match in library.search(asked.about, 1):
        tool = policies.tool(match.passage.anchor)
        if tool and match.passage.policy_id == REGISTER:
            return (tool,), ()
        return (), (match.passage.policy_id,)
    return (), ()


def _to_come(library: Library, asked: ChangeQuestion) -> Iterator[Block]:
    """What is approved and still to begin: of the policies named, or at all."""
    policies, today = library.policy_set, library.today()
    _, named = _named(library, asked)
    found = [
        table for name in named or ("",) for table in coming_versions(policies, today, name, _AHEAD)
    ]
    if found:
        yield from found
        return
    titles = [policies.versions(name)[-1].title for name in named]
    yield Text(say("change-nothing-to-come", title=titles[0] if titles else ""), strong=True)


def _versions_compared(
    policies: PolicySet, named: Sequence[str], versions: Sequence[str]
) -> tuple[Block, ...]:
    """Two versions that were asked for by their numbers; one is set against that before it."""
    for name in named:
        known = [policy for policy in policies.versions(name) if policy.ref in policies.terms]
        found = [p for said in versions for p in known if _is(p, said)]
        if len(found) == 1 and (before := previous_version(policies, found[0])):
            found = [before, *found]
        if len(found) > 1:
            old, new = sorted(found[:2], key=lambda policy: policy.version)
            ended = policies.terms[old.ref].last
            since = ended + timedelta(days=1) if ended else policies.terms[new.ref].first
            return tuple(_compared(compare(policies, old, new), since))
    return ()


def _is(policy: Policy, said: str) -> bool:
    """Whether `2.0`, or `2`, means this version."""
    return str(policy.version) == said or (f"{said}.0" == str(policy.version))


def of_clause(policies: PolicySet, passage: Passage) -> Iterator[Block]:
    """How one clause, or one entry of the register, last changed."""
    tool = policies.tool(passage.anchor) if passage.policy_id == REGISTER else None
    if tool is not None:
        yield from _of_tools([tool])
        return
    found = last_change(policies, passage)
    if found is None:
        yield Text(
            say("change-never-changed", number=passage.clause, title=passage.title), strong=True
        )
        return
    version, change = found
    begins = policies.terms[version.ref].first
    said = say(
        "change-clause-changed",
        number=passage.clause,
        title=passage.title,
        version=str(version.version),
        day=begins,
    )
    yield Text(said, strong=True)
    yield from clause_changes([change])
    before = previous_version(policies, version)
    if before is not None:
        yield Choices(
            [Choice(say("change-compare", title=""), link=comparison_link(before, version))]
        )


def _of_policy(
    policies: PolicySet, policy_id: str, since: date | None, today: date
) -> Iterator[Block]:
    """From the version before `since`, or else from the one before today's, to today's."""
    now = policies.version_in_force(policy_id, today)
    if now is None:
        yield from _ended(policies, policy_id)
        return
    since = since or policies.terms[now.ref].first
    before = policies.version_in_force(policy_id, since - timedelta(days=1))
    if before is not None and before.ref != now.ref:
        yield from _compared(compare(policies, before, now), since)
    else:
        yield Text(_unchanged(policies, now, since, is_new=before is None), strong=True)
    yield from coming_versions(policies, today, policy_id)


def _ended(policies: PolicySet, policy_id: str) -> Iterator[Text]:
    ended = [p for p in policies.versions(policy_id) if p.ref in policies.terms]
    if ended:
        last = policies.terms[ended[-1].ref].last
        yield Text(say("change-ended-since", title=ended[-1].title, day=last))


def _unchanged(policies: PolicySet, now: Policy, since: date, *, is_new: bool) -> str:
    """That its text has stood since that day, or that it has begun after it."""
    known = (p for p in policies.versions(now.id) if p.ref in policies.terms)
    first = next(known) if is_new else now
    begins, version = policies.terms[first.ref].first, str(first.version)
    if is_new:
        return say("change-begun-since", title=now.title, day=since, version=version, begins=begins)
    return say("change-unchanged-since", title=now.title, day=since, version=version, begins=begins)


def _compared(found: VersionComparison, since: date) -> Iterator[Block]:
    old, new = str(found.old.version), str(found.new.version)
    yield Text(
        say("change-changed-since", title=found.new.title, day=since, old=old, new=new), strong=True
    )
    notes = [
        say("change-note", version=str(p.version), day=p.effective_from, note=n)
        for p, n in found.notes
    ]
    if notes:
        yield Text("\n\n".join(notes))
    told = [change for change in found.changes if is_substantive(change)]
    others = [change for change in found.changes if not is_substantive(change)]
    yield from clause_changes([*told[:_MOST], *others])
    if len(told) > _MOST:
        yield Text(say("change-more", count=len(told) - _MOST))
    yield Choices(
        [Choice(say("change-compare", title=""), link=comparison_link(found.old, found.new))]
    )


def _of_tools(tools: Sequence[Tool]) -> Iterator[Block]:
    for tool in tools:
        yield Table(
            say("change-tool-changed", tool=tool.name),
            history_columns(),
            [
                (format_day(on), say("tool-status", status=status), note)
                for on, status, note in reversed(tool.history)
            ],
        )


def _tools_of_late(library: Library, asked: ChangeQuestion) -> Iterator[Block]:
    since, until = asked.since or library.today() - _OF_LATE, asked.until or library.today()
    tools = [
        line
        for line in tool_changes(library.policy_set, since, until)
        if asked.barred is None or (line[2] in _BARRED) is asked.barred
    ]
    if not tools:
        yield Text(say("change-no-tool-news-since", day=since, until=asked.until), strong=True)
        return
    yield Text(say("change-news-since", day=since, until=asked.until), strong=True)
    yield tool_table(tools)


_BY_TOPIC: Mapping[ChangeTopic, Callable[[Library, ChangeQuestion], Iterator[Block]]] = {
    ChangeTopic.WHATEVER: _of_whatever,
    ChangeTopic.TOOLS: _tools_of_late,
    ChangeTopic.TOOL: _of_one_tool,
    ChangeTopic.CLAUSE: _of_the_rule,
    ChangeTopic.COMING: _to_come,
}
