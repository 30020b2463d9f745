"""What others rely on of the library, by name: tools that measure it, and councils' own scripts."""

from collections.abc import Callable
from datetime import date
from inspect import signature

import pytest

from knowledge import Library
from tests.knowledge.made_up import SOUND

DAY = date(2026, 10, 1)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(SOUND, meaning=False, cache=None)


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        (Library.load, {"folder", "meaning", "cache"}),
        (Library.search, {"limit", "on"}),
        (Library.answer, {"on"}),
    ],
)
def test_the_library_is_called_as_before(
    method: Callable[..., object], parameters: set[str]
) -> None:
    assert parameters <= set(signature(method).parameters)


def test_a_set_says_its_problems_and_its_passages_of_a_day(library: Library) -> None:
    assert [str(problem) for problem in library.problems] == []
    assert {passage.ref for passage in library.policy_set.passages_on(DAY)}


def test_an_answer_says_what_it_is_and_what_it_quotes(library: Library) -> None:
    answer = library.answer("may i record in a closed room", on=DAY)
    best = answer.matches[0].passage

    assert answer.kind.value == "answered"
    assert (answer.lead, answer.unlisted, answer.tools) == (best.verdict, "", ())
    assert best.ref == f"meetings@2.0#{best.anchor}"
    assert all((best.text, best.clause, best.heading_path))


def test_a_search_gives_as_many_matches_as_are_asked_for(library: Library) -> None:
    found = library.search("closed room", limit=2, on=DAY)

    assert "meetings@2.0#closed-rooms" in [match.passage.ref for match in found]
    assert len(found) == 2
