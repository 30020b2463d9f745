"""Rows of meaning that come and go, and the nearest of them."""

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class VectorIndex:
    """Rows of norm 1 in places that are used again."""

    def __init__(self) -> None:
        self._rows: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._used = 0
        self._free: list[int] = []

    def add(self, row: Vectors) -> int:
        """Keep a row of shape (n,), float32, of norm 1; returns its place. The first one says how
        long all are: raises ValueError for another length."""
        if self._free:
            place = self._free.pop()
        else:
            place = self._used
            self._used += 1
            if place == len(self._rows):
                grown = np.zeros((max(64, 2 * place), len(row)), dtype=np.float32)
                grown[:place] = self._rows.reshape(place, len(row))
                self._rows = grown
        self._rows[place] = row
        return place

    def remove(self, place: int) -> None:
        self._rows[place] = 0
        self._free.append(place)

    def nearness(self, place: int, row: Vectors) -> float:
        """The product of two rows, -1 to 1: 1 for the same meaning, around 0 for nothing in
        common. Raises IndexError for a place that was never given."""
        return float(self._rows[place] @ row)

    def nearest(self, row: Vectors, most: int) -> list[int]:
        """The places of the `most` (1 or more) nearest rows to one of shape (n,), in no order;
        fewer where there are fewer."""
        if not self._used:
            return []
        products = self._rows[: self._used] @ row
        few = min(most, self._used)
        return [int(place) for place in np.argpartition(-products, few - 1)[:few]]
