"""A view of the board as an address, so that it can be kept and passed on, and the other way; the
views that are often wanted, and those that wait for somebody."""

from collections.abc import Iterable, Mapping, Sequence, Set
from urllib.parse import urlencode

from aiohttp import web

from triage.listing.idea_rows import ListQuery, Sort
from triage.listing.list_view import AGES, OPEN
from triage.model.fields import Place, shown_in
from triage.model.risk import Risk
from triage.model.stages import Stage
from triage.model.validation import tidied
from web.permissions import Role

LONGEST_SEARCH = 200


def list_query_of(request: web.Request) -> ListQuery:
    """The view that an address names. What cannot be read of it is left out."""
    return list_query_in({name: request.query.getall(name) for name in request.query})


def list_query_in(query: Mapping[str, Sequence[str]]) -> ListQuery:
    """The view of a query, by its names with all their values."""

    def first(name: str) -> str:
        return next(iter(query.get(name, ())), "")

    return ListQuery(
        stages=frozenset(Stage(one) for one in query.get("state", ()) if one in _STAGES),
        chosen=tuple(
            (one.name, value)
            for one in shown_in(Place.FILTER)
            if (value := first(one.name).strip())
        ),
        risk=Risk(first("risk")) if first("risk") in _RISKS else None,
        over=_number(first("over")) if first("over") in _AGES else 0,
        due=first("due").strip(),
        words=" ".join(tidied(first("q")).split())[:LONGEST_SEARCH],
        sort=Sort(first("sort")) if first("sort") in _SORTS else Sort.NEWEST,
        page=_number(first("page")) or 1,
    )


_STAGES, _RISKS, _SORTS = set(Stage), set(Risk), set(Sort)
_AGES = {str(over) for over in AGES}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


class ViewAddresses:
    """The addresses of a view and of those beside it. What all of them say is encoded once."""

    def __init__(self, view: ListQuery) -> None:
        self._view = view
        self._filters = urlencode([(name, value) for name, value in _filters(view) if value])

    def of(
        self,
        path: str = "/board",
        *,
        stages: Iterable[Stage] | None = None,
        over: int | None = None,
        sort: Sort | None = None,
        page: int = 1,
    ) -> str:
        """That of the first page of the view, or of the same with other stages (those of the view
        for None), another time in them, another order or page; what is left open is left out."""
        view = self._view
        sort = sort or view.sort
        parts = [f"state={stage}" for stage in _in_order(view.stages if stages is None else stages)]
        if self._filters:
            parts.append(self._filters)
        if over := view.over if over is None else over:
            parts.append(f"over={over}")
        if sort is not Sort.NEWEST:
            parts.append(f"sort={sort}")
        if page > 1:
            parts.append(f"page={page}")
        return f"{path}?{'&'.join(parts)}" if parts else path

    def at_stage(self, stage: Stage | None, over: int = 0) -> str:
        """That of one stage alone (None: of all)."""
        return self.of(stages=(stage,) if stage else (), over=over)


def address_of(view: ListQuery) -> str:
    """The address of a view; what it leaves open is left out."""
    return ViewAddresses(view).of(page=view.page)


def _filters(view: ListQuery) -> Iterable[tuple[str, str]]:
    yield from view.chosen
    yield "risk", view.risk or ""
    yield "due", view.due
    yield "q", view.words


def _in_order(stages: Iterable[Stage]) -> Sequence[Stage]:
    return sorted(stages, key=_PLACE.__getitem__)


_PLACE = {stage: place for place, stage in enumerate(Stage)}


STANDING: Mapping[str, ListQuery] = {
    "Ready for the next meeting": ListQuery(stages=frozenset({Stage.READY}), sort=Sort.VALUE),
    "Waiting for an assessment": ListQuery(stages=frozenset(OPEN), due="any", sort=Sort.WAITING),
    "Over 30 days in its state": ListQuery(stages=frozenset(OPEN), over=30, sort=Sort.WAITING),
    "High risk": ListQuery(risk=Risk.HIGH),
    "Very high risk": ListQuery(risk=Risk.VERY_HIGH),
    "Running": ListQuery(
        stages=frozenset({Stage.SCAN, Stage.PILOT, Stage.SCALE}), sort=Sort.WAITING
    ),
}
"""Views that a steering group asks for, by their names."""

_READY = ("Ready to decide", ListQuery(stages=frozenset({Stage.READY}), sort=Sort.VALUE))
_WAITS: Mapping[Role, Sequence[tuple[str, ListQuery]]] = {
    Role.CHAIR: (_READY,),
    Role.MEMBER: (_READY,),
    Role.OFFICER: (
        (
            "To screen",
            ListQuery(stages=frozenset({Stage.SUBMITTED, Stage.SCREENING}), sort=Sort.WAITING),
        ),
        (
            "Over 30 days in its state",
            ListQuery(stages=frozenset(OPEN), over=30, sort=Sort.WAITING),
        ),
    ),
    Role.AUDITOR: (("What changed last", ListQuery(sort=Sort.MOVED)),),
}


def waits_for(roles: Set[Role]) -> Sequence[tuple[str, ListQuery]]:
    """The views that wait for somebody with these roles, each once: the chair's first."""
    views = (one for role, these in _WAITS.items() if role in roles for one in these)
    return list(dict.fromkeys(views))
