"""`app.py impact`: what a changed policy folder or file would change, before it is published."""

import io
import json
import shutil
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

import storage
from common.clock import Clock
from knowledge.publishing.impact import Dependent, Weight
from knowledge.publishing.preview import Impact
from triage.citing_decisions import citing_decisions

_NARROWEST = 100  # signs; a narrower table cannot be read


async def decisions(database: str | Path, clock: Clock) -> tuple[Dependent, ...]:
    """The recorded decisions and the clauses that they rest on. Raises StoreError, AddressError."""
    store = await storage.open(database, clock)
    try:
        found = await citing_decisions(store)
    finally:
        await store.close()
    return tuple(Dependent(f"{d.reference} ({d.kind}, {d.idea})", d.refs) for d in found)


def as_text(found: Impact) -> str:
    """One table, what breaks first."""
    lines = [f"Compared with what is served today, as of {found.day}."]
    if found.drafts:
        lines.append(f"Taken as approved: {', '.join(found.drafts)}.")
    lines.append(questions_asked(found))
    if not found.effects:
        return "\n".join([*lines, "Nothing would change for anybody."])
    table = Table()
    for heading in ("What", "Which", "Before", "After", ""):
        table.add_column(heading, overflow="fold")
    for effect in found.effects:
        cells = (effect.kind, effect.subject, effect.before, effect.after, effect.weight.value)
        table.add_row(*(cell.replace("[", "\\[") for cell in cells))
    out = io.StringIO()
    width = max(_NARROWEST, shutil.get_terminal_size().columns)
    Console(file=out, width=width, highlight=False).print(table)
    broken = sum(effect.weight is Weight.BREAKS for effect in found.effects)
    return "\n".join(
        [
            *lines,
            out.getvalue().rstrip(),
            f"{broken} break, {len(found.effects) - broken} to look at.",
        ]
    )


def as_json(found: Impact) -> str:
    return json.dumps(
        {
            "as_of": found.day.isoformat(),
            "taken_as_approved": found.drafts,
            "questions": found.questions,
            "breaks": found.breaks,
            "effects": [asdict(effect) for effect in found.effects],
        },
        ensure_ascii=False,
        indent=2,
    )


def questions_asked(found: Impact) -> str:
    """How many questions were compared; that there were none is said, for it proves nothing."""
    if not found.questions:
        return "This set has no questions of its own (questions.jsonl): no answer was compared."
    return f"{found.questions} questions were asked of both sets."
