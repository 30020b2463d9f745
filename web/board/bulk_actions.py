"""What is done to several ideas of the list at once: look after them, mark them as ready."""

from aiohttp import web

from triage.model.stages import Stage
from triage.repository.queries import read_reference
from web.board.context import REVIEWERS, BoardContext, person_of
from web.forms.flash import redirect_with_flash
from web.forms.form_data import FormData, read_form_data
from web.permissions import Permissions, visitor_of

_MOST = 50
"""Ideas to which one act is done at once."""


class BulkPages:
    """Handlers of `/board/chosen` and `/board/undo`."""

    def __init__(self, means: BoardContext) -> None:
        self._means = means

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.post("/board/chosen", self.act, *REVIEWERS),
            access.post("/board/undo", self.undo, *REVIEWERS),
        ]

    async def act(self, request: web.Request) -> web.Response:
        """Do to the ideas that are ticked what the button says."""
        posted = await read_form_data(request)
        chosen, by = _chosen(posted), person_of(visitor_of(request))
        fingerprint = self._means.known.fingerprint
        if not chosen:
            raise redirect_with_flash(request, "/board", "unchosen", self._means.now)
        if posted["act"] == "ready":
            for ref in chosen:  # only what is in screening can be; anything else stays as it is
                await self._means.ideas().transition(
                    ref, Stage.READY, by=by, fingerprint=fingerprint
                )
            raise redirect_with_flash(request, "/board", "readied", self._means.now)
        key = await self._means.board.look_after(chosen, by=by, fingerprint=fingerprint)
        done = redirect_with_flash(request, "/board", "assigned", self._means.now)
        path, _, anchor = str(done.location).partition("#")
        raise web.HTTPSeeOther(f"{path}&undo={key}#{anchor}")

    async def undo(self, request: web.Request) -> web.Response:
        """Give the ideas back to whoever looked after them before."""
        posted = await read_form_data(request)
        undone = await self._means.board.give_back(
            posted["undo"],
            by=person_of(visitor_of(request)),
            fingerprint=self._means.known.fingerprint,
        )
        what = "undone" if undone else "too-late"
        raise redirect_with_flash(request, "/board", what, self._means.now)


def _chosen(posted: FormData) -> list[str]:
    value = posted.values.get("chosen", ())
    named = value if isinstance(value, list) else []
    return [ref for text in named[:_MOST] if (ref := read_reference(text))]
