"""The triage list in a shell: tables for people, plain values for machines."""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from common.clock import local_day
from triage.export.field_text import field_as_text
from triage.model.fields import ASKED
from triage.model.idea import Dossier, Idea


def as_json(value: object) -> str:
    """Records, dates and choices as JSON; the same for the same content."""
    return json.dumps(_plain(value), ensure_ascii=False, indent=2)


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: _plain(getattr(value, one.name))
            for one in dataclasses.fields(value)
            if one.name != "number"
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    """What people typed is shown as it is, never as the terminal's own markup."""
    made = Table(*headings, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        made.add_row(*(Text(_printable(str(cell))) for cell in row))
    return made


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() or char == "\n" else "�" for char in text)


def ideas_table(ideas: Sequence[Idea], now: datetime) -> Table:
    rows = [
        (
            idea.reference,
            idea.title,
            idea.proposal.service,
            idea.stage,
            (now - idea.stage_since).days,
            idea.risk or "",
        )
        for idea in ideas
    ]
    return table(("Reference", "Title", "Service", "Stage", "Days waiting", "Risk"), rows)


def print_dossier(console: Console, dossier: Dossier) -> None:
    """Everything about an idea, part by part; a part with nothing in it is left out."""
    idea = dossier.idea
    about = [
        ("Stage", idea.stage),
        ("Risk", idea.risk or ""),
        ("Submitted", _day(idea.submitted_at)),
    ]
    about += [("Submitted by", idea.submitter.name), ("Repeats", idea.duplicate_of)]
    about += [(one.label, str(field_as_text(getattr(idea.proposal, one.name)))) for one in ASKED]
    console.print(Text(f"{idea.reference}  {_printable(idea.title)}", style="bold"))
    console.print(table(("", ""), [row for row in about if row[1]]))
    for heading, headings, rows in _parts(dossier):
        if rows:
            console.print()
            console.print(Text(heading, style="bold"))
            console.print(table(headings, rows))


def _parts(
    dossier: Dossier,
) -> list[tuple[str, Sequence[str], Sequence[Sequence[object]]]]:
    moves = [
        (_day(one.at), one.before or "", one.after, one.by.name if one.by else "", one.reason)
        for one in dossier.moves
    ]
    triggers = [
        (_day(one.at), one.screening.questions, trigger.assessment, trigger.outcome, trigger.clause)
        for one in dossier.screenings
        for trigger in one.screening.triggers
    ]
    decisions = [
        (one.reference, one.deciding.kind, one.deciding.maker, one.deciding.decided_on,
         one.deciding.reason, ", ".join(one.deciding.policies))
        for one in dossier.decisions
    ]  # fmt: skip
    changes = [
        (_day(one.at), name, field_as_text(one.before[name]), field_as_text(one.after[name]))
        for one in dossier.changes
        for name in one.after
    ]
    return [
        ("Stages", ("When", "From", "To", "By", "Reason"), moves),
        ("Screening", ("When", "Questions", "Assessment", "Outcome", "Clause"), triggers),
        ("Decisions", ("Record", "Decision", "Made by", "On", "Reason", "Policies"), decisions),
        ("Changes", ("When", "Field", "Before", "After"), changes),
        ("Supports", ("When", "Who", "Comment"),
         [(_day(one.at), one.person.name, one.comment) for one in dossier.supports]),
        ("Notes", ("When", "Who", "Note"),
         [(_day(one.at), one.by.name, one.text) for one in dossier.notes]),
    ]  # fmt: skip


def _day(when: datetime) -> str:
    return local_day(when).isoformat()
