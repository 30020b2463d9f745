"""What changed, asked in a chat: in a policy since a day, in a tool, or at all of late."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot import wording
from bot import wording_of_time as of_time
from bot.changes import clause_changes
from bot.message import Block, Choice, Choices, Said, Table
from knowledge import Library
from knowledge.compare import Comparison, compare
from knowledge.dates import find_days
from knowledge.files.register import REGISTER
from knowledge.history import (
    PolicyNews,
    is_news,
    last_change,
    policy_news,
    tool_news,
    version_before,
)
from knowledge.model import Answer, Passage, Policy, Tool
from knowledge.naming import policies_named
from knowledge.policy_set import OFFICIAL_SENSITIVE, PolicySet
from knowledge.words import STOP_WORDS, words

_OF_LATE = timedelta(days=90)
_COMING = 90  # days ahead in which approved versions are news
_MOST = 6  # clauses shown in a chat; the policy reader shows all

_ASKED = re.compile(
    r"^(?:(?:hi|hello|hey|so|ok|okay|and|but|please|can you|could you|tell me|show me|list|do you"
    r" know)\b[\s,]*)*"
    r"(?:"
    r"what(?:['’]?s| is| has| have| was| were)?(?: been)? (?:changed|new|different|updated)"
    r"(?=\s*(?:\?|$|in\b|with\b|about\b|since\b|on\b|from\b|to\b|for\b|here\b|lately\b|recently\b|of"
    r" late\b|between\b|this\b|last\b|now\b|over\b|after\b))"
    r"|(?:what|which)(?: are| were)?(?: the)?(?: recent| latest| new)? (?:changes|updates|news)\b"
    r"|(?:are there |have there been |were there |is there )?(?:any|the|all|recent|latest)"
    r"(?: recent| new| latest)* (?:changes|updates|news)\b"
    r"|how (?:has|have|did) .{2,60}? chang(?:e|ed)\b"
    r"|(?:has|have|did) (?:anything|something|the .{2,40}?|any .{2,40}?|.{2,40}? (?:policy|rules))"
    r" chang(?:e|ed)\b(?= (?:since|in|this|last|recently|lately|over|between)|\s*\?*$)"
    r"|(?:changes|updates) (?:to|in|since)\b"
    r")",
    re.IGNORECASE,
)
_NOT_A_NAME = STOP_WORDS | frozenset(
    "ai policy policies rule rules council changed change changes new different updated updates"
    " latest recent recently lately news since between here clause clauses show list please"
    " late say see anything something been last happened version versions".split()
)


@dataclass(frozen=True, slots=True)
class NewsAsked:
    """Since when, and about what: `about` holds the words that may name it, `here` that the last
    answer is meant."""

    since: date | None
    about: str
    here: bool


def news_asked(text: str, today: date) -> NewsAsked | None:
    """Whether a person asks what changed; None for every other question."""
    found = _ASKED.match(text.strip())
    if found is None:
        return None
    days = find_days(text, today)
    rest = f"{text[: days.start]} {text[days.end :]}" if days else text
    about = " ".join(word for word in words(rest) if word not in _NOT_A_NAME)
    here = bool(re.search(r"\bhere\b|\bin (?:it|that|this)\b", rest, re.IGNORECASE))
    return NewsAsked(days.first if days else None, about, here)


def news(library: Library, asked: NewsAsked, last: Answer | None) -> tuple[Block, ...]:
    """What changed. Blocks for some milliseconds."""
    policies, today = library.policy_set, library.today()
    if asked.since and asked.since > today:
        return (Said(of_time.not_yet_since(asked.since)),)
    if not asked.about and asked.here:
        if last is None or not last.matches:
            return (Said(of_time.still_what()),)
        return tuple(of_clause(policies, last.passages[0]))
    if not asked.about:
        return tuple(_of_late(policies, asked.since or today - _OF_LATE, today))
    tools = library.named_tools(asked.about)
    named = () if tools else policies_named(policies, asked.about, today)
    if not tools and not named:
        for match in library.search(asked.about, 1):
            tool = policies.tool(match.passage.anchor)
            tools = (tool,) if tool and match.passage.policy_id == REGISTER else ()
            named = () if tools else (match.passage.policy_id,)
    found = (_of_policy(policies, name, asked.since, today) for name in named[:2])
    return (*_of_tools(tools), *(block for blocks in found for block in blocks))


def of_clause(policies: PolicySet, passage: Passage) -> Iterator[Block]:
    """How one clause, or one entry of the register, last changed."""
    tool = policies.tool(passage.anchor) if passage.policy_id == REGISTER else None
    if tool is not None:
        yield from _of_tools([tool])
        return
    found = last_change(policies, passage)
    if found is None:
        yield Said(of_time.never_changed(passage.clause, passage.title), strong=True)
        return
    version, change = found
    begins = policies.terms[version.ref].first
    said = of_time.clause_changed(passage.clause, passage.title, str(version.version), begins)
    yield Said(said, strong=True)
    yield from clause_changes([change])
    before = version_before(policies, version)
    if before is not None:
        yield Choices([Choice(of_time.compare(), link=_link(before, version))])


def _of_policy(
    policies: PolicySet, policy_id: str, since: date | None, today: date
) -> Iterator[Block]:
    """From the version before `since`, or else from the one before today's, to today's."""
    now = policies.version_in_force(policy_id, today)
    if now is None:
        ended = [p for p in policies.versions(policy_id) if p.ref in policies.terms]
        if ended:
            yield Said(of_time.ended_since(ended[-1].title, policies.terms[ended[-1].ref].last))
        return
    begun = policies.terms[now.ref].first
    since = since or begun
    before = policies.version_in_force(policy_id, since - timedelta(days=1))
    if before is None:
        first = next(p for p in policies.versions(policy_id) if p.ref in policies.terms)
        begun = policies.terms[first.ref].first
        yield Said(of_time.begun_since(now.title, since, str(first.version), begun), strong=True)
    elif before.ref == now.ref:
        said = of_time.unchanged_since(now.title, since, str(now.version), begun)
        yield Said(said, strong=True)
    else:
        yield from _compared(compare(policies, before, now), since)
    yield from _coming(policies, today, policy_id)


def _compared(found: Comparison, since: date) -> Iterator[Block]:
    old, new = str(found.old.version), str(found.new.version)
    yield Said(of_time.changed_since(found.new.title, since, old, new), strong=True)
    notes = [of_time.change_note(str(p.version), p.effective_from, n) for p, n in found.notes]
    if notes:
        yield Said("\n\n".join(notes))
    told = [change for change in found.changes if is_news(change)]
    others = [change for change in found.changes if not is_news(change)]
    yield from clause_changes([*told[:_MOST], *others])
    if len(told) > _MOST:
        yield Said(of_time.more_changes(len(told) - _MOST))
    yield Choices([Choice(of_time.compare(), link=_link(found.old, found.new))])


def _of_tools(tools: Sequence[Tool]) -> Iterator[Block]:
    for tool in tools:
        yield Table(
            of_time.tool_changed(tool.name),
            of_time.history_columns(),
            [
                (wording.day(on), wording.status_of(status), note)
                for on, status, note in reversed(tool.history)
            ],
        )


def _of_late(policies: PolicySet, since: date, today: date) -> Iterator[Block]:
    found, tools = policy_news(policies, since, today), tool_news(policies, since, today)
    if not found and not tools:
        yield Said(of_time.no_news_since(since), strong=True)
    else:
        yield Said(of_time.news_since(since), strong=True)
    if found:
        rows = [_row(policies, item) for item in found]
        yield Table(of_time.policies_changed(), of_time.policy_columns(), rows)
    if tools:
        lines = [
            (tool.name, wording.day(on), wording.status_of(status), note)
            for tool, on, status, note in tools
        ]
        yield Table(of_time.tools_changed(), of_time.tool_columns(), lines)
    yield from _coming(policies, today)
    links = [
        Choice(of_time.compare(n.now.title), link=_link(n.before, n.now))
        for n in found
        if n.before and n.now
    ]
    if links:
        yield Choices(links[:_MOST])


def _row(policies: PolicySet, item: PolicyNews) -> tuple[str, str, str, str]:
    policy = item.policy
    term = policies.terms[policy.ref]
    if item.now is None:
        return policy.title, str(policy.version), "", of_time.ended_policy(term.last)
    note = policy.change_note if item.before else of_time.new_policy()
    return policy.title, str(policy.version), wording.day(term.first), note


def _coming(policies: PolicySet, today: date, policy_id: str = "") -> Iterator[Table]:
    rows = [
        (p.title, str(p.version), wording.day(policies.terms[p.ref].first), p.change_note)
        for p in policies.upcoming(today, _COMING)
        if policy_id in ("", p.id) and p.classification != OFFICIAL_SENSITIVE
    ]
    if rows:
        yield Table(of_time.coming(), of_time.coming_columns(), rows)


def _link(old: Policy, new: Policy) -> str:
    return f"/policies/{new.id}/{new.version}/since/{old.version}"
