"""What has happened to an idea, in words: the history on its page, and what changed meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from common.person import Person
from knowledge.model.policy_set import PolicySet
from triage import names
from triage.days import day, read_day
from triage.listing.board_service import IdeaDetails
from web.board import labels as words
from web.board import policy_lookups as policies
from web.rendering.set_words import decision_name


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One thing that happened to an idea: `what` in words, `more` what was said, `link` to it."""

    at: datetime
    what: str
    who: str
    more: str = ""
    link: str = ""


def events_since(
    sheet: IdeaDetails, known: PolicySet, today: date, moment: datetime | None = None
) -> Sequence[HistoryEvent]:
    """What has happened to the idea since the moment, or ever, the oldest first."""
    found = _events(sheet, _called(sheet, known, today))
    return sorted(
        (event for event in found if moment is None or event.at > moment),
        key=lambda event: event.at,
    )


def _events(sheet: IdeaDetails, called: Mapping[str, str]) -> Iterator[HistoryEvent]:
    dossier = sheet.dossier
    base = f"/board/{dossier.idea.reference}"
    for move in dossier.moves:
        before = f"from {names.STAGES[move.before]} " if move.before else ""
        what = f"Moved {before}to {names.STAGES[move.after]}" if move.before else "Sent in"
        yield HistoryEvent(move.at, what, _name(move.by), move.reason)
    for change in dossier.changes:
        fields = [
            _change(sheet, name, change.before.get(name), after, called)
            for name, after in change.after.items()
        ]
        yield HistoryEvent(change.at, "Changed", _name(change.by), "\n".join(fields))
    for note in dossier.notes:
        what = "Told to the submitter" if note.for_submitter else "Note for reviewers"
        yield HistoryEvent(note.at, what, _name(note.by), note.text)
    for one in dossier.decisions:
        what = f"Decision recorded: {decision_name(one.deciding.kind)}"
        link = f"{base}/decisions/{one.reference}"
        yield HistoryEvent(one.recorded_at, what, _name(one.recorded_by), one.reference, link)
    for screened in dossier.screenings:
        more = f"Questions of {words.version(screened.screening.questions)}"
        yield HistoryEvent(screened.at, "Screened", _name(screened.by), more)
    for support in dossier.supports:
        yield HistoryEvent(support.at, "Supported", _name(support.person), support.comment)


def _called(sheet: IdeaDetails, known: PolicySet, today: date) -> Mapping[str, str]:
    """What the keys in changes are called: parts of the benefit, clauses that forbid, and kinds of
    assessment."""
    passages = policies.by_ref(known)
    barring = {change.after.get("barred_by") for change in sheet.dossier.changes}
    barring |= {change.before.get("barred_by") for change in sheet.dossier.changes}
    clauses = {
        ref: policies.named(ref, passages) for ref in barring if isinstance(ref, str) and ref
    }
    risks = {str(risk): name for risk, name in names.RISKS.items()}
    kinds = {f"{one.key} assessment": one.name for one in known.assessment_types(today)}
    parts = {part.key: part.name for part in policies.weighting(known, today).parts}
    return risks | clauses | kinds | parts


def _change(
    sheet: IdeaDetails, name: str, before: object, after: object, called: Mapping[str, str]
) -> str:
    if name == "lead_id":
        before, after = _lead(sheet, before), _lead(sheet, after)
    was, will = _plain(name, before, called), _plain(name, after, called)
    return f"{_label(name, called)}: {was or 'nothing'} → {will or 'nothing'}"


def _label(name: str, called: Mapping[str, str]) -> str:
    if name in words.EVIDENCE:
        return words.EVIDENCE[name].label
    if name in words.SCORES:
        return words.SCORES[name][0]
    if name.endswith(" assessment"):
        return called.get(name, name)
    return words.FIELDS.get(name, name.replace("_", " ").capitalize())


def _lead(sheet: IdeaDetails, number: object) -> str:
    """Who looks after it: changes know people by number, and the name of the present one alone is
    at hand."""
    lead = sheet.dossier.idea.lead
    if number is None:
        return "none"
    return (lead.name if lead and lead.number == number else "") or "somebody else"


def _plain(name: str, value: object, called: Mapping[str, str]) -> str:
    if name in words.SCORES or value is None:
        return str(value or "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{called.get(key, key)} {one}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    text = str(value)
    if name.endswith("_on"):
        return day(read_day(text)) or text
    return called.get(text, text)


def _name(person: Person | None) -> str:
    return person.name if person else ""
