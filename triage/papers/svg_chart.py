"""A chart as a picture: bars side by side with their labels and numbers, drawn as SVG."""

from html import escape

from triage.papers.paper import Chart

_WIDE, _LABEL, _NUMBER, _BAR, _GAP = 640, 190, 60, 22, 10


def svg(chart: Chart, name: str) -> str:
    """The picture; `name` is unique on the page. Its title says what it shows, number by number."""
    most = max((value for _, value in chart.bars), default=0) or 1
    high = len(chart.bars) * (_BAR + _GAP) + _GAP
    drawn = []
    for at, (label, value) in enumerate(chart.bars):
        top = _GAP + at * (_BAR + _GAP)
        long = max(0.0, value) / most * (_WIDE - _LABEL - _NUMBER)
        middle = top + _BAR / 2
        drawn.append(
            f'<text class="label" x="{_LABEL - 8}" y="{middle:g}" text-anchor="end" '
            f'dominant-baseline="central">{escape(_short(label))}</text>'
            f'<rect class="bar" x="{_LABEL}" y="{top}" width="{max(long, 1):.1f}" '
            f'height="{_BAR}" rx="2"/>'
            f'<text class="label" x="{_LABEL + long + 6:.1f}" y="{middle:g}" '
            f'dominant-baseline="central">{value:,g}</text>'
        )
    return (
        f'<svg class="bars" viewBox="0 0 {_WIDE} {high}" role="img" aria-labelledby="{name}-t">'
        f'<title id="{name}-t">{escape(chart.in_words())}</title>'
        f"{''.join(drawn)}</svg>"
    )


def _short(label: str) -> str:
    return label if len(label) <= 26 else f"{label[:25]}…"
