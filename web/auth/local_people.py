"""In local mode: who of two made-up people is at the browser, so that one can try both sides."""

from aiohttp import web

from web.permissions import LOCAL, LOCAL_PERSON, SECOND, Permissions, visitor_of
from web.rendering.template_renderer import Renderer


class LocalPeoplePage:
    """Handlers of `/me` where nobody signs in."""

    def __init__(self, draw: Renderer) -> None:
        self._draw = draw

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [access.get("/me", self.show), access.post("/me/change", self.change)]

    async def show(self, request: web.Request) -> web.Response:
        other = LOCAL if visitor_of(request) == SECOND else SECOND
        return self._draw.page("auth/local_people.html", other=other)

    async def change(self, request: web.Request) -> web.Response:
        """From here on the other one is at this browser."""
        response = web.HTTPSeeOther("/me")
        if visitor_of(request) == SECOND:
            response.del_cookie(LOCAL_PERSON)
        else:
            response.set_cookie(LOCAL_PERSON, SECOND.id, httponly=True, samesite="Lax")
        raise response
