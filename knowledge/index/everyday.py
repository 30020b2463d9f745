"""How near a phrase is to ordinary things, in meaning: lunch, parking, a uniform.

Two nearnesses are added: that to the kinds of things there are, named here in plain words, and
that to what officers listed as asked and not covered. Each is a cosine, 0 to 1.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.vector_table import Nearness

KINDS = (
    "food and drink", "clothes and appearance", "an everyday object",
    "office supplies and furniture", "time off work", "pay and benefits", "a sport",
    "exercise and health", "a hobby or pastime", "a building or room", "a vehicle or travel",
    "money", "an animal", "a plant or garden", "weather", "a household appliance",
    "family and children", "music and entertainment", "behaviour", "an event",
    "street and rubbish", "fuel and energy", "a feeling",
)  # fmt: skip
"""The kinds of things that most nouns stand for, after the noun categories of WordNet
(Fellbaum, 1998), but for those of thought and number."""


class EverydayThings:
    """`lines` are questions that the policies do not cover."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = tuple(lines)
        self._near: tuple[Nearness, Nearness] | None = None

    @property
    def texts(self) -> list[str]:
        """What the encoder must have read before meaning counts."""
        return [*KINDS, *self._lines]

    def attach_embeddings(self, shelf: EmbeddingCache) -> None:
        """Begin to use meaning. All of `texts` must be on the shelf."""
        self._near = (shelf.nearness(KINDS), shelf.nearness(self._lines))

    def nearness(self, vector: NDArray[np.float32]) -> float | None:
        """How near a phrase's vector is, 0 to 2; None without meaning."""
        if self._near is None:
            return None
        kinds, lines = (near(vector) for near in self._near)
        nearest = float(kinds.max())
        return nearest + (float(lines.max()) if len(lines) else nearest)
