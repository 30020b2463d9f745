"""What is like an idea: other ideas, tools and past decisions, and the words that make it so.

Two texts are compared as a whole, by meaning, and word by word. Meaning needs an encoder, which is
handed in; without one, or for what it has not read yet, only words with a common stem count.
"""

import math
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from triage.keywords import keywords
from triage.similarity.vector_index import VectorIndex, Vectors
from triage.similarity.word_overlap import TokenisedText, compare, tokenise

Encode = Callable[[Sequence[str]], Vectors]
"""Texts to rows of norm 1; texts of like meaning give rows whose product is near 1."""

MOST_FOUND = 3

_ALIKE = 0.46
_ALIKE_BY_WORDS = 0.15
"""The least score of a hint, with and without meaning. Set on made-up ideas: with meaning, four
repetitions in five are hinted at, and one in seven of the other ideas (tests/bench/hints.py)."""

_ALIKE_SHORT = 0.65
_ALIKE_SHORT_BY_WORDS = 0.3
"""The same for short things, of which one common word is a large part. Set on the model register:
most tools that are hinted at do what the idea asks for, and no idea is pushed out by them."""

_WORDS_SHARE = 0.5  # what the words count beside the meaning of the whole
_CLOSER_LOOK = 40  # candidates of each kind that are compared word by word
_BATCH = 16
_MOST_WORDS = 100_000  # whose meaning is remembered


@dataclass(frozen=True, slots=True)
class Item:
    """Something that an idea may be like. `kind` and `ref` are the caller's own; `note` is passed
    through (for example "declined in May because ..."). What is `short`, such as the purpose of a
    tool, has to be more alike."""

    kind: str
    ref: str
    title: str
    text: str
    note: str = ""
    short: bool = False


@dataclass(frozen=True, slots=True)
class Similarity:
    """A thing, how like it is (0 to 1.5), and by which words: the idea's and the thing's own."""

    thing: Item
    score: float
    words: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _IndexedItem:
    """`place` is where its meaning is kept, -1 before it has been encoded."""

    thing: Item
    text: TokenisedText
    place: int = -1


class SimilarityIndex:
    """Things held in memory to be compared with. Safe to use from several threads; encoding takes
    milliseconds, so call `like` and `learn` off the event loop."""

    def __init__(self, encode: Encode | None = None) -> None:
        self._encode = encode
        self._lock = threading.Lock()
        self._held: dict[str, _IndexedItem] = {}
        self._with_stem: dict[str, set[str]] = defaultdict(set)
        self._meanings = VectorIndex()
        self._at: dict[int, str] = {}
        self._words: dict[str, Vectors] = {}
        self._meaning = lru_cache(maxsize=256)(self._meaning_of)

    def add(self, things: Iterable[Item]) -> None:
        """Add things, or put them in place of those with the same ref."""
        with self._lock:
            for thing in things:
                self._drop(thing.ref)
                held = _IndexedItem(thing, tokenise(thing.title, thing.text))
                self._held[thing.ref] = held
                for one in held.text.stems:
                    self._with_stem[one].add(thing.ref)

    def drop(self, refs: Iterable[str]) -> None:
        with self._lock:
            for ref in refs:
                self._drop(ref)

    @property
    def not_embedded(self) -> int:
        """How many things have not been encoded yet."""
        return len(self._held) - len(self._at) if self._encode else 0

    def build_embeddings(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Encode what is held and not encoded yet, until that is done or `stop` says so."""
        while self._encode is not None and not stop():
            with self._lock:
                few = [held for held in self._held.values() if held.place < 0][:_BATCH]
            if not few:
                return
            for held in few:
                meaning = self._meaning(held.thing.title, held.thing.text)
                self._learn_words(held.text)
                with self._lock:
                    if self._held.get(held.thing.ref) is held and held.place < 0:
                        held.place = self._meanings.add(meaning)
                        self._at[held.place] = held.thing.ref

    def most_similar(
        self, title: str, text: str, skip: Set[str] = frozenset()
    ) -> tuple[Similarity, ...]:
        """The things most like an idea, at most three, the likest first; often none. Those with
        a ref in `skip` are left out."""
        mine = tokenise(title, text)
        meaning = None
        if self._encode is not None:
            meaning = self._meaning(title, text)
            self._learn_words(mine)
        with self._lock:
            hints = [
                hint
                for ref in self._candidates(mine, meaning)
                if ref not in skip and (hint := self._hint(mine, meaning, self._held[ref]))
            ]
        return tuple(sorted(hints, key=lambda hint: -hint.score)[:MOST_FOUND])

    def _candidates(self, mine: TokenisedText, meaning: Vectors | None) -> Iterable[str]:
        """What is worth a closer look: the nearest by meaning and by rare words in common."""
        shared: Counter[str] = Counter()
        for one in mine.stems:
            rarity = self._rarity(one)
            for ref in self._with_stem.get(one, ()):
                shared[ref] += rarity  # type: ignore[assignment]
        found = dict.fromkeys(ref for ref, _ in shared.most_common(_CLOSER_LOOK))
        if meaning is not None:
            places = self._meanings.nearest(meaning, _CLOSER_LOOK)
            found |= dict.fromkeys(self._at[place] for place in places if place in self._at)
        return found

    def _hint(
        self, mine: TokenisedText, meaning: Vectors | None, held: _IndexedItem
    ) -> Similarity | None:
        words = compare(mine, held.text, self._rarity, self._words)
        short = held.thing.short
        score, least = words.share, _ALIKE_SHORT_BY_WORDS if short else _ALIKE_BY_WORDS
        if meaning is not None and held.place >= 0:
            score = self._meanings.nearness(held.place, meaning) + _WORDS_SHARE * words.share
            least = _ALIKE_SHORT if short else _ALIKE
        if score < least or not words.reasons:
            return None
        return Similarity(held.thing, score, words.reasons)

    def _rarity(self, one: str) -> float:
        return math.log(1 + (len(self._held) + 1) / (len(self._with_stem.get(one, ())) + 0.5))

    def _meaning_of(self, title: str, text: str) -> Vectors:
        """Of a text as it stands and of its telling words alone, together."""
        if self._encode is None:
            raise RuntimeError("there is no encoder")
        reduced = f"{' '.join(keywords(title))}. {' '.join(keywords(text))}"
        both = self._encode([f"{title}. {text}", reduced]).sum(axis=0)
        meaning: Vectors = both / max(float(np.linalg.norm(both)), 1e-9)
        return meaning

    def _learn_words(self, text: TokenisedText) -> None:
        missing = [word for word in text.words if word not in self._words]
        if missing and self._encode is not None:
            meanings = self._encode(missing)
            if len(self._words) > _MOST_WORDS:
                self._words = {}  # what is needed is learned again, or compared by its stem
            self._words.update(zip(missing, meanings, strict=True))

    def _drop(self, ref: str) -> None:
        held = self._held.pop(ref, None)
        if held is None:
            return
        for one in held.text.stems:
            self._with_stem[one].discard(ref)
        if held.place >= 0:
            self._meanings.remove(held.place)
            del self._at[held.place]
