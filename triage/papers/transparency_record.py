"""An algorithmic transparency record, tiers 1 and 2, filled in as far as it is known here.

The headings are those of the Algorithmic Transparency Recording Standard. What nobody has said is
shown as a blank, so that the officer who publishes it sees what is left to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from triage.days import day
from triage.model.idea import Idea
from triage.names import STAGES
from triage.papers.display_text import assessed, level
from triage.papers.paper import Facts, Paper, PaperSection
from triage.papers.policy_facts import ToolFacts
from triage.papers.snapshot import Snapshot
from triage.records.record import Record
from triage.records.schemas import PILOT, RISK, SHARING

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _ToolOrIdea:
    """What is known of one use, from wherever it stands; empty where nothing is said."""

    name: str
    description: str
    purpose: str = ""
    owner: str = ""
    supplier: str = ""
    before: str = ""
    alternatives: str = ""
    benefit: str = ""
    people: str = ""
    training: str = ""
    scale: str = ""
    review: str = ""
    sensitive: str = ""
    access: str = ""
    status: str = ""
    assessed: Sequence[tuple[str, str]] = ()
    risks: str = ""
    contact: str = ""


def of_idea(snapshot: Snapshot, idea: Idea) -> Paper:
    said = idea.proposal
    pilot = _last(snapshot.of_kind(PILOT, idea.reference))
    sharing = _last(snapshot.of_kind(SHARING, idea.reference))
    taken = [one.deciding for one in snapshot.standing() if one.idea == idea.reference]
    volume = f"{said.volume_per_month:,} a month" if said.volume_per_month else ""
    minutes = f"{said.minutes_each} minutes each" if said.minutes_each else ""
    known = _ToolOrIdea(
        name=idea.title,
        description=said.description,
        purpose=said.problem,
        owner=pilot.text("owner") if pilot else "",
        supplier=sharing.text("supplier") if sharing else "",
        before=(pilot.text("baseline") if pilot else "") or said.how_done_now,
        alternatives="\n".join(
            one.alternatives for one in taken if one.alternatives and not one.exempt_reason
        ),
        benefit=said.expected_benefit,
        people=_people_in_between(said.affects_decisions),
        training=sharing.text("training") if sharing else "",
        scale=", ".join(filter(None, (volume, minutes))),
        sensitive=", ".join(said.data_classes),
        status=STAGES[idea.stage],
        assessed=[
            (kind.name, assessed(snapshot, idea.reference, kind.key))
            for kind in snapshot.known.types
        ],
        risks="\n".join(_risk(one) for one in snapshot.of_kind(RISK, idea.reference)),
        contact=sharing.text("contact") if sharing else "",
    )
    return _paper(snapshot, known, idea.reference)


def of_tool(snapshot: Snapshot, tool: ToolFacts) -> Paper:
    known = _ToolOrIdea(
        name=tool.name,
        description=tool.purpose,
        owner=tool.owner,
        training=tool.training,
        people=tool.conditions,
        scale=tool.who,
        access=tool.hosting,
        status=f"{tool.status}, since {day(tool.history[-1][0])}" if tool.history else tool.status,
        assessed=[
            (kind.name, tool.assessed.get(kind.key, ""))
            for kind in snapshot.known.types
            if not kind.before
        ],
        risks=f"Risk level {tool.risk}" if tool.risk else "",
    )
    return _paper(snapshot, known, tool.id)


def _paper(snapshot: Snapshot, known: _ToolOrIdea, reference: str) -> Paper:
    return Paper(
        name=f"transparency-{reference}",
        title=f"Algorithmic transparency record: {known.name}",
        about=(("About", reference), ("As of", day(snapshot.day))),
        summary=("A draft from what is on record. An officer fills the blanks and publishes it.",),
        sections=(
            PaperSection("Tier 1: overview", (_facts("Overview", _overview(known)),)),
            PaperSection(
                "Tier 2: owner and responsibility",
                (_facts("Owner and responsibility", _responsibility(known)),),
            ),
            PaperSection(
                "Tier 2: description and rationale",
                (_facts("Description and rationale", _rationale(known)),),
            ),
            PaperSection(
                "Tier 2: decision-making process",
                (_facts("Decision-making process", _process(known)),),
            ),
            PaperSection("Tier 2: the tool", (_facts("The tool", _technical(known)),)),
            PaperSection("Tier 2: the data", (_facts("The data", _data(known)),)),
            PaperSection(
                "Tier 2: risks and assessments",
                (_facts("Risks and assessments", _risks(known)),),
            ),
        ),
    )


def _facts(caption: str, rows: Rows) -> Facts:
    return Facts(caption, rows)


def _overview(known: _ToolOrIdea) -> Rows:
    return (
        ("Name", known.name),
        ("Description", known.description),
        ("Phase", known.status),
        ("Website", ""),
        ("Contact", known.contact),
    )


def _responsibility(known: _ToolOrIdea) -> Rows:
    return (
        ("Organisation", ""),
        ("Team", ""),
        ("Senior responsible owner", known.owner),
        ("Supplier", known.supplier),
        ("What the supplier does", ""),
        ("Procurement procedure", ""),
        ("What data the supplier can reach", ""),
    )


def _rationale(known: _ToolOrIdea) -> Rows:
    return (
        ("Detailed description", known.description),
        ("Purpose", known.purpose),
        ("Benefits", known.benefit),
        ("How it was done before", known.before),
        ("Alternatives considered", known.alternatives),
    )


def _process(known: _ToolOrIdea) -> Rows:
    return (
        ("How it fits into the wider process", ""),
        ("What the tool gives the person who decides", ""),
        ("Human review", known.people),
        ("How often and how widely it is used", known.scale),
        ("Training", known.training),
        ("Appeals and review", known.review),
    )


def _technical(known: _ToolOrIdea) -> Rows:
    return (
        ("Architecture", ""),
        ("Input", ""),
        ("Output", ""),
        ("Model", ""),
        ("Performance, and how it was measured", ""),
        ("Maintenance", ""),
        ("Hosting", known.access),
    )


def _data(known: _ToolOrIdea) -> Rows:
    return (
        ("Source", ""),
        ("Classes of data", known.sensitive),
        ("Sensitive attributes", ""),
        ("Completeness and quality", ""),
        ("Access and storage", known.access),
        ("Sharing agreements", ""),
    )


def _risks(known: _ToolOrIdea) -> Rows:
    return (
        *known.assessed,
        ("Risks and measures", known.risks),
    )


def _people_in_between(affects: bool | None) -> str:
    if affects is None:
        return ""
    return (
        "It has a part in decisions; an officer decides."
        if affects
        else "It has no part in decisions about people."
    )


def _risk(one: Record) -> str:
    now = level(one, "residual_") or level(one)
    measures = f": {one.text('measures')}" if one.text("measures") else ""
    return f"{one.title}, {now}{measures}"


def _last(found: list[Record]) -> Record | None:
    return found[-1] if found else None
