"""One table of vectors for all indexes: what was there stays right while it grows."""

import numpy as np
import pytest

from knowledge.index.encoder import Vectors
from knowledge.index.vector_table import Nearness, VectorTable

WIDTH = 8


def _rows(count: int, seed: int) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _keys(first: int, count: int) -> list[bytes]:
    return [b"%d" % number for number in range(first, first + count)]


def test_nearness_is_the_product_with_the_rows_asked_for_in_their_order() -> None:
    table, rows, question = VectorTable(WIDTH), _rows(40, 1), _rows(1, 2)[0]
    table.add(_keys(0, 40), rows)
    some = table.numbers([b"7", b"3", b"7"])
    assert Nearness(table, some)(question) == pytest.approx(rows[[7, 3, 7]] @ question, abs=1e-6)
    assert np.array_equal(table.take(some), rows[[7, 3, 7]])


def test_rows_and_products_stay_right_when_the_table_outgrows_its_room() -> None:
    table, rows, question = VectorTable(WIDTH), _rows(2_000, 3), _rows(1, 4)[0]
    table.add(_keys(0, 10), rows[:10])
    before = Nearness(table, table.numbers(_keys(0, 10)))
    assert before(question) == pytest.approx(rows[:10] @ question, abs=1e-6)
    table.add(_keys(10, 1_990), rows[10:])  # the product of the same vector was remembered
    after = Nearness(table, table.numbers(_keys(0, 2_000)))
    assert after(question) == pytest.approx(rows @ question, abs=1e-6)
    assert before(question) == pytest.approx(rows[:10] @ question, abs=1e-6)


def test_another_vector_is_never_answered_by_the_product_of_one_before() -> None:
    table = VectorTable(WIDTH)
    rows = _rows(5, 5)
    table.add(_keys(0, 5), rows)
    near = Nearness(table, table.numbers(_keys(0, 5)))
    for seed in range(20):
        question = _rows(1, seed)[0]
        assert near(question) == pytest.approx(rows @ question, abs=1e-6)


def test_a_key_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        VectorTable(WIDTH).numbers([b"nobody"])
