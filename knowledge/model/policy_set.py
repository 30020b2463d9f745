"""Everything that one reading of the policy folder says, and what is in force on a day."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from common.assessments import AssessmentTypes
from knowledge.model.in_force import NEVER_IN_FORCE, Term
from knowledge.model.policies import OutOfScopeTopic, Passage, Policy, Status, Tool, Verdict
from knowledge.model.scoring_rule import Scoring
from knowledge.model.screening_questions import ScreeningVersion
from knowledge.model.set_settings import NO_SETTINGS, ClauseRole, SetSettings
from knowledge.model.tool_status import tool_on


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What people write, as they write it, to what the policies call it (one or several).

    `data_classes` maps words that people use of information (`card number`) to its class.
    """

    acronyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    data_classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WelshWays:
    """Ways of asking in Welsh, as officers wrote them: by place, those of its lines whose answer
    is marked, and by the id of a subject that is not covered."""

    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, Verdict]] = field(default_factory=dict)
    subject_lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PolicySet:
    """The whole set, of all versions; nothing in it changes after it was read.

    `clauses` maps a policy's ref to its passages in the file's order, `terms` to the days on
    which it is in force. `asked` maps a place (`policy-id#anchor`, `register#tool-id`) and
    `subject_lines` a subject's id to the ways of asking; `answers` maps a place to those of its
    lines whose answer officers marked. `fingerprint` is the same for the same names and bytes of
    files, whatever order they were read in. `messages` is the text of each file of the council's
    own messages, by its language. `texts` maps the ref of a version, of screening and scoring too,
    to the whole text of its file.
    """

    policies: tuple[Policy, ...]
    clauses: Mapping[str, tuple[Passage, ...]]
    terms: Mapping[str, Term]
    tools: tuple[Tool, ...]
    asked: Mapping[str, tuple[str, ...]]
    subjects: tuple[OutOfScopeTopic, ...]
    subject_lines: Mapping[str, tuple[str, ...]]
    lexicon: Lexicon
    screenings: tuple[ScreeningVersion, ...]
    scorings: tuple[Scoring, ...]
    fingerprint: str
    messages: Mapping[str, str] = field(default_factory=dict)
    settings: SetSettings = NO_SETTINGS
    answers: Mapping[str, Mapping[str, Verdict]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    welsh: WelshWays = field(default_factory=WelshWays)

    @property
    def dated(self) -> tuple[Policy, ...]:
        """Every version that has a term: of policies, of the screening questions, of scoring."""
        screenings = (screening.policy for screening in self.screenings)
        return (*self.policies, *screenings, *(scoring.policy for scoring in self.scorings))

    def in_force(self, on: date) -> tuple[Policy, ...]:
        """The version in force of each policy that has one, by id."""
        found: dict[str, Policy] = {}
        for policy in self.policies:
            if self._holds(policy, on):
                found[policy.id] = policy
        return tuple(found[policy_id] for policy_id in sorted(found))

    def version_in_force(self, policy_id: str, on: date) -> Policy | None:
        versions = (policy for policy in self.versions(policy_id) if self._holds(policy, on))
        return max(versions, key=lambda policy: policy.version, default=None)

    def passages_on(self, on: date) -> tuple[Passage, ...]:
        """What may be quoted to all staff: the clauses in force, and the entries of the register.

        A restricted policy is not for all staff, so its clauses are left out; so is an
        entry that changed after the day, because its text of then is not known.
        """
        clauses = (
            passage
            for policy in self.in_force(on)
            if not policy.restricted
            for passage in self.clauses.get(policy.ref, ())
        )
        entries = (tool.passage for tool in self.tools)
        found = (*clauses, *(entry for entry in entries if entry.effective_from <= on))
        return tuple(_as_marked_on(passage, on) for passage in found)

    def tools_on(self, on: date) -> tuple[Tool, ...]:
        """The entries of the register, each with its status of the day; those that had begun."""
        return tuple(found for tool in self.tools if (found := tool_on(tool, on)))

    def versions(self, policy_id: str) -> tuple[Policy, ...]:
        """Every version of a policy, drafts too, the oldest first."""
        return tuple(policy for policy in self.policies if policy.id == policy_id)

    def earlier(self, policy: Policy) -> tuple[Policy, ...]:
        return tuple(v for v in self.versions(policy.id) if v.version < policy.version)

    def later(self, policy: Policy) -> tuple[Policy, ...]:
        return tuple(v for v in self.versions(policy.id) if policy.version < v.version)

    def marked_by(self, on: date) -> tuple[date, ...]:
        """The days up to this one on which marks were added to versions in force."""
        passages = (p for held in self.clauses.values() for p in held)
        entries = (tool.passage for tool in self.tools)
        days = {first for p in (*passages, *entries) for _, first in p.marked_since}
        return tuple(sorted(day for day in days if day <= on))

    def upcoming(self, on: date, within_days: int) -> tuple[Policy, ...]:
        """Versions that come into force after the day and within so many days, soonest first."""
        until = on + timedelta(days=within_days)
        coming = (p for p in self.policies if p.ref in self.terms)
        soon = [p for p in coming if on < self.terms[p.ref].first <= until]
        return tuple(sorted(soon, key=lambda policy: (self.terms[policy.ref].first, policy.id)))

    def tool(self, tool_id: str) -> Tool | None:
        return next((tool for tool in self.tools if tool.id == tool_id), None)

    def way_of_asking(self, place: str, *, welsh: bool = False) -> str:
        """The first way of asking for a place, in Welsh if there is one and it is wanted; `""`
        for none."""
        lists = (self.welsh.asked, self.asked) if welsh else (self.asked,)
        return next((lines[0] for ways in lists if (lines := ways.get(place))), "")

    def screening_on(self, on: date) -> ScreeningVersion | None:
        """The screening questions in force."""
        held = (s for s in self.screenings if self._holds(s.policy, on))
        return max(held, key=lambda screening: screening.policy.version, default=None)

    def assessment_types(self, on: date) -> AssessmentTypes:
        """Every kind of assessment that was ever asked for, those in force first, each as the
        newest approved version names it: what was assessed under an earlier one keeps a name."""
        approved = [s for s in self.screenings if s.policy.status not in NEVER_IN_FORCE]
        approved.sort(key=lambda screening: screening.policy.version)
        newest = {kind.key: kind for one in approved for kind in one.types}
        current = self.screening_on(on)
        first = {kind.key: kind for kind in current.types} if current else {}
        return AssessmentTypes(first | newest, frozenset(first))

    def scoring_on(self, on: date) -> Scoring | None:
        """How ideas are scored by what is in force."""
        held = (s for s in self.scorings if self._holds(s.policy, on))
        return max(held, key=lambda scoring: scoring.policy.version, default=None)

    def clause_for(self, role: ClauseRole, on: date) -> Passage | None:
        """The clause in force that serves a purpose; None where the set has none for all staff."""
        policy, _, anchor = self.settings.clause(role).partition("#")
        in_force = (p for p in self.passages_on(on) if p.anchor == anchor)
        return next((p for p in in_force if p.policy_id == policy), None) if policy else None

    def contact_on(self, on: date) -> str:
        """Who to ask where no clause names anybody: as the set says, else whom most of what is in
        force names; `""` where nobody is named."""
        if self.settings.contact:
            return self.settings.contact
        named = Counter(p.contact for p in self.passages_on(on) if p.contact)
        return max(named, key=lambda contact: (named[contact], contact), default="")

    def deciding(self, kind: str, on: date) -> tuple[Passage, ...]:
        """The clauses in force that a decision of the kind rests on as a rule."""
        scoring = self.scoring_on(on)
        places = scoring.clauses.get(kind, ()) if scoring else ()
        held = {
            passage.place: passage
            for policy in self.in_force(on)
            for passage in self.clauses.get(policy.ref, ())
        }
        return tuple(held[place] for place, _ in places if place in held)

    def _holds(self, policy: Policy, on: date) -> bool:
        term = self.terms.get(policy.ref)
        return term is not None and term.holds(on)


def _as_marked_on(passage: Passage, on: date) -> Passage:
    """A passage with the verdicts that it had on a day."""
    later = {end for end, first in passage.marked_since if first > on}
    if not later:
        return passage
    return replace(passage, marks=tuple(mark for mark in passage.marks if mark[0] not in later))


def may_read(policy: Policy) -> bool:
    """Whether all staff may read this version: no draft, and nothing that is not meant for all."""
    kept_back = (Status.DRAFT, Status.IN_REVIEW)
    return policy.status not in kept_back and not policy.restricted
