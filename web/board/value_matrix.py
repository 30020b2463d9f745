"""Value against ease as a picture with its table, and the decisions to be looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from triage import demo
from triage.citing_decisions import citing_decisions
from triage.listing.idea_rows import IdeaRow
from triage.model.risk import Risk
from web.board import labels as words
from web.board import policy_lookups as policies
from web.board.context import BoardContext
from web.board.view_address import ViewAddresses, list_query_of
from web.permissions import IDEA_ROLES, Permissions

SIDE, EDGE = 480, 48
"""The picture's side and the width of its edge, in its own units."""

_ROOM = 26
"""What a sign takes of the picture, in the same units."""

_STEPS = (0, 1, -1)
"""Places beside its own to which a sign may give way."""

_MOST = 200
"""Ideas that the picture shows; more would only hide each other."""


@dataclass(frozen=True, slots=True)
class Dot:
    """An idea in the picture: its line, its place, and what it stands for. `number` is shown in
    the picture and in the table."""

    number: int
    line: IdeaRow
    value: float
    x: float
    y: float


class PicturePages:
    """Handlers of `/board/matrix` and `/board/again`."""

    def __init__(self, means: BoardContext) -> None:
        self._means = means

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/board/matrix", self.matrix, *IDEA_ROLES),
            access.get("/board/again", self.again, *IDEA_ROLES),
        ]

    async def matrix(self, request: web.Request) -> web.Response:
        """The view's ideas by value and ease."""
        view = list_query_of(request)
        looked = await self._means.front.looked(view)
        found = looked.found
        rule = policies.weighting(self._means.known, self._means.today())
        dots = placed(found)
        forbidden = [line for line in found if line.barred]
        return self._means.draw.page(
            "board/matrix.html",
            dots=dots[:_MOST],
            left_out=max(0, len(dots) - _MOST),
            unscored=looked.total - len(dots) - len(forbidden),
            forbidden=forbidden[:_MOST],
            everything=looked.shelf.count,
            rule=rule,
            words=words,
            ticks=[(n, _at(n), SIDE - _at(n)) for n in range(1, 6)],
            SIDE=SIDE,
            EDGE=EDGE,
            back=ViewAddresses(view).of(),
            Risk=Risk,
        )

    async def again(self, _: web.Request) -> web.Response:
        """Decisions whose clauses read differently now, and what was put off until today."""
        board, today = self._means.board, self._means.today()
        known = self._means.known
        return self._means.draw.page(
            "board/again.html",
            stale=policies.outdated_citations(known, today, await citing_decisions(board.store)),
            due=await board.due_for_review(today),
            known=policies.by_ref(known),
            policies=policies,
            samples=await demo.are_there(self._means.ideas().store),
        )


def placed(lines: Sequence[IdeaRow]) -> Sequence[Dot]:
    """The ideas that have both scores and that no clause forbids, the most valuable first. Those
    that would lie on top of each other are moved a little apart."""
    scored = [
        (line.value, line)
        for line in lines
        if line.ease and not line.barred and line.value is not None
    ]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].ease, pair[1].id))
    dots: list[Dot] = []
    taken: set[tuple[float, int]] = set()
    for number, (value, line) in enumerate(scored, start=1):
        x, y = _at(line.ease), SIDE - _at(value)
        row = round(y / _ROOM)
        free = (x + step * _ROOM for step in _STEPS
                if not {(x + step * _ROOM, row + near) for near in (-1, 0, 1)} & taken)  # fmt: skip
        x = next(free, x)
        taken.add((x, row))
        dots.append(Dot(number, line, value, x, y))
    return dots


def _at(score: float) -> float:
    """Where a score from 1 to 5 lies along a side."""
    return EDGE + (score - 1) * (SIDE - 2 * EDGE) / 4
