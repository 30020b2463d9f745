"""`/about`: what the assistant is, what it keeps and how it may be used. Teams links to it from the
app's entry, so it asks nobody to sign in; it says nothing about any council's policies."""

from aiohttp import web

from bot.messages.say import say
from web.permissions import ANYBODY, Permissions
from web.rendering.template_renderer import Renderer


class AboutPage:
    """The handler of `/about`."""

    def __init__(self, draw: Renderer) -> None:
        self._draw = draw

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [access.get("/about", self.page, ANYBODY)]

    async def page(self, _: web.Request) -> web.Response:
        return self._draw.page("about.html", kept=say("chat-privacy").split("\n\n"))
