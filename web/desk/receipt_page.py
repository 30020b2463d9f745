"""A receipt looked up on the officers' desk: what was said under it, proven on the set of then."""

import asyncio

from aiohttp import web

from bot.answering.receipt_codes import read_receipt
from bot.answering.receipt_verification import OUTCOME_TEXTS, find, verify
from knowledge.publishing.archive import SetArchive
from storage import StoreError
from web.desk.desk_pages import READERS, DeskServices
from web.desk.tables import KINDS, moment
from web.permissions import Permissions
from web.rendering.template_renderer import Renderer

_NO_RECEIPT = "That is no receipt: they look like R-7K2M-9QF3. Check each sign."
_NOT_KNOWN = "This receipt is not on record. Answers are kept for a year."


class ReceiptPage:
    """Handler of `/desk/receipts`."""

    def __init__(self, draw: Renderer, office: DeskServices) -> None:
        self._draw = draw
        self._office = office
        self._proving = asyncio.Semaphore(1)  # each loads a whole set

    def routes(self, access: Permissions) -> list[web.RouteDef]:
        return [access.get("/desk/receipts", self.show, *READERS)]

    async def show(self, request: web.Request) -> web.Response:
        """The form, and below it the answer that was given under a receipt."""
        written = request.query.get("code", "").strip()[:100]
        if not written:
            return self._page(written)
        receipt = read_receipt(written)
        if receipt is None:
            return self._page(written, _NO_RECEIPT, status=422)
        try:
            entry = await find(self._office.store(), receipt)
        except StoreError as error:
            return self._page(written, f"It cannot be looked up just now: {error}", status=503)
        if entry is None:
            return self._page(written, _NOT_KNOWN, status=404)
        kept, data = SetArchive(self._office.data / "sets"), self._office.data
        async with self._proving:
            proof = await asyncio.to_thread(verify, entry, kept, data, meaning=self._office.meaning)
        return self._page(
            written,
            proof=proof,
            told=OUTCOME_TEXTS[proof.outcome],
            given=moment(entry.moment),
            kind=KINDS.get(entry.kind, entry.kind),
        )

    def _page(
        self, written: str, problem: str = "", *, status: int = 200, **found: object
    ) -> web.Response:
        values = {"proof": None, **found}
        return self._draw.page(
            "desk/receipts.html", status=status, written=written, problem=problem, **values
        )
