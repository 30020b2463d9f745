"""What reviewers do to an idea at the press of a button: move it on, take a document off."""

from aiohttp import web

from triage.model.stages import Stage
from web.board.context import REVIEWERS, BoardContext, person_of
from web.board.form_pages import changed_meanwhile
from web.board.idea_history import events_since
from web.forms.flash import redirect_with_flash
from web.forms.form_data import read_form_data
from web.forms.form_page import moment_of, number_of
from web.permissions import Permissions, visitor_of

_ONWARD = (Stage.SCREENING, Stage.READY)


class StepPages:
    """Handlers of the buttons on `/board/{reference}`."""

    def __init__(self, means: BoardContext) -> None:
        self._means = means

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        base = "/board/{reference}"
        return [
            access.post(f"{base}/move", self.move, *REVIEWERS),
            access.post(f"{base}/document/{{number}}/remove", self.remove_document, *REVIEWERS),
        ]

    async def move(self, request: web.Request) -> web.Response:
        """On towards a decision: to screening, to ready."""
        sheet, posted = await self._means.details(request), await read_form_data(request)
        ref = sheet.dossier.idea.reference
        if posted["to"] not in _ONWARD:
            raise web.HTTPBadRequest(text="An idea cannot be moved there.")
        done = await self._means.board.move_on(
            [ref],
            Stage(posted["to"]),
            by=person_of(visitor_of(request)),
            version=number_of(posted["version"]),
            fingerprint=self._means.known.fingerprint,
        )
        if done.key:
            raise redirect_with_flash(
                request, f"/board/{ref}", "move", self._means.now, undo=done.key
            )
        now, seen = await self._means.details(request), moment_of(posted["seen"])
        return self._means.draw.page(
            "board/meanwhile.html",
            status=409,
            idea=now.dossier.idea,
            heading=changed_meanwhile(ref),
            told="It has not been moved on. Look at it again before you do.",
            changed=events_since(now, self._means.known, self._means.today(), seen) if seen else (),
        )

    async def remove_document(self, request: web.Request) -> web.Response:
        sheet = await self._means.details(request)
        ref = sheet.dossier.idea.reference
        await self._means.board.unlink(
            ref,
            number_of(request.match_info["number"]),
            by=person_of(visitor_of(request)),
            fingerprint=self._means.known.fingerprint,
        )
        raise redirect_with_flash(request, f"/board/{ref}", "unlinked", self._means.now)
