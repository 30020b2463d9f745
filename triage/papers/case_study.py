"""The story of one pilot that has ended, for others to learn from."""

from triage.days import day
from triage.model.evidence import EVIDENCE, FOUND, KEPT
from triage.papers.display_text import assessed, cell
from triage.papers.paper import (
    BLANK,
    Chart,
    Facts,
    Paper,
    PaperSection,
    PaperTable,
    PaperText,
    Part,
)
from triage.papers.snapshot import Snapshot
from triage.papers.tables import decision_tables
from triage.records.record import Record
from triage.records.schemas import BENEFIT

_SET_UP = tuple(name for name in KEPT if name not in {"ends_on", *FOUND})
INCOMPLETE = "Incomplete: nothing is on record"


def write(snapshot: Snapshot, pilot: Record) -> Paper:
    idea = snapshot.idea(pilot.idea)
    proposal = idea.proposal if idea else None
    taken = [one for one in snapshot.standing() if one.idea == pilot.idea]
    return Paper(
        name=f"case-study-{pilot.reference}",
        title=f"Case study: {pilot.title}",
        about=(
            ("Service", proposal.service if proposal and proposal.service else BLANK),
            ("Pilot", f"{day(pilot.day('starts_on'))} to {day(pilot.ended())}"),
            ("State", pilot.text("state")),
        ),
        sections=(
            PaperSection(
                "The problem",
                (PaperText([(proposal.problem or proposal.description) if proposal else ""]),),
            ),
            PaperSection(
                "What was tried", (PaperText([proposal.description if proposal else ""]),)
            ),
            PaperSection(
                "How it was set up",
                (
                    Facts(
                        "How it was set up",
                        (*((EVIDENCE[name].label, pilot.text(name)) for name in _SET_UP),),
                    ),
                    _assessed(snapshot, pilot),
                ),
            ),
            PaperSection(
                "What was found", (PaperText([pilot.text("results")]), *_benefits(snapshot, pilot))
            ),
            PaperSection(
                "What people said, and fairness",
                (
                    Facts(
                        "What people said, and fairness",
                        [(EVIDENCE[n].label, pilot.text(n) or INCOMPLETE) for n in FOUND],
                    ),
                ),
            ),
            PaperSection(
                "Equality and the environment",
                (
                    Facts(
                        "Effects",
                        (
                            ("Equality", pilot.text("equality")),
                            ("Environment", pilot.text("environment")),
                        ),
                    ),
                ),
            ),
            PaperSection("What we learned", (PaperText([pilot.text("lessons")]),)),
            PaperSection(
                "What was decided", (decision_tables.published(taken, snapshot, "Decisions"),)
            ),
        ),
    )


def _assessed(snapshot: Snapshot, pilot: Record) -> Facts:
    kinds = dict.fromkeys(
        [
            *snapshot.known.types.known,
            *(one.kind for one in snapshot.assessments.get(pilot.idea, ())),
        ]
    )
    rows = [
        (snapshot.known.types.short(kind), assessed(snapshot, pilot.idea, kind)) for kind in kinds
    ]
    return Facts("Assessments", rows)


def _benefits(snapshot: Snapshot, pilot: Record) -> list[Part]:
    found = snapshot.of_kind(BENEFIT, pilot.idea)
    rows = [
        (
            one.title,
            one.text("unit"),
            one.text("baseline"),
            cell(one.number("expected")),
            cell(realised) if (realised := one.number("realised")) is not None else BLANK,
            one.text("method"),
        )
        for one in found
    ]
    headings = ("What", "Counted in", "Before", "Expected", "Realised", "Method")
    table = PaperTable("Benefits", headings, rows, "No benefit was recorded.")
    charts = [
        Chart(
            f"{one.title}: expected and realised",
            one.text("unit").capitalize(),
            "Amount",
            (("Expected", one.number("expected") or 0), ("Realised", one.number("realised") or 0)),
        )
        for one in found
        if one.number("realised") is not None
    ]
    return [table, *charts]
