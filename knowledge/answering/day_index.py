"""The set as it is in force on a day, indexed: every clause, entry and subject that may answer."""

from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from common.words import stem, words
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.everyday import EverydayThings
from knowledge.index.example_questions import ExampleQuestions
from knowledge.index.lexical import Scores
from knowledge.index.passage_index import PassageIndex, Ranking
from knowledge.index.statement_index import Answers, StatementIndex
from knowledge.model.policies import OutOfScopeTopic, Passage
from knowledge.query.parse import Query, QueryParser, Synonyms, mined_acronyms
from knowledge.query.spelling import SpellCorrector

# How the signals add up to a total in logits. Fitted as a conditional logit over the candidates of
# held-out questions (docs/answer-quality.md); a list's own signals count for most.
_TEXT, _NEAR, _LEARNED, _LEARNED_WORDS, _WORDS = 1.0, 7.0, 0.5, 0.75, 10.5
# A clause without a list of its own is given what its text makes likely.
_UNASKED_NEAR, _UNASKED_LEARNED = 0.75, -7.0
_WEIGHTS = np.array([_TEXT, _NEAR, _LEARNED, _LEARNED_WORDS, _WORDS], dtype=np.float32)
FEATURES = ("text", "near", "learned", "learned_words", "words")
_NOTHING = 0.0  # the total that a question without any answer may reach
_HARDLY_KNOWN = 3  # times; a word this rare in the set is a slip or a by-name
_USUAL = 8  # lines; a word in so many is no slip, though no English
_NOT_COVERED = "not-covered"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One clause, entry or subject with each signal's value for the question, best total first."""

    label: str
    total: float
    signals: Mapping[str, float]
    nearest: str = ""
    passage: Passage | None = None
    subject: OutOfScopeTopic | None = None


class DayIndex:
    """Immutable once built, but for meaning, which is switched on when vectors are ready."""

    def __init__(
        self,
        passages: Sequence[Passage],
        asked: Mapping[str, Sequence[str]],
        *,
        subjects: Sequence[OutOfScopeTopic] = (),
        lexicon: Synonyms | None = None,
        names: Mapping[str, Sequence[str]] | None = None,
        english: Mapping[str, int] | None = None,
        answers: Answers | None = None,
    ) -> None:
        """`asked` maps places and subjects to lines; `names` a tool's name to its other names;
        `answers` has the lines whose answer is marked."""
        self.passages = tuple(passages)
        self._subjects = {f"{_NOT_COVERED}#{subject.id}": subject for subject in subjects}
        self.index = PassageIndex([*self.passages, *map(_as_passage, subjects)])
        self.is_clause = np.arange(len(self.index.passages)) < len(self.passages)
        self.is_order = np.array(
            [False] * len(self.passages) + [subject.orders for subject in subjects], dtype=bool
        )
        self._rows = {p.place: at for at, p in enumerate(self.index.passages)}
        self.ways = ExampleQuestions({k: v for k, v in asked.items() if k in self._rows})
        self._listed = np.array([self._rows[x] for x in self.ways.labels], dtype=np.int64)
        self.statements = StatementIndex(self.passages, answers or {})
        self._everyday = EverydayThings(
            [line for label in self._subjects for line in asked.get(label, ())]
        )
        lexicon = lexicon or Synonyms()
        mined: dict[tuple[str, ...], tuple[str, ...]] = {
            (short,): (long,)
            for passage in self.passages
            for short, long in mined_acronyms(passage.text).items()
        }
        self.lexicon = Synonyms({**mined, **lexicon.entries})
        names = names or {}
        english = english or {}
        vocabulary = self._vocabulary(names)
        listed = {w: n for w, n in self.ways.surface.items() if n > 1 and w not in vocabulary}
        doubted = {w for w, n in listed.items() if w not in english and n < _USUAL}
        vocabulary.update({w: n for w, n in listed.items() if w not in doubted})
        self.vocabulary: Collection[str] = vocabulary
        repair = SpellCorrector(vocabulary, english, doubted)
        self.reader = QueryParser(repair, self.lexicon, self._slips(names))
        self._known = {
            *self.index.lexical.surface,
            *(word for entry in self.lexicon.entries for word in entry),
        }
        self._shelf: EmbeddingCache | None = None

    def _vocabulary(self, names: Collection[str]) -> Counter[str]:
        """Words that spelling is repaired to: of the texts, the lexicon and the tools' names.

        To them come those of the lists, which hold slips on purpose: a word in one line counts
        for nothing, one in a few lines that is no English stays open to doubt.
        """
        vocabulary = Counter(self.index.lexical.surface)
        for entry, meant in self.lexicon.entries.items():
            vocabulary.update([*entry, *(w for text in meant for w in words(text))])
        vocabulary.update(w for name in names for w in words(name))
        return vocabulary

    def _slips(
        self, names: Mapping[str, Sequence[str]]
    ) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """Other names with a word that the texts and lists hardly know, to the tool's own name."""
        known = self.index.lexical.surface + Counter(self.ways.surface)
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for name, others in names.items():
            for other in others:
                said = tuple(words(other))
                if said and min(known[word] for word in said) < _HARDLY_KNOWN:
                    found.setdefault(said, tuple(words(name)))
        return found

    @property
    def known(self) -> Container[str]:
        """Every word of the texts and the lexicon, unstemmed."""
        return self._known

    @property
    def texts(self) -> list[str]:
        """What must be encoded before meaning can be switched on."""
        return [*self.index.texts, *self.ways.lines, *self.statements.texts, *self._everyday.texts]

    @property
    def has_embeddings(self) -> bool:
        """Whether meaning is switched on."""
        return self._shelf is not None

    def attach_embeddings(self, shelf: EmbeddingCache) -> None:
        """Switch meaning on. Raises KeyError while some of `texts` are not on the shelf."""
        self.ways.attach_embeddings(shelf, shelf.folder)
        self.index.attach_embeddings(shelf)
        self.statements.attach_embeddings(shelf)
        self._everyday.attach_embeddings(shelf)
        self._shelf = shelf

    def parse(self, text: str) -> Query:
        return self.reader.parse(text)

    def vector(self, question: Query) -> NDArray[np.float32] | None:
        return self._shelf.question(question.repaired) if self._shelf else None

    def everyday_nearness(self, phrase: str) -> float | None:
        """How near a phrase is to ordinary things, 0 to 2; None while meaning is off."""
        if self._shelf is None:
            return None
        return self._everyday.nearness(self._shelf.encoder.encode([phrase])[0])

    def rank_statements(self, question: Query) -> Scores:
        """How near each of `statements` is."""
        return self.statements.scores(question, self.vector(question))

    def rank_texts(self, question: Query) -> Ranking:
        """The bare ranking of passages and subjects by their own text."""
        return self.index.rank(question, self.vector(question))

    def candidates(self, question: Query) -> "Candidates":
        """Every clause, entry and subject with its signals."""
        vector = self.vector(question)
        text = self.index.rank(question, vector)
        asked = self.ways.ask(question, vector)
        size = len(self.index.passages)
        meaning = text.meaning if text.meaning is not None else text.lexical
        unasked = np.full(size, _UNASKED_LEARNED if self.ways else 0.0, dtype=np.float32)
        signals = np.stack([text.total, _UNASKED_NEAR * meaning, unasked, unasked, text.lexical])
        nearest = np.full(size, -1, dtype=np.int64)
        if self.ways:
            signals[1:, self._listed] = (
                asked.near,
                asked.learned,
                asked.learned_words,
                asked.words,
            )
            nearest[self._listed] = asked.nearest
        return Candidates(self, question, signals, nearest)

    def matched(self, question: Query, candidate: Candidate) -> list[str]:
        """The question's words that a candidate's text holds, as they were read."""
        at = self._rows[candidate.label]
        held = set(self.index.lexical.covered(at, question.readings))
        return [word for word in dict.fromkeys(question.words) if stem(word) in held]


class Candidates:
    """The signals of every candidate for one question; `total` may be blended with another's."""

    def __init__(
        self,
        edition: DayIndex,
        question: Query,
        signals: NDArray[np.float32],
        nearest: NDArray[np.int64],
    ) -> None:
        self.question = question
        self._edition = edition
        self._signals = signals
        self._nearest = nearest
        self.total: NDArray[np.float32] = _WEIGHTS @ signals if edition.ways else signals[0]

    def blended(self, other: "Candidates", share: float) -> "Candidates":
        """These candidates with `share` of another reading's signals mixed in."""
        signals = (1 - share) * self._signals + share * other._signals
        return Candidates(self._edition, self.question, signals, self._nearest)

    def without_orders(self) -> "Candidates":
        """These candidates where the question cannot be an order to the assistant."""
        left = Candidates(self._edition, self.question, self._signals, self._nearest)
        left.total = np.where(self._edition.is_order, -np.inf, self.total).astype(np.float32)
        return left

    def chance_of_a_clause(self) -> float:
        """How likely it is (0 to 1) that some clause answers, rather than a subject that the
        policies do not cover or nothing at all; 0 where no text or list has a word of it."""
        if not self._signals[[FEATURES.index("text"), FEATURES.index("words")]].any():
            return 0.0
        top = max(float(self.total.max(initial=_NOTHING)), _NOTHING)
        odds = np.exp(self.total - top)
        clauses = float(odds[self._edition.is_clause].sum())
        return clauses / (float(odds.sum()) + float(np.exp(_NOTHING - top)))

    def best(self, limit: int) -> list[Candidate]:
        """The best first, ties by ref."""
        ranking = Ranking(self.total, self.total, None)
        rows = ranking.order(limit, self._edition.index.refs)
        signals = self._signals[:, rows].T.tolist()
        return [self._candidate(at, of) for at, of in zip(rows, signals, strict=True)]

    def _candidate(self, at: int, values: Sequence[float]) -> Candidate:
        passage = self._edition.index.passages[at]
        subject = self._edition._subjects.get(passage.place)
        line = int(self._nearest[at])
        return Candidate(
            label=passage.place,
            total=float(self.total[at]),
            signals=dict(zip(FEATURES, values, strict=True)),
            nearest=self._edition.ways.lines[line] if line >= 0 else "",
            passage=None if subject else passage,
            subject=subject,
        )


def _as_passage(subject: OutOfScopeTopic) -> Passage:
    return Passage(
        policy_id=_NOT_COVERED,
        version="",
        anchor=subject.id,
        title=subject.title,
        clause="",
        heading_path=(subject.title,),
        text=subject.text,
        effective_from=date.min,
        owner="",
        contact="",
        file=subject.file,
        line=subject.line,
        end_line=subject.line,
    )
