"""All pages of the board, put together."""

from collections.abc import Callable
from datetime import date

from aiohttp import web

from knowledge import Library
from triage import TriageList
from web.access import Access
from web.board import BoardPage
from web.board_deciding import DecidingPages
from web.board_edit import EditPages
from web.board_idea import IdeaPage
from web.board_pictures import PicturePages
from web.board_screening import ScreeningPage
from web.drawing import Drawing


def board_routes(
    access: Access,
    draw: Drawing,
    ideas: Callable[[], TriageList],
    library: Callable[[], Library],
    today: Callable[[], date],
) -> list[web.RouteDef]:
    """The routes of `/board` and everything below it."""
    board = BoardPage(draw, ideas, library, today)
    below = (
        PicturePages(draw, board, library, today),
        DecidingPages(draw, board, ideas, library, today),
        ScreeningPage(draw, board, library, today),
        EditPages(draw, board, ideas, library, today),
        IdeaPage(draw, board, ideas, library, today),
    )
    return board.routes(access) + [route for pages in below for route in pages.routes(access)]
