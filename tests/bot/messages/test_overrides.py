"""A council words a message in its own policy folder, without touching code."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.messages.language import Language, use_locale
from bot.messages.overrides import problems_of, serving
from bot.messages.say import say
from bot.messages.set_names import use_set
from knowledge.files.load import PolicyError, read_folder
from knowledge.model.set_settings import NO_SETTINGS
from knowledge.publishing.live_set import LiveSet
from operations.cli.messages_command import messages
from tests.knowledge.made_up import copy_of_the_sound_set

OWN = "answer-silent = Our policies say nothing on this.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_the_sound_set(tmp_path)


async def test_a_councils_own_words_are_said_while_its_set_is_served() -> None:
    shipped = say("answer-silent")
    texts = {"en": OWN}

    served = serving(lambda: texts)
    await anext(served)
    assert say("answer-silent") == "Our policies say nothing on this."
    with use_locale(Language.WELSH):
        assert say("answer-silent") not in (OWN, shipped), "Welsh is worded by itself"
    texts = {}
    assert say("answer-silent") == shipped, "the set was changed back"
    texts = {"en": OWN}
    with pytest.raises(StopAsyncIteration):
        await anext(served)
    assert say("answer-silent") == shipped


async def test_a_turn_speaks_by_the_set_that_it_began_with() -> None:
    served = serving(dict)
    await anext(served)
    shipped = say("answer-silent")

    with use_set(NO_SETTINGS, {"en": OWN}):
        assert say("answer-silent") == "Our policies say nothing on this."
        assert await asyncio.to_thread(say, "answer-silent") == "Our policies say nothing on this."
    assert say("answer-silent") == shipped
    with pytest.raises(StopAsyncIteration):
        await anext(served)


def test_the_folder_is_read_with_its_messages_and_they_count_in_its_fingerprint(
    folder: Path,
) -> None:
    before, _ = read_folder(folder)
    (folder / "messages.en.ftl").write_text(OWN, encoding="utf-8")

    after, problems = read_folder(folder)

    assert problems == ()
    assert dict(after.messages) == {"en": OWN}
    assert before.fingerprint != after.fingerprint


def test_a_message_that_cannot_be_said_leaves_the_last_good_set_in_service(folder: Path) -> None:
    live = LiveSet.load(folder, meaning=False, further=lambda p: problems_of(p.messages))
    (folder / "messages.en.ftl").write_text(OWN, encoding="utf-8")
    assert live.reload()
    assert live.library.policy_set.messages

    (folder / "messages.en.ftl").write_text("answer-silent = { $tool }\n", encoding="utf-8")

    assert not live.reload()
    assert not live.is_current
    assert [str(problem) for problem in live.problems] == [
        "messages.en.ftl:1: answer-silent is not given $tool"
    ]
    assert live.library.policy_set.messages == {"en": OWN}
    with pytest.raises(PolicyError, match="answer-silent"):
        LiveSet.load(folder, meaning=False, further=lambda p: problems_of(p.messages))


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("answer-silent = A\nanswer-silent = B\n", 2, "here twice"),
        ("# Ours\n\nanswer-silnet = A\n", 3, "nothing says answer-silnet"),
        ("answer-silent = { $who }\n", 1, "is not given $who"),
        ("answer-silent = { answer-never }\n", 1, "refers to nothing"),
        ("answer-silent = { answer-silent }\n", 1, "refers to itself"),
        ("answer-silent = { SHOUT(3) }\n", 1, "cannot be said"),
        ("answer-silent = { -council }\n", 1, "cannot be said"),
        ("answer-silent\n", 1, "is not Fluent"),
    ],
)
def test_what_is_wrong_with_a_message_is_named_with_its_line(
    text: str, line: int, why: str
) -> None:
    (problem,) = problems_of({"en": text})

    assert (problem.file, problem.line) == ("messages.en.ftl", line)
    assert why in problem.message


def test_a_language_that_is_not_spoken_is_named() -> None:
    (problem,) = problems_of({"fr": OWN})

    assert "messages.en or cy.ftl" not in problem.message
    assert "messages.en.ftl or messages.cy.ftl" in problem.message


def test_the_command_names_what_is_wrong_and_shows_what_can_be_changed(folder: Path) -> None:
    sound = CliRunner().invoke(messages, [str(folder)])
    (folder / "messages.cy.ftl").write_text("answer-never = A\n", encoding="utf-8")
    wrong = CliRunner().invoke(messages, [str(folder)])
    found = CliRunner().invoke(messages, ["--find", "Thank you. Your idea", str(folder)])
    welsh = CliRunner().invoke(messages, ["--language", "cy", "--find", "Diolch", str(folder)])

    assert (sound.exit_code, sound.output) == (0, "")
    assert wrong.exit_code == 1
    assert wrong.output.startswith("messages.cy.ftl:1: ")
    assert found.output.startswith("idea-stored = Thank you. Your idea has the reference")
    assert "idea-stored = Diolch." in welsh.output
