"""An index that is no longer served is let go at once, without the collector of garbage."""

import gc
import weakref
from datetime import date
from pathlib import Path

from knowledge.publishing.live_set import LiveSet
from tests.knowledge.made_up import copy_of_the_sound_set

DAY = date(2026, 10, 1)


def test_nothing_holds_the_index_of_a_set_that_an_edit_replaced(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    live = LiveSet.load(folder, cache=None)
    live.build_embeddings()
    live.prepare()
    live.library.answer("may i record in a closed room", on=DAY)
    edition = live.library.answerer_on(DAY).edition
    replaced: list[weakref.ref[object]] = [
        weakref.ref(edition),
        weakref.ref(edition.ways),
        weakref.ref(edition.index),
    ]
    del edition
    path = folder / "meetings" / "2.0.md"
    path.write_text(f"{path.read_text('utf-8')}\nNobody records a zebra.\n", "utf-8")
    gc.disable()
    try:
        assert live.reload()
        live.build_embeddings()
        live.prepare()
        assert [found for part in replaced if (found := part()) is not None] == []
    finally:
        gc.enable()
