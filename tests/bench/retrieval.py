"""How well the bare ranking finds the right passage in collections that are not ours: a table.

    python -m tests.bench.retrieval SETS_FOLDER

Each folder in SETS_FOLDER holds `corpus.jsonl` (id, title, heading_path, text and perhaps scope),
`queries*.jsonl` (id, text and perhaps scope: only passages of that scope are searched) and
`qrels.tsv` (query, passage, score under a heading). Queries without a right passage are left out.
No lexicon, no ways of asking and one configuration for all. Passages are encoded anew, about 70 a
second on one core.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from knowledge.answering.day_index import DayIndex
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.installed import installed_encoder
from knowledge.model.policies import Passage
from knowledge.query.english import english_ranks
from tests.bench.peers import BY_MEANING, PEERS, Peer

_WITHIN = 3
_VARIANTS = {"clean": "queries", "typo": "queries.typo", "misspell": "queries.misspell"}
Line = Mapping[str, Any]
Finder = Callable[[Sequence[Line]], Peer]


class Ours:
    """The bare ranking over one scope; with a shelf, by meaning too."""

    def __init__(self, corpus: Sequence[Line], shelf: EmbeddingCache | None = None) -> None:
        passages = [passage_of(at, line) for at, line in enumerate(corpus)]
        self._edition = DayIndex(passages, {}, english=english_ranks())
        if shelf:
            shelf.encode(self._edition.texts)
            self._edition.attach_embeddings(shelf)

    def best(self, question: str, limit: int) -> list[int]:
        ranking = self._edition.rank_texts(self._edition.parse(question))
        return ranking.order(limit, self._edition.index.refs)


def passage_of(at: int, line: Line) -> Passage:
    path = tuple(filter(None, str(line["heading_path"]).split(" > "))) or (str(line["title"]),)
    day = date(2026, 1, 1)
    anchor = f"passage-{at:05}"
    return Passage(
        "set", "1", anchor, line["title"], "", path, line["text"], day, "", "", "", at, at
    )


def _peer(peer: Callable[[Sequence[str]], Peer], corpus: Sequence[Line]) -> Peer:
    return peer(_texts(corpus))


def _near_peer(
    peer: Callable[[Sequence[str], EmbeddingCache], Peer],
    shelf: EmbeddingCache,
    corpus: Sequence[Line],
) -> Peer:
    return peer(_texts(corpus), shelf)


def _texts(corpus: Sequence[Line]) -> list[str]:
    return [f"{line['title']} {line['heading_path']} {line['text']}" for line in corpus]


@dataclass(frozen=True, slots=True)
class Collection:
    """One set: its passages by scope, and for each query the ids of the right passages."""

    folder: Path
    scopes: Mapping[str, Sequence[Line]]
    right: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, folder: Path) -> "Collection":
        scopes: dict[str, list[Line]] = defaultdict(list)
        for line in _lines(folder / "corpus.jsonl"):
            scopes[line.get("scope") or ""].append(line)
        right: dict[str, set[str]] = defaultdict(set)
        for row in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
            query, passage, score = row.split("\t")
            if float(score) > 0:
                right[query].add(passage)
        return cls(folder, scopes, {query: frozenset(ids) for query, ids in right.items()})

    def queries(self, variant: str) -> list[Line]:
        file = self.folder / f"{variant}.jsonl"
        found = _lines(file) if file.is_file() else ()
        return [query for query in found if query["id"] in self.right]

    def measure(self, finder: Finder) -> Iterator[tuple[float, float]]:
        """For each variant, the shares of queries with a right passage first and within three."""
        finders = {scope: finder(corpus) for scope, corpus in self.scopes.items()}
        for variant in _VARIANTS.values():
            queries, first, within = self.queries(variant), 0, 0
            for query in queries:
                scope = query.get("scope") or ""
                found = [
                    self.scopes[scope][at]["id"] in self.right[query["id"]]
                    for at in finders[scope].best(query["text"], _WITHIN)
                ]
                first += found[:1] == [True]
                within += any(found)
            yield first / max(1, len(queries)), within / max(1, len(queries))


def _lines(file: Path) -> Iterator[Line]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main(folder: Path) -> None:
    encoder = installed_encoder()
    shelf = EmbeddingCache(encoder, None) if encoder else None
    finders: dict[str, Finder] = {name: partial(_peer, peer) for name, peer in PEERS.items()}
    finders["ours, words only"] = Ours
    if shelf:
        for title, by_meaning in BY_MEANING.items():
            finders[title] = partial(_near_peer, by_meaning, shelf)
        finders["ours"] = partial(Ours, shelf=shelf)
    print("right first / within three", *(f"{name:>15}" for name in _VARIANTS))
    for name in sorted(path.parent for path in folder.glob("*/corpus.jsonl")):
        collection = Collection.read(name)
        counts = "".join(f"{len(collection.queries(v)):>16}" for v in _VARIANTS.values())
        print(f"{name.name + ', queries':<26}{counts}")
        for finder, build in finders.items():
            cells = (f"{first:.3f} / {within:.3f}" for first, within in collection.measure(build))
            print(f"  {finder:<24}" + "".join(f"{cell:>16}" for cell in cells), flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
