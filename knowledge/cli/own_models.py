"""Models of an operator's own, tried for the length of a command."""

from pathlib import Path

import click

from knowledge.index.installed import (
    OwnModels,
    choose_models,
    installed_encoder,
    installed_reranker,
    why_not,
)
from knowledge.index.model_folder import ModelFiles, OwnModel
from knowledge.index.onnx_model import ModelUnavailableError

_TRIED_SECONDS = 60.0  # for a question: what is measured is how good it is, not how quick


def try_models(encoder: Path | None, reranker: Path | None) -> None:
    """Use the models of these folders in this process, and say what to set to use them always.
    Raises ClickException where one cannot be used."""
    if encoder is None and reranker is None:
        return
    found: dict[str, OwnModel] = {}
    for name, folder in (("ENCODER", encoder), ("RERANKER", reranker)):
        if folder is not None:
            try:
                found[name] = OwnModel(folder, ModelFiles.read(folder).digest)
            except ModelUnavailableError as error:
                raise click.ClickException(str(error)) from None
            click.echo(f"{name}={folder}\n{name}_DIGEST={found[name].digest}", err=True)
    choose_models(OwnModels(found.get("ENCODER"), found.get("RERANKER"), _TRIED_SECONDS))
    installed_encoder()
    installed_reranker()
    if why_not():
        raise click.ClickException(why_not())
