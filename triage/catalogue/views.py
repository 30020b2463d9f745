"""The four standard views of a catalogue, each as counts: what exists, capability, training,
appetite to work together."""

from collections import Counter
from collections.abc import Sequence

from triage.catalogue.case import Case, Maturity
from triage.papers.paper import Cell, Chart, PaperTable
from triage.records.schemas import SHARING

VIEWS = {
    "exists": "What exists",
    "capability": "Capability",
    "training": "Training",
    "together": "Working together",
}


def view(name: str, cases: Sequence[Case]) -> tuple[Chart | PaperTable, ...]:
    """The pictures and tables of a view. Raises KeyError for what is no view."""
    return {
        "exists": _exists,
        "capability": _capability,
        "training": _training,
        "together": _together,
    }[name](cases)


def _exists(cases: Sequence[Case]) -> tuple[Chart | PaperTable, ...]:
    count = Counter(case.maturity for case in cases)
    bars = [(one.capitalize(), count[one]) for one in Maturity if count[one]]
    services = sorted({case.service for case in cases})
    rows: list[Sequence[Cell]] = [
        (
            service,
            *(sum(c.service == service and c.maturity is one for c in cases) for one in Maturity),
        )
        for service in services
    ]
    headings = ("Service", *(one.capitalize() for one in Maturity))
    return (
        Chart("Use cases by how far they have come", "Stage", "Use cases", bars),
        PaperTable("Use cases by service and stage", headings, rows, _NONE),
    )


def _capability(cases: Sequence[Case]) -> tuple[Chart | PaperTable, ...]:
    skills = Counter(skill for case in cases for skill in case.capability)
    done = Counter(kind for case in cases for kind in case.assessments)
    return (
        _chart("Skills that the use cases needed", "Skill", "capability", skills),
        _chart("Who made it", "Supplier", "supplier", Counter(case.supplier for case in cases)),
        _chart("Assessments done", "Assessment", "assessments", done),
    )


def _training(cases: Sequence[Case]) -> tuple[Chart | PaperTable, ...]:
    count = Counter(case.training for case in cases)
    rows = [(case.title, case.council, case.training) for case in cases]
    return (
        _chart("Training by use case", "Training", "training", count),
        PaperTable("Training of each", ("Use case", "Council", "Training"), rows, _NONE),
    )


def _together(cases: Sequence[Case]) -> tuple[Chart | PaperTable, ...]:
    count = Counter(case.collaboration for case in cases)
    rows = [
        (case.title, case.council, case.collaboration, ", ".join(case.reusable), case.contact)
        for case in cases
        if case.collaboration != "not now"
    ]
    headings = ("Use case", "Council", "Offers", "What others can use", "Whom to ask")
    return (
        _chart("Appetite to work together", "Offer", "collaboration", count),
        PaperTable("What is offered", headings, rows, "Nothing is offered yet."),
    )


_NONE = "The catalogue is empty."


def _chart(caption: str, label: str, field: str, count: Counter[str]) -> Chart:
    """Bars in the order of the field's choices."""
    choices = SHARING.field(field).choices
    bars = [(f"{one[:1].upper()}{one[1:]}", count[one]) for one in choices if count[one]]
    return Chart(caption, label, "Use cases", bars)
