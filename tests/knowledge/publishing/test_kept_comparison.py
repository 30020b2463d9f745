"""A comparison with what former ones left: the same as one that begins from nothing, whatever was
edited before."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from knowledge.files import reading
from knowledge.files.load import PolicyError
from knowledge.files.source_file import SourceFile
from knowledge.library import Library
from knowledge.model.policies import Problem
from knowledge.publishing.preview import Impact, impact
from tests.databases import SetClock
from tests.knowledge.made_up import SOUND, copy_of_the_sound_set

FILES = sorted(path.relative_to(SOUND).as_posix() for path in SOUND.rglob("*.md"))
QUESTIONS = (
    ("how long are recordings kept", "meetings#kept"),
    ("may i record in a closed room", "meetings#closed-rooms"),
    ("what is the parrot allowed to hear", "register#parrot"),
    ("when is dinner", ""),
)
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
Reader = Callable[[SourceFile, list[Problem]], object]
EDIT = st.tuples(
    st.sampled_from(FILES),
    st.integers(0, 200),
    st.sampled_from(["", "Keep it for 14 days.\n", "* may a parrot record it?\n", "[x](y#z)\n"]),
)


def edited(folder: Path, file: str, at: int, text: str) -> None:
    """One line of the file, counted round, says something else, or is gone."""
    lines = (folder / file).read_text().splitlines(keepends=True) or [""]
    lines[at % len(lines)] = text
    (folder / file).write_text("".join(lines))


def read_anew(
    reader: Reader, source: SourceFile, problems: list[Problem], beside: bytes = b""
) -> object:
    """In place of what is kept of files; all else that is kept goes by a text or by a library."""
    del beside
    return reader(source, problems)


def loaded(folder: Path, cache: Path) -> Library:
    clock = SetClock(datetime(2026, 10, 1, 9, tzinfo=UTC))
    return Library.load(folder, clock=clock, cache=cache)


def compared(changed: Path, served: Library, policies: Path) -> Impact | str:
    try:
        return impact(changed, served, policies)
    except PolicyError as error:
        return str(error)


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The vectors of the set's texts, each of which always has the same one: to make them for every
    example took most of the time."""
    folder = tmp_path_factory.mktemp("learnt")
    loaded(SOUND, folder)
    return folder


@given(edits=st.lists(EDIT, min_size=2, max_size=3))
@settings(max_examples=15, deadline=None, phases=NO_SHRINKING)
def test_a_comparison_after_others_finds_what_one_from_nothing_finds(
    learnt: Path, edits: list[tuple[str, int, str]]
) -> None:
    with TemporaryDirectory() as place:
        first, second = (Path(copytree(learnt, Path(place) / name)) for name in ("1", "2"))
        policies = copy_of_the_sound_set(Path(place))
        asked = [
            {"text": text, "refs": [ref]} if ref else {"text": text} for text, ref in QUESTIONS
        ]
        (policies / "questions.jsonl").write_text("\n".join(map(json.dumps, asked)))
        (Path(place) / "changed").mkdir()
        changed = copy_of_the_sound_set(Path(place) / "changed")
        served = loaded(policies, first)
        quick = []
        for edit in edits:
            edited(changed, *edit)
            quick.append(compared(changed, served, policies))
        with patch.object(reading, "_read_once", read_anew):
            assert quick[-1] == compared(changed, loaded(policies, second), policies)
