"""How soon a saved edit of the model set is answered: `python -m tests.bench.live_edit [EDITS]`."""

import asyncio
import shutil
import sys
import tempfile
import time
from pathlib import Path

from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.watch import watching
from tests.freeze import MODEL_SET

_QUESTION = "when are meeting recordings and transcripts deleted"


async def main(edits: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(MODEL_SET, Path(place) / "policies"))
        serving = LiveSet.load(folder, cache=Path(place), kept=Path(place) / "sets")
        print("encoding the set once ...")
        serving.build_embeddings()
        clause = serving.library.answer(_QUESTION).passages[0]
        file = folder / clause.file
        took = []
        async with watching(serving):
            for number in range(edits):
                await asyncio.sleep(3)  # what the edit before left to be indexed is done
                words = f"At the {number}th hour of the day"
                started = time.perf_counter()
                file.write_text(file.read_text().replace(clause.text, f"{words}. {clause.text}", 1))
                while words not in serving.library.answer(_QUESTION).passages[0].text:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
                took.append(time.perf_counter() - started)
        took.sort()
        meaning = serving.library.answerer_on(serving.library.today()).edition.has_embeddings
    print(f"{edits} edits: {took[len(took) // 2]:.2f} s at the middle, {took[-1]:.2f} s at most")
    print("by meaning" if meaning else "by words alone")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
