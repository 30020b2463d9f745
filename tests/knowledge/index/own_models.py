"""Small models of the right shape, in folders as sentence-transformers writes them.

Their weights are drawn by chance: they show that files are read, checked and run, and say nothing
of how good a model is.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.knowledge.index.bert_graph import bert

WIDTH, HEADS, LAYERS = 8, 2, 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def wordpiece() -> dict[str, Any]:
    """A tokenizer of BERT's kind, whose pieces are letters."""
    pieces = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", *_LETTERS, *(f"##{one}" for one in _LETTERS)]
    vocabulary = {piece: at for at, piece in enumerate(pieces)}
    return {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "lowercase": True,
                       "handle_chinese_chars": True, "strip_accents": None},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 1]},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": vocabulary,
                  "continuing_subword_prefix": "##", "max_input_chars_per_word": 100},
    }  # fmt: skip


def unigram() -> dict[str, Any]:
    """A tokenizer of XLM-RoBERTa's kind, which BERT's rules cannot read."""
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    pieces += [(one, -3.0) for one in _LETTERS]
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    return {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": {"type": "NFKC"},
        "pre_tokenizer": metaspace,
        "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0],
                           "trim_offsets": True, "add_prefix_space": True},
        "model": {"type": "Unigram", "unk_id": 3, "vocab": pieces, "byte_fallback": False},
    }  # fmt: skip


def weights(seed: int, labels: int = 0) -> dict[str, NDArray[np.float32]]:
    """BERT's weights, drawn; with `labels` those of a cross-encoder."""
    drawn = np.random.default_rng(seed)

    def rows(*shape: int) -> NDArray[np.float32]:
        return drawn.normal(0, 0.4, shape).astype(np.float32)

    found = {
        "embeddings.word_embeddings.weight": rows(64, WIDTH),
        "embeddings.position_embeddings.weight": rows(600, WIDTH),
        "embeddings.token_type_embeddings.weight": rows(2, WIDTH),
    }
    sizes = {"embeddings.LayerNorm": 0}
    for at in range(LAYERS):
        name = f"encoder.layer.{at}"
        for part in ("query", "key", "value"):
            sizes[f"{name}.attention.self.{part}"] = WIDTH
        sizes[f"{name}.attention.output.dense"] = WIDTH
        sizes[f"{name}.attention.output.LayerNorm"] = sizes[f"{name}.output.LayerNorm"] = 0
        found[f"{name}.intermediate.dense.weight"] = rows(16, WIDTH)
        found[f"{name}.intermediate.dense.bias"] = rows(16)
        found[f"{name}.output.dense.weight"] = rows(WIDTH, 16)
        found[f"{name}.output.dense.bias"] = rows(WIDTH)
    if labels:
        sizes["pooler.dense"] = WIDTH
        found["classifier.weight"] = 500 * rows(labels, WIDTH)
        found["classifier.bias"] = rows(labels)
    for name, size in sizes.items():
        found[f"{name}.weight"] = rows(size, size) if size else np.ones(WIDTH, dtype=np.float32)
        found[f"{name}.bias"] = rows(size or WIDTH)
    return found


def write_encoder(
    folder: Path, tokenizer: dict[str, Any], *, pooling: str = "mean_tokens", seed: int = 1
) -> Path:
    """A folder with an encoder of width 8, which reads 32 tokens and has prompts."""
    (folder / "onnx").mkdir(parents=True)
    (folder / "onnx" / "model.onnx").write_bytes(bert(weights(seed), HEADS))
    write_json(folder / "tokenizer.json", tokenizer)
    write_json(folder / "sentence_bert_config.json", {"max_seq_length": 32})
    prompts = {"query": "asked: ", "document": "said: "}
    write_json(folder / "config_sentence_transformers.json", {"prompts": prompts})
    kinds = ("mean_tokens", "cls_token", "max_tokens", "mean_sqrt_len_tokens")
    (folder / "1_Pooling").mkdir()
    pools = {f"pooling_mode_{kind}": kind == pooling for kind in kinds}
    write_json(folder / "1_Pooling" / "config.json", {"word_embedding_dimension": WIDTH, **pools})
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    write_json(
        folder / "modules.json",
        [{"path": path, "type": f"sentence_transformers.models.{kind}"} for path, kind in modules],
    )
    return folder


def write_reranker(folder: Path, *, labels: int = 1, seed: int = 2) -> Path:
    """A folder with a cross-encoder."""
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(bert(weights(seed, labels), HEADS))
    write_json(folder / "tokenizer.json", wordpiece())
    write_json(folder / "tokenizer_config.json", {"model_max_length": 64})
    return folder


def write_json(file: Path, told: object) -> None:
    file.write_text(json.dumps(told), "utf-8")
