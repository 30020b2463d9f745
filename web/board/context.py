"""What the pages of the board work with, and whom they let do what."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from aiohttp import web

from common.assessments import AssessmentTypes
from common.person import Person
from knowledge import Library
from knowledge.model.policy_set import PolicySet
from triage import TriageList
from triage.listing.board_service import Board, IdeaDetails
from triage.repository.queries import read_reference
from web.board.list_page import ListPage
from web.permissions import Role, Visitor
from web.rendering.template_renderer import Renderer

REVIEWERS = (Role.OFFICER, Role.MEMBER, Role.CHAIR)
"""Who may add to an idea; auditors only read."""

DECIDERS = (Role.OFFICER, Role.CHAIR)
"""Who records decisions: the chair, and the officer who is the group's secretary."""


@dataclass(frozen=True, slots=True)
class BoardContext:
    """What every page below the board's front page has at hand, at this moment."""

    draw: Renderer
    front: ListPage
    ideas: Callable[[], TriageList]
    library: Callable[[], Library]
    today: Callable[[], date]

    @property
    def board(self) -> Board:
        return self.front.board

    @property
    def known(self) -> PolicySet:
        return self.library().policy_set

    @property
    def types(self) -> AssessmentTypes:
        """The kinds of assessment, as the screening files name them."""
        return self.known.assessment_types(self.today())

    @property
    def now(self) -> datetime:
        return self.ideas().store.clock()

    async def details(self, request: web.Request) -> IdeaDetails:
        """The idea that the address names. Raises 404 for one that is not there."""
        ref = request.match_info["reference"]
        found = await self.board.details(read_reference(ref) or ref, self.types.demanded)
        if found is None:
            raise web.HTTPNotFound(text="There is no idea with this reference.")
        return found


def person_of(visitor: Visitor) -> Person:
    """The visitor as the triage list keeps people."""
    return visitor.person
