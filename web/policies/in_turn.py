"""Pages that anybody may read at any time, drawn behind those who ask."""

import asyncio
from collections.abc import Callable, Hashable

from aiohttp import web
from aiohttp.typedefs import Handler
from markupsafe import Markup

from common.pace import Turns


def in_turn(turns: Turns, page: Handler) -> Handler:
    """The page when it is its turn: while nobody is being answered, and one at a time."""

    async def drawn(request: web.Request) -> web.StreamResponse:
        async with turns.behind():
            return await page(request)

    return drawn


class DrawnPages:
    """What was drawn of one set on one day, once for all who read it."""

    def __init__(self) -> None:
        self._of: Hashable = None
        self._drawn: dict[Hashable, Markup] = {}

    async def drawn(self, of: Hashable, name: Hashable, draw: Callable[[], Markup]) -> Markup:
        """What `draw` gives for this name; `of` is the set and the day, and with another one all
        that was drawn before is forgotten. `name` is one of as many as the set has pages."""
        if of != self._of:
            self._of, self._drawn = of, {}
        kept = self._drawn
        if name not in kept:
            kept[name] = await asyncio.to_thread(draw)
        return kept[name]
