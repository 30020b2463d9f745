"""The meetings, and one meeting: its briefing before, its order of business, what came of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from aiohttp import web

from bot.reporting import UnansweredGroup, unanswered
from common.clock import midnight
from knowledge.publishing.due import audits_due, reviews_due
from storage.answers.answer_journal import gaps
from triage.listing.board_service import IdeaDetails
from triage.listing.idea_rows import ListQuery, Sort
from triage.listing.list_view import Page
from triage.meetings.business import business_of, last_before, meetings, next_of
from triage.model.idea import DecisionKind
from triage.model.stages import Stage
from triage.records import Record, RecordRepository
from triage.records.meetings import to_come
from triage.records.schemas import MEETING
from web.board.context import DECIDERS, BoardContext
from web.board.labels import FLASH_MESSAGES
from web.forms.flash import flash_message
from web.meetings.prefilled import suggested
from web.permissions import IDEA_ROLES, Permissions, visitor_of

READY = ListQuery(stages=frozenset({Stage.READY}), sort=Sort.VALUE)
"""The ideas that a meeting decides on, in the order in which it takes them."""

_MOST_IDEAS = 30
_MOST_QUESTIONS = 5
_USUAL_TIME = timedelta(days=31)


class MeetingPages:
    """Handlers of `/meetings` and `/meetings/{meeting}`."""

    def __init__(self, means: BoardContext) -> None:
        self._means = means

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/meetings", self.index, *IDEA_ROLES),
            access.get("/meetings/{meeting}", self.show, *IDEA_ROLES),
        ]

    async def index(self, request: web.Request) -> web.Response:
        """The next meeting, those before it, and who sits on the group."""
        store, today = self._means.ideas().store, self._means.today()
        found = await meetings(store)
        coming = next_of(found, today)
        members = [one for one in await RecordRepository(store).all() if one.kind.name == "member"]
        looked = await self._means.front.looked(READY)
        return self._means.draw.page(
            "meetings/meetings.html",
            coming=coming,
            day_set=_day_set(found, today),
            others=[one for one in found if one is not coming],
            members=[one for one in members if not one.is_closed],
            ready=looked.total,
            first=_first_today(coming, looked, today),
            may_write=_may_write(request),
        )

    async def show(self, request: web.Request) -> web.Response:
        """Everything that the meeting has to settle, in order, each with where it is settled."""
        meeting = await meeting_of(self._means, request)
        store, today = self._means.ideas().store, self._means.today()
        looked = await self._means.front.looked(READY)
        ready = [
            found
            for line in looked.found[:_MOST_IDEAS]
            if (
                found := await self._means.board.details(line.reference, self._means.types.demanded)
            )
        ]
        known = self._means.known
        return self._means.draw.page(
            "meetings/meeting.html",
            meeting=meeting,
            before=(meeting.day("held_on") or today) > today,
            ready=[(one, self._advice(one, today)) for one in ready],
            more=max(0, looked.total - len(ready)),
            business=await business_of(store, meeting),
            reviews=reviews_due(known, today),
            audits=audits_due(known, today),
            asked=await self._asked(meeting),
            today=today,
            may_write=_may_write(request),
            done=FLASH_MESSAGES.get(flash_message(request, self._means.now)),
        )

    def _advice(self, sheet: IdeaDetails, today: date) -> tuple[DecisionKind, str] | None:
        return suggested(sheet, today, self._means.types)

    async def _asked(self, meeting: Record) -> Sequence[UnansweredGroup]:
        """What staff asked since the last meeting and the policies do not answer."""
        store = self._means.ideas().store
        held = meeting.day("held_on") or self._means.today()
        since = await last_before(store, meeting) or held - _USUAL_TIME
        async with store.reading() as connection:
            missed = await gaps(connection, midnight(since))
        return unanswered(missed, ())[:_MOST_QUESTIONS]


async def meeting_of(means: BoardContext, request: web.Request) -> Record:
    """The meeting that the address names. Raises 404 for one that is not there."""
    found = await RecordRepository(means.ideas().store).one(request.match_info["meeting"])
    if found is None or found[0].kind is not MEETING:
        raise web.HTTPNotFound(text="There is no meeting with this reference.")
    return found[0]


def _day_set(found: Sequence[Record], today: date) -> date | None:
    """The next day that a meeting set, whether or not it is planned yet."""
    return next((day for day, _ in to_come(found, today)), None)


def _first_today(coming: Record | None, looked: Page, today: date) -> str:
    """The idea with which a meeting of today begins; empty on another day, or without ideas."""
    if coming is None or coming.day("held_on") != today:
        return ""
    return next((line.reference for line in looked.found), "")


def _may_write(request: web.Request) -> bool:
    return bool(visitor_of(request).roles & frozenset(DECIDERS))
