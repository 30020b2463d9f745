"""The tables of the officers' desk: what each shows, on a page and as a CSV file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from bot.answering.blocks import link_to
from bot.messages.formats import format_day
from bot.reporting import OfficerReport, UnansweredGroup
from common.clock import local_time
from knowledge import Passage
from knowledge.model.answers import AnswerKind
from knowledge.publishing.due import Audit
from storage.answers.pauses import ALL

_WORDINGS = 3  # other wordings of one question that a page shows; the file has them all

KINDS: Mapping[str, str] = {
    AnswerKind.ANSWERED: "Answered with a clause",
    AnswerKind.NEAREST: "Unsure: nearest clauses shown",
    AnswerKind.SILENT: "Told that the policies are silent",
    AnswerKind.NOT_UNDERSTOOD: "Not understood",
    AnswerKind.NOT_YET: "Told of a rule that is not yet in force",
    AnswerKind.NO_LONGER: "Told of a rule that is over",
    AnswerKind.CONFLICT: "Told of two clauses that disagree",
    AnswerKind.OUTSIDE: "Told that it is somebody else’s subject",
    "low": "Answered, but not surely",
}


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads to a page of ours."""

    text: str
    path: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | date | Linked


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table. `name` stands in its address, `says` what it is for, `empty` what is said when
    it has no rows; each row begins with what it is about."""

    name: str
    title: str
    says: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    empty: str


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """A table that can be made of the desk."""

    title: str
    says: str
    columns: Sequence[str]
    rows: Callable[[OfficerReport], Iterator[Sequence[Cell]]]
    empty: str


def report_table(name: str, desk: OfficerReport) -> ReportTable:
    """One of `SHEETS`, filled in."""
    kind = REPORT_TABLES[name]
    rows = list(kind.rows(desk))
    empty = kind.empty
    if name == "unanswered" and desk.answers:
        empty = "Every question found an answer."
    return ReportTable(name, kind.title, kind.says, kind.columns, rows, empty)


def _problems(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    for problem in desk.served.problems:
        yield f"{problem.file}:{problem.line}", problem.message, problem.severity.value


def _servers(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    for server in desk.servers:
        same = "yes" if server.fingerprint == desk.served.fingerprint else "not yet"
        yield server.name, server.fingerprint, same, moment(server.began_at)


def _pauses(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    titles = {policy.id: policy.title for policy in desk.policies.policies}
    for pause in desk.pauses:
        what = "Every answer" if pause.what == ALL else titles.get(pause.what, pause.what)
        yield what, pause.reason, pause.contact, moment(pause.at)


def _reviews(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    for review in desk.reviews:
        policy = review.policy
        path = f"/policies/{policy.id}/{policy.version}"
        title, version = Linked(policy.title, path), str(policy.version)
        yield title, version, review.due, when(review.days), policy.owner


def _audits(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    for audit in desk.audits:
        tool = audit.tool
        path = f"/policies/register/{tool.id}"
        yield Linked(tool.name, path), audit.due, when(audit.days), _in_chat(audit), tool.owner


def _in_chat(audit: Audit) -> str:
    day = format_day(audit.suspended_from)
    if audit.suspended:
        return f"suspended since {day}"
    return f"{audit.tool.status.value}; suspended from {day} on unless it is audited"


def _answers(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    for counted in desk.answers:
        yield KINDS.get(counted.text, counted.text), counted.count


def _weeks(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    for week in reversed(desk.weeks):
        yield week.first, week.answered, week.nearest, week.missed


def _unanswered(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    for one in desk.unanswered:
        got = ", ".join(KINDS.get(kind, kind) for kind in one.kinds)
        last = local_time(one.last).date()
        asked = {"question": one.questions[0], "place": one.nearest.place if one.nearest else ""}
        teach = Linked("Teach this question", f"/desk/teach?{urlencode(asked)}")
        yield _worded(one), one.count, got, last, _clause(one.nearest), teach


def _worded(one: UnansweredGroup) -> str:
    """The latest wording, and some of the others."""
    others = one.questions[1 : 1 + _WORDINGS]
    more = len(one.questions) - 1 - len(others)
    told = "".join(f" / {other}" for other in others)
    return f"{one.questions[0]}{told}{f' / and {more} more wordings' if more else ''}"


def _cited(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    for cited in desk.cited:
        yield _clause(cited.passage), cited.count, cited.first


def _never_cited(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    for passage in desk.never_cited:
        yield _clause(passage), passage.owner, len(desk.policies.asked.get(passage.place, ()))


def _opinions(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    clauses = {p.ref: p for found in desk.policies.clauses.values() for p in found}
    clauses |= {tool.passage.ref: tool.passage for tool in desk.policies.tools}
    for one in desk.opinions:
        clause = _clause(clauses[one.ref]) if one.ref in clauses else one.ref or "no clause quoted"
        yield clause, one.ref, one.helpful, one.not_helpful, " / ".join(one.reasons)


def _criticised(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    against = replace(desk, opinions=[one for one in desk.opinions if one.not_helpful])
    for clause, _, helpful, not_helpful, reasons in _opinions(against):
        yield clause, not_helpful, helpful, reasons


def _words(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    yield from ((word.text, word.count) for word in desk.unknown_words)


def _unlisted(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    yield from ((tool.text, tool.count) for tool in desk.unlisted_tools)


def _suspended(desk: OfficerReport) -> Iterator[Sequence[Cell]]:
    names = {tool.id: tool.name for tool in desk.policies.tools}
    for tool in desk.suspended_tools:
        yield Linked(names.get(tool.text, tool.text), f"/policies/register/{tool.text}"), tool.count


def _clause(passage: Passage | None) -> Cell:
    if passage is None:
        return ""
    if not passage.clause:  # an entry of the register
        return Linked(f"{passage.title}: {passage.heading}", link_to(passage))
    text = f"{passage.title}, clause {passage.clause}: {passage.heading}"
    return Linked(text, link_to(passage))


def moment(at: datetime) -> str:
    """A moment in the council's own time, to the second."""
    here = local_time(at)
    return f"{format_day(here.date())}, {here:%H:%M:%S}"


def when(days: int) -> str:
    """So many days from today, below zero before it."""
    count = f"{abs(days)} day{'s' if abs(days) != 1 else ''}"
    return "today" if not days else f"in {count}" if days > 0 else f"overdue by {count}"


REPORT_TABLES: Mapping[str, TableDefinition] = {
    "problems": TableDefinition(
        "Problems in the policies",
        "An error keeps what was changed from being used: people are answered from the policies as"
        " they were before. A fault is in use and wants mending; a warning may be left.",
        ("File and line", "What is wrong", "How bad"),
        _problems,
        "There are none.",
    ),
    "servers": TableDefinition(
        "Servers",
        "Each server on this database with the policies that it uses. Servers that read the same "
        "files show the same fingerprint, at the latest half a minute after an edit.",
        ("Server", "Fingerprint", "The same set as here", "Running since"),
        _servers,
        "Only this one.",
    ),
    "pauses": TableDefinition(
        "Paused answers",
        "What an officer has stopped, until an officer ends it.",
        ("What is paused", "What staff are told", "Whom to ask", "Since"),
        _pauses,
        "Nothing is paused.",
    ),
    "reviews": TableDefinition(
        "Policies due for review",
        "Overdue, or due within 60 days. A policy stays in force until it is replaced.",
        ("Policy", "Version", "Review by", "When", "Owner"),
        _reviews,
        "None is due within 60 days.",
    ),
    "audits": TableDefinition(
        "Tools due for audit",
        "Overdue, or due within 60 days. More than 60 days overdue, a tool counts as suspended.",
        ("Tool", "Audit due", "When", "What the chat says of it", "Owner"),
        _audits,
        "None is due within 60 days.",
    ),
    "answers": TableDefinition(
        "What people got",
        "Every question that was asked of the policies.",
        ("What people got", "Questions"),
        _answers,
        "Nobody has asked anything yet.",
    ),
    "weeks": TableDefinition(
        "Questions by week",
        "A week begins on Monday.",
        ("Week from", "Answered", "Unsure: nearest clauses shown", "No answer"),
        _weeks,
        "Nobody has asked anything yet.",
    ),
    "unanswered": TableDefinition(
        "Questions without an answer, or without a sure one",
        "Questions that are alike stand together, names and numbers masked. Where the nearest "
        "clause is the answer, teach it; where none is, a clause is missing.",
        ("Question", "Times", "What people got", "Last asked", "Nearest clause", "To teach it"),
        _unanswered,
        "Nobody has asked anything yet.",
    ),
    "cited": TableDefinition(
        "Clauses quoted most",
        "Whatever its version, a clause is counted once for each answer.",
        ("Clause", "Quoted", "Of these as the first"),
        _cited,
        "No clause has been quoted yet.",
    ),
    "never-cited": TableDefinition(
        "Clauses never quoted",
        "Nobody asked, or the ways in which people ask for them are not known yet.",
        ("Clause", "Owner", "Ways of asking known"),
        _never_cited,
        "Every clause has been quoted.",
    ),
    "feedback": TableDefinition(
        "What people thought of the answers",
        "By the clause that led the answer, in the version that was quoted.",
        ("Clause", "Version quoted", "Helped", "Did not help", "Reasons"),
        _opinions,
        "Nobody has said yet.",
    ),
    "criticised": TableDefinition(
        "Clauses that did not help",
        "Those of which somebody said so, by the clause that led the answer.",
        ("Clause", "Did not help", "Helped", "Reasons"),
        _criticised,
        "Nobody has said so.",
    ),
    "words": TableDefinition(
        "Words we do not recognise",
        "Used in more than one question, and known neither to the policies nor to the words of "
        "staff. If it means something that the policies name, add it there, under Register and "
        "lists.",
        ("Word", "Questions"),
        _words,
        "None was used twice.",
    ),
    "unlisted-tools": TableDefinition(
        "Tools asked for that are not on the register",
        "What staff would like to use, or use already.",
        ("Tool", "Questions"),
        _unlisted,
        "None was asked for.",
    ),
    "suspended-tools": TableDefinition(
        "Suspended tools that people asked about",
        "Each was told that the tool is suspended.",
        ("Tool", "Questions"),
        _suspended,
        "None was asked for.",
    ),
}
