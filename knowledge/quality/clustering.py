"""Questions that mean much the same, put together."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from common.words import content, stem, words
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.installed import installed_encoder

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts to vectors of shape (texts, 384), float32, each row of norm 1."""


@lru_cache(maxsize=1)
def cached_encoder() -> Encode | None:
    """The installed encoder, remembering every text that it was given; None where there is none."""
    encoder = installed_encoder()
    if encoder is None:
        return None
    shelf = EmbeddingCache(encoder, None)

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        shelf.encode(texts)
        return shelf.rows(texts)

    return encode


_LIKE_BY_WORDS = 0.55
_LIKE_BY_MEANING = 0.72


def clusters(texts: Sequence[str], encode: Encode | None = None) -> list[list[int]]:
    """The numbers of texts that are alike, the largest group first; every text is in one group.

    Each text joins the first group whose first text it is like: by the words that they share, the
    rare ones more, or with an encoder by meaning. The same texts give the same groups.
    """
    rows = _weighted(texts)
    meanings = encode(texts) if encode and texts else None
    leaders: list[int] = []
    members: list[list[int]] = []
    holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, row in enumerate(rows):
        shared: dict[int, float] = defaultdict(float)
        for word, weight in row.items():
            for group, other in holding[word]:
                shared[group] += weight * other
        like = {group for group, share in shared.items() if share >= _LIKE_BY_WORDS}
        if meanings is not None and leaders:
            near = meanings[leaders] @ meanings[at] >= _LIKE_BY_MEANING
            like.update(np.flatnonzero(near).tolist())
        if like:
            members[min(like)].append(at)
            continue
        for word, weight in row.items():
            holding[word].append((len(leaders), weight))
        leaders.append(at)
        members.append([at])
    return sorted(members, key=lambda group: (-len(group), group[0]))


def _weighted(texts: Sequence[str]) -> list[Mapping[str, float]]:
    """Each text's content words, weighted by their rarity, as a vector of length 1."""
    stems = [{stem(word) for word in content(words(text))} for text in texts]
    held = Counter(word for found in stems for word in found)
    rows: list[Mapping[str, float]] = []
    for found in stems:
        row = {word: math.log(1 + len(texts) / held[word]) for word in sorted(found)}
        length = math.sqrt(sum(weight * weight for weight in row.values())) or 1.0
        rows.append({word: weight / length for word, weight in row.items()})
    return rows
