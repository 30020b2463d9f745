"""What was refused at the pages, written to the audit trail.

An entry has who (by number), where (the route, never the address asked for) and why. What happens
again and again makes one entry a minute with a count, so that nobody can fill the trail.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

from aiohttp import web

from storage import Store, StoreError
from triage.ideas import Person
from triage.people import actor, number_of
from web.access import Visitor

_log = logging.getLogger(__name__)

_EVERY = timedelta(minutes=1)
_KINDS_KEPT = 2_000

_Kind = tuple[str, str, str, str]


class Refusals:
    """Notes refusals; without a store only in the log."""

    def __init__(self, store: Callable[[], Store] | None) -> None:
        self._store = store
        self._kinds: OrderedDict[_Kind, tuple[datetime, int]] = OrderedDict()

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
        who = (visitor.tenant, visitor.id) if visitor else ("", "")
        times = self._times((*who, where, why), self._store().clock())
        if not times:
            return
        try:
            async with self._store().writing() as unit:
                by = "anybody"
                if visitor is not None:
                    person = Person(visitor.tenant, visitor.id, visitor.name)
                    by = actor(await number_of(unit, person))
                unit.audit(by, action, where, {"why": why, "times": times})
        except StoreError as error:
            _log.error("a refusal is not in the audit trail: %s", error)

    def _times(self, kind: _Kind, now: datetime) -> int:
        """How often it happened since the last entry; 0 if it is too early for another."""
        last, unsaid = self._kinds.pop(kind, (None, 0))
        due = last is None or now - last >= _EVERY
        self._kinds[kind] = (now, 0) if due else (last or now, unsaid + 1)
        while len(self._kinds) > _KINDS_KEPT:
            self._kinds.popitem(last=False)
        return unsaid + 1 if due else 0
