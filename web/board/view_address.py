"""A view of the board as an address, so that it can be kept and passed on, and the other way; the
views that are often wanted, and those that wait for somebody."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode

from aiohttp import web

from triage.listing.list_view import AGES, OPEN, ListQuery, Sort
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


@lru_cache(maxsize=2048)
def address_of(view: ListQuery, path: str = "/board") -> str:
    """The address of a view; what it leaves open is left out."""
    query = urlencode(list(_named(view)))
    return f"{path}?{query}" if query else path


def _named(view: ListQuery) -> Iterable[tuple[str, str]]:
    for stage in Stage:
        if stage in view.stages:
            yield "state", stage.value
    named: Mapping[str, str] = {
        **dict(view.chosen),
        "risk": view.risk or "",
        "over": str(view.over or ""),
        "due": view.due,
        "q": view.words,
        "sort": "" if view.sort is Sort.NEWEST else view.sort,
        "page": str(view.page) if view.page > 1 else "",
    }
    for name, value in named.items():
        if value:
            yield name, str(value)


def at_stage(view: ListQuery, stage: Stage | None, over: int = 0) -> ListQuery:
    """The same view of one stage alone (None: of all), from its first page."""
    stages = frozenset({stage}) if stage else frozenset[Stage]()
    return replace(view, stages=stages, over=over, page=1)


def at_page(view: ListQuery, page: int) -> ListQuery:
    return replace(view, page=page)


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
