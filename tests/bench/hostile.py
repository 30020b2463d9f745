"""Types every hostile text into every box, and prints what shows any of them as more than text.

python -m tests.bench.hostile
"""

import asyncio
import logging
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.databases import IN_MEMORY
from tests.postgres import temporary_postgres
from tests.web.hostile_texts import TEXTS
from tests.web.hostile_typing import everything_typed

if __name__ == "__main__":
    logging.disable(logging.WARNING)
    with ExitStack() as held:
        folder = held.enter_context(tempfile.TemporaryDirectory(dir=IN_MEMORY))
        database = ""
        if "--postgres" in sys.argv:
            database = held.enter_context(temporary_postgres()).url("postgres")
        done = asyncio.run(everything_typed(Path(folder), len(TEXTS), database))
    count = 0
    for (name, kind), body in done.outputs.items():
        for fault in done.typed.faults(kind, body):
            count += 1
            print(kind, name, fault)
    print(
        f"{len(done.typed.texts)} texts typed, {len(done.typed.seen)} of them shown again in "
        f"{len(done.outputs)} pages, files and cards: {count} faults"
    )
