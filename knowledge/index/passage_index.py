"""The bare ranking of passages for a question: one configuration for every collection.

Four bounded signals are added: the share of the question's words that a passage covers (BM25F,
averaged with the question's second form when the lexicon rewrote it), the nearness in meaning of
the passage and of the path of headings that leads to it, the share of neighbouring words kept
together, and the share that its best sentence covers. How much words and meaning weigh depends on
the question's length: long questions carry their own words, short ones do not (measured: retrieval
facts, fusion rules). A long passage is read by meaning in windows of whole sentences.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.lexical import IndexedText, KnownWord, LexicalIndex, Scores
from knowledge.index.sentence_index import SentenceIndex
from knowledge.index.vector_table import Nearness
from knowledge.model.policies import Passage
from knowledge.model.sentences import sentences
from knowledge.query.parse import Query

_ASKED, _REWRITTEN = 0.65, 0.35
_PATH = 0.5
_PER_WORD, _LEAST, _MOST = 0.05, 0.2, 0.8
_ADJACENT, _SENTENCE = 0.08, 0.3
_LOOKED_AT = 60  # passages whose word pairs and sentences are compared
_ONE_WINDOW, _WINDOW = 90, 70  # words; the encoder reads some 95


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of n passages, with each signal's part for the explanation: each of shape (n,), a
    passage a row, all 0 to about 1 (`meaning` -1 to 1). `sentence` is 0 for a passage that was not
    looked at, `meaning` None without the encoder."""

    total: Scores
    lexical: Scores
    meaning: Scores | None
    sentence: Scores

    def order(self, limit: int, refs: Sequence[str]) -> list[int]:
        """The best passages first, ties by ref."""
        return best_first(self.total, limit, refs)


def best_first(total: Scores, limit: int, refs: Sequence[str]) -> list[int]:
    """The rows of the highest of n totals, ties by ref. `total` has shape (n,), `refs` n entries;
    at most `limit` rows, none where that is below 1."""
    keep = min(limit, len(total))
    if keep < 1:
        return []
    floor = np.partition(total, -keep)[-keep]
    near = np.flatnonzero(total >= floor)
    return sorted(near.tolist(), key=lambda at: (-float(total[at]), refs[at]))[:keep]


class PassageIndex:
    """Everything needed to rank one set of passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self.refs = [passage.ref for passage in self.passages]
        documents = [document_of(passage) for passage in self.passages]
        self.lexical = LexicalIndex(documents)
        self.sentences = SentenceIndex(
            self.lexical, [d.body for d in documents], [d.heading for d in documents]
        )
        windows = [tuple(windows_of(passage)) for passage in self.passages]
        self._windows = [window for some in windows for window in some]
        self._begins = np.cumsum([0, *map(len, windows)])  # of each passage's windows
        self._paths = [path_of(passage) for passage in self.passages]
        self._near: tuple[Nearness, Nearness] | None = None

    @property
    def texts(self) -> list[str]:
        """What the encoder must have read before meaning counts."""
        return [*self._windows, *self._paths]

    def texts_of(self, rows: Iterable[int]) -> list[str]:
        """The same of some of the passages."""
        spans = [(self._paths[at], self._begins[at], self._begins[at + 1]) for at in rows]
        return [text for path, a, b in spans for text in (path, *self._windows[a:b])]

    def attach_embeddings(self, shelf: EmbeddingCache) -> None:
        """Begin to use meaning. All of `texts` must be on the shelf."""
        self._near = (shelf.nearness(self._windows), shelf.nearness(self._paths))

    @property
    def has_embeddings(self) -> bool:
        return self._near is not None

    def rank(self, question: Query, vector: np.ndarray | None) -> Ranking:
        """Score every passage. `vector` is the question's meaning, of shape (384,) as the encoder
        gives it; without it, or before `attach_embeddings`, by words alone."""
        asked = self.lexical.read(question.readings)
        rewritten = self.lexical.read(question.rewritten_readings)
        lexical = _of_both(self.lexical.scores_of, asked, rewritten)
        meaning: Scores | None = None
        total = lexical.copy()
        if vector is not None and self._near is not None and len(self.passages):
            windows, paths = self._near
            meaning = np.maximum.reduceat(windows(vector), self._begins[:-1])
            share = min(max(_PER_WORD * len(question.readings), _LEAST), _MOST)
            near = meaning + _PATH * paths(vector)
            total = np.asarray(share * lexical + (1 - share) * near, dtype=np.float32)
        sentence = np.zeros(len(total), dtype=np.float32)
        if keep := min(_LOOKED_AT, len(total)):
            best = np.argpartition(total, -keep)[-keep:]
            rows = best.tolist()
            sentence[best] = _of_both(partial(self.sentences.shares, rows), asked, rewritten)
            total[best] += np.float32(_SENTENCE) * sentence[best]
            if len(question.stems) > 1:
                kept_together = self.lexical.adjacent(rows, question.stems)
                total[best] += np.float32(_ADJACENT) * kept_together
        return Ranking(total, lexical, meaning, sentence)


def _of_both(
    score: Callable[[Sequence[KnownWord]], Scores],
    asked: Sequence[KnownWord],
    rewritten: Sequence[KnownWord],
) -> Scores:
    """What a question scores, averaged with its second form where the lexicon rewrote it."""
    return _ASKED * score(asked) + _REWRITTEN * score(rewritten) if rewritten else score(asked)


def path_of(passage: Passage) -> str:
    """The headings that lead to a passage, the document's title first."""
    path = passage.heading_path
    return " > ".join(path if passage.title in path else (passage.title, *path))


def document_of(passage: Passage) -> IndexedText:
    path = " ".join(passage.heading_path)
    heading = path if passage.title in path else f"{passage.title} {path}"
    return IndexedText(heading, passage.text)


def texts_of(passage: Passage) -> Iterator[str]:
    """All that the encoder reads of a passage."""
    yield from windows_of(passage)
    yield path_of(passage)


def windows_of(passage: Passage) -> Iterator[str]:
    """What the encoder reads of a passage: its heading, then its text, or a stretch of it."""
    if len(passage.text.split()) <= _ONE_WINDOW:
        yield f"{passage.heading}. {passage.text}"
        return
    held: list[str] = []
    for sentence in sentences(passage.text):
        said = (sentence.text if held else sentence.whole).split()
        if held and len(held) + len(said) > _WINDOW:
            yield f"{passage.heading}. {' '.join(held)}"
            held = sentence.whole.split()
        else:
            held += said
        while len(held) > _ONE_WINDOW:
            yield f"{passage.heading}. {' '.join(held[:_WINDOW])}"
            held = held[_WINDOW:]
    if held:
        yield f"{passage.heading}. {' '.join(held)}"
