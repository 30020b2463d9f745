"""A receipt on the officers' desk: all that was shown under it, proven on the set of then."""

import asyncio

from aiohttp import web

from bot.answering.receipt_codes import read_receipt
from bot.answering.receipt_verification import OUTCOME_TEXTS, find, verify
from knowledge.model.policies import Verdict
from knowledge.publishing.archive import SetArchive
from knowledge.time.clause_today import clause_today
from storage import StoreError
from web.desk.desk_pages import READERS, DeskServices
from web.desk.receipt_search_form import ReceiptSearchForm, found_rows, read_search
from web.desk.tables import KINDS, moment
from web.permissions import Permissions
from web.rendering.template_renderer import Renderer

_NO_RECEIPT = "That is no receipt: they look like R-7K2M-9QF3. Check each sign."
_NOT_KNOWN = "This receipt is not on record. Answers are kept for a year."
_NO_DAY = "Write the days as 2026-10-01, the earlier one first."
_SHOWN = 50  # found receipts on a page


class ReceiptPage:
    """Handlers of `/desk/receipts`."""

    def __init__(self, draw: Renderer, office: DeskServices) -> None:
        self._draw = draw
        self._office = office
        self._proving = asyncio.Semaphore(1)  # each loads a whole set

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [access.get("/desk/receipts", self.show, *READERS)]

    async def show(self, request: web.Request) -> web.Response:
        """The forms, and below them the answer under a receipt, or the receipts that were found."""
        written = request.query.get("code", "").strip()[:100]
        sought = read_search(request.query, self._office.serving.library.today())
        if not written:
            return await self._search(sought)
        receipt = read_receipt(written)
        if receipt is None:
            return self._page(sought, written, _NO_RECEIPT, status=422)
        try:
            entry = await find(self._office.store(), receipt)
        except StoreError as error:
            return self._page(sought, written, _unread(error), status=503)
        if entry is None:
            return self._page(sought, written, _NOT_KNOWN, status=404)
        kept, data = SetArchive(self._office.data / "sets"), self._office.data
        async with self._proving:
            proof = await asyncio.to_thread(verify, entry, kept, data, meaning=self._office.meaning)
        library = self._office.serving.library
        today = library.today()
        became = {p.ref: clause_today(library.policy_set, p, today) for p in proof.passages}
        return self._page(
            sought,
            written,
            proof=proof,
            told=OUTCOME_TEXTS[proof.outcome],
            given=moment(entry.moment),
            kind=KINDS.get(entry.kind, entry.kind),
            verdict=Verdict(entry.lead) if entry.lead in list(Verdict) else None,
            became=became,
            today=today,
        )

    async def _search(self, sought: ReceiptSearchForm) -> web.Response:
        if sought.is_empty:
            return self._page(sought)
        if sought.is_wrong:
            return self._page(sought, search_problem=_NO_DAY, status=422)
        library = self._office.serving.library
        try:
            found = await sought.search(self._office.store(), library.policy_set)
        except StoreError as error:
            return self._page(sought, search_problem=_unread(error), status=503)
        return self._page(
            sought,
            found=found_rows(found.entries[:_SHOWN], library.policy_set),
            count=len(found.entries),
            is_cut=found.is_cut,
        )

    def _page(
        self,
        sought: ReceiptSearchForm,
        written: str = "",
        problem: str = "",
        *,
        status: int = 200,
        search_problem: str = "",
        **found: object,
    ) -> web.Response:
        values = {"proof": None, "found": None, **found}
        return self._draw.page(
            "desk/receipts.html",
            status=status,
            written=written,
            problem=problem,
            sought=sought,
            search_problem=search_problem,
            clauses=sought.clauses(self._office.serving.library.policy_set),
            **values,
        )


def _unread(error: StoreError) -> str:
    return f"It cannot be looked up just now: {error}"
