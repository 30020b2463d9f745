"""What is done to several ideas of the list at once: look after them, mark them as ready, join
them to the one that they repeat; and taking it back within a minute."""

from collections.abc import Mapping, Sequence

from aiohttp import web

from triage.model.idea import Authority, DecisionInput, DecisionKind
from triage.model.stages import Stage
from triage.repository.queries import read_reference
from triage.workflow.undoable import Acted
from web.board import policy_lookups as policies
from web.board.context import DECIDERS, REVIEWERS, BoardContext, person_of
from web.forms.flash import redirect_with_flash
from web.forms.form_data import FormData, read_form_data
from web.permissions import Permissions, visitor_of

_MOST = 50
"""Ideas to which one act is done at once."""


class BulkPages:
    """Handlers of `/board/chosen`, `/board/joined` and `/board/undo`."""

    def __init__(self, means: BoardContext) -> None:
        self._means = means

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [
            access.post("/board/chosen", self.act, *REVIEWERS),
            access.post("/board/joined", self.join, *DECIDERS),
            access.post("/board/undo", self.undo, *REVIEWERS),
        ]

    async def act(self, request: web.Request) -> web.Response:
        """Do to the ideas that are ticked what the button says."""
        posted = await read_form_data(request)
        chosen, by = _chosen(posted), person_of(visitor_of(request))
        fingerprint = self._means.known.fingerprint
        if not chosen:
            raise redirect_with_flash(request, "/board", "unchosen", self._means.now)
        if posted["act"] == "ready":  # only what is in screening can be
            done = await self._means.board.move_on(
                chosen, Stage.READY, by=by, fingerprint=fingerprint
            )
            raise self._onward(request, done, "readied" if done.key else "unready")
        done = await self._means.board.look_after(chosen, by=by, fingerprint=fingerprint)
        raise self._onward(request, done, "assigned")

    async def join(self, request: web.Request) -> web.Response:
        """Join those that are ticked to the one that is named, or to the oldest among them."""
        posted = await read_form_data(request)
        chosen = sorted(_chosen(posted))
        named = posted["into"].strip()
        into = (read_reference(named) or named) if named else next(iter(chosen), "")
        repeats = [ref for ref in chosen if ref != into]
        if not repeats:
            raise redirect_with_flash(request, "/board", "unchosen", self._means.now)
        done = await self._means.board.join(
            await self._decisions(repeats, into),
            by=person_of(visitor_of(request)),
            fingerprint=self._means.known.fingerprint,
        )
        raise self._onward(request, done, "joined" if done.key else "unjoined")

    async def _decisions(self, refs: Sequence[str], into: str) -> Mapping[str, DecisionInput]:
        """For each idea the record that it repeats the other, on the usual clauses."""
        means, found = self._means, {}
        for ref in refs:
            sheet = await means.board.details(ref)
            offered = (
                policies.offered(means.known, means.today(), sheet, DecisionKind.DUPLICATE)
                if sheet
                else ()
            )
            found[ref] = DecisionInput(
                DecisionKind.DUPLICATE,
                Authority.OFFICER,
                means.today(),
                f"It asks for the same as {into}, which goes on.",
                policies=tuple(passage.ref for passage, is_usual in offered if is_usual),
                duplicate_of=into,
                published=True,
            )
        return found

    async def undo(self, request: web.Request) -> web.Response:
        """Put the ideas back to how they were before, where nobody has changed them since."""
        posted = await read_form_data(request)
        undone = await self._means.board.take_back(
            posted["undo"],
            by=person_of(visitor_of(request)),
            fingerprint=self._means.known.fingerprint,
        )
        what, back = "undone" if undone else "too-late", read_reference(posted["back"])
        path = f"/board/{back}" if back else "/board"
        raise redirect_with_flash(request, path, what, self._means.now)

    def _onward(self, request: web.Request, done: Acted, what: str) -> web.HTTPSeeOther:
        """Back to the list, which says what was done, and offers to take it back."""
        if done.key and done.refused:
            what = "partly"
        return redirect_with_flash(request, "/board", what, self._means.now, undo=done.key)


def _chosen(posted: FormData) -> list[str]:
    value = posted.values.get("chosen", ())
    named = value if isinstance(value, list) else []
    return [ref for text in named[:_MOST] if (ref := read_reference(text))]
