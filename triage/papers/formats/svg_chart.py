"""A paper's chart as a picture: bars with their labels and numbers, drawn as SVG."""

from html import escape

from triage.papers.charts import bar_shapes
from triage.papers.paper import Chart

_WIDE, _LABEL, _NUMBER, _BAR, _GAP = 640, 190, 60, 22, 10


def svg(chart: Chart, name: str) -> str:
    """The picture; `name` is unique on the page. Its title says what it shows, number by number."""
    high = len(chart.bars) * (_BAR + _GAP) + _GAP
    drawn = []
    for bar in bar_shapes(chart.bars, longest=26, step=_BAR + _GAP):
        top = _GAP + bar.top
        long = bar.width / 100 * (_WIDE - _LABEL - _NUMBER)
        middle = top + _BAR / 2
        drawn.append(
            f'<text class="label" x="{_LABEL - 8}" y="{middle:g}" text-anchor="end" '
            f'dominant-baseline="central">{escape(bar.label)}</text>'
            f'<rect class="bar" x="{_LABEL}" y="{top}" width="{max(long, 1):.1f}" '
            f'height="{_BAR}" rx="2"/>'
            f'<text class="label" x="{_LABEL + long + 6:.1f}" y="{middle:g}" '
            f'dominant-baseline="central">{bar.value:,g}</text>'
        )
    return (
        f'<svg class="bars" viewBox="0 0 {_WIDE} {high}" role="img" aria-labelledby="{name}-t">'
        f'<title id="{name}-t">{escape(chart.in_words())}</title>'
        f"{''.join(drawn)}</svg>"
    )
