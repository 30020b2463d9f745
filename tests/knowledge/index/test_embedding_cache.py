"""Vectors are kept by their text: only what changed is encoded again."""

import logging
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.encoder import Vectors
from knowledge.index.installed import installed_encoder
from knowledge.library import Library
from tests.freeze import MODEL_SET

TEXTS = ["record the meeting", "keep the tape", "water the roses"]


class Counting:
    """A quick encoder that remembers what it was given."""

    width = 384

    def __init__(self, name: str = "counting/1") -> None:
        self.name = name
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], asked: bool = False) -> Vectors:
        self.encoded.extend(texts)
        rows = np.array([[len(t), ord(t[0]), *[1.0] * 382] for t in texts], dtype=np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _filled(folder: Path | None) -> EmbeddingCache:
    shelf = EmbeddingCache(Counting(), folder)
    assert shelf.encode(TEXTS)
    shelf.save(TEXTS)
    return shelf


def test_what_was_saved_is_read_back_alike_and_not_encoded_again(tmp_path: Path) -> None:
    before = _filled(tmp_path)
    encoder = Counting()
    after = EmbeddingCache(encoder, tmp_path)
    assert after.missing([*TEXTS, "new", "new"]) == ["new"]
    assert after.encode([*TEXTS, "new"])
    assert encoder.encoded == ["new"]
    assert np.array_equal(after.rows(TEXTS), before.rows(TEXTS))


def test_what_is_no_longer_wanted_is_forgotten_on_disk(tmp_path: Path) -> None:
    _filled(tmp_path).save(TEXTS[:1])
    assert EmbeddingCache(Counting(), tmp_path).missing(TEXTS) == TEXTS[1:]
    assert len(list(tmp_path.iterdir())) == 1


def test_vectors_of_another_encoder_are_not_taken(tmp_path: Path) -> None:
    _filled(tmp_path)
    assert EmbeddingCache(Counting("counting/2"), tmp_path).missing(TEXTS) == TEXTS


def test_a_folder_that_cannot_be_written_costs_a_warning_and_nothing_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("in the way")
    with caplog.at_level(logging.WARNING):
        shelf = _filled(blocked)
    assert shelf.rows(TEXTS).shape == (3, 384)
    assert "vectors not kept in" in caplog.text
    assert blocked.read_text() == "in the way"


@pytest.mark.parametrize("damage", ["empty", "cut short", "other bytes", "a byte changed"])
def test_a_damaged_file_is_told_and_made_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    _filled(tmp_path)
    file = next(tmp_path.iterdir())
    whole = file.read_bytes()
    middle = len(whole) // 2
    damaged = {
        "empty": b"",
        "cut short": whole[:middle],
        "other bytes": b"not vectors at all",
        "a byte changed": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
    }
    file.write_bytes(damaged[damage])
    with caplog.at_level(logging.WARNING):
        shelf = EmbeddingCache(Counting(), tmp_path)
    assert shelf.missing(TEXTS) == TEXTS
    assert "unreadable and will be made again" in caplog.text
    shelf.encode(TEXTS)
    shelf.save(TEXTS)
    assert EmbeddingCache(Counting(), tmp_path).missing(TEXTS) == []


def test_encoding_stops_when_it_is_told_to() -> None:
    encoder = Counting()
    shelf = EmbeddingCache(encoder, None)
    assert not shelf.encode(TEXTS, stop=lambda: True)
    assert encoder.encoded == []
    many = [f"text {n}" for n in range(200)]
    assert not shelf.encode(many, stop=lambda: len(encoder.encoded) > 0)
    assert 0 < len(encoder.encoded) < len(many)


def test_a_text_without_a_vector_is_an_error_and_no_texts_are_no_rows() -> None:
    shelf = EmbeddingCache(Counting(), None)
    with pytest.raises(KeyError):
        shelf.rows(["never seen"])
    assert shelf.rows([]).shape == (0, 384)


def test_the_last_question_is_encoded_once() -> None:
    encoder = Counting()
    shelf = EmbeddingCache(encoder, None)
    first = shelf.question("may i")
    assert np.array_equal(shelf.question("may i"), first)
    shelf.question("must i")
    assert encoder.encoded == ["may i", "must i"]


def test_what_is_shipped_is_not_encoded_and_not_kept_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.index.embedding_cache.SHIPPED", tmp_path / "shipped")
    maker = EmbeddingCache(Counting(), None)
    assert maker.encode(TEXTS[:2])
    maker.ship(TEXTS[:2])
    kept = _filled(tmp_path / "data")
    assert isinstance(kept.encoder, Counting)
    assert kept.encoder.encoded == TEXTS[2:]
    assert np.array_equal(kept.rows(TEXTS[:2]), maker.rows(TEXTS[:2]))
    with np.load(next((tmp_path / "data").iterdir())) as stored:
        assert len(stored["rows"]) == 1
    assert not EmbeddingCache(Counting(), tmp_path / "data").missing(TEXTS)
    assert EmbeddingCache(Counting("counting/2"), None).missing(TEXTS) == TEXTS


def test_of_the_shipped_vectors_only_those_that_somebody_asked_for_are_in_memory() -> None:
    encoder = installed_encoder()
    assert encoder is not None
    shelf = EmbeddingCache(encoder, None)
    lines = next(iter(Library.load(MODEL_SET, meaning=False).policy_set.asked.values()))
    assert not shelf.missing(lines)
    assert shelf._table.products(shelf.question("may i")).shape == (0,)
    shelf.nearness(lines)
    assert shelf._table.products(shelf.question("may i")).shape == (len(set(lines)),)


def test_a_first_start_of_the_set_that_comes_along_has_next_to_nothing_to_encode() -> None:
    library = Library.load(MODEL_SET, cache=None, wait=False)
    assert installed_encoder() is not None
    assert library.to_learn() <= 1_000, "python3 run.py knowledge vectors"  # five seconds


def test_whoever_answers_does_not_wait_while_other_texts_are_encoded() -> None:
    class Slow(Counting):
        def encode(self, texts: Sequence[str], asked: bool = False) -> Vectors:
            begun.set()
            assert not texts[0].startswith("slow") or go_on.wait(30)
            return super().encode(texts, asked)

    begun, go_on = threading.Event(), threading.Event()
    shelf = EmbeddingCache(Slow(), None)
    shelf.encode(TEXTS)
    with ThreadPoolExecutor(2) as threads:
        begun.clear()
        learning = threads.submit(shelf.encode, ["slow to encode"])
        assert begun.wait(30)
        try:
            assert threads.submit(shelf.rows, TEXTS).result(timeout=30).shape == (3, 384)
        finally:
            go_on.set()
        assert learning.result(timeout=30)


def test_a_newer_file_of_shipped_vectors_gives_each_text_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.index.embedding_cache.SHIPPED", tmp_path)
    maker = EmbeddingCache(Counting(), None)
    assert maker.encode([*TEXTS, "zebras"])
    maker.ship(TEXTS)
    reader = EmbeddingCache(Counting(), None)
    maker.ship(["zebras", *TEXTS[1:]])
    assert np.array_equal(reader.rows(TEXTS[1:]), maker.rows(TEXTS[1:]))
    assert reader.missing(TEXTS) == TEXTS[:1], "which the newer file left out"


def test_only_the_sets_own_questions_are_kept_and_not_encoded_again(tmp_path: Path) -> None:
    shelf = EmbeddingCache(Counting(), tmp_path)
    with shelf.own_questions.asking():
        known = shelf.question("how long is a tape kept")
    shelf.question("may i tape my neighbour")

    after = EmbeddingCache(encoder := Counting(), tmp_path)
    with after.own_questions.asking():
        assert np.array_equal(after.question("how long is a tape kept"), known)
    after.question("may i tape my neighbour")
    assert encoder.encoded == ["may i tape my neighbour"]
