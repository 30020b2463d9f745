"""The officers' desk: what is served, what is due, what people asked and what they thought."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from aiohttp import web

from bot.reporting import OfficerReport, build_report, build_report_without_log
from common.clock import today
from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.write_files import FileChange
from knowledge.quality.clustering import cached_encoder
from storage import Store, StoreError
from triage.export.spreadsheet import as_csv
from triage.meetings.business import agents_to_settle
from triage.papers.charts import Bars, Columns, bars, columns
from triage.records import Record, RecordRepository
from triage.records.schemas import AGENT
from web.desk.tables import REPORT_TABLES, Cell, moment, report_table
from web.permissions import Permissions, Role
from web.rendering.template_renderer import Renderer

READERS = (Role.OFFICER, Role.AUDITOR)
"""Who may read the desk."""

PERIODS = {30: "the last 30 days", 90: "the last 90 days", 365: "the last year"}
_USUAL = 90
_ON_A_PAGE = 10  # rows of a table; the table's own page has them all
_BARS = 10

_OF_THE_SET = frozenset({"problems", "reviews", "audits"})
"""Tables that need no journal."""


Send = Callable[[Sequence[FileChange]], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class DeskServices:
    """What the desk stands on: the store that is open, the set that is served, the folder of data
    (vectors, and in `sets` the kept sets).
    Without `meaning` questions are put together by their words alone. `warnings` gives what
    officers should hear of the running, such as that the bot's secret ends; `source` names where
    the policies are brought from, if they lie in no folder of this server; `send` makes changes
    there, and says whether that could be done (ChangedMeanwhileError where a file is not as it
    was)."""

    store: Callable[[], Store]
    serving: LiveSet
    data: Path
    meaning: bool = True
    warnings: Callable[[], Sequence[str]] = tuple
    source: str = ""
    send: Send | None = None


class DeskPages:
    """Handlers of `/desk` and its tables."""

    def __init__(self, draw: Renderer, office: DeskServices, clock: Callable[[], datetime]) -> None:
        self._draw = draw
        self._office = office
        self._clock = clock
        self._encode = cached_encoder() if office.meaning else None

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/desk", self.state, *READERS),
            access.get("/desk/questions", self.questions, *READERS),
            access.get("/desk/clauses", self.clauses, *READERS),
            access.get("/desk/tables/{name}.csv", self.csv, *READERS),
            access.get("/desk/tables/{name}", self.table, *READERS),
        ]

    async def state(self, request: web.Request) -> web.Response:
        """What is served, and what is due."""
        return await self._page(request, "state", agents=await self._agents())

    async def _agents(self) -> Sequence[Record]:
        """Agents that want an officer's attention; none while they cannot be read."""
        try:
            found = await RecordRepository(self._office.store()).all(AGENT)
        except StoreError:
            return ()
        return agents_to_settle(found, today(self._clock))

    async def questions(self, request: web.Request) -> web.Response:
        """What people asked and could not be told."""
        return await self._page(request, "questions")

    async def clauses(self, request: web.Request) -> web.Response:
        """What people were told, and what they thought of it."""
        return await self._page(request, "clauses")

    async def table(self, request: web.Request) -> web.Response:
        """One table, whole."""
        name = _known(request)
        desk, fault = await self.report(request)
        shown = report_table(name, desk)
        return self.drawn("desk/table.html", request, desk, fault, sheet=shown, most=0)

    async def csv(self, request: web.Request) -> web.Response:
        """One table as a file for a spreadsheet."""
        name = _known(request)
        desk, fault = await self.report(request)
        if fault and name not in _OF_THE_SET:
            raise web.HTTPServiceUnavailable(text=fault)
        shown = report_table(name, desk)
        text = as_csv(([_plain(cell) for cell in row] for row in shown.rows), shown.columns)
        kept = {"Content-Disposition": f'attachment; filename="{name}-{desk.today}.csv"'}
        # With a byte order mark: Excel would take it for the code page of the machine else.
        return web.Response(
            body=text.encode("utf-8-sig"), content_type="text/csv", charset="utf-8", headers=kept
        )

    async def _page(self, request: web.Request, name: str, **values: object) -> web.Response:
        desk, fault = await self.report(request)
        return self.drawn(f"desk/{name}.html", request, desk, fault, 200, most=_ON_A_PAGE, **values)

    async def report(self, request: web.Request) -> tuple[OfficerReport, str]:
        """The desk of the period asked for, and what is wrong with it, in words."""
        office = self._office
        since = self._clock() - timedelta(days=_days(request))
        try:
            return await build_report(office.store(), office.serving, since, self._encode), ""
        except StoreError as error:
            said = f"What people asked cannot be shown just now: {error}"
            return build_report_without_log(office.serving, since), said

    def drawn(
        self,
        template: str,
        request: web.Request,
        desk: OfficerReport,
        fault: str,
        status: int = 200,
        /,
        **values: object,
    ) -> web.Response:
        """A page of the desk; 503 where what people asked cannot be read."""
        return self._draw.page(
            template,
            status=503 if fault else status,
            desk=desk,
            fault=fault,
            warnings=self._office.warnings(),
            loaded_at=moment(desk.served.loaded_at),
            days=_days(request),
            periods=PERIODS,
            sheet_of=partial(report_table, desk=desk),
            weeks=_weeks(desk),
            cited=_cited(desk),
            **values,
        )


def _known(request: web.Request) -> str:
    name = request.match_info["name"]
    if name not in REPORT_TABLES:
        raise web.HTTPNotFound(text="There is no such table on the desk.")
    return name


def _days(request: web.Request) -> int:
    """The period asked for; the usual one where none of ours is."""
    asked = request.query.get("days", "")
    return next((days for days in PERIODS if str(days) == asked), _USUAL)


def _weeks(desk: OfficerReport) -> Columns | None:
    series = REPORT_TABLES["weeks"].columns[1:]
    values = [(week.first, (week.answered, week.nearest, week.missed)) for week in desk.weeks]
    return columns("Questions by week, and what became of them", series, values)


def _cited(desk: OfficerReport) -> Bars | None:
    most = [(f"{c.passage.clause} {c.passage.heading}".strip(), c.count) for c in desk.cited]
    return bars("The clauses that were quoted most", most[:_BARS])


def _plain(cell: Cell) -> str | int:
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, int) else str(cell)
