"""All pages of the board, put together."""

from collections.abc import Callable
from datetime import date

from aiohttp import web

from knowledge import Library
from triage import TriageList
from web.board.assessment_form import ASSESSING
from web.board.context import BoardContext
from web.board.decision_pages import DecidingPages
from web.board.form_pages import FormPages
from web.board.idea_page import IdeaPage
from web.board.list_page import ListPage
from web.board.quick_actions import StepPages
from web.board.review_forms import CARE, DOCUMENT, NOTE, PLAN
from web.board.scoring_form import SCORING
from web.board.screening_form import SCREENING
from web.board.value_matrix import PicturePages
from web.permissions import Permissions
from web.rendering.template_renderer import Renderer


def board_routes(
    access: Permissions,
    draw: Renderer,
    ideas: Callable[[], TriageList],
    library: Callable[[], Library],
    today: Callable[[], date],
) -> list[web.RouteDef]:
    """The routes of `/board` and everything below it."""
    front = ListPage(draw, ideas, library, today)
    means = BoardContext(draw, front, ideas, library, today)
    below = (
        PicturePages(means),
        DecidingPages(means),
        FormPages(means, (SCREENING, SCORING, PLAN, ASSESSING, DOCUMENT, NOTE, CARE)),
        StepPages(means),
        IdeaPage(means),
    )
    return front.routes(access) + [route for pages in below for route in pages.routes(access)]
