"""The vectors of all texts in use, a row each, in one table.

One product of the table with a question's vector says how near every text is, whichever index asks
and of whichever day: the lists of ways of asking alone are 15 MB, and four days' indexes are ready.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index.encoder import Vectors

Numbers = NDArray[np.int64]

_PRODUCTS_KEPT = 4
_FIRST = 256  # rows for which there is room at first


class VectorTable:
    """Rows of `width` numbers, found by the key of their text. Only one thread may add at a time;
    others may read meanwhile: a row that is there never changes."""

    def __init__(self, width: int) -> None:
        self._room = np.empty((_FIRST, width), dtype=np.float32)
        self._numbers: dict[bytes, int] = {}
        self._products: tuple[tuple[Vectors, Vectors], ...] = ()

    def __contains__(self, key: bytes) -> bool:
        return key in self._numbers

    def add(self, keys: Sequence[bytes], rows: NDArray[np.floating]) -> None:
        """Rows of shape (keys, width) for keys that are not there yet, each named once."""
        count = len(self._numbers)
        after = count + len(keys)
        if after > len(self._room):
            larger = np.empty((max(after, 2 * len(self._room)), self._room.shape[1]), np.float32)
            larger[:count] = self._room[:count]
            self._room = larger
        self._room[count:after] = rows
        self._numbers.update(zip(keys, range(count, after), strict=True))

    def numbers(self, keys: Iterable[bytes]) -> Numbers:
        """The row of each key, of shape (keys,). Raises KeyError for one that is not there."""
        return np.array([self._numbers[key] for key in keys], dtype=np.int64)

    def take(self, numbers: Numbers) -> Vectors:
        """A copy of some rows, of shape (numbers, width)."""
        taken: Vectors = self._room[numbers]
        return taken

    def products(self, vector: Vectors) -> Vectors:
        """What every row gives with a vector of shape (width,): of shape (rows,), more where rows
        were added since. The last few are remembered by the vector itself, which must not be
        written to."""
        count = len(self._numbers)
        for known, product in self._products:
            if known is vector and len(product) >= count:
                return product
        found: Vectors = self._room[:count] @ vector
        self._products = ((vector, found), *self._products[: _PRODUCTS_KEPT - 1])
        return found


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near some texts are to a question in meaning; `rows` are the texts' in the table."""

    table: VectorTable
    rows: Numbers

    def __call__(self, vector: Vectors) -> Vectors:
        """The cosine of each text, -1 to 1, of shape (texts,); `vector` has norm 1."""
        found: Vectors = self.table.products(vector)[self.rows]
        return found
