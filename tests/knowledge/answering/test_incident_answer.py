"""What is answered when something has gone wrong: the set's own rule for it, before all else."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.answering.blocks import blocks_of
from bot.message import Reply
from bot.teams.outbound.plain_text import alternative
from knowledge import AnswerKind, Library
from knowledge.query.question_reading import read_question
from tests.freeze import MODEL_SET
from tests.knowledge.made_up import SOUND, copy_of_the_sound_set

DAY = date(2026, 11, 30)
TOLD = "yesterday I pasted a list of claimants into ChatGPT"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(MODEL_SET, meaning=False, cache=None)


def test_the_rule_comes_first_with_what_to_do_and_by_when(library: Library) -> None:
    answer = library.answer(TOLD, on=DAY)
    assert (answer.kind, answer.lead, answer.incident) == (AnswerKind.ANSWERED, None, True)
    assert answer.passages[0].place == "security#breach-reporting"
    said = alternative(Reply(blocks_of(answer)))
    assert said.startswith("If that has happened, act now.")
    assert "at once, the same day" in said


def test_when_it_happened_is_no_day_to_answer_for(library: Library) -> None:
    asked = read_question(TOLD, library.policy_set, DAY)
    assert (asked.time, asked.change, asked.status) == (None, None, None)


def test_a_question_about_such_things_is_none(library: Library) -> None:
    assert not library.answer("may I paste a list of claimants into ChatGPT", on=DAY).incident


def test_who_asks_what_to_do_if_it_happens_is_told_the_rule_and_not_that_it_has(
    library: Library,
) -> None:
    answer = library.answer("who do I tell if I paste a name in Copilot by mistake", on=DAY)
    assert (answer.kind, answer.incident) == (AnswerKind.ANSWERED, False)
    assert answer.passages[0].place == "security#breach-reporting"


def test_another_sets_own_rule_comes_first() -> None:
    library = Library.load(SOUND, meaning=False, cache=None)
    answer = library.answer("we pasted the names of the choir into a chatbot", on=DAY)
    assert answer.incident
    assert answer.passages[0].place == "data#private"


def test_a_set_without_a_rule_answers_as_it_would(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    settings = folder / "settings.yaml"
    settings.write_text(settings.read_text().replace("incident: data#private", "incident: none"))
    library = Library.load(folder, meaning=False, cache=None)
    assert not library.answer("we pasted the names of the choir into a chatbot", on=DAY).incident


def test_without_a_rule_what_to_do_about_it_is_what_is_looked_for(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    settings = folder / "settings.yaml"
    settings.write_text(settings.read_text().replace("incident: data#private", "incident: none"))
    file = folder / "data" / "1.0.md"
    amiss = (
        "\n### 1.9 When something goes amiss {#amiss}\n"
        "If you sent personal data to the wrong person by mistake, tell the record room at once.\n"
    )
    file.write_text(file.read_text() + amiss)
    library = Library.load(folder, meaning=False, cache=None)
    told = "we typed the names of the singers into a chatbot"
    answer = library.answer(told, on=DAY)
    assert [answer.passages[0].place, answer.incident] == ["data#amiss", False]
    asked = library.answer("may we type the names of the singers into a chatbot", on=DAY)
    assert "data#amiss" not in [passage.place for passage in asked.passages[:1]]


@pytest.mark.parametrize(
    ("told", "first"),
    [
        (
            "the AI leaflet went out with the wrong opening date in it",
            "using-ai#correcting-mistakes",
        ),
        ("fake voicemail from the chief exec, and she has paid the money", "security#fake-calls"),
        (TOLD, "security#breach-reporting"),
    ],
)
def test_what_goes_wrong_in_a_way_of_its_own_has_its_own_rule_first(
    library: Library, told: str, first: str
) -> None:
    answer = library.answer(told, on=DAY)
    assert answer.passages[0].place == first
    assert answer.incident
    assert "security#breach-reporting" in [passage.place for passage in answer.passages]


@pytest.mark.parametrize(
    "asked",
    [
        "who do I tell if something goes wrong with an AI tool",
        "what do we do when it goes wrong",
    ],
)
def test_whom_to_tell_when_something_goes_wrong_is_the_rule(library: Library, asked: str) -> None:
    assert library.answer(asked, on=DAY).passages[0].place == "security#breach-reporting"


def test_a_set_that_names_no_rule_for_a_mistake_has_no_problem_and_its_one_rule(
    tmp_path: Path,
) -> None:
    folder = Path(shutil.copytree(MODEL_SET, tmp_path / "policies"))
    settings = folder / "settings.yaml"
    lines = settings.read_text().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("  mistake:", "  fake-call:"))]
    assert len(lines) - len(kept) == 2
    settings.write_text("".join(kept))
    library = Library.load(folder, meaning=False, cache=None)
    assert not [problem for problem in library.problems if problem.file == "settings.yaml"]
    told = "fake voicemail from the chief exec, and she has paid the money"
    assert library.answer(told, on=DAY).passages[0].place == "security#breach-reporting"
