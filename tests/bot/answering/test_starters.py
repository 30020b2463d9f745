"""Questions to begin with: the set's own, and of those only what it answers."""

from pathlib import Path

import pytest

from bot.answering.starters import starters
from knowledge.library import Library
from tests.knowledge.made_up import SOUND, copy_of_the_sound_set

ANSWERED = "  - {label: Recording, ask: May I record in a closed room?}\n"
SILENT = "  - {label: Leave, ask: How many days of leave have I?}\n"


@pytest.mark.parametrize(
    ("listed", "offered"),
    [(ANSWERED + SILENT, ["May I record in a closed room?"]), (SILENT, []), ("", [])],
    ids=["one of two", "none that is answered", "none at all"],
)
def test_only_a_starter_that_the_set_answers_is_offered(
    listed: str, offered: list[str], tmp_path: Path
) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    told = f"starters:\n{listed}" if listed else ""
    (folder / "settings.yaml").write_text(told)
    library = Library.load(folder, meaning=False, cache=None)
    assert [one.ask for one in starters(library)] == offered
    (folder / "settings.yaml").unlink()
    assert starters(Library.load(folder, meaning=False, cache=None)) == ()


def test_a_set_without_the_subject_of_another_offers_nothing_of_it() -> None:
    library = Library.load(SOUND, meaning=False, cache=None)
    assert all("copilot" not in one.ask.casefold() for one in starters(library))
