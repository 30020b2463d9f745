"""The command that fits the weights again."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from common.clock import system_clock, today
from knowledge.answering.weights import FILE
from knowledge.answering.wording import FILE as WORDING
from knowledge.cli.options import policies_option
from knowledge.files.load import read_folder
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.installed import installed_encoder
from knowledge.model.policies import Severity
from knowledge.quality.fitting.run import fit_weights, write
from knowledge.quality.fitting.wording import write as write_wording
from knowledge.quality.golden import QuestionsError, golden_of, read_questions, read_topics


@click.command()
@policies_option
@click.option(
    "--also",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Further questions to learn from, as near misses; in the form of the golden ones.",
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As of this day; otherwise today.")
@click.option("--out", type=click.Path(path_type=Path), default=FILE, help="Where to write them.")
def fit(folder: Path, *, also: Sequence[Path], on: datetime | None, out: Path) -> None:
    """Fit every weight and threshold of ranking and confidence from the policy folder's lists and
    golden questions, and write them with their cross-validated figures; beside them what the
    wording of a question tells. Takes a quarter of an hour."""
    encoder = installed_encoder()
    if encoder is None:
        raise click.ClickException("the encoder is not installed: without it nothing can be fitted")
    known, problems = read_folder(folder)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise click.ClickException(f"{folder} has errors: run the check first")
    try:
        golden = golden_of(folder)
        for file in also:
            golden = golden.with_more(read_questions(file), read_topics(file))
    except QuestionsError as wrong:
        raise click.ClickException(str(wrong)) from None
    day = on.date() if on else today(system_clock)
    told, words = fit_weights(known, golden, EmbeddingCache(encoder, None), day)
    write(told, out)
    write_wording(words, out.with_name(WORDING.name))
    for way in ("meaning", "words"):
        click.echo(f"{way}: {json.dumps(told[way]['cross_validated'])}")
