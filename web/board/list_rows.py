"""What the list shows of each idea, drawn once for as long as the idea stays as it is: drawing rows
is most of the work of a page of the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from markupsafe import Markup

from common.assessments import AssessmentTypes
from triage.listing.idea_rows import IdeaRow
from triage.listing.list_view import AGES
from web.rendering.template_renderer import Renderer

_KEPT = 4_000
"""Ideas of which what was drawn is kept: some six megabytes."""

_BREAK = Markup("<!---->")


@dataclass(frozen=True, slots=True)
class DrawnIdea:
    """One idea as HTML: a row of the table, an option to join others to it, and a line among what
    waits."""

    row: Markup
    option: Markup
    waiting: Markup


class ListRows:
    """Draws ideas for the list, and keeps what it has drawn of a day."""

    def __init__(self, draw: Renderer) -> None:
        self._draw = draw
        self._drawn: dict[tuple[int, bool], tuple[IdeaRow, DrawnIdea]] = {}
        self._of: tuple[date, AssessmentTypes] | None = None
        self._outstanding = _outstanding(AssessmentTypes())

    def drawn(
        self, lines: Sequence[IdeaRow], today: date, types: AssessmentTypes, *, may_act: bool
    ) -> list[DrawnIdea]:
        """Each of the ideas, in order; with a box to tick for whoever may act on them."""
        if self._of != (today, types) or len(self._drawn) > _KEPT:
            self._drawn.clear()
            self._of = (today, types)
            self._outstanding = _outstanding(types)
        new = [line for line in lines if self._kept(line, may_act) is None]
        drawn = zip(new, self._draw_new(new, today, may_act), strict=True)
        now = {line.id: one for line, one in drawn}
        found = [now.get(line.id) or self._kept(line, may_act) for line in lines]
        self._drawn.update({(line.id, may_act): (line, now[line.id]) for line in new})
        return [one for one in found if one]

    def _kept(self, line: IdeaRow, may_act: bool) -> DrawnIdea | None:
        """What was drawn of the idea as it stands: a changed one is another line."""
        kept = self._drawn.get((line.id, may_act))
        return kept[1] if kept and kept[0] is line else None

    def _draw_new(self, lines: Sequence[IdeaRow], today: date, may_act: bool) -> list[DrawnIdea]:
        if not lines:
            return []
        text = self._draw.fragment(
            "board/rows.html",
            lines=lines,
            today=today,
            may_act=may_act,
            outstanding=self._outstanding,
            LONG=AGES[0],
            BREAK=_BREAK,
        )
        pieces = [Markup(piece) for piece in str(text).split(_BREAK)]  # noqa: S704 - drawn above
        return [DrawnIdea(*pieces[at : at + 3]) for at in range(0, 3 * len(lines), 3)]


def _outstanding(types: AssessmentTypes) -> Callable[[Sequence[str]], Markup]:
    """Which assessments are outstanding, each in short with its name; the same few stand in many
    lines."""

    @cache
    def said(due: Sequence[str]) -> Markup:
        short = '<abbr title="{}">{}</abbr>'
        return Markup(", ").join(
            Markup(short).format(types.name(kind), types.short(kind))  # noqa: S704 - escapes
            for kind in due
        )

    return said
