"""The command that fits the weights again."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from common.clock import system_clock, today
from knowledge.answering.incident_odds import FILE as INCIDENTS
from knowledge.answering.lead_weights import FILE as LEADS
from knowledge.answering.weights import FILE
from knowledge.answering.wording import FILE as WORDING
from knowledge.cli.options import policies_option
from knowledge.files.load import read_folder
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.installed import installed_encoder
from knowledge.model.policies import Severity
from knowledge.quality.fitting.incidents import fit_incidents
from knowledge.quality.fitting.leads import fit_leads
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
@click.option("--incidents-only", is_flag=True, help="Fit only what tells of an incident.")
@click.option("--leads-only", is_flag=True, help="Fit only that, and whether a yes or a no leads.")
def fit(
    folder: Path,
    *,
    also: Sequence[Path],
    on: datetime | None,
    out: Path,
    incidents_only: bool,
    leads_only: bool,
) -> None:
    """Fit every weight and threshold of ranking and confidence from the policy folder's lists and
    golden questions, and write them with their cross-validated figures; beside them what the
    wording of a question tells, what an incident is, and whether a yes or a no leads. Takes a
    quarter of an hour; the last two alone some minutes."""
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
    shelf = EmbeddingCache(encoder, None)
    incidents = fit_incidents(known, encoder, day)
    write(incidents, out.with_name(INCIDENTS.name))
    click.echo(f"incidents: {json.dumps(incidents['cross_validated'])}")
    if incidents_only:
        return
    leads = fit_leads(known, shelf, day)
    write(leads, out.with_name(LEADS.name))
    for way in ("meaning", "words"):
        click.echo(f"leads by {way}: {json.dumps(leads[way]['cross_validated'])}")
    if leads_only:
        return
    told, words = fit_weights(known, golden, shelf, day)
    write(told, out)
    write_wording(words, out.with_name(WORDING.name))
    for way in ("meaning", "words"):
        click.echo(f"{way}: {json.dumps(told[way]['cross_validated'])}")
