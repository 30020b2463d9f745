"""What is kept beside the policies, asked for in the chat: pilots, risks, decisions, ideas that are
ready. In the words of the pages, each line with its reference, and by the roles that may open those
pages; everybody may know what is tried and what was decided, without names."""

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date

from bot.intents.intent import Intent, IntentKind
from bot.message import Block, Choice, Choices, Message, Reply, Scope, Table, Text
from bot.messages.formats import either, format_day
from bot.messages.say import say
from common.clock import local_day
from common.person import Person
from knowledge.time.dates import find_days
from storage import StoreError
from triage import TriageList
from triage.model.fields import FieldType
from triage.model.roles import Role
from triage.model.stages import Stage
from triage.papers.display_text import level, stands_at
from triage.papers.formats.links import page_of
from triage.papers.snapshot import known_names
from triage.records import SCHEMAS, Record, RecordField, RecordRepository, RecordSchema
from triage.records.meetings import to_come
from triage.records.record import shown
from triage.records.schemas import MEMBER, RISK
from triage.redaction import name_redactor
from triage.repository.past_decisions import PastDecision, past_decisions
from triage.repository.queries import Filter
from triage.repository.sign_in_sessions import SignInSessions

Roles = Callable[[Person], Awaitable[frozenset[Role]]]
"""The roles of a person, as Entra gave them not long ago."""


def roles_in(ideas: Callable[[], TriageList]) -> Roles:
    """The roles with which a person signed in to the pages."""
    return SignInSessions(lambda: ideas().store).roles_of


READERS = frozenset({Role.OFFICER, Role.MEMBER, Role.CHAIR, Role.AUDITOR})
"""Who may open the pages of the board and of the records."""

_DECISIONS = frozenset({IntentKind.KEPT_DECIDED, IntentKind.KEPT_LATEST, IntentKind.KEPT_CALL_IN})
_FOR_ALL = _DECISIONS | {IntentKind.KEPT_PILOT}
_MOST = 12
_POINTS = frozenset({"", "this", "that", "it"})
_SINCE = re.compile(r"\b(?:since|from|after|ers|ar ôl)\s+(?:the\s+|y\s+)?$", re.I)


class KeptRecords:
    """Answers intents of the group `kept`."""

    def __init__(self, ideas: Callable[[], TriageList], roles: Roles) -> None:
        self._ideas = ideas
        self._roles = roles

    async def reply(self, intent: Intent, message: Message, asked: Iterable[str]) -> Reply | None:
        """`asked` are the last questions of the chat: what "this" may mean. None where the policies
        say in general who sits on the group: to who may not read it, and while none is on record.
        """
        try:
            reads = bool(READERS & await self._roles(message.person))
            if intent.kind not in _FOR_ALL and not reads:
                said_elsewhere = intent.kind is IntentKind.KEPT_MEMBER
                roles = Text(say("kept-for-roles", roles=either(sorted(READERS))))
                return None if said_elsewhere else Reply((roles,))
            if intent.kind not in _FOR_ALL and message.scope is not Scope.PERSONAL:
                return Reply((Text(say("kept-in-own-chat")),))
            in_full = reads and message.scope is Scope.PERSONAL
            if intent.kind in _DECISIONS:
                return await self._decisions(intent, message.text, asked, in_full=in_full)
            if intent.kind is IntentKind.KEPT_READY:
                return await self._ready()
            kind = SCHEMAS[intent.kind.partition(".")[2]]
            return await self._records(kind, in_full=in_full)
        except StoreError:
            return Reply((Text(say("kept-cannot-look")),))

    async def may_open_board(self, who: Person) -> bool:
        """Whether somebody is known to have a role there."""
        try:
            return bool(READERS & await self._roles(who))
        except StoreError:
            return False

    async def _records(self, kind: RecordSchema, *, in_full: bool) -> Reply | None:
        kept = await RecordRepository(self._ideas().store).all(kind)
        found = [one for one in kept if not one.is_closed]
        page = f"/records/{kind.name}"
        coming = to_come(kept, self._today())
        if coming and not found:
            said = say("kept-next-meeting", day=coming[0][0])
            return Reply((Text(said), *_page("/meetings", reads=in_full)))
        if not found and kind is MEMBER:
            return None
        if not found:
            return Reply((Text(say("kept-nothing", kind=kind.many)), *_page(page, reads=in_full)))
        columns = [kind.field(name) for name in kind.listed]
        graded = kind is RISK
        if graded:  # the gravest first, as on the page
            found.sort(key=lambda one: -stands_at(one))
        clean = await self._cleaner(in_full=in_full)
        rows = [
            (
                one.reference,
                clean(one.title),
                *([level(one, "residual_") or level(one)] if graded else []),
                *(_cell(one, field) for field in columns),
            )
            for one in found[:_MOST]
        ]
        grade = [say("kept-column-level")] if graded else []
        labels = [one.label for one in columns]
        headings = (say("status-column-reference"), kind.one, *grade, *labels)
        table = Table(self._caption(kind.many, len(found)), headings, rows)
        links = [(one.reference, page_of(one.reference)) for one in found[:3]] if in_full else []
        return Reply((table, *_more(len(found)), *_page(page, links, reads=in_full)))

    async def _ready(self) -> Reply:
        found = await self._ideas().ideas(Filter(stages=(Stage.READY,)))
        kind, page = say("kept-ideas-ready"), "/board?state=ready&sort=value"
        if not found:
            return Reply((Text(say("kept-nothing", kind=kind)), *_page(page, reads=True)))
        rows = [
            (
                one.reference,
                one.title,
                one.proposal.service,
                format_day(local_day(one.stage_since)),
            )
            for one in found[:_MOST]
        ]
        headings = (
            say("status-column-reference"),
            say("status-column-idea"),
            say("field-service"),
            say("status-column-since"),
        )
        table = Table(self._caption(kind, len(found)), headings, rows)
        links = [(one.reference, page_of(one.reference)) for one in found[:3]]
        return Reply((table, *_more(len(found)), *_page(page, links, reads=True)))

    async def _decisions(
        self, intent: Intent, said: str, asked: Iterable[str], *, in_full: bool
    ) -> Reply:
        if intent.kind is IntentKind.KEPT_DECIDED:
            return await self._decided(intent.text, asked, in_full=in_full)
        if intent.kind is IntentKind.KEPT_LATEST:
            return await self._latest(said, in_full=in_full)
        return await self._in_call_in(in_full=in_full)

    async def _decided(self, named: str, asked: Iterable[str], *, in_full: bool) -> Reply:
        """Decisions on what is named, or on what was asked last."""
        points = named.strip(" ?.").lower() in _POINTS
        sought = next(iter(list(asked)[-1:]), "") if points else named
        if not sought:
            return await self._latest("", in_full=in_full)
        found = await self._about(sought, in_full=in_full)
        about = say("kept-decided-about", about=sought)
        none = say("kept-decided-none", about=sought)
        return await self._told(found, about, none, in_full=in_full)

    async def _latest(self, said: str, *, in_full: bool) -> Reply:
        """The latest decisions, or those of the days that are named; from these on, where what
        stands before them says so."""
        days = find_days(said, self._today())
        if days is None:
            found = await self._found(in_full=in_full)
            latest, none = say("kept-decided-latest"), say("kept-none-decided")
            return await self._told(found, latest, none, in_full=in_full)
        last = self._today() if _SINCE.search(said[: days.start]) else days.last
        found = await self._found(in_full=in_full, days=(days.first, last), most=_MOST)
        heading = say("kept-decided-between", first=days.first, last=last)
        none = say("kept-none-decided-between", first=days.first, last=last)
        return await self._told(found, heading, none, in_full=in_full)

    async def _in_call_in(self, *, in_full: bool) -> Reply:
        """Decisions that can still be called in."""
        found = await self._found(in_full=in_full, call_in=self._today(), most=_MOST)
        heading, none = say("kept-in-call-in"), say("kept-none-in-call-in")
        return await self._told(found, heading, none, in_full=in_full)

    async def _told(
        self, found: Sequence[PastDecision], heading: str, none: str, *, in_full: bool
    ) -> Reply:
        if not found:
            return Reply((Text(none), *_page("/board", reads=in_full)))
        clean = await self._cleaner(in_full=in_full)
        blocks = [Text(heading, strong=True)]
        for one in found:
            said = one.decision.deciding
            lines = [
                say("status-idea-line", ref=one.decision.idea, title=clean(one.title)),
                say(
                    "kept-decided-line",
                    ref=one.decision.reference,
                    decision=say("steering-kind", kind=said.kind),
                    role=say("steering-maker", role=said.maker),
                    day=said.decided_on,
                ),
                say("status-because", reason=clean(said.reason)),
            ]
            if said.call_in_until and said.call_in_until >= self._today():
                lines.append(say("kept-call-in-until", day=said.call_in_until))
            blocks.append(Text("\n".join(lines)))
        refs = [one.decision.reference for one in found[:3]]
        links = [(ref, page_of(ref)) for ref in refs] if in_full else []
        return Reply((*blocks, *_page("/board", links, reads=in_full)))

    async def _found(
        self,
        sought: str = "",
        *,
        in_full: bool,
        most: int = 5,
        days: tuple[date, date] | None = None,
        call_in: date | None = None,
    ) -> list[PastDecision]:
        """What is exempt from publication is left out for whoever may not read it."""
        async with self._ideas().store.reading() as connection:
            found = await past_decisions(
                connection, sought, most, days=days, call_in=call_in, published=not in_full
            )
        return list(found)

    async def _about(self, sought: str, *, in_full: bool) -> list[PastDecision]:
        """By the words, and by likeness as an idea would be hinted at."""
        near = await self._found(sought, in_full=in_full)
        found = {one.decision.reference: one for one in near}
        for hint in await self._ideas().similar(sought, ""):
            if hint.decision is not None and (in_full or hint.decision.deciding.published):
                made = PastDecision(hint.decision, hint.likeness.thing.title)
                found.setdefault(hint.decision.reference, made)
        return list(found.values())

    async def _cleaner(self, *, in_full: bool) -> Callable[[str], str]:
        """Takes names out of texts for those who may not read the idea itself."""
        if in_full:
            return str
        async with self._ideas().store.reading() as connection:
            return name_redactor(await known_names(connection))

    def _caption(self, kind: str, count: int) -> str:
        return say("kept-caption", kind=kind, count=count, day=self._today())

    def _today(self) -> date:
        return local_day(self._ideas().store.clock())


def _cell(one: Record, field: RecordField) -> str:
    if field.takes is FieldType.DAY:
        when = one.day(field.name)
        return format_day(when) if when else ""
    return str(shown(field, one.content.get(field.name)))


def _more(count: int) -> Sequence[Block]:
    return (Text(say("kept-more", count=count - _MOST)),) if count > _MOST else ()


def _page(page: str, links: Sequence[tuple[str, str]] = (), *, reads: bool) -> Sequence[Block]:
    """Where to read on, for those who may open it."""
    if not reads:
        return ()
    opened = [Choice(name, link=address) for name, address in links]
    return (Choices([*opened, Choice(say("kept-open-page"), link=page)]),)
