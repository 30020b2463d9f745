"""A question is the same whatever it is begun with."""

import pytest

from knowledge.query.welsh.openers import without_opener


@pytest.mark.parametrize(
    "opener",
    [
        "ti'n gwybod",
        "Wyt ti'n gwybod",
        "dach chi’n gwybod",
        "oes gen ti syniad",
        "dwi isio gwybod",
        "rwy'n moyn gwybod",
        "hoffwn wybod",
        "fedri di ddeud wrtha i",
        "allwch chi ddweud wrthyf",
        "sori, cwestiwn sydyn -",
        "Bore da, tybed",
    ],
)
def test_what_only_begins_a_question_is_left_out(opener: str) -> None:
    assert without_opener(f"{opener} be di'r rheol am recordio?") == "be di'r rheol am recordio?"


@pytest.mark.parametrize(
    "question",
    [
        "ydych chi'n cadw fy nghwestiynau",
        "oes gen i hawl recordio",
        "pwy sy'n gwybod am hyn",
        "helo",
        "dwi isio defnyddio ChatGPT",
    ],
)
def test_what_asks_something_stays(question: str) -> None:
    assert without_opener(question) == question
