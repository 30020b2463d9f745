"""Pausing answers from the officers' desk, all of them or one policy's, and resuming them."""

from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from knowledge.model.policy_set import PolicySet
from storage import StoreError, UnitOfWork
from storage.answers.pauses import ALL, Pause, begin_pause, end_pause, pauses
from triage.repository.person_numbers import actor, number_of
from web.desk.desk_pages import DeskServices
from web.desk.tables import moment
from web.forms.form_data import FormData, read_form_data
from web.permissions import Permissions, Role, visitor_of
from web.rendering.template_renderer import Renderer

_LONGEST = 500
_NO_REASON = "Give a reason: staff are shown it as you write it."
_TOO_LONG = f"Shorten it to {_LONGEST} characters or fewer."
_NOT_KNOWN = "Choose what to pause."
_NOT_KEPT = "It could not be stored just now, so nothing is paused or resumed. Try again."


class PausePage:
    """Handlers of `/desk/pauses`. Every replica heeds what is stored here within two seconds."""

    def __init__(self, draw: Renderer, office: DeskServices) -> None:
        self._draw = draw
        self._office = office

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.get("/desk/pauses", self.show, Role.OFFICER),
            access.post("/desk/pauses", self.pause, Role.OFFICER),
            access.post("/desk/pauses/end", self.resume, Role.OFFICER),
        ]

    async def show(self, _request: web.Request) -> web.Response:
        """What is paused, and the form."""
        return await self._page()

    async def pause(self, request: web.Request) -> web.Response:
        """Stop answering on what was chosen."""
        posted = await read_form_data(request)
        problems = dict(self._problems(posted))
        if problems:
            return await self._page(posted, problems, status=422)
        what, reason, contact = posted["what"], posted["reason"], posted["contact"]

        async def act() -> None:
            async with self._office.store().writing() as unit:
                by = await _actor(unit, request)
                await begin_pause(unit, what, reason, contact, by)

        return await self._done(act, posted)

    async def resume(self, request: web.Request) -> web.Response:
        """Answer on it again. Somebody else may have resumed it meanwhile: that is well too."""
        posted = await read_form_data(request)

        async def act() -> None:
            async with self._office.store().writing() as unit:
                await end_pause(unit, posted["what"], await _actor(unit, request))

        return await self._done(act, posted)

    async def _done(self, act: Callable[[], Awaitable[None]], posted: FormData) -> web.Response:
        try:
            await act()
        except StoreError:
            return await self._page(posted, {"": _NOT_KEPT}, status=503)
        raise web.HTTPSeeOther("/desk/pauses")

    def _problems(self, posted: FormData) -> Sequence[tuple[str, str]]:
        known = {name for name, _ in _choices(self._office.serving.library.policy_set)}
        found = []
        if posted["what"] not in known:
            found.append(("what", _NOT_KNOWN))
        if not posted["reason"]:
            found.append(("reason", _NO_REASON))
        found += [(n, _TOO_LONG) for n in ("reason", "contact") if len(posted[n]) > _LONGEST]
        return found

    async def _page(
        self,
        posted: FormData | None = None,
        problems: dict[str, str] | None = None,
        *,
        status: int = 200,
    ) -> web.Response:
        held: Sequence[Pause] = ()
        fault = ""
        try:
            async with self._office.store().reading() as connection:
                held = await pauses(connection)
        except StoreError as error:
            fault, status = f"What is paused cannot be read just now: {error}", 503
        names = ("what", "reason", "contact")
        choices = _choices(self._office.serving.library.policy_set)
        return self._draw.page(
            "desk/pauses.html",
            status=status,
            fault=fault,
            problems=problems or {},
            typed={name: posted[name] if posted else "" for name in names},
            choices=choices,
            held=[(pause, dict(choices).get(pause.what, pause.what), moment(pause.at))
                  for pause in held],
        )  # fmt: skip


async def _actor(unit: UnitOfWork, request: web.Request) -> str:
    """The officer, as in the audit trail."""
    visitor = visitor_of(request)
    return actor(await number_of(unit, visitor.person))


def _choices(policies: PolicySet) -> Sequence[tuple[str, str]]:
    """What may be paused, by its id and its name for people."""
    titles = {policy.id: policy.title for policy in policies.policies}
    named = sorted(titles.items(), key=lambda pair: pair[1])
    return [(ALL, "All answers"), *named, ("register", "The tools register")]
