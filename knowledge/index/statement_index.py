"""How near each statement of a set is to a question: which sentence may be the one that answers.

Three signals are added, each 0 to about 1: how near the sentence is in meaning, read below its
heading and behind what leads into it; the share of the question's words that it covers; and, for a
statement with a verdict, half of how near the ways of asking are that officers marked with that
verdict. Without meaning the words count twice. Fitted on no question; the weights are round
(docs/answer-quality.md).
"""

from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray

from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.lexical import IndexedText, LexicalIndex, Scores
from knowledge.index.marked_lines import PERMITS, MarkedLines, MarkedSignals
from knowledge.index.vector_table import Nearness
from knowledge.model.policies import Passage, Verdict
from knowledge.model.sentences import sentences
from knowledge.model.statements import Statement, statements
from knowledge.query.answer_type import refers_on
from knowledge.query.parse import Query

_ASKED = 0.5
_UNASKED = 0.9  # of its own nearness counts for a statement that no marked way of asking has
_BEST_LINES = 2
Rows = NDArray[np.int64]

_VERDICTS = tuple(Verdict)
_NONE: Rows = np.zeros(0, dtype=np.int64)


class StatementIndex:
    """The statements of some passages, in their order."""

    def __init__(self, passages: Sequence[Passage], marked: MarkedLines) -> None:
        self.statements = tuple(one for passage in passages for one in statements(passage))
        self._rows: dict[str, Rows] = {}
        at = 0
        for passage in passages:
            count = len(sentences(passage.text))
            self._rows[passage.ref] = np.arange(at, at + count)
            at += count
        self._texts = [text for passage in passages for text in statement_texts(passage)]
        self._lexical = LexicalIndex(
            [IndexedText(one.passage.heading, one.sentence.whole) for one in self.statements]
        )
        lists: dict[tuple[str, bool | Verdict], list[int]] = {}
        for place in dict.fromkeys(passage.place for passage in passages):
            for row in marked.rows_of(place).tolist():
                lists.setdefault((place, _group(marked.verdicts[row])), []).append(row)
        self._lines = np.array([row for rows in lists.values() for row in rows], dtype=np.int64)
        places = {key: at for at, key in enumerate(lists)}
        # Numbers of sixteen bits are sorted by counting, five times as quick.
        owners = np.arange(len(lists), dtype=np.min_scalar_type(len(lists)))
        self._owner = np.repeat(owners, [len(rows) for rows in lists.values()])
        self._list_of = np.array(
            [
                places.get((one.passage.place, _group(one.verdict)), -1) if one.verdict else -1
                for one in self.statements
            ],
            dtype=np.int64,
        )
        self._refer_on = np.array(
            [refers_on(one.sentence.text) for one in self.statements], dtype=np.bool_
        )
        self._verdicts = np.array(
            [_VERDICTS.index(one.verdict) if one.verdict else -1 for one in self.statements],
            dtype=np.int64,
        )
        self._near: Nearness | None = None

    def rows_of(self, passage: Passage | None) -> Rows:
        """The numbers of a passage's statements, none where it is not of this set; of all."""
        if passage is None:
            return np.arange(len(self.statements))
        return self._rows.get(passage.ref, _NONE)

    @property
    def texts(self) -> list[str]:
        """What the encoder must have read before meaning counts."""
        return self._texts

    def attach_embeddings(self, shelf: EmbeddingCache) -> None:
        """Begin to use meaning. All of `texts` must be on the shelf."""
        self._near = shelf.nearness(self._texts)

    def carries(self, rows: Rows, verdicts: Set[Verdict]) -> NDArray[np.bool_]:
        """Which of some statements carry one of the verdicts: of shape (rows,). Raises IndexError
        for a number that no statement has."""
        return np.isin(self._verdicts[rows], [_VERDICTS.index(verdict) for verdict in verdicts])

    def nearest(
        self, passage: Passage, scores: Scores, verdicts: Set[Verdict], *, may_refer_on: bool
    ) -> Statement | None:
        """The statement of a passage with the highest of the `scores`, which have the shape
        (statements,), the first of equals: one with one of the verdicts if there is any, and one
        that says more than whom to turn to, unless that may be what answers."""
        rows = self.rows_of(passage)
        marked = rows[self.carries(rows, verdicts)] if verdicts else rows
        rows = marked if len(marked) else rows
        telling = rows if may_refer_on else rows[~self._refer_on[rows]]
        rows = telling if len(telling) else rows
        return self.statements[rows[np.argmax(scores[rows])]] if len(rows) else None

    def scores(
        self, question: Query, vector: NDArray[np.float32] | None, marked: MarkedSignals
    ) -> Scores:
        """How near each statement is: of shape (statements,), float32, 0 to about 2.5. `vector` is
        the question's, of shape (384,) and norm 1; None counts words alone."""
        covered = self._lexical.scores(question.readings)
        if vector is None or self._near is None:
            return 2 * covered
        near: Scores = self._near(vector)
        asked = _UNASKED * near
        if len(self._lines):
            lists = _best(marked.near[self._lines], self._owner)
            asked = np.where(self._list_of >= 0, lists[self._list_of], asked)
        total: Scores = near + covered + np.float32(_ASKED) * asked
        return total


def _group(verdict: Verdict) -> bool | Verdict:
    """Ways of asking are told apart by whether the answer permits, or by the verdict itself."""
    return True if verdict in PERMITS else verdict


def statement_texts(passage: Passage) -> list[str]:
    """What the encoder reads of each statement of a passage."""
    return [f"{passage.heading}. {one.whole}" for one in sentences(passage.text)]


def _best(values: Scores, owner: NDArray[np.unsignedinteger]) -> Scores:
    """The mean of each list's two best lines; of its one line where it has no more. `owner` is the
    list of each line, ascending from 0."""
    order = np.argsort(-values)  # of equal ones either may come first; then, as they are, by list
    order = order[np.argsort(owner[order], kind="stable")]
    starts = np.searchsorted(owner, np.arange(owner[-1] + 1, dtype=owner.dtype))
    ends = np.append(starts[1:], len(order))
    sums = np.append(0.0, np.cumsum(values[order]))
    tops = np.minimum(starts + _BEST_LINES, ends)
    best: Scores = ((sums[tops] - sums[starts]) / (tops - starts)).astype(np.float32)
    return best
