"""What the pages of the steering group work with."""

from collections.abc import Callable
from datetime import date, datetime

from triage.triage_list import TriageList
from web.rendering.template_renderer import Renderer


class SteeringPages:
    """Handlers that draw what is in the list as of a day."""

    def __init__(
        self, draw: Renderer, ideas: Callable[[], TriageList], today: Callable[[], date]
    ) -> None:
        self._draw = draw
        self._ideas = ideas
        self._today = today

    @property
    def _now(self) -> datetime:
        return self._ideas().store.clock()
