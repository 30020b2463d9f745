"""What was refused at the pages, written to the audit trail.

An entry has who (by number), where (the route, never the address asked for) and why, and how often
since the last one: one line a minute for all who are not signed in, and for each person, place and
reason.
"""

import logging
from collections.abc import Callable

from aiohttp import web

from storage import Store, StoreError
from storage.audit.dedupe import Deduplicator
from triage.repository.person_numbers import actor, number_of
from web.permissions import Visitor

_log = logging.getLogger(__name__)


class RefusalAudit:
    """Notes refusals; without a store only in the log."""

    def __init__(self, store: Callable[[], Store] | None) -> None:
        self._store = store
        self._repeats = Deduplicator()

    async def note(
        self,
        request: web.Request,
        why: str,
        visitor: Visitor | None = None,
        action: str = "page.refused",
    ) -> None:
        """Never fails: who is refused is refused whether or not it can be written down."""
        resource = request.match_info.route.resource
        where = f"{request.method} {resource.canonical if resource else '?'}"
        _log.warning("%s %s: %s", action, where, why)
        if self._store is None:
            return
        # Of strangers not by route: whoever tries all of them would write a line for each.
        kind = (visitor.tenant, visitor.id, where, why) if visitor else (action,)
        times = self._repeats.times(kind, self._store().clock())
        if not times:
            return
        try:
            async with self._store().writing() as unit:
                by = "anybody"
                if visitor is not None:
                    person = visitor.person
                    by = actor(await number_of(unit, person))
                unit.audit(by, action, where, {"why": why, "times": times})
        except StoreError as error:
            _log.error("a refusal is not in the audit trail: %s", error)
