"""Lists of ways of asking: which list a question is meant for, and what is learned from them."""

import logging
from pathlib import Path

import numpy as np
import pytest

import common.words
from knowledge.index import classifier
from knowledge.index.classifier import ClauseClassifier, WordFeatures, fit
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.example_questions import ExampleQuestions
from knowledge.index.installed import installed_encoder
from knowledge.query.parse import Query, QueryParser, Synonyms
from knowledge.query.spelling import SpellCorrector

LISTS = {
    "meetings#record": [
        "can i record the meeting",
        "may we record a meeting",
        "is it fine to record meeting talk",
        "record the meeting on my phone",
    ],
    "meetings#kept": [
        "how long do we keep the tape",
        "when do we burn the tape",
        "keep the tape for years",
    ],
    "garden#roses": ["who waters the roses", "may i cut the roses", "the roses are dry"],
    "garden#empty": [],
}
LABELS = ["garden#roses", "meetings#kept", "meetings#record"]


@pytest.fixture(scope="module")
def shelf() -> EmbeddingCache:
    encoder = installed_encoder()
    assert encoder is not None
    filled = EmbeddingCache(encoder, None)
    assert filled.encode([line for lines in LISTS.values() for line in lines])
    return filled


def _read(text: str) -> Query:
    return QueryParser(SpellCorrector({}, {}), Synonyms()).parse(text)


def _learn(
    shelf: EmbeddingCache, folder: Path | None = None, lines: list[str] | None = None
) -> ClauseClassifier:
    classifier._IN_USE.clear()  # as after a start
    ways = ExampleQuestions(LISTS)
    owner = np.repeat(np.arange(3), [3, 3, 4])
    return fit(lines or ways.lines, shelf.rows(ways.lines), owner, 3, folder)


def test_lists_are_ordered_by_name_and_an_empty_one_is_left_out() -> None:
    ways = ExampleQuestions(LISTS)
    assert ways.labels == LABELS
    assert len(ways.lines) == 10


def test_a_single_list_of_one_line_is_used_like_any_other(shelf: EmbeddingCache) -> None:
    ways = ExampleQuestions({"a#b": ["who waters the roses"]})
    ways.attach_embeddings(shelf)
    asked = ways.ask(_read("who waters the roses"), shelf.question("who waters the roses"))
    assert asked.near[0] == pytest.approx(1, abs=1e-2)
    assert asked.words[0] > 0.5
    assert list(ways.sizes) == [1]


def test_no_list_at_all_gives_no_signals(shelf: EmbeddingCache) -> None:
    ways = ExampleQuestions({})
    ways.attach_embeddings(shelf)
    assert ways.ask(_read("roses"), shelf.question("roses")).near.shape == (0,)


@pytest.mark.parametrize(
    ("question", "label", "line"),
    [
        ("who waters roses", "garden#roses", "who waters the roses"),
        ("burn tape", "meetings#kept", "when do we burn the tape"),
        ("record on a phone", "meetings#record", "record the meeting on my phone"),
    ],
)
def test_by_words_alone_the_list_and_its_nearest_line_are_found(
    question: str, label: str, line: str
) -> None:
    ways = ExampleQuestions(LISTS)
    asked = ways.ask(_read(question), None)
    at = int(asked.words.argmax())
    assert ways.labels[at] == label
    assert ways.lines[asked.nearest[at]] == line
    assert not asked.near.any()


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("is taping our discussion allowed", "meetings#record"),
        ("after how many months is audio destroyed", "meetings#kept"),
        ("flowers need a drink", "garden#roses"),
    ],
)
def test_with_meaning_a_list_is_found_without_one_common_word(
    shelf: EmbeddingCache, question: str, label: str
) -> None:
    ways = ExampleQuestions(LISTS)
    ways.attach_embeddings(shelf)
    asked = ways.ask(_read(question), shelf.question(question))
    assert ways.labels[int(asked.near.argmax())] == label
    assert ways.labels[int(asked.learned.argmax())] == label
    assert np.exp(asked.learned).sum() == pytest.approx(1, abs=1e-4)
    assert np.exp(asked.learned_words).sum() == pytest.approx(1, abs=1e-4)


def test_lists_whose_lines_are_not_encoded_cannot_use_meaning(shelf: EmbeddingCache) -> None:
    with pytest.raises(KeyError):
        ExampleQuestions({**LISTS, "new#one": ["never encoded"]}).attach_embeddings(shelf)


def test_the_same_lists_teach_the_same_weights(shelf: EmbeddingCache) -> None:
    first, second = _learn(shelf), _learn(shelf)
    assert first.by_meaning.tobytes() == second.by_meaning.tobytes()
    assert first.by_words.tobytes() == second.by_words.tobytes()


def test_weights_are_kept_on_disk_and_only_the_newest_sixteen(
    shelf: EmbeddingCache, tmp_path: Path
) -> None:
    first = _learn(shelf, tmp_path)
    (kept,) = tmp_path.iterdir()
    written = kept.stat().st_mtime_ns
    again = _learn(shelf, tmp_path)
    assert kept.stat().st_mtime_ns == written
    assert again.by_meaning.tobytes() == first.by_meaning.tobytes()
    assert (
        again.lexical(["burn", "the", "tape"]).tobytes()
        == first.lexical(["burn", "the", "tape"]).tobytes()
    )
    for number in range(16):
        _learn(shelf, tmp_path, [f"{line} {number}" for line in ExampleQuestions(LISTS).lines])
    assert len(list(tmp_path.iterdir())) == 16
    assert not kept.exists()


def test_weights_that_were_learned_from_another_encoder_s_vectors_are_not_used(
    shelf: EmbeddingCache, tmp_path: Path
) -> None:
    lines, owner = ExampleQuestions(LISTS).lines, np.repeat(np.arange(3), [3, 3, 4])
    vectors = shelf.rows(lines)
    first = fit(lines, vectors, owner, 3, tmp_path)
    other = fit(lines, vectors[:, ::-1].copy(), owner, 3, tmp_path)
    assert other.by_meaning.tobytes() != first.by_meaning.tobytes()


def test_weights_that_were_learned_from_words_read_otherwise_are_not_used(
    shelf: EmbeddingCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines, owner = ExampleQuestions(LISTS).lines, np.repeat(np.arange(3), [3, 3, 4])
    vectors = shelf.rows(lines)
    fit(lines, vectors, owner, 3, tmp_path)
    changed = tmp_path / "words.py"
    changed.write_bytes(Path(common.words.__file__).read_bytes() + b"# read otherwise\n")
    monkeypatch.setattr(common.words, "__file__", str(changed))
    monkeypatch.setattr(classifier, "words", lambda text: [f"x{word}" for word in text.split()])
    other = fit(lines, vectors, owner, 3, tmp_path)
    assert other.by_words.tobytes() == fit(lines, vectors, owner, 3).by_words.tobytes()
    assert len(list(tmp_path.glob("learned-*"))) == 2


@pytest.mark.parametrize("damage", ["empty", "cut short", "other bytes"])
def test_damaged_weights_are_told_and_learned_again(
    shelf: EmbeddingCache, tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    first = _learn(shelf, tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(
        {"empty": b"", "cut short": whole[: len(whole) // 2], "other bytes": b"weights"}[damage]
    )
    with caplog.at_level(logging.WARNING):
        again = _learn(shelf, tmp_path)
    assert again.by_meaning.tobytes() == first.by_meaning.tobytes()
    assert "unreadable and will be made again" in caplog.text
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_a_warning(
    shelf: EmbeddingCache, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a-file").write_text("in the way")
    with caplog.at_level(logging.WARNING):
        assert _learn(shelf, tmp_path / "a-file").by_meaning.any()
    assert "learned weights not kept" in caplog.text


def test_only_words_of_three_lines_or_more_are_learned_from() -> None:
    features = WordFeatures.of(["red rose", "red rose", "red tulip", "blue"])
    assert list(features.columns) == ["red"]
    at, values = features.row(["red", "red", "rose"])
    assert (at.tolist(), values.tolist()) == ([0], [1.0])
    assert features.row(["nothing", "known"])[0].size == 0
