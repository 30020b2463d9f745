"""How many words of a document come through an import, and how long it takes.

    python -m tests.bench.importing [FOLDER]

Without a folder: the documents of different habits that the tests make. Each line is one
document: words in, words that can be quoted or are headings, words that the report lists; the
first is always the sum of the others. `unnamed` counts those of which the report cannot say why.
"""

import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.importing.import_document import import_document
from knowledge.importing.import_files import documents
from knowledge.importing.source_document import ImportRefusedError
from tests.knowledge.importing.made_documents import MADE
from tests.knowledge.importing.made_exports import EXPORTS
from tests.knowledge.importing.made_open_documents import OPEN

GIVEN = {"owner": "Keeper of Records", "contact": "the record room"}


def inputs(arguments: list[str]) -> Iterator[tuple[str, bytes]]:
    if not arguments:
        yield from ((document.name, document.data) for document in (*MADE, *EXPORTS, *OPEN))
    for argument in arguments:
        yield from ((path.name, path.read_bytes()) for path in documents(Path(argument)))


def main(arguments: list[str]) -> None:
    print(f"{'document':40} {'in':>7} {'quotable':>9} {'reported':>9} {'unnamed':>8} {'ms':>6}")
    totals = [0, 0, 0, 0]
    for name, data in inputs(arguments):
        begun = time.perf_counter()
        try:
            words = import_document(name, data, given=GIVEN, into=None, on=date.max).words
        except ImportRefusedError as refused:
            print(f"{name[:40]:40} {refused}")
            continue
        spent = 1000 * (time.perf_counter() - begun)
        unnamed = sum(len(o.words.split()) for o in words.lost if o.why == "not in any clause")
        row = [words.words_in, words.quotable, words.reported, unnamed]
        totals = [total + one for total, one in zip(totals, row, strict=True)]
        assert words.words_in == words.quotable + words.reported
        print(f"{name[:40]:40} {row[0]:7} {row[1]:9} {row[2]:9} {row[3]:8} {spent:6.0f}")
    print(f"{'all':40} {totals[0]:7} {totals[1]:9} {totals[2]:9} {totals[3]:8}")


if __name__ == "__main__":
    main(sys.argv[1:])
