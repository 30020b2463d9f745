"""Two texts compared word by word: which of their telling words are alike, and what that counts."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from common.words import stem
from triage.keywords import keywords
from triage.similarity.vector_index import Vectors

_NEAR = 0.42  # the product of two words' rows from which they begin to count as alike
_SHOWN = 0.25  # how alike two words must be to be named as a reason: a product of 0.57
_MOST_REASONS = 5
_MOST_WORDS = 120  # of a text; what it is about is said by then
_TITLE = 1.4  # a word of the title, or one that is repeated, counts for more

Rarity = Callable[[str], float]
"""What a stem counts: the fewer texts have it, the more."""


@dataclass(frozen=True, slots=True)
class TokenisedText:
    """A text's telling words, each once, as first written; its stem; what it counts beside its
    rarity."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    counts: tuple[float, ...]


def tokenise(title: str, text: str) -> TokenisedText:
    in_title = keywords(title)
    written = [*in_title, *keywords(text)][:_MOST_WORDS]
    times = Counter(map(stem, written))
    heading = set(map(stem, in_title))
    first = {stem(word): word for word in reversed(written)}
    stems = tuple(dict.fromkeys(map(stem, written)))
    return TokenisedText(
        words=tuple(first[one] for one in stems),
        stems=stems,
        counts=tuple(_TITLE if one in heading or times[one] > 1 else 1.0 for one in stems),
    )


@dataclass(frozen=True, slots=True)
class WordComparison:
    """`share` is how much of both texts has a counterpart in the other, 0 to 1; `reasons` are the
    words that are alike, the first text's and the second's, the most telling first."""

    share: float
    reasons: tuple[tuple[str, str], ...]


def compare(
    mine: TokenisedText, theirs: TokenisedText, rarity: Rarity, rows: Mapping[str, Vectors]
) -> WordComparison:
    """How much two texts have in common. `rows` are the words' meanings as far as they are known,
    each of shape (n,), float32, of norm 1; a common stem counts anyway."""
    if not mine.words or not theirs.words:
        return WordComparison(0.0, ())
    alike = _alike(mine, theirs, rows)
    here, there = _weights(mine, rarity), _weights(theirs, rarity)
    share = (
        float(alike.max(axis=1) @ here / here.sum())
        + float(alike.max(axis=0) @ there / there.sum())
    ) / 2
    return WordComparison(share, _reasons(mine, theirs, alike, here))


def _alike(mine: TokenisedText, theirs: TokenisedText, rows: Mapping[str, Vectors]) -> Vectors:
    same = np.array([[a == b for b in theirs.stems] for a in mine.stems], dtype=np.float32)
    if not all(word in rows for word in (*mine.words, *theirs.words)):
        return same
    products = (
        np.stack([rows[word] for word in mine.words])
        @ np.stack([rows[word] for word in theirs.words]).T
    )
    near: Vectors = np.clip((products - _NEAR) / (1 - _NEAR), 0, 1)
    return np.maximum(same, near)


def _weights(text: TokenisedText, rarity: Rarity) -> Vectors:
    rarities = np.array([rarity(one) for one in text.stems], dtype=np.float32)
    return np.array(text.counts, dtype=np.float32) * rarities


def _reasons(
    mine: TokenisedText, theirs: TokenisedText, alike: Vectors, weights: Vectors
) -> tuple[tuple[str, str], ...]:
    """The counterparts of my words, each of theirs named once."""
    to = alike.argmax(axis=1)
    how = alike.max(axis=1)
    named: dict[str, str] = {}
    for at in np.argsort(-how * weights, kind="stable"):
        if how[at] >= _SHOWN:
            named.setdefault(theirs.words[int(to[at])], mine.words[int(at)])
    return tuple((own, other) for other, own in named.items())[:_MOST_REASONS]
