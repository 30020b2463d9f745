"""What a record of each kind says (governance facts, sections 6 and 7): its fields, in order.

Records stand in papers that leave the council, so people are named by their role.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Takes(StrEnum):
    """What may be filled in: a line of text, several lines, a day, a number, one of the choices,
    any of the choices, or items one a line."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `hint` stands below the label; numbers run from `least` to `most`."""

    name: str
    label: str
    takes: Takes = Takes.LINE
    needed: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()
    least: float = 0
    most: float = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record. `letter` begins its references, `closed` are the states in which it
    needs nobody any more, `due` is the field with the day that it is looked at next, `listed` are
    the fields that a list shows after the title."""

    name: str
    letter: str
    one: str
    many: str
    about: str
    fields: tuple[Field, ...]
    listed: tuple[str, ...]
    closed: frozenset[str] = frozenset()
    due: str = ""
    of_an_idea: bool = False

    def field(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)


ROLE = "A role, not a name: for example Head of Housing."
_OWNER = Field("owner", "Owner", needed=True, hint=ROLE)


def _score(name: str, label: str, *, needed: bool = False) -> Field:
    return Field(name, label, Takes.NUMBER, needed, "From 1 to 5.", least=1, most=5)


def _state(*choices: str) -> Field:
    return Field("state", "State", Takes.CHOICE, needed=True, choices=choices)


RISK = Kind(
    name="risk",
    letter="R",
    one="Risk",
    many="Risk register",
    about="What could go wrong, how bad it would be, and what is done about it.",
    fields=(
        Field("title", "What could happen", needed=True),
        Field("detail", "Cause and effect", Takes.TEXT, hint="Why it could happen, and to whom."),
        Field(
            "harm",
            "Harm",
            Takes.CHOICE,
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
        _score("likelihood", "Likelihood before measures", needed=True),
        _score("impact", "Impact before measures", needed=True),
        Field("measures", "Measures", Takes.TEXT),
        _score("residual_likelihood", "Likelihood that remains"),
        _score("residual_impact", "Impact that remains"),
        _OWNER,
        Field("review_on", "Look at it again on", Takes.DAY, needed=True),
        _state("open", "accepted", "escalated", "closed"),
    ),
    listed=("harm", "owner", "review_on", "state"),
    closed=frozenset({"closed"}),
    due="review_on",
)

HOURS = "hours a year"
POUNDS = "pounds a year"
CASH, TIME, QUALITY = "cash", "time", "quality"

BENEFIT = Kind(
    name="benefit",
    letter="B",
    one="Benefit",
    many="Benefits",
    about="What was expected of an idea and what came of it. Hours released are not cash.",
    fields=(
        Field("title", "Benefit", needed=True, hint="For example: shorter assessments."),
        Field(
            "benefit_kind",
            "Kind",
            Takes.CHOICE,
            needed=True,
            hint="Cash only if a budget was cut. Hours released are time.",
            choices=(CASH, TIME, QUALITY),
        ),
        Field(
            "unit",
            "Counted in",
            Takes.CHOICE,
            needed=True,
            choices=(HOURS, POUNDS, "per cent", "days", "minutes each", "number"),
        ),
        Field("baseline", "Baseline", Takes.TEXT, needed=True, hint="How it was before, measured."),
        Field("baseline_on", "Baseline measured on", Takes.DAY, needed=True),
        Field("method", "Method", Takes.TEXT, needed=True, hint="How it is measured, and by whom."),
        Field("expected", "Expected", Takes.NUMBER, needed=True),
        Field("expected_by", "Expected by", Takes.DAY, needed=True),
        Field("realised", "Realised", Takes.NUMBER, hint="Leave empty until it was measured."),
        Field("realised_on", "Realised: measured on", Takes.DAY),
        Field("budget", "Budget that was cut", hint="Needed for cash."),
        _OWNER,
        _state("expected", "partly realised", "realised", "not realised"),
    ),
    listed=("benefit_kind", "unit", "expected", "realised", "owner", "state"),
    closed=frozenset({"realised", "not realised"}),
    due="expected_by",
)

PILOT = Kind(
    name="pilot",
    letter="P",
    one="Pilot",
    many="Pilots",
    about="Limited trials, each with an owner, a baseline, measures and an end date.",
    fields=(
        Field("title", "Pilot", needed=True),
        _OWNER,
        Field("people", "Who takes part", Takes.TEXT, hint="Teams and how many, not names."),
        Field(
            "baseline", "Baseline", Takes.TEXT, needed=True, hint="How it is done now, measured."
        ),
        Field("measures", "Measures of success", Takes.TEXT, needed=True),
        Field("starts_on", "Starts on", Takes.DAY, needed=True),
        Field("ends_on", "Ends on", Takes.DAY, needed=True, hint="Within six months."),
        Field("extended_to", "Extended to", Takes.DAY, hint="Once, by the group, by six months."),
        Field("exit_plan", "Exit plan", Takes.TEXT),
        Field("assessments", "Assessments", Takes.TEXT, hint="Signed, or recorded as not needed."),
        Field("results", "Results", Takes.TEXT, hint="What was measured, good and bad."),
        Field("equality", "Effect on equality", Takes.TEXT),
        Field("environment", "Effect on the environment", Takes.TEXT),
        Field("lessons", "Lessons", Takes.TEXT),
        _state("planned", "running", "ended", "stopped"),
    ),
    listed=("owner", "starts_on", "ends_on", "extended_to", "state"),
    closed=frozenset({"ended", "stopped"}),
    due="ends_on",
    of_an_idea=True,
)

ACTION = Kind(
    name="action",
    letter="A",
    one="Action",
    many="Action plan",
    about="What has to be done, by whom and by when.",
    fields=(
        Field("title", "Action", needed=True),
        Field("detail", "Detail", Takes.TEXT),
        _OWNER,
        Field("due_on", "Due on", Takes.DAY, needed=True),
        Field("source", "Where it comes from", hint="A meeting, a decision or a plan."),
        _state("open", "in progress", "done", "dropped"),
        Field("done_on", "Done on", Takes.DAY),
    ),
    listed=("owner", "due_on", "state"),
    closed=frozenset({"done", "dropped"}),
    due="due_on",
)

INDICATOR = Kind(
    name="indicator",
    letter="I",
    one="Indicator",
    many="Indicators of success",
    about="What success looks like in numbers, and where it stands.",
    fields=(
        Field("title", "Indicator", needed=True),
        Field("unit", "Counted in", needed=True, hint="For example: staff, per cent, pounds."),
        Field("target", "Target", Takes.NUMBER, needed=True),
        Field("target_on", "By", Takes.DAY, needed=True),
        Field(
            "direction",
            "Good is",
            Takes.CHOICE,
            needed=True,
            choices=("at least the target", "at most the target"),
        ),
        Field("current", "Stands at", Takes.NUMBER),
        Field("measured_on", "Measured on", Takes.DAY),
        Field("method", "Method", Takes.TEXT),
        _OWNER,
    ),
    listed=("unit", "target", "target_on", "current", "measured_on"),
    due="target_on",
)

INCIDENT = Kind(
    name="incident",
    letter="N",
    one="Incident",
    many="Incidents",
    about="What went wrong with AI, without personal details, and what was learned.",
    fields=(
        Field("title", "What happened", needed=True, hint="Without names or case details."),
        Field("happened_on", "Happened on", Takes.DAY, needed=True),
        Field("tool", "Tool"),
        Field(
            "harm",
            "Harm",
            Takes.CHOICE,
            needed=True,
            choices=("none", "slight", "serious"),
        ),
        Field("told_on", "Data protection team told on", Takes.DAY),
        Field("ico", "Reported to the ICO", Takes.CHOICE, choices=("no", "yes")),
        Field("lessons", "Lessons", Takes.TEXT),
        _OWNER,
        _state("open", "closed"),
    ),
    listed=("happened_on", "harm", "state"),
    closed=frozenset({"closed"}),
)

SHARING = Kind(
    name="sharing",
    letter="S",
    one="Shared use case",
    many="Shared use cases",
    about="Use cases that other councils may see, without names or commercial detail.",
    fields=(
        Field("title", "Use case", needed=True, hint="What AI is used for, in one line."),
        Field("problem", "Problem", Takes.TEXT, needed=True),
        Field("service", "Service", needed=True),
        Field(
            "supplier",
            "Kind of supplier",
            Takes.CHOICE,
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
        Field("governance", "How it is governed", Takes.TEXT, needed=True),
        Field(
            "assessments",
            "Assessments done",
            Takes.CHOICES,
            choices=("dpia", "eqia", "environmental"),
        ),
        Field(
            "capability",
            "Skills that it needed",
            Takes.CHOICES,
            choices=(
                "service knowledge",
                "data",
                "development",
                "procurement",
                "information governance",
                "change and training",
            ),
        ),
        Field(
            "training",
            "Training",
            Takes.CHOICE,
            needed=True,
            choices=("none yet", "basics for everybody", "for those who use it", "accredited"),
        ),
        Field("results", "What came of it", Takes.TEXT),
        Field("reusable", "What others can use", Takes.ITEMS, hint="One a line: a DPIA, a guide."),
        Field(
            "collaboration",
            "Working with others",
            Takes.CHOICE,
            needed=True,
            choices=(
                "not now",
                "answers questions",
                "shares documents",
                "would pilot together",
                "would buy together",
            ),
        ),
        Field("contact", "Whom to ask", needed=True, hint=ROLE),
    ),
    listed=("service", "supplier", "training", "collaboration"),
    of_an_idea=True,
)

KINDS: Mapping[str, Kind] = {
    kind.name: kind for kind in (RISK, BENEFIT, PILOT, ACTION, INDICATOR, INCIDENT, SHARING)
}
