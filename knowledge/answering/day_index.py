"""The set as it is in force on a day, indexed: every clause, entry and subject that may answer."""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from common.words import in_one_spelling, stem, words
from knowledge.answering.answering_sentence import NearestStatements
from knowledge.answering.candidates import (
    FEATURES,
    NOT_COVERED,
    Candidates,
    CandidateSet,
    Signals,
    as_passage,
)
from knowledge.answering.lead_evidence import MarkedNearness
from knowledge.answering.lead_weights import lead_weights
from knowledge.answering.weights import weights
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.everyday import EverydayThings
from knowledge.index.example_questions import ExampleQuestions, ListedTexts
from knowledge.index.lexical import Scores
from knowledge.index.marked_lines import Answers, MarkedLines
from knowledge.index.passage_index import PassageIndex, Ranking, path_of
from knowledge.index.reranker import Reranker
from knowledge.index.statement_index import StatementIndex
from knowledge.model.policies import OutOfScopeTopic, Passage
from knowledge.query.ai_words import names_ai
from knowledge.query.answer_type import asked_for, asks_whom
from knowledge.query.context import parts
from knowledge.query.parse import Query, QueryParser, Synonyms, mined_acronyms
from knowledge.query.spelling import SpellCorrector

_HARDLY_KNOWN = 3  # times; a word this rare in the set is a slip or a by-name
_PLENTY, _ALL_WORDS, _ABOVE = 0.85, 0.5, 0.25  # of texts' scores, by meaning too or by words
_TELLING, _APART = 8, 0.05  # lines that tell what a subject is; the share that may name AI
_KEPT = 8  # questions that were read last
_READ_AGAIN = 10  # clauses
_USUAL = 8  # lines; a word in so many is no slip, though no English


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
        mends: bool = True,
        reranker: Reranker | None = None,
    ) -> None:
        """`asked` maps places and subjects to lines; `names` a tool's name to its other names;
        `answers` has the lines whose answer is marked; `mends` repairs slips of spelling;
        `reranker` reads the best clauses again."""
        self.passages = tuple(passages)
        self.index = PassageIndex([*self.passages, *map(as_passage, subjects)])
        self._rows = {p.place: at for at, p in enumerate(self.index.passages)}
        lists = {label: lines for label, lines in asked.items() if lines and label in self._rows}
        unlisted = self.index.texts_of(
            [at for label, at in self._rows.items() if label not in lists] if lists else ()
        )
        self.ways = ExampleQuestions(lists, ListedTexts(self.index.lexical, self._rows, unlisted))
        self._listed = np.array([self._rows[x] for x in self.ways.labels], dtype=np.int64)
        self.marked = MarkedLines(
            {place: lines for place, lines in (answers or {}).items() if place in self._rows}
        )
        self.statements = StatementIndex(self.passages, self.marked)
        by_label = {f"{NOT_COVERED}#{subject.id}": subject for subject in subjects}
        self._everyday = EverydayThings(
            [line for label in by_label for line in asked.get(label, ())]
        )
        sizes = np.zeros(len(self.index.passages), dtype=np.float32)
        sizes[self._listed] = self.ways.sizes
        self.among = CandidateSet(
            self.index,
            self.ways,
            sizes,
            np.arange(len(sizes)) < len(self.passages),
            np.array([False] * len(self.passages) + [subject.orders for subject in subjects]),
            np.array(
                [False] * len(self.passages)
                + [_is_apart(asked.get(label, ())) for label in by_label],
                dtype=np.bool_,
            ),
            by_label,
        )
        self.lexicon = _with_mined(lexicon or Synonyms(), self.passages)
        names, english = names or {}, english or {}
        self.vocabulary, doubted = self._words_to_mend_to(names, english)
        repair = (
            SpellCorrector(self.vocabulary, english, doubted) if mends else SpellCorrector({}, {})
        )
        self.reader = QueryParser(repair, self.lexicon, self._slips(names))
        self._known = {
            *self.index.lexical.surface,
            *(word for entry in self.lexicon.entries for word in entry),
        }
        self._read: dict[str, Query] = {}
        self._shelf: EmbeddingCache | None = None
        self.weights, self._lead_weights = weights(meaning=False), lead_weights(meaning=False)
        """What the signals count for, which is another thing by words alone."""
        self._reranker = reranker

    def _words_to_mend_to(
        self, names: Collection[str], english: Mapping[str, int]
    ) -> tuple[Counter[str], set[str]]:
        """Words that spelling is repaired to, with their counts; and those that the lists alone
        have, and that are open to doubt."""
        vocabulary = self._vocabulary(names)
        listed = {w: n for w, n in self.ways.surface.items() if n > 1 and w not in vocabulary}
        doubted = {w for w, n in listed.items() if w not in english and n < _USUAL}
        vocabulary.update({w: n for w, n in listed.items() if w not in doubted})
        return vocabulary, doubted

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
        return [
            *self.index.texts,
            *self.ways.lines,
            *self.marked.lines,
            *self.statements.texts,
            *self._everyday.texts,
        ]

    @property
    def has_embeddings(self) -> bool:
        """Whether meaning is switched on."""
        return self._shelf is not None

    def attach_embeddings(self, shelf: EmbeddingCache) -> None:
        """Switch meaning on. Raises KeyError while some of `texts` are not on the shelf."""
        shelf.nearness(self.texts)  # all at once: the file of those shipped is read once
        self.ways.attach_embeddings(shelf, shelf.folder)
        self.index.attach_embeddings(shelf)
        self.marked.attach_embeddings(shelf, shelf.folder)
        self.statements.attach_embeddings(shelf)
        self._everyday.attach_embeddings(shelf)
        self._shelf = shelf
        self.weights, self._lead_weights = weights(meaning=True), lead_weights(meaning=True)

    def parse(self, text: str) -> Query:
        """The text read with this day's words. Whoever answers asks for it several times: the last
        few are kept."""
        found = self._read.get(text)
        if found is None:
            if len(self._read) >= _KEPT:
                self._read.clear()
            found = self._read[text] = self.reader.parse(text)
        return found

    def vector(self, question: Query) -> NDArray[np.float32] | None:
        """The question's meaning, of norm 1 and shape (384,); None while meaning is off."""
        if self._shelf is None:
            return None
        return self._shelf.question(in_one_spelling(question.repaired))

    def vectors(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
        """The meaning of further texts, each of norm 1 and shape (384,), read as questions are:
        what is the whole question has its vector. None while meaning is off."""
        found = (self.vector(self.parse(text)) for text in texts)
        return [vector for vector in found if vector is not None]

    def everyday_nearness(self, phrase: str) -> float | None:
        """How near a phrase is to ordinary things, 0 to 2; None while meaning is off."""
        if self._shelf is None:
            return None
        return self._everyday.nearness(self._shelf.encoder.encode([phrase])[0])

    def marked_nearness(self, question: Query) -> MarkedNearness:
        """How near the statements and the marked ways of asking are."""
        vector = self.vector(question)
        signals = self.marked.read(question, vector)
        scores = self.statements.scores(question, vector, signals)
        return MarkedNearness(self.statements, self.marked, scores, signals)

    def nearest_statements(self, question: Query) -> NearestStatements:
        """The statements by how near they are, and what leads."""
        near, whom = self.marked_nearness(question), asks_whom(question.text)
        wanted = () if parts(question.text) else asked_for(question.text)
        return NearestStatements(near, self._lead_weights, wanted, wants_who=whom)

    def rank_texts(self, question: Query) -> Ranking:
        """The bare ranking of passages and subjects by their own text."""
        return self.index.rank(question, self.vector(question))

    def candidates(self, question: Query) -> Candidates:
        """Every clause, entry and subject with its signals."""
        return Candidates(self.among, question, self.signals(question), self.weights.score)

    def read_again(self, found: Candidates) -> Candidates:
        """The best clauses with what they gain where they are read beside the question; as they
        were where nothing reads them, or not in time."""
        if self._reranker is None:
            return found
        best = [one for one in found.best(_READ_AGAIN) if one.passage]
        texts = [f"{path_of(one.passage)}. {one.passage.text}" for one in best if one.passage]
        gains = self._reranker.gains(found.question.repaired, texts)
        return found if gains is None else found.gaining([one.row for one in best], gains)

    def signals(self, question: Query) -> Signals:
        """The features of n passages, of shape (features, n), and what explains them, each of shape
        (n,); `nearest` is -1 for a passage that has no list."""
        vector = self.vector(question)
        text = self.index.rank(question, vector)
        asked = self.ways.ask(question, vector)
        features = np.zeros((len(FEATURES), len(self.index.passages)), dtype=np.float32)
        features[0] = _levelled(text.total, _PLENTY if text.meaning is not None else _ALL_WORDS)
        features[1:, self._listed] = (asked.near, asked.learned, asked.learned_words, asked.words)
        nearest = np.full(len(self.index.passages), -1, dtype=np.int64)
        nearest[self._listed] = asked.nearest
        nearness = np.zeros(len(self.index.passages), dtype=np.float32)
        nearness[self._listed] = asked.nearness
        meaning = text.lexical if text.meaning is None else text.meaning
        return Signals(features, meaning, text.sentence, nearest, nearness)

    def matched(self, question: Query, label: str) -> list[str]:
        """The question's words that the text at a place holds, as they were read."""
        at = self._rows[label]
        held = set(self.index.lexical.covered(at, question.readings))
        return [word for word in dict.fromkeys(question.words) if stem(word) in held]


def _levelled(text: Scores, plenty: float) -> Scores:
    """The text's scores, of shape (n,), with what lies above `plenty` counting for less, in the
    same order: of several clauses that all have every word of a short question, the lists know
    better."""
    return np.where(text > plenty, plenty + _ABOVE * (text - plenty), text).astype(np.float32)


def _is_apart(lines: Sequence[str]) -> bool:
    """Whether the ways of asking about a subject hardly ever name AI."""
    return len(lines) >= _TELLING and sum(map(names_ai, lines)) <= _APART * len(lines)


def _with_mined(lexicon: Synonyms, passages: Iterable[Passage]) -> Synonyms:
    """The lexicon with the acronyms that the passages explain; what officers wrote goes first."""
    mined: dict[tuple[str, ...], tuple[str, ...]] = {
        (short,): (long,)
        for passage in passages
        for short, long in mined_acronyms(passage.text).items()
    }
    return Synonyms({**mined, **lexicon.entries})
