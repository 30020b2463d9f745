"""The list knows of the tools that there are, and of changes in the register."""

import asyncio
from pathlib import Path

import storage
from bot.ideas.triage_setup import TOOL, RegisterItems, open_triage_list
from knowledge import Library
from tests.bot.chat import clock_at
from tests.knowledge.made_up import copy_of_the_sound_set
from triage.similarity.similar_ideas import SimilarIdeas, Suggestion

NOTES = ("Write the notes of meetings", "Write down what is said in a meeting, word for word.")


def library_of(folder: Path) -> Library:
    return Library.load(folder, clock=clock_at("2026-10-01"), meaning=False)


def tools_in(hints: tuple[Suggestion, ...]) -> list[str]:
    return [hint.likeness.thing.ref for hint in hints if hint.likeness.thing.kind == TOOL]


async def test_a_tool_that_does_it_already_is_found_once_the_server_is_up(
    sqlite_database: str, tmp_path: Path
) -> None:
    library = library_of(copy_of_the_sound_set(tmp_path))
    store = await storage.open(sqlite_database, clock_at("2026-10-01"))
    async with open_triage_list(store, lambda: library) as ideas, asyncio.timeout(20):
        while not tools_in(await ideas.similar(*NOTES)):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    await store.close()


async def test_what_changes_in_the_register_is_followed(
    sqlite_database: str, tmp_path: Path
) -> None:
    store = await storage.open(sqlite_database, clock_at("2026-10-01"))
    hints = SimilarIdeas(store, None)
    register = RegisterItems(hints)
    folder = copy_of_the_sound_set(tmp_path)
    register.update(library_of(folder))
    assert tools_in(await hints.find(*NOTES, frozenset())) == ["scribe"]

    entry = folder / "register" / "scribe.md"
    text = entry.read_text().replace("Writes down what is said in a meeting.", "Sings.")
    entry.write_text(text.replace("category: note taking\n", ""))
    register.update(library_of(folder))
    assert tools_in(await hints.find(*NOTES, frozenset())) == []

    register.update(library_of(Path(__file__).parents[2] / "knowledge" / "sound"))
    assert tools_in(await hints.find(*NOTES, frozenset())) == ["scribe"]
    await store.close()
