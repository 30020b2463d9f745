"""The pages beside the board: records, papers and the catalogue, put together."""

from collections.abc import Callable
from datetime import date

from aiohttp import web

from knowledge import Library
from triage import TriageList
from web.access import Access
from web.catalogue import CataloguePages
from web.drawing import Drawing
from web.papers import PaperPages
from web.records import RecordPages


def group_routes(
    access: Access,
    draw: Drawing,
    ideas: Callable[[], TriageList],
    library: Callable[[], Library],
    today: Callable[[], date],
) -> list[web.RouteDef]:
    """The routes of `/records`, `/papers` and `/catalogue`, and everything below them."""
    return [
        *RecordPages(draw, ideas, today).routes(access),
        *PaperPages(draw, ideas, library, today).routes(access),
        *CataloguePages(draw, ideas, today).routes(access),
    ]
