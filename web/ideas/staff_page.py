"""Staff's own page: my ideas and what became of them, what colleagues suggested, and the roadmap.

Of colleagues' ideas it shows title, state and supports, never a name: titles are masked, and an
officer can hide one.
"""

import asyncio
from collections.abc import Callable

from aiohttp import web

from knowledge.privacy.masking import mask, names_known
from triage import Rejected
from triage.listing.idea_rows import ListQuery, Sort
from triage.model.idea import Decision, Idea
from triage.model.stages import Stage
from triage.papers.snapshot import known_names
from triage.redaction import name_redactor
from web.board.context import BoardContext, person_of
from web.board.labels import FLASH_MESSAGES
from web.forms.flash import flash_message, redirect_with_flash
from web.forms.form_data import read_form_data
from web.forms.form_page import number_of
from web.permissions import Permissions, visitor_of

PATH = "/ideas"
_ON_A_PAGE = 25
_ROADMAP = (Stage.SCALE, Stage.PILOT, Stage.SCAN)
_OVER = frozenset({Stage.DECLINED, Stage.CLOSED})
"""Nobody is asked for support where nothing is to be decided any more."""

_NOT_SHOWN = frozenset({Stage.WITHDRAWN, Stage.DUPLICATE})


class StaffPage:
    """Handlers of `/ideas`, for whoever is signed in."""

    def __init__(self, means: BoardContext) -> None:
        self._means = means
        self._known: tuple[str, frozenset[str]] = ("", frozenset())

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get(PATH, self.show),
            access.post("/ideas/{reference}/support", self.support),
        ]

    async def show(self, request: web.Request) -> web.Response:
        me, store = person_of(visitor_of(request)), self._means.ideas().store
        mine = await self._means.ideas().ideas_of(me)
        own = {one.reference for one in mine}
        looked = await self._means.front.looked(ListQuery(sort=Sort.SUPPORT))
        others = [
            line
            for line in looked.found
            if line.reference not in own and not line.hidden and line.stage not in _NOT_SHOWN
        ]
        page = max(1, number_of(request.query.get("page", "")))
        first = (page - 1) * _ON_A_PAGE
        clean = await self._cleaner()
        became = {one.reference: await self._became(one) for one in mine}
        return self._means.draw.page(
            "ideas/staff.html",
            mine=mine,
            became=became,
            others=others[first : first + _ON_A_PAGE],
            count=len(others),
            page=page,
            pages=-(-len(others) // _ON_A_PAGE),
            roadmap=[
                (stage, some)
                for stage in _ROADMAP
                if (some := [one for one in looked.found if one.stage is stage and not one.hidden])
            ],
            over=_OVER,
            clean=clean,
            samples=any(line.sample for line in looked.found),
            done=FLASH_MESSAGES.get(flash_message(request, store.clock())),
        )

    async def support(self, request: web.Request) -> web.Response:
        """Support a colleague's idea; again changes nothing."""
        await read_form_data(request)
        done = await self._means.ideas().support(
            request.match_info["reference"],
            by=person_of(visitor_of(request)),
            fingerprint=self._means.known.fingerprint,
        )
        if isinstance(done, Rejected):
            raise web.HTTPNotFound(text="There is no such idea any more.")
        raise redirect_with_flash(request, PATH, "supported", self._means.now)

    async def _became(self, own: Idea) -> tuple[Idea, Decision | None]:
        """An own idea, or the one that goes on in its place, with the last decision on it."""
        details = await self._means.board.details(own.duplicate_of or own.reference)
        if details is None:
            return own, None
        made = details.dossier.decisions
        return details.dossier.idea, made[-1] if made else None

    async def _cleaner(self) -> Callable[[str], str]:
        """Takes what looks personal, and the names of all who are known here, out of a title."""
        policies = self._means.known
        if self._known[0] != policies.fingerprint:
            found = await asyncio.to_thread(names_known, policies)
            self._known = (policies.fingerprint, found)
        async with self._means.ideas().store.reading() as connection:
            without = name_redactor(await known_names(connection))
        words = self._known[1]
        return lambda title: mask(without(title), words)
