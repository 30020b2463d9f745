"""Charts as shapes, for pages and papers."""

from datetime import date

from triage.papers.charts import bar_shapes, bars, columns


def test_bars_are_as_wide_as_their_share_of_the_largest_and_none_is_below_nought() -> None:
    shapes = bar_shapes([("a", 4), ("b", 1), ("c", -2), ("d", 0)], step=10)
    assert [(bar.width, bar.top) for bar in shapes] == [(100, 0), (25, 10), (0, 20), (0, 30)]


def test_a_long_label_is_cut_to_so_many_signs() -> None:
    (bar,) = bar_shapes([("a label that goes on", 1)], longest=8)
    assert bar.label == "a label…"
    (bar,) = bar_shapes([("a label", 1)], longest=7)
    assert bar.label == "a label"


def test_where_all_is_nought_there_is_no_chart() -> None:
    assert bars("nothing", [("a", 0)]) is None
    assert bars("nothing", []) is None
    assert columns("nothing", ["x"], [(date(2026, 1, 1), [0])]) is None


def test_the_parts_of_a_column_stand_upon_each_other() -> None:
    chart = columns(
        "weeks", ["yes", "no"], [(date(2026, 1, 5), [3, 1]), (date(2026, 1, 12), [1, 0])]
    )
    assert chart is not None
    high, low = chart.columns
    assert [(part.top, part.height) for part in high.parts] == [(35, 105), (0, 35)]
    assert [(part.series, part.height) for part in low.parts] == [(0, 35)]
    assert (chart.most, high.total, low.total) == (4, 4, 1)
