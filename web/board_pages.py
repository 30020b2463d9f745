"""All pages of the board, put together."""

from collections.abc import Callable
from datetime import date

from aiohttp import web

from knowledge import Library
from triage import TriageList
from web.access import Access
from web.board import BoardPage
from web.board_assessing import ASSESSING
from web.board_deciding import DecidingPages
from web.board_form import FormPages
from web.board_forms import CARE, DOCUMENT, NOTE, PLAN
from web.board_idea import IdeaPage
from web.board_means import Means
from web.board_pictures import PicturePages
from web.board_scoring import SCORING
from web.board_screening import SCREENING
from web.board_steps import StepPages
from web.drawing import Drawing


def board_routes(
    access: Access,
    draw: Drawing,
    ideas: Callable[[], TriageList],
    library: Callable[[], Library],
    today: Callable[[], date],
) -> list[web.RouteDef]:
    """The routes of `/board` and everything below it."""
    front = BoardPage(draw, ideas, library, today)
    means = Means(draw, front, ideas, library, today)
    below = (
        PicturePages(means),
        DecidingPages(means),
        FormPages(means, (SCREENING, SCORING, PLAN, ASSESSING, DOCUMENT, NOTE, CARE)),
        StepPages(means),
        IdeaPage(means),
    )
    return front.routes(access) + [route for pages in below for route in pages.routes(access)]
