"""The chat page: the same conversation as in Teams, drawn as HTML."""

import asyncio
import secrets

from aiohttp import web

from bot.message import Message, Reply, Responder, Text
from bot.messages.language import Language, use_locale
from bot.messages.say import say
from common.person import Person
from web.auth.security_headers import log_failure
from web.chat.chat_sessions import ChatSession, ChatSessions, Turn
from web.forms.form_data import EMPTY_FORM, FormData, read_form_data
from web.permissions import Permissions, browser_of, visitor_of
from web.rendering.template_renderer import Renderer

COOKIE = "visit"
LONGEST_TEXT = 4_000
_LONGEST_LABEL = 200
_LONGEST_TURN = 60  # seconds; the page says after 700 ms that it is being worked on
_NOTHING_TYPED = "Type a question first."
_TOO_LONG = f"Shorten your question to {LONGEST_TEXT:,} characters or fewer."
_NOT_READ = "That could not be read. Please send it again."
_BEGUN_AGAIN = "The conversation had ended, so a new one has begun. Please send this again."
_FAILED = "Something went wrong on our side. Your words are still here: please send them again."


class ChatPage:
    """Handlers of the chat page."""

    def __init__(
        self,
        draw: Renderer,
        conversation: Responder,
        visits: ChatSessions,
    ) -> None:
        self._draw = draw
        self._conversation = conversation
        self._visits = visits

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/", self.show),
            access.post("/chat", self.take, own_token=True),  # begins anew and keeps what was typed
            access.post("/chat/clear", self.clear, own_token=True),
        ]

    async def show(self, request: web.Request) -> web.Response:
        visit = self._visits.find(_cookie(request))
        if visit is not None:
            return self._page(visit)
        return await self._begin(request)

    async def take(self, request: web.Request) -> web.Response:
        """Answer one post: with the new turn alone if our script asked, else with the page."""
        posted = await read_form_data(request)
        visit = self._visits.visit_of(_cookie(request), posted["token"])
        if visit is None:
            return await self._begin(request, posted, _BEGUN_AGAIN, status=403)
        problem = _problem_with(posted)
        if problem:
            return self._page(visit, posted, problem, status=422)
        try:
            turn = await self._turn(visit, request, posted)
        except Exception as error:
            log_failure(request, error)
            return self._page(visit, posted, _FAILED, status=500)
        if isinstance(turn, str):
            return self._page(visit, posted, turn, status=429)
        if posted["part"]:
            with use_locale(Language(turn.reply.language)):
                return self._draw.page(
                    "chat/turn.html", turn=turn, visit=visit, kept={}, once=secrets.token_hex(8)
                )
        raise web.HTTPSeeOther(f"/#turn-{turn.number}")

    async def clear(self, request: web.Request) -> web.Response:
        """Forget this visit's conversation, for whoever has said that they are sure."""
        posted = await read_form_data(request)
        cookie = _cookie(request)
        visit = self._visits.find(cookie)
        is_sure = posted["sure"] == "yes"
        if visit is not None and is_sure and posted.has_token(visit.token):
            self._visits.end(cookie)
        raise web.HTTPSeeOther("/")

    async def _begin(
        self,
        request: web.Request,
        posted: FormData = EMPTY_FORM,
        problem: str = "",
        *,
        status: int = 200,
    ) -> web.Response:
        """The page of a visit in which nothing was said yet."""
        known = _cookie(request)
        cookie = known or secrets.token_urlsafe(24)
        visit = self._visits.offer(cookie)
        await self._greet(visit, request)
        response = self._page(visit, posted, problem, status=status)
        if not known:
            response.set_cookie(COOKIE, cookie, httponly=True, samesite="Lax", path="/")
        return response

    async def _greet(self, visit: ChatSession, request: web.Request) -> None:
        """Say hello, in a visit where nothing was said yet."""
        if not visit.turns:
            who = _person(request)
            hello = Message(secrets.token_hex(8), _key(visit), who, locale=_locale(request))
            visit.add("", await self._conversation.welcome(hello))

    async def _turn(self, visit: ChatSession, request: web.Request, posted: FormData) -> Turn | str:
        """Have the conversation reply, once for each delivery and one after the other; or the
        words that ask to send it again."""
        async with visit.turning:
            turn = visit.turn_of(posted["once"])
            if turn is not None:
                return turn
            await self._greet(visit, request)
            form = posted["form"]
            message = Message(
                f"{visit.id}:{posted['once']}",
                _key(visit),
                _person(request),
                text=posted["text"],
                action=posted["action"],
                values={**posted.values, "key": form} if form else posted.values,
                locale=_locale(request),
                is_press=bool(posted["label"]),
            )
            try:
                async with asyncio.timeout(_LONGEST_TURN):
                    reply = await self._conversation.reply_to(message)
            except TimeoutError:
                return say("failure-took-too-long")
            if reply.passing:
                return "\n".join(block.text for block in reply.blocks if isinstance(block, Text))
            said = posted["text"] or posted["label"]
            done = visit.add(said, reply, once=posted["once"], form=form)
            self._visits.make_room()
            return done

    def _page(
        self,
        visit: ChatSession,
        posted: FormData = EMPTY_FORM,
        problem: str = "",
        *,
        status: int = 200,
    ) -> web.Response:
        last = visit.turns[-1].reply if visit.turns else Reply(())
        with use_locale(Language(last.language)):
            return self._draw.page(
                "chat/chat.html",
                status=status,
                visit=visit,
                problem=problem,
                draft=posted["text"] if problem else "",
                kept={posted["form"]: posted.values},
                longest=LONGEST_TEXT,
                once=secrets.token_hex(8),
            )


def _cookie(request: web.Request) -> str:
    """What the visit goes by: the session, which is one browser's, or in local mode a cookie."""
    return browser_of(request) or request.cookies.get(COOKIE, "")


def _person(request: web.Request) -> Person:
    visitor = visitor_of(request)
    return visitor.person


def _locale(request: web.Request) -> str:
    """The language that the browser likes best."""
    return request.headers.get("Accept-Language", "").partition(",")[0].partition(";")[0].strip()


def _key(visit: ChatSession) -> str:
    return f"web:{visit.id}"


def _problem_with(posted: FormData) -> str:
    if not 0 < len(posted["once"]) <= 64 or len(posted["label"]) > _LONGEST_LABEL:
        return _NOT_READ
    if len(posted["text"]) > LONGEST_TEXT:
        return _TOO_LONG
    if not posted["text"] and not posted["action"]:
        return _NOTHING_TYPED
    return ""
