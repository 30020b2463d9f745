"""Which papers there are, and how each is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from triage.days import months_after
from triage.model.stages import ENDED, Stage
from triage.papers import (
    action_list,
    agenda,
    annual_summary,
    case_study,
    decision_notice,
    dpia_draft,
    foi,
    minutes,
    quarterly_report,
)
from triage.papers.formats.as_html import as_html
from triage.papers.formats.as_markdown import as_markdown
from triage.papers.formats.as_spreadsheet import all_as_csv, as_xlsx
from triage.papers.formats.paper_redaction import redact_paper
from triage.papers.paper import Paper, Period
from triage.papers.snapshot import Snapshot, SnapshotPart
from triage.papers.transparency import transparency_record
from triage.papers.transparency.known_of_use import use_of
from triage.records.record import Record
from triage.records.schemas import MEETING, PILOT

STYLE = (Path(__file__).parent / "formats" / "paper.css").read_text("utf-8")

NEEDS = ("docx", "typst")
"""What Word and PDF files are made with: the list `papers` in `requirements/`."""


SAMPLES = (
    "Samples",
    "Made-up ideas are in the list: this paper is to try things out, not to send.",
)


SAMPLES_MARK = "Made-up samples"


class PaperFormat(StrEnum):
    """As what a paper is written, by the ending of its file."""

    WORD = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"
    MARKDOWN = "md"


class PaperProblem(StrEnum):
    """Why there is no paper: it needs a subject, or there is no such subject, or the days run
    backwards."""

    NEEDS_SUBJECT = "needs_subject"
    UNKNOWN_SUBJECT = "unknown_subject"
    BACKWARDS = "backwards"


@dataclass(frozen=True, slots=True)
class PaperType:
    """A kind of paper. `months` is how long a period is unless somebody says; `subject` is what it
    is about, empty for a paper about a period; `told`: it needs
    the tools register, the weights or the names of clauses; `reads` are the parts of the record
    that it needs besides ideas, decisions, assessments and records."""

    title: str
    what_for: str
    months: int = 0
    subject: str = ""
    told: bool = False
    reads: frozenset[SnapshotPart] = frozenset()


PAPERS: Mapping[str, PaperType] = {
    "agenda": PaperType(
        "Agenda pack",
        "For the group that decides, each month: what is ready, ageing, pilots, risks, "
        "incidents, actions.",
        months=1,
        told=True,
        reads=frozenset({SnapshotPart.SCREENINGS}),
    ),
    "minutes": PaperType(
        "Minutes",
        "One meeting: who was there, interests declared, what was decided and settled, actions.",
        subject="meeting, for example M-2026-0003",
        told=True,
    ),
    "actions": PaperType(
        "Action list",
        "After a meeting: who does what by when, what its decisions ask for, what was open before.",
        subject="meeting, for example M-2026-0003",
        told=True,
    ),
    "quarterly": PaperType(
        "Quarterly report",
        "For those above the group that decides: pipeline, decisions, high risks, benefits, "
        "indicators, assessments.",
        months=3,
        reads=frozenset({SnapshotPart.SCREENINGS}),
    ),
    "yearly": PaperType(
        "Yearly summary",
        "For Cabinet, scrutiny and the public: what AI is used for, what came of it, what is next.",
        months=12,
        told=True,
        reads=frozenset({SnapshotPart.SCREENINGS}),
    ),
    "foi": PaperType(
        "Answer to an information request",
        "Tools, pilots, assessments, decisions and who is responsible, between two dates.",
        months=12,
        told=True,
        reads=frozenset({SnapshotPart.MOVES}),
    ),
    "notice": PaperType(
        "Decision notice",
        "One decision under the headings of the decision form.",
        subject="decision, for example D-2026-0007",
        told=True,
    ),
    "transparency": PaperType(
        "Transparency record",
        "Tiers 1 and 2 of the Algorithmic Transparency Recording Standard, with blanks shown.",
        subject="idea or tool, for example AI-2026-0042 or copilot-chat",
        told=True,
        reads=frozenset({SnapshotPart.ANSWERS}),
    ),
    "dpia": PaperType(
        "Impact assessment, draft",
        "A data protection impact assessment as far as the records say it, each line with its "
        "source and blanks named.",
        subject="idea, for example AI-2026-0042",
        told=True,
        reads=frozenset({SnapshotPart.ANSWERS}),
    ),
    "case-study": PaperType(
        "Case study",
        "The story of a pilot that has ended.",
        subject="pilot, for example P-2026-0003",
    ),
}


def period_of(name: str, day: date, first: date | None = None, last: date | None = None) -> Period:
    """The period of a paper: what is not given ends today, and is as long as is usual for it."""
    last = last or day
    return Period(first or months_after(last, -PAPERS[name].months) + timedelta(days=1), last)


def write_paper(
    name: str,
    snapshot: Snapshot,
    *,
    first: date | None = None,
    last: date | None = None,
    subject: str = "",
) -> Paper | PaperProblem:
    """The paper of a name that is in `PAPERS`. Raises KeyError for any other."""
    if PAPERS[name].subject:
        if not subject:
            return PaperProblem.NEEDS_SUBJECT
        found = _ABOUT_ONE[name](snapshot, subject)
        return _finished(found, snapshot) if found else PaperProblem.UNKNOWN_SUBJECT
    period = period_of(name, snapshot.day, first, last)
    if period.first > period.last:
        return PaperProblem.BACKWARDS
    return _finished(_OF_A_PERIOD[name](snapshot, period), snapshot)


def _finished(paper: Paper, snapshot: Snapshot) -> Paper:
    """The paper without names of people, and with a mark if made-up ideas are in the list."""
    if any(one.sample for one in snapshot.ideas):
        paper = replace(paper, about=(*paper.about, SAMPLES), mark=SAMPLES_MARK)
    return redact_paper(paper, snapshot.names)


def formats() -> list[PaperFormat]:
    """What a paper can be written as here: Word and PDF need packages that are not always there."""
    bare = {PaperFormat.WORD, PaperFormat.PDF} if not all(map(find_spec, NEEDS)) else set()
    return [form for form in PaperFormat if form not in bare]


def as_file(paper: Paper, form: PaperFormat, base: str | None = None) -> bytes:
    """The paper as a file, in one of `formats()`. `base` is the address of the pages, for links to
    ideas and records; without it there are none. Blocks for a moment: call it in a thread."""
    if form in {PaperFormat.WORD, PaperFormat.PDF}:
        # Imported only here: the packages that they need are a list of their own.
        from triage.papers.formats.as_pdf import as_pdf  # noqa: PLC0415
        from triage.papers.formats.as_word import as_word  # noqa: PLC0415

        return as_pdf(paper, base) if form is PaperFormat.PDF else as_word(paper, base)
    if form is PaperFormat.XLSX:
        return as_xlsx([paper.cover(), *paper.tables()])
    if form is PaperFormat.CSV:
        return all_as_csv(paper).encode("utf-8-sig")
    text = as_html(paper, STYLE, base) if form is PaperFormat.HTML else as_markdown(paper)
    return text.encode()


def subjects(name: str, snapshot: Snapshot) -> list[tuple[str, str]]:
    """What a paper may be about, by reference and title, the newest first."""
    if name == "notice":
        titles = {one.reference: one.title for one in snapshot.ideas}
        kind = snapshot.bodies.decision
        found = [
            (one.reference, f"{kind(one.deciding.kind)}: {titles.get(one.idea, one.idea)}")
            for one in snapshot.decisions
        ]
    elif name == "dpia":
        found = [(one.reference, one.title) for one in snapshot.ideas if one.stage not in ENDED]
    elif name in {"minutes", "actions"}:
        found = [(one.reference, one.title) for one in snapshot.of_kind(MEETING)]
    elif name == "case-study":
        found = [(one.reference, one.title) for one in snapshot.of_kind(PILOT) if one.is_closed]
    else:
        used = {Stage.PILOT, Stage.SCALE, Stage.CLOSED}
        tools = [(one.id, one.name) for one in snapshot.tools or ()]
        ideas = [(one.reference, one.title) for one in snapshot.ideas if one.stage in used]
        found = [*reversed(tools), *ideas]
    return found[::-1]


def _notice(snapshot: Snapshot, subject: str) -> Paper | None:
    found = snapshot.decision(subject)
    return decision_notice.write(snapshot, found) if found else None


def _transparency(snapshot: Snapshot, subject: str) -> Paper | None:
    use = use_of(snapshot, subject)
    return transparency_record.write(snapshot, use) if use else None


def _dpia(snapshot: Snapshot, subject: str) -> Paper | None:
    found = snapshot.idea(subject)
    return dpia_draft.write(snapshot, found) if found else None


def _meeting(snapshot: Snapshot, subject: str) -> Record | None:
    return next((one for one in snapshot.of_kind(MEETING) if one.reference == subject), None)


def _minutes(snapshot: Snapshot, subject: str) -> Paper | None:
    found = _meeting(snapshot, subject)
    return minutes.write(snapshot, found) if found else None


def _actions(snapshot: Snapshot, subject: str) -> Paper | None:
    found = _meeting(snapshot, subject)
    return action_list.write(snapshot, found) if found else None


def _case_study(snapshot: Snapshot, subject: str) -> Paper | None:
    found = next((one for one in snapshot.of_kind(PILOT) if one.reference == subject), None)
    return case_study.write(snapshot, found) if found and found.is_closed else None


_OF_A_PERIOD: Mapping[str, Callable[[Snapshot, Period], Paper]] = {
    "agenda": agenda.write,
    "quarterly": quarterly_report.write,
    "yearly": annual_summary.write,
    "foi": foi.write,
}
_ABOUT_ONE: Mapping[str, Callable[[Snapshot, str], Paper | None]] = {
    "notice": _notice,
    "minutes": _minutes,
    "actions": _actions,
    "transparency": _transparency,
    "dpia": _dpia,
    "case-study": _case_study,
}
