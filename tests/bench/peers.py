"""The public packages that rankings are measured beside: each finds the best of some texts.

Both read the same words: those that bm25s itself makes of a text, with its English stop words
and Snowball stems.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import bm25s
import numpy as np
import Stemmer
from rank_bm25 import BM25Okapi


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


PEERS: Mapping[str, Callable[[Sequence[str]], Peer]] = {"bm25s": Bm25s, "rank-bm25": RankBm25}
_STEMMER = Stemmer.Stemmer("english")


def _tokens(texts: Sequence[str]) -> list[list[str]]:
    tokens: list[list[str]] = bm25s.tokenize(
        list(texts), stopwords="en", stemmer=_STEMMER, return_ids=False, show_progress=False
    )
    # An empty list of words is an error in bm25s.
    return [found or [""] for found in tokens]
