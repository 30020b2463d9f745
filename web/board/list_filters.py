"""The fields by which the board's list can be filtered and sorted, each drawn once for what can be
chosen in it: the services of a council make long lists."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup

from common.assessments import AssessmentTypes
from triage import names
from triage.listing.idea_rows import ListQuery, Sort
from triage.listing.list_view import AGES, IdeaIndex
from triage.model.fields import Place, shown_in
from triage.model.risk import Risk
from web.board import labels as words
from web.rendering.template_renderer import Renderer

_KEPT = 512
"""Fields that are kept as they were drawn: some megabyte."""

Options = tuple[tuple[str, str], ...]
Field = tuple[str, str, Options, str]
"""Name, label, what can be chosen (value and words), and what is chosen now."""


class ListFilters:
    """Draws the fields, and keeps what it has drawn."""

    def __init__(self, draw: Renderer) -> None:
        self._draw = draw
        self._field = lru_cache(maxsize=_KEPT)(self._drawn_anew)

    def drawn(self, shelf: IdeaIndex, view: ListQuery, types: AssessmentTypes) -> Sequence[Markup]:
        """Every field of the list as it stands for a view, in their order."""
        return [self._field(field) for field in _fields(shelf, view, types)]

    def _drawn_anew(self, field: Field) -> Markup:
        name, label, options, now = field
        return self._draw.fragment(
            "board/choice.html", name=name, label=label, options=options, now=now
        )


def _fields(shelf: IdeaIndex, view: ListQuery, types: AssessmentTypes) -> Iterator[Field]:
    chosen = dict(view.chosen)
    for one in shown_in(Place.FILTER):
        values = tuple((value, value) for value in shelf.values(one.name))
        yield one.name, one.label, (("", "All"), *values), chosen.get(one.name, "")
    yield "risk", "Risk", _RISKS, view.risk or ""
    yield "over", "In its state", _OVER, str(view.over) if view.over else ""
    kinds = tuple((kind.key, kind.name) for kind in types)
    yield "due", "Assessment outstanding", (*_WHETHER, *kinds), view.due
    yield "sort", "Order", _SORTS, view.sort


_RISKS: Options = (("", "Any risk"), *((risk.value, names.RISKS[risk]) for risk in Risk))
_OVER: Options = (("", "For any time"), *((str(over), f"Over {over} days") for over in AGES))
_WHETHER: Options = (("", "Whether or not"), ("any", "Any assessment"))
_SORTS: Options = tuple((sort.value, words.SORTS[sort]) for sort in Sort)
