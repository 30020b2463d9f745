"""What people are told by the calendar: that a policy changed which they asked about, that a review
or an audit is due in 60 or 14 days, and the steering group's week.

Each is a notice with a key of its own, so that several replicas may look and each is told once.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.message import Block, Choice, Choices, Table, Text
from bot.messages.formats import number
from bot.messages.say import say
from bot.notifications.subscriptions import UPKEEP
from common.clock import local_time
from knowledge import Library
from knowledge.publishing.due import audits_due, reviews_due
from storage import Store, StoreError, UnitOfWork
from triage.repository.notice_queue import Notice, NoticeKind, notify
from triage.repository.person_numbers import actor
from triage.repository.preferences import followers, followers_to_notify, subjects
from triage.weekly_figures import weekly_figures

logger = logging.getLogger(__name__)

_POLL_INTERVAL = 600.0  # seconds
_AHEAD = (60, 14)  # days before a review or an audit at which its reminder is due
_FROM, _UNTIL = 8, 18  # o'clock; nobody is told anything at night
_POLICY = "policy:"


async def daily(store: Store, library: Callable[[], Library], channel: str) -> None:
    """Look whether there is something to tell, until cancelled. `channel` is the place of the
    steering group, or "" for none."""
    while True:
        try:
            await notify_due(store, library(), channel)
        except StoreError as error:
            logger.warning("what is due to be told could not be looked up: %s", error)
        await asyncio.sleep(_POLL_INTERVAL)


async def notify_due(store: Store, library: Library, channel: str) -> None:
    """Note everything that is due to be told now. Raises StoreError."""
    if not _FROM <= local_time(store.clock()).hour < _UNTIL:
        return
    async with store.writing() as unit:
        await _changes(unit, library)
        reminded = [actor(one) for one in await followers(unit.connection, UPKEEP)]
        for due in _due(library):
            for place in (*reminded, *([channel] if channel else ())):
                await _notify(unit, NoticeKind.UPKEEP_DUE, place, due.key, due.content)
        if channel:
            await _week(unit, library, channel)


async def _changes(unit: UnitOfWork, library: Library) -> None:
    policies, today = library.policy_set, library.today()
    for subject in await subjects(unit.connection):
        if not subject.startswith(_POLICY):
            continue
        policy_id = subject.removeprefix(_POLICY)
        now = policies.version_in_force(policy_id, today)
        if now is not None and now.restricted:
            continue
        versions = policies.versions(policy_id)
        version = str(now.version) if now else ""
        content = {
            "policy": policy_id,
            "title": (now or versions[-1]).title if versions else policy_id,
            "new": version,
            "begins": policies.terms[now.ref].first.isoformat() if now else "",
        }
        for person, told in await followers_to_notify(unit, subject, version):
            key = f"{policy_id}@{version or f'ended {today}'}"
            await _notify(
                unit, NoticeKind.POLICY_CHANGED, actor(person), key, {**content, "old": told}
            )


@dataclass(frozen=True, slots=True)
class _Due:
    key: str
    content: Mapping[str, object]


def _due(library: Library) -> Iterator[_Due]:
    """Reviews and audits that come within the next 60 days: first all of them, then again those
    within 14."""
    policies, today = library.policy_set, library.today()
    for review in reviews_due(policies, today, max(_AHEAD)):
        policy, due, days = review.policy, review.due, review.days
        if not policy.restricted:
            yield from _reminder(
                "review", policy.id, title=policy.title, owner=policy.owner, due=due, days=days
            )
    for audit in audits_due(policies, today, max(_AHEAD)):
        tool, due, days = audit.tool, audit.due, audit.days
        yield from _reminder(
            "audit", tool.id, title=tool.name, owner=tool.owner, due=due, days=days
        )


def _reminder(
    what: str, subject: str, *, title: str, owner: str, due: date, days: int
) -> Iterator[_Due]:
    if days < 1:
        return  # missed: the officers' desk and the chat say so
    ahead = min(step for step in _AHEAD if days <= step)
    content = {
        "what": what,
        "title": title,
        "owner": owner,
        "due": due.isoformat(),
        "days": days,
    }
    yield _Due(f"{what} {subject} {due} {ahead}", content)


async def _week(unit: UnitOfWork, library: Library, channel: str) -> None:
    """The last whole week, Monday to Monday, however late in the next one it is looked at; nothing
    where nothing happened or waits: what is due has reminders of its own."""
    policies, today = library.policy_set, library.today()
    year, number_of_week, day_of_week = today.isocalendar()
    monday = local_time(unit.now).replace(hour=0, minute=0, second=0, microsecond=0)
    monday -= timedelta(days=day_of_week - 1)
    found = await weekly_figures(unit.connection, monday - timedelta(days=7), monday)
    if found.is_quiet:
        return
    content = {
        "since": (monday - timedelta(days=7)).date().isoformat(),
        "until": monday.date().isoformat(),
        "ideas": found.ideas,
        "decisions": found.decisions,
        "waiting": found.waiting,
        "gaps": found.gaps,
        "due": len(reviews_due(policies, today)) + len(audits_due(policies, today)),
    }
    await _notify(unit, NoticeKind.WEEK, channel, f"{year}-{number_of_week}", content)


async def _notify(
    unit: UnitOfWork, kind: NoticeKind, place: str, key: str, content: Mapping[str, object]
) -> None:
    person = place.removeprefix("person:") if place.startswith("person:") else ""
    await notify(
        unit,
        key=f"{kind}:{key}:{place}",
        kind=kind,
        place=place,
        content=content,
        person_number=int(person) if person else None,
    )


def blocks_of(notice: Notice) -> tuple[Block, ...]:
    """Such a notice in words; empty for every other kind."""
    content = notice.content
    match notice.kind:
        case NoticeKind.POLICY_CHANGED:
            return tuple(_changed(content))
        case NoticeKind.UPKEEP_DUE:
            title, owner = content["title"], content["owner"]
            due, days = date.fromisoformat(content["due"]), int(content["days"])
            if content["what"] == "review":
                said = say("subscription-review-due", title=title, owner=owner, day=due, count=days)
            else:
                said = say("subscription-audit-due", tool=title, owner=owner, day=due, count=days)
            return (Text(said),)
        case NoticeKind.WEEK:
            return (_table(content),)
    return ()


def _changed(content: Mapping[str, str]) -> Iterator[Block]:
    title = content["title"]
    if not content["new"]:
        yield Text(say("subscription-policy-ended", title=title), strong=True)
    else:
        begins = date.fromisoformat(content["begins"])
        said = say(
            "subscription-policy-changed",
            title=title,
            new=content["new"],
            old=content["old"],
            day=begins,
        )
        yield Text(said, strong=True)
    yield Text(say("subscription-you-asked"))
    if content["new"]:
        eve = begins - timedelta(days=1)
        asked = f"what changed in {title} since {eve.day} {eve:%B %Y}"
        yield Choices([Choice(say("subscription-what-changed", title=title), say=asked)])


def _table(content: Mapping[str, object]) -> Table:
    since, until = (date.fromisoformat(str(content[name])) for name in ("since", "until"))
    rows = (
        (say("subscription-new-ideas"), "ideas"),
        (say("subscription-decisions-made"), "decisions"),
        (say("subscription-ideas-waiting"), "waiting"),
        (say("subscription-gaps-found"), "gaps"),
        (say("subscription-reviews-near"), "due"),
    )
    return Table(
        say("subscription-digest", since=since, until=until),
        (say("subscription-column-what"), say("subscription-column-count")),
        [(words, number(int(str(content[name])))) for words, name in rows],
    )
