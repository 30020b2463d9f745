"""What the policies say for the board: where knowledge and triage meet, as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.ideas.pinned_questions import pinned_questions
from knowledge import Passage, Tool
from knowledge.model.policies import ToolStatus, Verdict
from knowledge.model.policy_set import PolicySet
from knowledge.model.set_settings import DataKind
from knowledge.versions.dependents import (
    by_ref,
    changed,
    cited,
    clause_of,
    clause_revision,
    in_force,
)
from triage.assessment.scoring import NO_RULE, BenefitPart, Floors, Weighting
from triage.citing_decisions import CitingDecision, ref_in_words
from triage.listing.board_service import IdeaDetails
from triage.model.idea import CompletedScreening, DecisionKind
from triage.model.screening_rules import Question, ScreeningReply

__all__ = ["by_ref", "clause_of", "in_force"]  # and what follows

_BARRED = frozenset({ToolStatus.REFUSED, ToolStatus.SUSPENDED, ToolStatus.RETIRED})


@dataclass(frozen=True, slots=True)
class OutdatedCitation:
    """A decision and a clause that it rests on, with the clause as it reads now, None where there
    is none any more, and what changed, in words."""

    resting: CitingDecision
    ref: str
    now: Passage | None
    changed: str


def weighting(policies: PolicySet, on: date) -> Weighting:
    """How ideas are scored on that day; without parts of benefit where no rule is in force."""
    scoring = policies.scoring_on(on)
    special = policies.settings.classes_of(DataKind.SPECIAL)
    if scoring is None:
        return replace(NO_RULE, special=special)
    return Weighting(
        parts=tuple(BenefitPart(p.anchor, p.name, p.weight, p.asks) for p in scoring.parts),
        ref=scoring.policy.ref,
        ease=scoring.ease,
        floors=scoring.floors,
        special=special,
    )


def floors(policies: PolicySet, on: date, screened: CompletedScreening | None) -> Floors:
    """The lowest likelihood and impact that an idea's last screening allows, by the questions in
    force."""
    screening = policies.screening_on(on)
    if screening is None or screened is None:
        return Floors()
    confirmed = {one.key for one in screened.screening.answers if one.reply is ScreeningReply.YES}
    held = [q for q in screening.questions if q.anchor in confirmed]
    return Floors(
        likelihood=max((q.likelihood for q in held), default=0),
        impact=max((q.floor for q in held), default=0),
    )


def questions(policies: PolicySet, on: date) -> tuple[str, Sequence[Question]] | None:
    """The screening questions in force, each with its clause in the version of that day, and the
    ref of their version; None where there are none."""
    screening = policies.screening_on(on)
    return None if screening is None else (screening.policy.ref, pinned_questions(policies, on))


def forbidding(policies: PolicySet, on: date) -> Sequence[Passage]:
    """The clauses in force that forbid something outright."""
    return [p for p in policies.passages_on(on) if p.verdict is Verdict.NOT_ALLOWED]


def find_tool(policies: PolicySet, on: date, words: str) -> Tool | None:
    """The register's entry for the tool that a submitter has in mind, if it is named."""
    wanted = words.casefold().strip()
    for tool in policies.tools_on(on) if wanted else ():
        if wanted in {name.casefold() for name in (tool.id, tool.name, *tool.aliases)}:
            return tool
    return None


def is_barred(tool: Tool | None) -> bool:
    """Whether the register says that the tool must not be used."""
    return tool is not None and tool.status in _BARRED


def offered(
    policies: PolicySet, on: date, sheet: IdeaDetails, kind: DecisionKind
) -> Sequence[tuple[Passage, bool]]:
    """The clauses that a decision of the kind may rest on, each with whether it does so as a rule:
    those for that kind of decision, those that the screening cites, and one that forbids it."""
    known = by_ref(policies)
    found: dict[str, tuple[Passage, bool]] = {}
    for passage in policies.deciding(kind, on):
        found[passage.ref] = (passage, True)
    screenings = sheet.dossier.screenings
    for trigger in screenings[-1].screening.triggers if screenings else ():
        cited = known.get(trigger.clause)
        if cited:
            found.setdefault(cited.ref, (cited, False))
    barring = known.get(sheet.dossier.idea.barred_by)
    if barring:
        found[barring.ref] = (barring, True)
    return tuple(found.values())


def pinned(
    policies: PolicySet, on: date, named: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Refs of clauses as people name them (`ideas#pilot-rules`, or with a version), each with the
    version in force where none is named; and the names that lead nowhere."""
    known, today = by_ref(policies), in_force(policies, on)
    refs: dict[str, None] = {}
    unknown: list[str] = []
    for name in named:
        if name in known:
            refs[name] = None
        elif name in today:
            refs[today[name].ref] = None
        else:
            unknown.append(name)
    return tuple(refs), tuple(unknown)


def outdated_citations(
    policies: PolicySet, on: date, resting: Iterable[CitingDecision]
) -> Sequence[OutdatedCitation]:
    """Decisions that rest on a clause that reads differently now, or is no more."""
    known, today = by_ref(policies), in_force(policies, on)
    found = []
    for one in resting:
        for ref in one.refs:
            became = clause_revision(ref, known, today)
            if "#" in ref and not became.is_same:
                found.append(OutdatedCitation(one, ref, became.now, changed(became, policies)))
    return found


def named(ref: str, held: Mapping[str, Passage]) -> str:
    """A clause as people cite it, by its ref: its policy, number and heading, and its version if it
    is not kept any more."""
    passage = held.get(ref)
    return cited(passage) if passage else ref_in_words(ref)


def address_of(ref: str) -> str:
    """Where the reader shows a clause or a version, by its ref; empty for what is no ref."""
    place, _, anchor = ref.partition("#")
    policy, at, version = place.partition("@")
    if not at:
        return ""
    if policy == "register":
        return f"/policies/register/{anchor}"
    return f"/policies/{policy}/{version}" + (f"#{anchor}" if anchor else "")
