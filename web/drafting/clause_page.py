"""One clause being changed: a plain box, how staff will see it, and saved from the first key."""

import hashlib
from dataclasses import dataclass

from aiohttp import web

from knowledge.drafting.clauses import (
    ClauseError,
    EditedClause,
    clause_of,
    clauses_of,
    with_clause,
    with_new_clause,
    without_clause,
)
from knowledge.drafting.plain_marks import MARK_NAMES, as_typed, as_written
from knowledge.files.sections import split_number
from knowledge.files.verdict_marks import without_marks
from knowledge.model.policies import Policy
from storage.publishing.draft_acts import DraftMovedError
from storage.publishing.policy_drafts import DraftState
from web.drafting.workshop import WRITERS, Begun, Workshop, new_draft
from web.forms.form_data import read_form_data
from web.permissions import Permissions

_LONGEST = 20_000  # signs of a clause
_TRIES = 5  # against others who save other clauses of the policy at the same moment
_TOO_LONG = "This is too long for one clause: part it into several."
_IN_REVIEW = "This change is being looked at. If you save, it comes back to be written on."
_NOT_NOW = "This change is approved and is being put into the policy folder. Wait a moment."


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed: the heading as one line, and the text with its marks as words."""

    heading: str
    text: str

    @classmethod
    def of(cls, clause: EditedClause) -> "_Typed":
        return cls(clause.heading, as_typed(clause.text))

    @property
    def seal(self) -> str:
        """What two of the same words have in common."""
        return hashlib.sha256(f"{self.heading}\n{self.text}".encode()).hexdigest()[:24]


class ClausePage:
    """Handlers of `/desk/rules/{policy}/...`, where an officer changes clauses."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        base = "/desk/rules/{policy}"
        return [
            access.get(f"{base}/clause/{{anchor}}", self.show, *WRITERS),
            access.post(f"{base}/clause/{{anchor}}", self.save, *WRITERS),
            access.post(f"{base}/clause/{{anchor}}/remove", self.remove, *WRITERS),
            access.get(f"{base}/add", self.new, *WRITERS),
            access.post(f"{base}/add", self.add, *WRITERS),
        ]

    async def show(self, request: web.Request) -> web.Response:
        now = await self._shop.begun(request.match_info["policy"])
        return self._page(now, _clause(now, request))

    async def save(self, request: web.Request) -> web.Response:
        """Keep what was typed, unless somebody else has changed the same clause meanwhile."""
        posted = await read_form_data(request)
        typed = _Typed(" ".join(posted["heading"].split()), posted["text"])
        by_script = posted["auto"] == "1"
        now = await self._shop.begun(request.match_info["policy"])
        clause = _clause(now, request)
        if len(typed.text) > _LONGEST:
            return self._refused(now, clause, typed, _TOO_LONG, by_script=by_script)
        for _ in range(_TRIES):
            held = _Typed.of(clause)
            if held != typed and held.seal != posted["seen"]:
                return self._conflict(now, clause, typed, by_script=by_script)
            try:
                now = await self._kept(request, now, clause, typed, by_script=by_script)
            except ClauseError as wrong:
                return self._refused(now, clause, typed, str(wrong), by_script=by_script)
            except DraftMovedError:
                now = await self._shop.begun(request.match_info["policy"])
                clause = _clause(now, request)
                continue
            clause = _clause(now, request)
            if by_script:
                return self._told(now, clause)
            raise web.HTTPSeeOther(_draft_path(now, clause.anchor))
        return self._refused(now, clause, typed, _NOT_NOW, by_script=by_script)

    async def remove(self, request: web.Request) -> web.Response:
        """Take the clause out of the next version."""
        await read_form_data(request)
        now = await self._shop.begun(request.match_info["policy"])
        clause = _clause(now, request)
        try:
            now = await self._written(request, now, without_clause(now.text, clause.anchor))
        except ClauseError as wrong:
            return self._refused(now, clause, _Typed.of(clause), str(wrong), by_script=False)
        except DraftMovedError:
            return self._conflict(now, clause, _Typed.of(clause), by_script=False)
        raise web.HTTPSeeOther(_draft_path(now))

    async def new(self, request: web.Request) -> web.Response:
        now = await self._shop.begun(request.match_info["policy"])
        return self._new(now, {"heading": "", "text": "", "after": request.query.get("after", "")})

    async def add(self, request: web.Request) -> web.Response:
        """A further clause, behind another one."""
        posted = await read_form_data(request)
        now = await self._shop.begun(request.match_info["policy"])
        typed = {name: posted[name] for name in ("heading", "text", "after")}
        if len(typed["text"]) > _LONGEST:
            return self._new(now, typed, _TOO_LONG)
        try:
            text, anchor = with_new_clause(
                now.text, typed["after"], typed["heading"], as_written(typed["text"])
            )
            now = await self._written(request, now, text)
        except ClauseError as wrong:
            return self._new(now, typed, str(wrong))
        except KeyError:
            return self._new(now, typed, "Choose the clause that it stands behind.")
        except DraftMovedError:
            return self._new(now, typed, "Somebody else changed the policy just now. Send again.")
        raise web.HTTPSeeOther(_draft_path(now, anchor))

    async def _kept(
        self, request: web.Request, now: Begun, clause: EditedClause, typed: _Typed, *,
        by_script: bool,
    ) -> Begun:  # fmt: skip
        if _Typed.of(clause) == typed:
            return now
        if by_script and now.draft is not None and now.draft.state is not DraftState.DRAFT:
            raise ClauseError(_IN_REVIEW)
        text = with_clause(now.text, clause.anchor, typed.heading, as_written(typed.text))
        return await self._written(request, now, text)

    async def _written(self, request: web.Request, now: Begun, text: str) -> Begun:
        """Raises DraftMovedError where somebody was quicker."""
        draft = await self._shop.keep(request, now.draft, new_draft(now, now.text), text)
        return Begun(now.base, draft.text, draft)

    def _page(
        self,
        now: Begun,
        clause: EditedClause,
        typed: _Typed | None = None,
        problem: str = "",
        *,
        status: int = 200,
        theirs: _Typed | None = None,
    ) -> web.Response:
        held = _Typed.of(clause)
        shown = typed or held
        return self._shop.draw.page(
            "drafting/clause.html",
            status=status,
            policy=now.base,
            version=now.version,
            clause=clause,
            typed=shown,
            seen=held.seal,
            problem=problem,
            theirs=theirs,
            draft=now.draft,
            in_review=now.draft is not None and now.draft.state is DraftState.REVIEW,
            in_review_says=_IN_REVIEW,
            marks=[MARK_NAMES[verdict] for verdict in MARK_NAMES],
            **preview_of(now.base, now.version, shown.heading, shown.text),
        )

    def _refused(
        self, now: Begun, clause: EditedClause, typed: _Typed, problem: str, *, by_script: bool
    ) -> web.Response:
        if by_script:
            return web.json_response({"problem": problem}, status=422)
        return self._page(now, clause, typed, problem, status=422)

    def _conflict(
        self, now: Begun, clause: EditedClause, typed: _Typed, *, by_script: bool
    ) -> web.Response:
        """Both texts: what the other officer wrote, and what was typed here."""
        if by_script:
            return web.json_response({"conflict": True}, status=409)
        return self._page(now, clause, typed, status=409, theirs=_Typed.of(clause))

    def _told(self, now: Begun, clause: EditedClause) -> web.Response:
        """For the script that saves by itself."""
        held = _Typed.of(clause)
        shown = preview_of(now.base, now.version, held.heading, held.text)
        html = self._shop.draw.html("drafting/preview.html", shown)
        return web.json_response({"seen": held.seal, "preview": html})

    def _new(self, now: Begun, typed: dict[str, str], problem: str = "") -> web.Response:
        return self._shop.draw.page(
            "drafting/new_clause.html",
            status=422 if problem else 200,
            policy=now.base,
            version=now.version,
            clauses=clauses_of(now.text),
            typed=typed,
            problem=problem,
        )


def preview_of(policy: Policy, version: str, heading: str, typed: str) -> dict[str, object]:
    """The clause as a page and an answer will show it."""
    number, words = split_number(heading)
    return {
        "number": number,
        "words": words,
        "shown": without_marks(as_written(typed))[0],
        "preview_title": policy.title,
        "preview_version": version,
    }


def _clause(now: Begun, request: web.Request) -> EditedClause:
    clause = clause_of(now.text, request.match_info["anchor"])
    if clause is None:
        raise web.HTTPNotFound(text="This clause is not in the next version of the policy.")
    return clause


def _draft_path(now: Begun, anchor: str = "") -> str:
    number = now.draft.id if now.draft else 0
    return f"/desk/drafts/{number}" + (f"#{anchor}" if anchor else "")
