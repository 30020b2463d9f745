"""Which models compare questions with texts: the one that comes with the product, or those that an
operator has set. Each is loaded once a process."""

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from threadpoolctl import threadpool_limits

from knowledge.index.encoder import Encoder, MiniLM
from knowledge.index.model_folder import ModelFiles, OwnModel
from knowledge.index.onnx_model import ModelUnavailableError
from knowledge.index.own_encoder import OwnEncoder
from knowledge.index.reranker import SECONDS, Reranker

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OwnModels:
    """An operator's own models, None for none; `seconds` are those that the second one may take
    for a question."""

    encoder: OwnModel | None = None
    reranker: OwnModel | None = None
    seconds: float = SECONDS


class _Chosen:
    models = OwnModels()
    folder: Path | None = None
    faults: dict[str, str] = {}  # noqa: RUF012 - of this process, as the models are


def choose_models(models: OwnModels) -> None:
    """Say which models are used from now on, before the first is: at a start, by who wires it."""
    if models != _Chosen.models:
        _Chosen.models = models
        _Chosen.faults.clear()
        installed_encoder.cache_clear()
        installed_reranker.cache_clear()


def keep_models_in(folder: Path | None) -> None:
    """Say where what is made of a model's file is kept from one start to the next; None: nowhere.
    It counts for models that are loaded from now on."""
    _Chosen.folder = folder


def chosen_models() -> OwnModels:
    """What was chosen last."""
    return _Chosen.models


def why_not() -> str:
    """Why a model that should be in use is not; `""` where all are, or none was asked for yet."""
    return "; ".join(_Chosen.faults.values())


@lru_cache(maxsize=1)
def installed_encoder() -> Encoder | None:
    """The encoder, loaded once a process; None, with a warning, where it cannot be loaded.

    Products of matrices take one thread from then on: on two cores that was four times quicker
    for one question, because threads that wait for each other spin.
    """
    threadpool_limits(limits=1, user_api="blas")
    own = _Chosen.models.encoder
    try:
        return OwnEncoder(ModelFiles.verified(own)) if own else MiniLM(folder=_Chosen.folder)
    except ModelUnavailableError as error:
        _Chosen.faults["encoder"] = str(error)
        logger.warning(
            "answering by words alone, with more misses (docs/answer-quality.md): %s", error
        )
        return None


@lru_cache(maxsize=1)
def installed_reranker() -> Reranker | None:
    """What reads the best clauses again; None where none is set or, with a warning, where it
    cannot be loaded."""
    own = _Chosen.models.reranker
    try:
        return Reranker(ModelFiles.verified(own), _Chosen.models.seconds) if own else None
    except ModelUnavailableError as error:
        _Chosen.faults["reranker"] = str(error)
        logger.warning("the best clauses are not read again: %s", error)
        return None
