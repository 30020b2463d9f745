"""What rankings are measured beside: each finds the best of some texts.

bm25s and rank-bm25 read the same words: those that bm25s itself makes of a text, with its English
stop words and Snowball stems. SQLite's FTS5 stems by Porter and ranks by its own BM25; any word of
the question may match. Nearness in meaning is the cosine of whole texts by the encoder that the
product uses. The fusion is that of ranks (Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion
outperforms Condorcet", 2009) of bm25s and nearness, with their constant of 60.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import bm25s
import numpy as np
import Stemmer
from rank_bm25 import BM25Okapi

from knowledge.index.embedding_cache import EmbeddingCache

_RANK_CONSTANT, _FUSED = 60, 100


class Peer(Protocol):
    def best(self, question: str, limit: int) -> list[int]:
        """The rows of the best texts, best first."""
        ...


class Bm25s:
    def __init__(self, texts: Sequence[str]) -> None:
        self._index = bm25s.BM25()
        self._index.index(_tokens(texts), show_progress=False)
        self._size = len(texts)

    def best(self, question: str, limit: int) -> list[int]:
        found, _ = self._index.retrieve(
            _tokens([question]), k=min(limit, self._size), show_progress=False
        )
        return [int(at) for at in found[0]]


class RankBm25:
    def __init__(self, texts: Sequence[str]) -> None:
        self._index = BM25Okapi(_tokens(texts))

    def best(self, question: str, limit: int) -> list[int]:
        scores = self._index.get_scores(_tokens([question])[0])
        return [int(at) for at in np.argsort(-scores, kind="stable")[:limit]]


class Fts5:
    def __init__(self, texts: Sequence[str]) -> None:
        self._rows = sqlite3.connect(":memory:")
        self._rows.execute("CREATE VIRTUAL TABLE texts USING fts5(said, tokenize='porter')")
        self._rows.executemany(
            "INSERT INTO texts (rowid, said) VALUES (?, ?)", list(enumerate(texts))
        )

    def best(self, question: str, limit: int) -> list[int]:
        said = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        ask = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
        return [at for (at,) in self._rows.execute(ask, (said, limit))] if said else []


class Nearness:
    """By the cosine of the vectors of whole texts."""

    def __init__(self, texts: Sequence[str], shelf: EmbeddingCache) -> None:
        shelf.encode(texts)
        self._shelf = shelf
        self._vectors = shelf.rows(texts)

    def best(self, question: str, limit: int) -> list[int]:
        near = self._vectors @ self._shelf.question(question)
        return [int(at) for at in np.argsort(-near, kind="stable")[:limit]]


class Fusion:
    """bm25s and nearness by their ranks."""

    def __init__(self, texts: Sequence[str], shelf: EmbeddingCache) -> None:
        self._both: tuple[Peer, ...] = (Bm25s(texts), Nearness(texts, shelf))

    def best(self, question: str, limit: int) -> list[int]:
        total: dict[int, float] = defaultdict(float)
        for peer in self._both:
            for rank, at in enumerate(peer.best(question, _FUSED), start=1):
                total[at] += 1 / (_RANK_CONSTANT + rank)
        return sorted(total, key=lambda at: (-total[at], at))[:limit]


PEERS: Mapping[str, Callable[[Sequence[str]], Peer]] = {
    "bm25s": Bm25s,
    "rank-bm25": RankBm25,
    "SQLite FTS5": Fts5,
}
BY_MEANING: Mapping[str, Callable[[Sequence[str], EmbeddingCache], Peer]] = {
    "MiniLM cosine": Nearness,
    "fusion of ranks": Fusion,
}
_STEMMER = Stemmer.Stemmer("english")


def _tokens(texts: Sequence[str]) -> list[list[str]]:
    tokens: list[list[str]] = bm25s.tokenize(
        list(texts), stopwords="en", stemmer=_STEMMER, return_ids=False, show_progress=False
    )
    # An empty list of words is an error in bm25s.
    return [found or [""] for found in tokens]
