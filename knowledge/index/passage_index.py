"""The bare ranking of passages for a question: one configuration for every collection.

Three bounded signals are added: the share of the question's words that a passage covers (BM25F,
averaged with the question's second form when the lexicon rewrote it), the nearness in meaning of
passage and heading, and the share of neighbouring words kept together. How much words and meaning
weigh depends on the question's length: long questions carry their own words, short ones do not
(measured: retrieval facts, fusion rules).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from common.words import stems
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.lexical import IndexedText, LexicalIndex, Scores
from knowledge.model.policies import Passage
from knowledge.query.parse import Query

_ASKED, _REWRITTEN = 0.65, 0.35
_HEADING = 0.9
_PER_WORD, _LEAST, _MOST = 0.05, 0.2, 0.8
_ADJACENT = 0.08
_LOOKED_AT = 60  # passages whose word pairs are compared


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of every passage, with each signal's part for the explanation; all 0 to about 1."""

    total: Scores
    lexical: Scores
    meaning: Scores | None

    def order(self, limit: int, refs: Sequence[str]) -> list[int]:
        """The best passages first, ties by ref."""
        keep = min(limit, len(self.total))
        if not keep:
            return []
        floor = np.partition(self.total, -keep)[-keep]
        near = np.flatnonzero(self.total >= floor)
        return sorted(near.tolist(), key=lambda at: (-float(self.total[at]), refs[at]))[:keep]


class PassageIndex:
    """Everything needed to rank one set of passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self.refs = [passage.ref for passage in self.passages]
        self.lexical = LexicalIndex([document_of(passage) for passage in self.passages])
        self._texts = [text_of(passage) for passage in self.passages]
        self._headings = [passage.heading for passage in self.passages]
        self._vectors: tuple[np.ndarray, np.ndarray] | None = None

    @property
    def texts(self) -> list[str]:
        """What the encoder must have read before meaning counts."""
        return [*self._texts, *self._headings]

    def attach_embeddings(self, shelf: EmbeddingCache) -> None:
        """Begin to use meaning. All of `texts` must be on the shelf."""
        self._vectors = (shelf.rows(self._texts), shelf.rows(self._headings))

    @property
    def has_embeddings(self) -> bool:
        return self._vectors is not None

    def rank(self, question: Query, vector: np.ndarray | None) -> Ranking:
        lexical = self.lexical.scores(question.readings)
        if question.rewritten_readings:
            rewritten = self.lexical.scores(question.rewritten_readings)
            lexical = _ASKED * lexical + _REWRITTEN * rewritten
        meaning: Scores | None = None
        total = lexical.copy()
        if vector is not None and self._vectors is not None:
            texts, headings = self._vectors
            meaning = np.maximum(texts @ vector, _HEADING * (headings @ vector))
            share = min(max(_PER_WORD * question.content_words, _LEAST), _MOST)
            total = share * lexical + (1 - share) * meaning
        self._add_adjacent(total, question)
        return Ranking(total, lexical, meaning)

    def _add_adjacent(self, total: Scores, question: Query) -> None:
        terms = stems(question.words)
        keep = min(_LOOKED_AT, len(total))
        if keep and len(terms) > 1:
            best = np.argpartition(total, -keep)[-keep:]
            total[best] += np.float32(_ADJACENT) * self.lexical.adjacent(best.tolist(), terms)


def document_of(passage: Passage) -> IndexedText:
    path = " ".join(passage.heading_path)
    heading = path if passage.title in path else f"{passage.title} {path}"
    return IndexedText(heading, passage.text)


def text_of(passage: Passage) -> str:
    """What the encoder reads of a passage: its own heading, then its text."""
    return f"{passage.heading}. {passage.text}"
