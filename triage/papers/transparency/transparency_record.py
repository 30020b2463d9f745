"""An algorithmic transparency record, tiers 1 and 2, filled in as far as it is known here.

The fields are those of the Algorithmic Transparency Recording Standard. Each value stands with the
record that it was read from; what nobody has said is shown as a blank, so that the officer who
publishes it sees what is left to do. Out of the same record come a line for an information
request, an entry of the shared catalogue and a row of an inventory.
"""

from collections.abc import Mapping

from triage.days import day
from triage.papers.paper import BLANK, Facts, Paper, PaperSection, PaperTable, PaperText
from triage.papers.snapshot import Snapshot
from triage.papers.transparency.known_of_use import KnownValue, Use, known_of
from triage.records.transparency_standard import FIELDS, STANDARD

Known = Mapping[str, KnownValue]


def write(snapshot: Snapshot, use: Use) -> Paper:
    known = known_of(snapshot, use)
    blank = [one for one in FIELDS if one.number not in known]
    parts = list(dict.fromkeys(one.part for one in FIELDS))
    return Paper(
        name=f"transparency-{use.reference}",
        title=f"Algorithmic transparency record: {use.name}",
        about=(("About", use.reference), ("Standard", STANDARD), ("As of", day(snapshot.day))),
        summary=(
            f"A draft from what is on record: {len(known)} of {len(FIELDS)} fields are filled, "
            f"{len(blank)} are blank. An officer fills the blanks and publishes it.",
        ),
        sections=(
            *(PaperSection(part, (_table(part, known),)) for part in parts),
            PaperSection("Out of the same record", _further(known, use)),
            PaperSection("Still blank", (_blank(known),)),
        ),
    )


def _table(part: str, known: Known) -> PaperTable:
    rows = [
        (
            f"{one.number} {one.name}",
            known[one.number].text if one.number in known else BLANK,
            known[one.number].source if one.number in known else "",
        )
        for one in FIELDS
        if one.part == part
    ]
    return PaperTable(part, ("Field", "What it says", "Read from"), rows)


def _blank(known: Known) -> PaperText:
    lacking = [f"{one.number} {one.name}" for one in FIELDS if one.number not in known]
    return PaperText(["; ".join(lacking) or "Nothing is blank."])


def _further(known: Known, use: Use) -> tuple[PaperText, Facts, PaperTable]:
    """The same for an information request, for other councils and for an inventory."""

    def said(number: str) -> str:
        return known[number].text if number in known else ""

    line = (
        f"{said('1.1')}: {said('1.2')} Phase: {said('0.3') or BLANK}. Supplier: "
        f"{said('2.1.4.1') or BLANK}. Responsible: {said('2.1.3') or BLANK}. Assessments: "
        f"{said('2.5.1').replace(chr(10), '; ') or BLANK}."
    )
    entry = [
        (label, said(number))
        for label, number in (
            ("Use case", "1.1"),
            ("Problem", "2.2.1"),
            ("Service", "2.1.2"),
            ("How it is governed", "2.3.2"),
            ("Assessments done", "2.5.1"),
            ("Training", "2.3.4"),
            ("What came of it", "2.4.2.7"),
            ("Whom to ask", "1.4"),
        )
    ]
    headings = ("Reference", "Name", "Phase", "Owner", "Supplier", "Data", "Assessments", "Risks")
    row = (
        use.reference,
        *(
            said(n) or BLANK
            for n in ("1.1", "0.3", "2.1.3", "2.1.4.1", "2.4.4.1", "2.5.1", "2.5.2")
        ),
    )
    return (
        PaperText([f"For an information request: {line}"]),
        Facts("For the shared catalogue", entry),
        PaperTable("For an inventory", headings, [row]),
    )
