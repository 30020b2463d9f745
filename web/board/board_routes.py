"""All pages of the board, put together."""

from collections.abc import Callable
from datetime import date

from aiohttp import web

from knowledge import Library
from triage import TriageList
from web.board.bulk_actions import BulkPages
from web.board.context import BoardContext
from web.board.decision_pages import DecidingPages
from web.board.form_pages import FormPages
from web.board.forms.assessment_form import ASSESSING
from web.board.forms.review_forms import ADVISING, CARE, DOCUMENT, NOTE, PLAN
from web.board.forms.scoring_form import SCORING
from web.board.forms.screening_form import SCREENING
from web.board.idea_page import IdeaPage
from web.board.kept_views import ViewPages
from web.board.list_page import ListPage
from web.board.quick_actions import StepPages
from web.board.value_matrix import PicturePages
from web.permissions import Permissions
from web.rendering.template_renderer import Renderer


def board_context(
    draw: Renderer,
    ideas: Callable[[], TriageList],
    library: Callable[[], Library],
    today: Callable[[], date],
) -> BoardContext:
    """What the pages of the board and of the meetings have at hand."""
    return BoardContext(draw, ListPage(draw, ideas, library, today), ideas, library, today)


def board_routes(access: Permissions, means: BoardContext) -> list[web.RouteDef]:
    """The routes of `/board` and everything below it."""
    below = (
        means.front,
        BulkPages(means),
        ViewPages(means),
        PicturePages(means),
        DecidingPages(means),
        FormPages(means, (SCREENING, SCORING, PLAN, ADVISING, ASSESSING, DOCUMENT, NOTE, CARE)),
        StepPages(means),
        IdeaPage(means),
    )
    return [route for pages in below for route in pages.routes(access)]
