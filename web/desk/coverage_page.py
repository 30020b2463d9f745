"""Which of the topics that staff ask about the set answers: what an officer reads on day one."""

import asyncio
from collections.abc import Sequence
from datetime import date
from weakref import WeakKeyDictionary

from aiohttp import web

from bot.answering.blocks import link_to
from knowledge import Library
from knowledge.quality.coverage import Coverage, TopicCoverage, coverage
from triage.export.spreadsheet import as_csv
from web.desk.desk_pages import READERS, DeskServices
from web.permissions import Permissions
from web.rendering.template_renderer import Renderer

STATES = {
    Coverage.NOTHING: "Nothing",
    Coverage.PERHAPS: "Perhaps",
    Coverage.ANSWERED: "Answered",
}
"""What is said of a topic, in the order in which they are shown: what is missing first."""

_COLUMNS = ("Topic", "State", "Clause", "Questions that show it", "Questions asked")
_WAITED = 8.0
"""Seconds after which a page says that it is being worked out."""

Stand = tuple[date, bool]
Found = Sequence[TopicCoverage]


class CoveragePage:
    """Handlers of `/desk/coverage`. Worked out once for each set and day: some 250 questions."""

    def __init__(self, draw: Renderer, office: DeskServices) -> None:
        self._draw = draw
        self._office = office
        self._running: WeakKeyDictionary[Library, tuple[Stand, asyncio.Task[Found]]]
        self._running = WeakKeyDictionary()

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/desk/coverage", self.show, *READERS),
            access.get("/desk/coverage.csv", self.csv, *READERS),
        ]

    async def show(self, _: web.Request) -> web.Response:
        """Every topic, what is missing first."""
        found = await self._found()
        return self._draw.page(
            "desk/coverage.html",
            found=found,
            states=STATES,
            count={state: sum(one.state is state for one in found or ()) for state in STATES},
            link_to=link_to,
        )

    async def csv(self, _: web.Request) -> web.Response:
        """The same for a spreadsheet."""
        found = await self._found()
        if found is None:
            raise web.HTTPServiceUnavailable(text="This is being worked out: try again soon.")
        rows = (
            (
                one.topic.name,
                STATES[one.state],
                f"{one.clause.title}: {one.clause.heading}" if one.clause else "",
                one.shown_by,
                one.asked,
            )
            for one in found
        )
        return web.Response(
            body=as_csv(rows, _COLUMNS).encode("utf-8-sig"),
            content_type="text/csv",
            charset="utf-8",
            headers={"Content-Disposition": 'attachment; filename="coverage.csv"'},
        )

    async def _found(self) -> Found | None:
        """The topics of today's set; None while that takes longer than anybody waits."""
        library = self._office.serving.library
        stand = await asyncio.to_thread(_stand, library)
        known = self._running.get(library)
        if known is None or known[0] != stand or (known[1].done() and known[1].exception()):
            known = (stand, asyncio.create_task(asyncio.to_thread(_covered, library, stand[0])))
            self._running[library] = known
        done, _ = await asyncio.wait({known[1]}, timeout=_WAITED)
        return known[1].result() if done else None


def _stand(library: Library) -> Stand:
    """The day, and whether meaning is switched on: with either, answers may change."""
    today = library.today()
    return today, library.answerer_on(today).edition.has_embeddings


def _covered(library: Library, on: date) -> Found:
    order = list(STATES)
    return sorted(coverage(library, on), key=lambda one: order.index(one.state))
