"""What a record of each kind says (governance facts, sections 6 and 7): its fields, in order.

Records stand in papers that leave the council, so people are named by their role.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from triage.model.evidence import EVIDENCE, FOUND, KEPT, ROLE
from triage.model.fields import FieldType
from triage.model.risk import IMPACT, LIKELIHOOD
from triage.records.transparency_standard import FIELDS as STANDARD_FIELDS


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field. `hint` stands below the label; numbers run from `least` to `most`. Of a number on
    a `scale` each step has its meaning, from the lowest."""

    name: str
    label: str
    takes: FieldType = FieldType.LINE
    needed: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()
    least: float = 0
    most: float = 1_000_000_000
    scale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordSchema:
    """One kind of record. `letter` begins its references, `closed` are the states in which it
    needs nobody any more, `due` is the field with the day that it is looked at next, `listed` are
    the fields that a list shows after the title. One that is `apart` belongs to no idea; one that
    `names_people` says who was there; without the fields in `complete_with` one is
    shown as incomplete."""

    name: str
    letter: str
    one: str
    many: str
    about: str
    fields: tuple[RecordField, ...]
    listed: tuple[str, ...]
    closed: frozenset[str] = frozenset()
    due: str = ""
    of_an_idea: bool = False
    apart: bool = False
    names_people: bool = False
    complete_with: tuple[str, ...] = ()

    def field(self, name: str) -> RecordField:
        return next(one for one in self.fields if one.name == name)


_OWNER = RecordField("owner", "Owner", needed=True, hint=ROLE)


def _score(name: str, label: str, scale: tuple[str, ...], *, needed: bool = False) -> RecordField:
    number = FieldType.NUMBER
    return RecordField(name, label, number, needed, "", least=1, most=5, scale=scale)


def _state(*choices: str) -> RecordField:
    return RecordField("state", "State", FieldType.CHOICE, needed=True, choices=choices)


RISK = RecordSchema(
    name="risk",
    letter="R",
    one="Risk",
    many="Risk register",
    about="What could go wrong, how bad it would be, and what is done about it.",
    fields=(
        RecordField("title", "What could happen", needed=True),
        RecordField(
            "detail", "Cause and effect", FieldType.TEXT, hint="Why it could happen, and to whom."
        ),
        RecordField(
            "harm",
            "Harm",
            FieldType.CHOICE,
            needed=True,
            choices=(
                "people",
                "equality",
                "legal",
                "security",
                "service",
                "money",
                "reputation",
                "environment",
            ),
        ),
        _score("likelihood", "Likelihood before measures", LIKELIHOOD, needed=True),
        _score("impact", "Impact before measures", IMPACT, needed=True),
        RecordField("measures", "Measures", FieldType.TEXT),
        _score("residual_likelihood", "Likelihood that remains", LIKELIHOOD),
        _score("residual_impact", "Impact that remains", IMPACT),
        _OWNER,
        RecordField("review_on", "Review date", FieldType.DAY, needed=True),
        _state("open", "accepted", "escalated", "closed"),
    ),
    listed=("harm", "owner", "review_on", "state"),
    closed=frozenset({"closed"}),
    due="review_on",
)

HOURS = "hours a year"
POUNDS = "pounds a year"
CASH, TIME, QUALITY = "cash", "time", "quality"

BENEFIT = RecordSchema(
    name="benefit",
    letter="B",
    one="Benefit",
    many="Benefits",
    about="What was expected of an idea and what came of it. Hours released are not cash.",
    fields=(
        RecordField("title", "Benefit", needed=True, hint="For example: shorter assessments."),
        RecordField(
            "benefit_kind",
            "Kind",
            FieldType.CHOICE,
            needed=True,
            hint="Cash only if a budget was cut. Hours released are time.",
            choices=(CASH, TIME, QUALITY),
        ),
        RecordField(
            "unit",
            "Counted in",
            FieldType.CHOICE,
            needed=True,
            choices=(HOURS, POUNDS, "per cent", "days", "minutes each", "number"),
        ),
        RecordField(
            "baseline", "Baseline", FieldType.TEXT, needed=True, hint="How it was before, measured."
        ),
        RecordField("baseline_on", "Baseline measured on", FieldType.DAY, needed=True),
        RecordField(
            "method", "Method", FieldType.TEXT, needed=True, hint="How it is measured, and by whom."
        ),
        RecordField("expected", "Expected", FieldType.NUMBER, needed=True),
        RecordField("expected_by", "Expected by", FieldType.DAY, needed=True),
        RecordField(
            "realised", "Realised", FieldType.NUMBER, hint="Leave empty until it was measured."
        ),
        RecordField("realised_on", "Realised: measured on", FieldType.DAY),
        RecordField("budget", "Budget that was cut", hint="Needed for cash."),
        _OWNER,
        _state("expected", "partly realised", "realised", "not realised"),
    ),
    listed=("benefit_kind", "unit", "expected", "realised", "owner", "state"),
    closed=frozenset({"realised", "not realised"}),
    due="expected_by",
)


def _of_evidence(name: str, *, needed: bool = False) -> RecordField:
    """What the decision on the pilot carries, as it stands in the pilot's record."""
    declared = EVIDENCE[name]
    return RecordField(name, declared.label, declared.type, needed, declared.hint)


PILOT = RecordSchema(
    name="pilot",
    letter="P",
    one="Pilot",
    many="Pilots",
    about="Limited trials, each with an owner, a baseline, measures and an end date.",
    fields=(
        RecordField("title", "Pilot", needed=True),
        *(
            _of_evidence(name, needed=name in {"owner", "baseline", "measures"})
            for name in KEPT
            if name not in {"ends_on", *FOUND}
        ),
        RecordField("starts_on", "Starts on", FieldType.DAY, needed=True),
        _of_evidence("ends_on", needed=True),
        RecordField(
            "extended_to", "Extended to", FieldType.DAY, hint="Once, by the group, by six months."
        ),
        RecordField(
            "assessments", "Assessments", FieldType.TEXT, hint="Signed, or recorded as not needed."
        ),
        RecordField("results", "Results", FieldType.TEXT, hint="What was measured, good and bad."),
        *map(_of_evidence, FOUND),
        RecordField("equality", "Effect on equality", FieldType.TEXT),
        RecordField("environment", "Effect on the environment", FieldType.TEXT),
        RecordField("lessons", "Lessons", FieldType.TEXT),
        _state("planned", "running", "ended", "stopped"),
    ),
    listed=("owner", "starts_on", "ends_on", "extended_to", "state"),
    closed=frozenset({"ended", "stopped"}),
    due="ends_on",
    of_an_idea=True,
    complete_with=("fairness", *FOUND),
)

ACTION = RecordSchema(
    name="action",
    letter="A",
    one="Action",
    many="Action plan",
    about="What has to be done, by whom and by when.",
    fields=(
        RecordField("title", "Action", needed=True),
        RecordField("detail", "Detail", FieldType.TEXT),
        _OWNER,
        RecordField("due_on", "Due on", FieldType.DAY, needed=True),
        RecordField(
            "area",
            "What it is about",
            FieldType.CHOICE,
            choices=("training", "communications", "assessments", "policies", "other"),
        ),
        RecordField("source", "Where it comes from", hint="A meeting, a decision or a plan."),
        _state("open", "in progress", "done", "dropped"),
        RecordField("done_on", "Done on", FieldType.DAY),
    ),
    listed=("owner", "due_on", "state"),
    closed=frozenset({"done", "dropped"}),
    due="due_on",
)

INDICATOR = RecordSchema(
    name="indicator",
    letter="I",
    one="Indicator",
    many="Indicators of success",
    about="What success looks like in numbers, and where it stands.",
    fields=(
        RecordField("title", "Indicator", needed=True),
        RecordField(
            "unit", "Counted in", needed=True, hint="For example: staff, per cent, pounds."
        ),
        RecordField("target", "Target", FieldType.NUMBER, needed=True),
        RecordField("target_on", "By", FieldType.DAY, needed=True),
        RecordField(
            "direction",
            "Good is",
            FieldType.CHOICE,
            needed=True,
            choices=("at least the target", "at most the target"),
        ),
        RecordField("current", "Stands at", FieldType.NUMBER),
        RecordField("measured_on", "Measured on", FieldType.DAY),
        RecordField("method", "Method", FieldType.TEXT),
        _OWNER,
    ),
    listed=("unit", "target", "target_on", "current", "measured_on"),
    due="target_on",
)

INCIDENT = RecordSchema(
    name="incident",
    letter="N",
    one="Incident",
    many="Incidents",
    about="What went wrong with AI, without personal details, and what was learned.",
    fields=(
        RecordField("title", "What happened", needed=True, hint="Without names or case details."),
        RecordField("happened_on", "Happened on", FieldType.DAY, needed=True),
        RecordField("tool", "Tool"),
        RecordField(
            "harm",
            "Harm",
            FieldType.CHOICE,
            needed=True,
            choices=("none", "slight", "serious"),
        ),
        RecordField("told_on", "Data protection team told on", FieldType.DAY),
        RecordField("ico", "Reported to the ICO", FieldType.CHOICE, choices=("no", "yes")),
        RecordField("lessons", "Lessons", FieldType.TEXT),
        _OWNER,
        _state("open", "closed"),
    ),
    listed=("happened_on", "harm", "state"),
    closed=frozenset({"closed"}),
)

SHARING = RecordSchema(
    name="sharing",
    letter="S",
    one="Shared use case",
    many="Shared use cases",
    about="Use cases that other councils may see, without names or commercial detail.",
    fields=(
        RecordField("title", "Use case", needed=True, hint="What AI is used for, in one line."),
        RecordField("problem", "Problem", FieldType.TEXT, needed=True),
        RecordField("service", "Service", needed=True),
        RecordField(
            "supplier",
            "Kind of supplier",
            FieldType.CHOICE,
            needed=True,
            hint="Not who it is.",
            choices=(
                "none",
                "built by the council",
                "large supplier",
                "small supplier",
                "shared with partners",
                "open source",
            ),
        ),
        RecordField("governance", "How it is governed", FieldType.TEXT, needed=True),
        RecordField(
            "assessments",
            "Assessments done",
            FieldType.CHOICES,
            choices=("dpia", "eqia", "environmental"),
        ),
        RecordField(
            "capability",
            "Skills that it needed",
            FieldType.CHOICES,
            choices=(
                "service knowledge",
                "data",
                "development",
                "procurement",
                "information governance",
                "change and training",
            ),
        ),
        RecordField(
            "training",
            "Training",
            FieldType.CHOICE,
            needed=True,
            choices=("none yet", "basics for everybody", "for those who use it", "accredited"),
        ),
        RecordField("results", "What came of it", FieldType.TEXT),
        RecordField(
            "reusable", "What others can use", FieldType.ITEMS, hint="One a line: a DPIA, a guide."
        ),
        RecordField(
            "collaboration",
            "Working with others",
            FieldType.CHOICE,
            needed=True,
            choices=(
                "not now",
                "answers questions",
                "shares documents",
                "would pilot together",
                "would buy together",
            ),
        ),
        RecordField("contact", "Whom to ask", needed=True, hint=ROLE),
    ),
    listed=("service", "supplier", "training", "collaboration"),
    of_an_idea=True,
)

TRAINING, COMMUNICATIONS = "training", "communications"
"""What an action is about, where the group looks at it under a heading of its own."""

_NAMES = "One a line. Minutes name people; no other paper does."

MEETING = RecordSchema(
    name="meeting",
    letter="M",
    one="Meeting",
    many="Meetings",
    about="When the group meets, who was there, and what was settled besides ideas.",
    fields=(
        RecordField("title", "Meeting", needed=True, hint="For example: December meeting."),
        RecordField("held_on", "Date", FieldType.DAY, needed=True),
        RecordField("place", "Place", hint="A room, or online."),
        RecordField("present", "People present", FieldType.ITEMS, hint=_NAMES),
        RecordField("apologies", "Apologies", FieldType.ITEMS, hint=_NAMES),
        RecordField(
            "interests",
            "Interests declared",
            FieldType.ITEMS,
            hint="One a line: who, in what, and what was done about it. Leave it empty if nobody "
            "declared any. Every decision of the meeting takes it from here.",
        ),
        RecordField("on_risks", "Settled on risks", FieldType.TEXT),
        RecordField("on_upkeep", "Settled on policies and tools", FieldType.TEXT),
        RecordField("on_training", "Settled on training", FieldType.TEXT),
        RecordField("on_communications", "Settled on communications", FieldType.TEXT),
        RecordField("on_questions", "Settled on questions from staff", FieldType.TEXT),
        RecordField("on_other", "Other business", FieldType.TEXT),
        RecordField("next_on", "Next meeting", FieldType.DAY),
        _state("planned", "held", "minutes agreed"),
    ),
    listed=("held_on", "next_on", "state"),
    closed=frozenset({"held", "minutes agreed"}),
    due="held_on",
    apart=True,
    names_people=True,
)

MEMBER = RecordSchema(
    name="member",
    letter="G",
    one="Member",
    many="Members of the group",
    about="Who sits on the group, by role: the chair, members, the secretary, a lay member.",
    fields=(
        RecordField("title", "Role", needed=True, hint=ROLE),
        RecordField(
            "part",
            "Part in the group",
            FieldType.CHOICE,
            needed=True,
            choices=("chair", "deputy chair", "member", "lay member", "secretary", "adviser"),
        ),
        RecordField("brings", "What they bring", hint="For example: legal, data, equalities."),
        RecordField("since", "Since", FieldType.DAY),
        RecordField("until", "Until", FieldType.DAY),
        _state("serves", "has left"),
    ),
    listed=("part", "brings", "since", "state"),
    closed=frozenset({"has left"}),
    apart=True,
)

AGENT = RecordSchema(
    name="agent",
    letter="K",
    one="Agent",
    many="Agents",
    about="Copilot agents that people have made: whose they are, what they read, when they are "
    "reviewed. One without an owner is switched off.",
    fields=(
        RecordField("title", "Agent", needed=True, hint="What it is called and what it does."),
        RecordField(
            "level",
            "Level",
            FieldType.CHOICE,
            needed=True,
            choices=(
                "1: private, reads own files",
                "2: shared in a team",
                "3: writes to systems, whole organisation or public",
            ),
        ),
        RecordField("owner", "Owner", hint=f"{ROLE} Leave it empty if nobody answers for it."),
        RecordField("who_uses", "Who uses it", needed=True, hint="Teams, and how many people."),
        RecordField("reads", "Data it reads", FieldType.TEXT, needed=True),
        RecordField("review_on", "Review due", FieldType.DAY, needed=True),
        _state("in use", "switched off"),
    ),
    listed=("level", "owner", "who_uses", "review_on", "state"),
    closed=frozenset({"switched off"}),
    due="review_on",
    apart=True,
)

TRANSPARENCY = RecordSchema(
    name="transparency",
    letter="T",
    one="Transparency entry",
    many="Transparency entries",
    about="What a transparency record says that nothing else on record does: typed once for a tool "
    "or an idea, and kept. Leave empty what is on record already; what is typed here goes before.",
    fields=(
        RecordField(
            "title",
            "Tool or idea",
            needed=True,
            hint="Its id on the register, or the idea’s reference: copilot-chat, AI-2026-0042.",
        ),
        *(
            RecordField(
                one.key,
                f"{one.number} {one.name}",
                FieldType.CHOICE if one.choices else FieldType.TEXT,
                hint=one.asks,
                choices=one.choices,
            )
            for one in sorted(STANDARD_FIELDS, key=lambda one: not one.asks)
        ),
    ),
    listed=(),
    apart=True,
)

SCHEMAS: Mapping[str, RecordSchema] = {
    kind.name: kind
    for kind in (
        *(RISK, BENEFIT, PILOT, ACTION, INDICATOR, INCIDENT, AGENT, SHARING),
        *(MEETING, MEMBER, TRANSPARENCY),
    )
}
