"""Views of the board that somebody keeps under a name of their own."""

from urllib.parse import parse_qs

from aiohttp import web

from triage.listing.idea_rows import ListQuery
from triage.repository.board_views import BoardViews
from web.board.context import BoardContext, person_of
from web.board.view_address import ViewAddresses, list_query_in
from web.forms.flash import redirect_with_flash
from web.forms.form_data import read_form_data
from web.permissions import IDEA_ROLES, Permissions, visitor_of


class ViewPages:
    """Handlers of `/board/views`."""

    def __init__(self, means: BoardContext) -> None:
        self._means = means

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.post("/board/views", self.keep, *IDEA_ROLES),
            access.post("/board/views/remove", self.remove, *IDEA_ROLES),
        ]

    async def keep(self, request: web.Request) -> web.Response:
        """Keep the view that is shown, under the name that was typed."""
        posted = await read_form_data(request)
        query = query_of(view_in(posted["view"]))
        kept = await self._views.keep(person_of(visitor_of(request)), posted["name"], query)
        what = "kept-view" if kept else "unkept-view"
        raise redirect_with_flash(request, "/board", what, self._means.now)

    async def remove(self, request: web.Request) -> web.Response:
        posted = await read_form_data(request)
        await self._views.drop(person_of(visitor_of(request)), posted["name"])
        raise redirect_with_flash(request, "/board", "dropped-view", self._means.now)

    @property
    def _views(self) -> BoardViews:
        return BoardViews(self._means.ideas().store)


def query_of(view: ListQuery) -> str:
    """A view as it is kept: the query of its address, from its first page."""
    return ViewAddresses(view).of("").removeprefix("?")


def view_in(query: str) -> ListQuery:
    """The view that a query names; what cannot be read of it is left out."""
    return list_query_in(parse_qs(query))
