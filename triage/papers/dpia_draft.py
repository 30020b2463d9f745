"""A draft of a data protection impact assessment, from what is on record of an idea.

Each line says where it was read; what only people can say is a blank with its name. The order is
that of the law's content (UK GDPR, article 35): need, description, necessity, risks, measures.
"""

from collections.abc import Iterator

from triage.days import day
from triage.model.fields import Place, said_in
from triage.model.idea import Idea
from triage.papers.display_text import assessed, level
from triage.papers.paper import BLANK, Paper, PaperSection, PaperTable, PaperText
from triage.papers.snapshot import ScreeningOn, Snapshot
from triage.papers.transparency.known_of_use import known_of, use_of
from triage.records.schemas import RISK

Line = tuple[str, str, str]
"""What is asked, what is said, and where that was read."""


def write(snapshot: Snapshot, idea: Idea) -> Paper:
    screened = snapshot.last_screening().get(idea.reference)
    sections = (
        ("1. Why an assessment is needed", list(_need(snapshot, screened))),
        ("2. What is to be done with data", list(_description(snapshot, idea))),
        ("3. Whether it is necessary and in proportion", list(_necessity(snapshot, idea))),
        ("4. Risks to people, and measures", list(_risks(snapshot, idea))),
        ("5. Advice, views and signature", list(_signature(snapshot, idea, screened))),
    )
    blanks = [name for _, lines in sections for name, text, _ in lines if not text]
    return Paper(
        name=f"dpia-{idea.reference}",
        title=f"Data protection impact assessment, draft: {idea.title}",
        about=(("Idea", idea.reference), ("As of", day(snapshot.day))),
        summary=(
            "A draft from what is on record. It is no assessment until somebody has thought it "
            f"through, filled the {len(blanks)} blanks and signed it.",
        ),
        sections=(
            *(PaperSection(heading, (_table(heading, lines),)) for heading, lines in sections),
            PaperSection("Still blank", (PaperText(["; ".join(blanks) or "Nothing is blank."]),)),
        ),
    )


def _table(heading: str, lines: list[Line]) -> PaperTable:
    rows = [(name, text or BLANK, source) for name, text, source in lines]
    return PaperTable(heading, ("What is asked", "What is on record", "Read from"), rows)


def _need(snapshot: Snapshot, screened: ScreeningOn | None) -> Iterator[Line]:
    if screened is None:
        yield "Screening questions", "", ""
        return
    source = f"Screening of {day(screened.at)}, {screened.questions}"
    clauses = {one["key"]: one["clause"] for one in screened.triggers}
    for one in screened.answers:
        clause = clauses.get(one["key"], "")
        rule = f"; {snapshot.known.citation(clause)}" if clause else ""
        note = f": {one['note']}" if one.get("note") else ""
        yield str(one["text"]), f"{one['reply']}{note}", f"{source}{rule}"


def _description(snapshot: Snapshot, idea: Idea) -> Iterator[Line]:
    yield "Purpose", idea.proposal.problem, idea.reference if idea.proposal.problem else ""
    for label, text in said_in(Place.BOARD, idea.proposal):
        if text != idea.proposal.problem:
            yield label, text, idea.reference
    use = use_of(snapshot, idea.reference)
    known = known_of(snapshot, use) if use else {}
    for number, name in (
        ("2.4.1.1", "System and where it is hosted"),
        ("2.1.4.1", "Processor or supplier"),
        ("2.1.4.5", "What the supplier does with the data"),
        ("2.4.4.5", "Sub-processors and contract"),
        ("2.3.3", "How many people, how often"),
    ):
        value = known.get(number)
        yield name, value.text if value else "", value.source if value else ""
    yield "How long data is kept", "", ""


def _necessity(snapshot: Snapshot, idea: Idea) -> Iterator[Line]:
    yield "Lawful basis", "", ""
    taken = [one for one in snapshot.standing() if one.idea == idea.reference]
    for one in taken:
        if one.deciding.alternatives:
            yield "Alternatives rejected", one.deciding.alternatives, one.reference
        for ref in one.deciding.policies:
            yield "Rule that applies", snapshot.known.citation(ref), one.reference
    if not any(one.deciding.alternatives for one in taken):
        yield "Alternatives rejected", "", ""
    yield "How people are told", "", ""
    yield "How people can object, see and correct their data", "", ""


def _risks(snapshot: Snapshot, idea: Idea) -> Iterator[Line]:
    found = snapshot.of_kind(RISK, idea.reference)
    for one in found:
        measures = f". Measures: {one.text('measures')}" if one.text("measures") else ""
        left = f", after them {level(one, 'residual_')}" if level(one, "residual_") else ""
        yield one.title, f"{level(one)}{measures}{left}", one.reference
    if not found:
        yield "Risks to people", "", ""


def _signature(snapshot: Snapshot, idea: Idea, screened: ScreeningOn | None) -> Iterator[Line]:
    view = screened.dpo_view if screened else ""
    yield "Advice of the data protection officer", view, "Screening" if view else ""
    yield "Views of those affected", "", ""
    stands = assessed(snapshot, idea.reference, "dpia")
    yield "State of the assessment", stands, f"Assessments of {idea.reference}" if stands else ""
    yield "Signed by, on", "", ""
