"""The pages beside the board: records, papers and the catalogue, put together."""

from collections.abc import Callable
from datetime import date

from aiohttp import web

from knowledge import Library
from triage import TriageList
from web.permissions import Permissions
from web.rendering.template_renderer import Renderer
from web.steering.catalogue_pages import CataloguePages
from web.steering.paper_pages import PaperPages
from web.steering.record_pages import RecordPages


def group_routes(
    access: Permissions,
    draw: Renderer,
    ideas: Callable[[], TriageList],
    library: Callable[[], Library],
    today: Callable[[], date],
    *,
    site: str,
) -> list[web.RouteDef]:
    """The routes of `/records`, `/papers` and `/catalogue`, and everything below them.

    `site` is the address of the pages, for links in files; empty in local mode.
    """
    return [
        *RecordPages(draw, ideas, today).routes(access),
        *PaperPages(draw, ideas, library, today, site).routes(access),
        *CataloguePages(draw, ideas, today).routes(access),
    ]
