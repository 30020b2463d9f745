"""An operator's own models: read as their makers wrote them, refused where they are others, and
never in the way of an answer."""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from knowledge.answering.candidates import Candidates
from knowledge.cli.golden_commands import evaluate
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.encoder import MiniLM, mean, of_norm_1
from knowledge.index.installed import (
    OwnModels,
    choose_models,
    installed_encoder,
    installed_reranker,
    why_not,
)
from knowledge.index.model_folder import ModelFiles, OwnModel
from knowledge.index.onnx_model import ModelUnavailableError, OnnxModel
from knowledge.index.own_encoder import OwnEncoder
from knowledge.index.reranker import Reranker
from knowledge.library import Library
from tests.knowledge.index.own_models import (
    WIDTH,
    unigram,
    wordpiece,
    write_encoder,
    write_json,
    write_reranker,
)
from tests.knowledge.made_up import SOUND

TEXTS = ["may i record a meeting", "keep it", "the same thing said in quite a few more words"]
QUESTION = "May I record the meeting?"


@pytest.fixture(params=[wordpiece, unigram])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made: Callable[[], dict[str, Any]] = request.param
    return write_encoder(tmp_path / "tiny", made())


@pytest.fixture
def chosen() -> Iterator[Callable[[OwnModels], None]]:
    yield choose_models
    choose_models(OwnModels())


def of(folder: Path) -> OwnModel:
    return OwnModel(folder, ModelFiles.read(folder).digest)


def test_any_encoder_gives_vectors_of_length_1_alone_and_among_others(folder: Path) -> None:
    encoder = OwnEncoder(ModelFiles.read(folder))

    vectors = encoder.encode(TEXTS)

    assert vectors.shape == (3, encoder.width) == (3, WIDTH)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.allclose(vectors, alone, atol=1e-6)
    assert encoder.encode([]).shape == (0, WIDTH)
    assert encoder.encode(["a word " * 500]).shape == (1, WIDTH), "cut, not refused"


def test_questions_and_texts_have_the_prompts_of_the_folder(folder: Path) -> None:
    encoder = OwnEncoder(ModelFiles.read(folder))
    write_json(folder / "config_sentence_transformers.json", {})
    bare = OwnEncoder(ModelFiles.read(folder))
    encoder._common = bare._common = np.zeros(WIDTH, dtype=np.float32)

    assert np.allclose(encoder.encode(["x"], asked=True), bare.encode(["asked: x"]), atol=1e-6)
    assert np.allclose(encoder.encode(["x"]), bare.encode(["said: x"]), atol=1e-6)
    assert not np.allclose(encoder.encode(["x"]), bare.encode(["x"]), atol=1e-3)


@pytest.mark.parametrize(
    ("pooling", "pool"),
    [
        ("mean_tokens", mean),
        ("cls_token", lambda states, mask: states[:, 0]),
        ("max_tokens", lambda states, mask: states.max(axis=1)),
    ],
)
def test_tokens_are_pooled_as_the_folder_says(
    pooling: str, pool: Callable[..., Any], tmp_path: Path
) -> None:
    files = ModelFiles.read(write_encoder(tmp_path / "tiny", wordpiece(), pooling=pooling))
    encoder = OwnEncoder(files)
    encoder._common = np.zeros(WIDTH, dtype=np.float32)

    (tokens,) = encoder._tokens.encode_batch(["said: keep it"])
    found, mask = OnnxModel(files.weights).run([tokens.ids])
    wanted = of_norm_1(pool(found["last_hidden_state"], mask))

    assert np.allclose(encoder.encode(["keep it"]), wanted, atol=1e-6)


@pytest.mark.parametrize(
    ("file", "told", "said"),
    [
        ("1_Pooling/config.json", {"pooling_mode_mean_sqrt_len_tokens": True}, "pools in a way"),
        ("modules.json", [{"path": "2_Dense", "type": "models.Dense"}], "needs Dense, too"),
        ("tokenizer.json", {"model": 7}, "tokenizer.json cannot be used"),
    ],
)
def test_what_would_give_wrong_vectors_is_refused(
    file: str, told: object, said: str, tmp_path: Path
) -> None:
    folder = write_encoder(tmp_path / "tiny", wordpiece())
    write_json(folder / file, told)

    with pytest.raises(ModelUnavailableError, match=said):
        OwnEncoder(ModelFiles.read(folder))


def test_the_digest_is_what_sha256sum_says_of_the_files(folder: Path) -> None:
    script = "find . -name '*.json' -o -name model.onnx | sed 's,^./,,' | LC_ALL=C sort"
    command = f"{script} | xargs sha256sum | sha256sum"
    done = subprocess.run(  # noqa: S602 - our own words
        command, shell=True, cwd=folder, check=True, capture_output=True, text=True
    )

    assert done.stdout.split()[0] == ModelFiles.read(folder).digest


@pytest.mark.parametrize("changed", ["onnx/model.onnx", "tokenizer.json", "1_Pooling/config.json"])
def test_a_model_that_is_not_the_one_that_was_tried_is_not_used(
    changed: str, folder: Path, chosen: Callable[[OwnModels], None]
) -> None:
    tried = of(folder)
    with (folder / changed).open("ab") as file:
        file.write(b" ")
    chosen(OwnModels(encoder=tried))

    assert installed_encoder() is None, "words alone, and not another model instead"
    assert f"its SHA-256 is {ModelFiles.read(folder).digest}" in why_not()


@pytest.mark.parametrize(
    ("gone", "said"), [("tokenizer.json", "no tokenizer.json"), ("onnx/model.onnx", "model.onnx")]
)
def test_a_folder_without_a_model_says_what_is_missing(gone: str, said: str, folder: Path) -> None:
    (folder / gone).unlink()

    with pytest.raises(ModelUnavailableError, match=said):
        ModelFiles.read(folder)


def test_another_encoder_answers_and_its_vectors_are_made_and_kept_beside_the_others(
    folder: Path, tmp_path: Path, chosen: Callable[[OwnModels], None]
) -> None:
    kept = tmp_path / "kept"
    Library.load(SOUND, cache=kept)
    chosen(OwnModels(encoder=of(folder)))

    library = Library.load(SOUND, cache=kept)

    assert library.answerer_on(library.today()).edition.has_embeddings
    assert library.answer(QUESTION).explanation
    shelves = sorted(kept.glob("vectors-*.npz"))
    assert len(shelves) == 2, "each encoder has its own"
    shelf = EmbeddingCache(OwnEncoder(ModelFiles.read(folder)), kept)
    assert shelf.rows([]).shape == (0, WIDTH)
    assert library.to_learn() == 0


def test_a_cross_encoder_orders_the_best_clauses_anew(
    tmp_path: Path, chosen: Callable[[OwnModels], None]
) -> None:
    folder = write_reranker(tmp_path / "tiny")
    before = _candidates(Library.load(SOUND, cache=None))
    chosen(OwnModels(reranker=of(folder), seconds=60))
    library = Library.load(SOUND, cache=None)
    edition = library.answerer_on(library.today()).edition

    after = edition.read_again(_candidates(library))

    assert np.array_equal(before.total, _candidates(library).total)
    moved = after.total - before.total
    assert 1 < np.count_nonzero(moved) <= 10
    assert np.abs(moved).max() <= 4
    assert [one.label for one in after.best(10)] != [one.label for one in before.best(10)]
    assert library.search(QUESTION)[0].passage.place == after.best(1)[0].label


def _candidates(library: Library) -> Candidates:
    edition = library.answerer_on(library.today()).edition
    return edition.candidates(edition.parse(QUESTION))


def test_a_question_that_would_take_too_long_keeps_its_order(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    times = iter([0.0, 0.1, 0.4, 0.6])
    reranker = Reranker(
        ModelFiles.read(write_reranker(tmp_path / "tiny")), 0.5, lambda: next(times)
    )

    assert reranker.gains(QUESTION, TEXTS * 3) is None
    assert "no time" in caplog.text
    assert QUESTION not in caplog.text


def test_a_reading_that_fails_keeps_the_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reranker = Reranker(ModelFiles.read(write_reranker(tmp_path / "tiny")))

    def broken(*_: object) -> Mapping[str, object]:
        raise RuntimeError("no memory")

    monkeypatch.setattr(reranker._model, "run", broken)
    assert reranker.gains(QUESTION, TEXTS) is None


def test_a_network_that_says_more_than_one_thing_of_a_pair_is_no_cross_encoder(
    tmp_path: Path, chosen: Callable[[OwnModels], None]
) -> None:
    folder = write_reranker(tmp_path / "tiny", labels=3)
    chosen(OwnModels(reranker=of(folder)))

    assert installed_reranker() is None
    assert "reads no pairs" in why_not()
    assert isinstance(installed_encoder(), MiniLM)


def test_one_command_measures_a_model_and_prints_what_to_set(
    folder: Path, tmp_path: Path, chosen: Callable[[OwnModels], None]
) -> None:
    questions = tmp_path / "asked.jsonl"
    questions.write_text(
        json.dumps({"id": "1", "text": QUESTION, "kind": "plain", "answerable": False}) + "\n"
    )
    said = CliRunner().invoke(
        evaluate,
        [str(questions), "--encoder", str(folder), "--policies", str(SOUND), "--json"],
    )

    assert said.exit_code == 0, said.output
    assert f"ENCODER_DIGEST={ModelFiles.read(folder).digest}" in said.stderr
    assert json.loads(said.stdout)["overall"]["n"] == 1


def test_a_folder_that_holds_no_model_is_said_and_nothing_is_measured(tmp_path: Path) -> None:
    said = CliRunner().invoke(evaluate, ["--encoder", str(tmp_path), "--policies", str(SOUND)])

    assert said.exit_code == 1
    assert "has no onnx/model.onnx or model.onnx" in said.output
