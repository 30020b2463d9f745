"""A folder with a model of an operator's own, as sentence-transformers writes it.

Of it the ONNX file and every JSON file are read, each once, and only where the digest of them all
is the one that the operator has set: a file of numbers cannot be vouched for by reading it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from knowledge.index.onnx_model import ModelUnavailableError

_WEIGHTS = ("onnx/model.onnx", "model.onnx")
_LONGEST = 512  # tokens of a text, where the folder names no number or an absurd one


@dataclass(frozen=True, slots=True)
class OwnModel:
    """Where a model lies, and the digest that it must have."""

    folder: Path
    digest: str


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """What a folder holds: the content of the ONNX file and of the JSON files by their names."""

    folder: Path
    weights: bytes
    texts: Mapping[str, bytes]
    digest: str
    """SHA-256 of the lines that `sha256sum` prints of these files, ordered by name."""

    @classmethod
    def read(cls, folder: Path) -> "ModelFiles":
        """Raises ModelUnavailableError for a folder without a model and its tokenizer."""
        try:
            names = sorted(
                path.relative_to(folder).as_posix()
                for path in (*folder.rglob("*.onnx"), *folder.rglob("*.json"))
            )
            weights = _weights(folder, [name for name in names if name.endswith(".onnx")])
            kept = [name for name in names if name == weights or name.endswith(".json")]
            contents = {name: (folder / name).read_bytes() for name in kept}
        except OSError as error:
            raise ModelUnavailableError(f"{folder} cannot be read: {error.strerror}") from error
        if "tokenizer.json" not in contents:
            raise ModelUnavailableError(f"{folder} has no tokenizer.json")
        lines = (f"{hashlib.sha256(of).hexdigest()}  {name}\n" for name, of in contents.items())
        digest = hashlib.sha256("".join(lines).encode()).hexdigest()
        return cls(folder, contents.pop(weights), contents, digest)

    @classmethod
    def verified(cls, own: OwnModel) -> "ModelFiles":
        """The files of a folder whose digest is the one that was set. Raises
        ModelUnavailableError."""
        found = cls.read(own.folder)
        if found.digest != own.digest.lower():
            raise ModelUnavailableError(
                f"{own.folder} is not what was tried: its SHA-256 is {found.digest}"
            )
        return found

    @property
    def name(self) -> str:
        """What vectors and findings call the model: folder and digest."""
        return f"{self.folder.name} ({self.digest[:12]})"

    def told(self, name: str) -> Any:
        """A JSON file's content; an empty mapping where it is not there. Raises
        ModelUnavailableError."""
        try:
            return json.loads(self.texts.get(name, b"{}"))
        except ValueError as error:
            raise ModelUnavailableError(f"{self.folder / name} is not JSON: {error}") from error

    @property
    def longest(self) -> int:
        """How many tokens of a text are read."""
        told = self.told("sentence_bert_config.json").get("max_seq_length")
        told = told or self.told("tokenizer_config.json").get("model_max_length")
        return min(int(told), _LONGEST) if told else _LONGEST

    @property
    def prompts(self) -> tuple[str, str]:
        """What is put before a question, and before a text; `""` for nothing."""
        told = self.told("config_sentence_transformers.json")
        known = told.get("prompts") or {}
        usual = known.get(told.get("default_prompt_name") or "", "")
        asked = known.get("query", usual)
        return asked, next((known[n] for n in ("document", "passage") if n in known), usual)

    @property
    def pooling(self) -> str:
        """How the vectors of a text's tokens become one: mean, cls or max. Raises
        ModelUnavailableError for another way, or for layers that an ONNX file does not hold."""
        modules = self.told("modules.json") or []
        kinds = {str(module["type"]).rpartition(".")[2]: module["path"] for module in modules}
        if unknown := kinds.keys() - {"Transformer", "Pooling", "Normalize"}:
            raise ModelUnavailableError(f"{self.folder} needs {', '.join(sorted(unknown))}, too")
        told = self.told(str(PurePosixPath(kinds.get("Pooling", "1_Pooling")) / "config.json"))
        used = [key for key, is_on in told.items() if key.startswith("pooling_mode_") and is_on]
        told_at_once = told.get("pooling_mode")
        names = {"pooling_mode_cls_token": "cls", "pooling_mode_mean_tokens": "mean"}
        names |= {"pooling_mode_max_tokens": "max"}
        found = [told_at_once] if told_at_once else [names.get(key, key) for key in used]
        if not told:
            return "mean"
        if len(found) != 1 or found[0] not in names.values():
            raise ModelUnavailableError(f"{self.folder} pools in a way that is not known: {found}")
        return str(found[0])


def _weights(folder: Path, found: list[str]) -> str:
    name = next((name for name in _WEIGHTS if name in found), "")
    if not name and len(found) != 1:
        raise ModelUnavailableError(f"{folder} has no {' or '.join(_WEIGHTS)}")
    return name or found[0]
