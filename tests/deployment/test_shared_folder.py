"""The policy folder on a volume that several containers share: filled once, and then its own."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from sources.first_fill import fill_first, is_filled


def test_a_folder_is_filled_once_and_never_overwritten(tmp_path: Path) -> None:
    given, folder = tmp_path / "image", tmp_path / "volume" / "policies"
    (given / "leave").mkdir(parents=True)
    (given / "leave" / "1.0.md").write_text("of the image")

    assert fill_first(folder, given)
    (folder / "leave" / "1.0.md").write_text("of an officer")
    (given / "leave" / "1.0.md").write_text("of a later image")
    assert not fill_first(folder, given)

    assert (folder / "leave" / "1.0.md").read_text() == "of an officer"
    assert [path.name for path in folder.parent.iterdir()] == ["policies"], "nothing is left over"


def test_an_empty_folder_that_is_mounted_is_filled_too(tmp_path: Path) -> None:
    given, folder = tmp_path / "image", tmp_path / "policies"
    given.mkdir()
    (given / "settings.yaml").write_text("names: {}")
    folder.mkdir()

    assert fill_first(folder, given)
    assert is_filled(folder)


def test_of_processes_that_fill_it_at_once_one_does_and_it_is_whole(tmp_path: Path) -> None:
    given = tmp_path / "image"
    given.mkdir()
    for number in range(200):
        (given / f"{number}.md").write_text("x" * 2_000)

    with ProcessPoolExecutor(4) as pool:
        done = list(pool.map(fill_first, [tmp_path / "policies"] * 4, [given] * 4))

    assert sorted(done) == [False, False, False, True]
    assert {path.read_text() for path in (tmp_path / "policies").iterdir()} == {"x" * 2_000}
    assert len(list((tmp_path / "policies").iterdir())) == 200


def test_what_is_not_there_is_said_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        fill_first(tmp_path / "policies", tmp_path / "none")

    assert list(tmp_path.iterdir()) == []
