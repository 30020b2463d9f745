"""The fields of every part that is edited: what each is called for people, and what fits in it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.message import Field, FieldKind
from common.assessments import Gate
from knowledge.drafting.set_files.set_file import FileKind, SetFile
from knowledge.files.front_matter import day
from knowledge.model.policies import ToolStatus
from knowledge.model.policy_set import PolicySet
from knowledge.model.scoring_rule import KINDS, TOUCHES
from knowledge.model.screening_questions import ScreeningOutcome
from knowledge.quality.golden import ExpectedLead
from knowledge.rules.register import NEEDED, NOT_TO_BE_USED, RISK_LEVELS
from web.drafting.facts_page import detail_fields
from web.policies.tools_register import FACTS

LONGEST, LONGEST_TEXT = 2_000, 60_000
"""Signs of a line, and of a text or list."""

_MEANING = "What 1, 3 and 5 mean."
_LINES = "One on each line."
_CLAUSE = "For example assessments#dpia-when: the policy, then the clause."


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together, below a heading of their own if there are several groups."""

    title: str
    fields: Sequence[Field]


def _text(name: str, label: str, hint: str = "", *, needed: bool = False) -> Field:
    return Field(name, label, FieldKind.TEXT, hint, required=needed)


def _long(name: str, label: str, hint: str = "", *, needed: bool = False) -> Field:
    return Field(name, label, FieldKind.LONG_TEXT, hint, required=needed)


def _choice(
    name: str, label: str, options: Iterable[tuple[str, str]], *, needed: bool = False
) -> Field:
    return Field(name, label, FieldKind.CHOICE, options=tuple(options), required=needed)


def _number(name: str, label: str, hint: str) -> Field:
    return Field(name, label, FieldKind.NUMBER, hint)


def _day(name: str, label: str, hint: str = "") -> Field:
    return Field(name, label, FieldKind.DATE, hint)


def _column(key: str, label: str = "", hint: str = "") -> Field:
    return _text(key, label or FACTS[key], hint, needed=key in NEEDED)


_LEVELS = (("", "not set"), *((level, level) for level in RISK_LEVELS))
_ENTRY = (
    FieldGroup(
        "Status",
        (
            _choice("status", "Status", ((one, one) for one in ToolStatus), needed=True),
            _text("reason", "Reason", "Needed for a new status; it becomes a line of the history."),
            _day("since", "Since", "The day of that line."),
        ),
    ),
    FieldGroup(
        "What people are told",
        (
            _long(
                "text",
                "Text of the entry",
                "May it be used, by whom, with which data, and what to use instead: 40 to 120 "
                "words. Behind a sentence, {Allowed} and the like say what it answers.",
                needed=True,
            ),
            _column("conditions", hint="A few words."),
        ),
    ),
    FieldGroup(
        "The tool",
        (
            _text("name", "Name", needed=True),
            _long("aliases", "Other names", f"Abbreviations and misspellings too. {_LINES}"),
            _column("supplier"),
            _column("category"),
            _column("purpose"),
        ),
    ),
    FieldGroup(
        "Who may use it",
        (
            _column("who_may_use"),
            _column("service_areas"),
            _column("account_type"),
            _column("training_required"),
            Field("alternatives", "Use instead", FieldKind.CHOICES),
            _column("owner_role", hint="A role, never a person."),
            _column("contact", hint="A role and how to reach it, no e-mail address."),
        ),
    ),
    FieldGroup(
        "Data",
        (
            Field(
                "data_classes_allowed",
                "Data that may go in",
                FieldKind.CHOICES,
                "What is not ticked may not go in.",
            ),
            _column("hosting"),
            _column("trains_on_our_data"),
            _column("sub_processors"),
        ),
    ),
    FieldGroup(
        "Assessments",
        (
            _column("dpia_ref"),
            _column("dpia_status"),
            _column("eqia_ref"),
            _column("environmental_ref"),
            _day("security_review_on", "Security review on"),
            _column("transparency_record_ref"),
            _choice("risk_level", FACTS["risk_level"], _LEVELS),
        ),
    ),
    FieldGroup(
        "Approval, contract and audit",
        (
            _column("approved_by"),
            _day("approved_on", "Approved on"),
            _column("decision_ref"),
            _text("contract_ref", "Contract"),
            _day("contract_end", "End of the contract"),
            _day("last_audit_on", "Last audit"),
            _column("audit_outcome"),
            _day("next_audit_due", "Next audit due"),
            _day("ends_on", "Ends on"),
        ),
    ),
)  # fmt: skip

_WRITTEN = _text("written", "What people write", "Several with commas between.", needed=True)
_ASKED = _long("lines", "Ways in which staff ask", _LINES)
_OUTCOMES = {
    ScreeningOutcome.REQUIRED: "Required",
    ScreeningOutcome.ADVICE: "Ask for advice",
    ScreeningOutcome.NONE: "Nothing",
}
_GATES = {Gate.PILOT: "Before a pilot", Gate.ROLL_OUT: "Before a roll-out"}
_TOUCHES = dict(
    zip(
        TOUCHES,
        (
            "Special category data", "Children or adults at risk", "Decisions about a person",
            "The public",
        ),
        strict=True,
    )
)  # fmt: skip
_LEADS = {
    "": "Not said",
    ExpectedLead.NO: "A no",
    ExpectedLead.YES: "A yes, with conditions too",
    ExpectedLead.NONE: "Nothing in bold",
}

_FORMS: Mapping[tuple[FileKind, str], Sequence[FieldGroup]] = {
    (FileKind.REGISTER, "entry"): _ENTRY,
    **{
        (FileKind.LEXICON, kind): (
            FieldGroup("", (_WRITTEN, _text("called", "What the policies call it", needed=True))),
        )
        for kind in ("acronyms", "staff-words")
    },
    (FileKind.LEXICON, "data-classes"): (
        FieldGroup("", (_WRITTEN, _text("called", "Class of data", needed=True))),
    ),
    (FileKind.ASKED, "questions"): (
        FieldGroup(
            "",
            (
                replace(
                    _ASKED,
                    required=True,
                    hint=f"{_LINES} Behind one, {{Not allowed}} and the like say what the clause "
                    "answers to it.",
                ),
            ),
        ),
    ),
    (FileKind.OUT_OF_SCOPE, "subject"): (
        FieldGroup(
            "",
            (
                _text("title", "Subject", needed=True),
                _long("text", "What people are told", "With who to ask.", needed=True),
                Field("outside", "It belongs to somebody else altogether", FieldKind.CONFIRM),
                Field("orders", "It is something to do, not to ask", FieldKind.CONFIRM),
                _ASKED,
            ),
        ),
    ),
    (FileKind.GOLDEN, "question"): (
        FieldGroup(
            "",
            (
                _text("text", "Question", "As staff type it, without names.", needed=True),
                _choice("answered", "Do the policies answer it?", (("yes", "Yes"), ("no", "No"))),
                _long("refs", "Clauses that answer it", f"{_LINES} {_CLAUSE} Or name a topic."),
                _text("topic", "Topic"),
                _choice("verdict", "What leads the answer", _LEADS.items()),
                _text("context", "Question just before"),
            ),
        ),
    ),
    (FileKind.GOLDEN, "topic"): (
        FieldGroup(
            "",
            (
                _text("topic", "Topic", needed=True),
                _long("refs", "Clauses that answer it", f"{_LINES} {_CLAUSE}", needed=True),
                _long("close", "Topics that help too", _LINES),
            ),
        ),
    ),
    (FileKind.SCREENING, "assessment"): (
        FieldGroup(
            "",
            (
                _text("title", "Heading", needed=True),
                _text("name", "Name of the assessment"),
                _text("short", "The same where there is little room"),
                _text("about", "What it is about"),
                _text("name-cy", "Name in Welsh"),
                _text("short-cy", "Short name in Welsh"),
                _text("about-cy", "What it is about, in Welsh"),
                Field(
                    "before",
                    "A test that is asked for whatever the answers are",
                    FieldKind.CHOICES,
                    "Such a test has no questions.",
                    options=tuple(_GATES.items()),
                ),
            ),
        ),
    ),
    (FileKind.SCREENING, "question"): (
        FieldGroup(
            "",
            (
                _text("title", "Number and heading", needed=True),
                _long("text", "Question", needed=True),
                _choice("yes", "“Yes” leads to", _OUTCOMES.items(), needed=True),
                _choice("unsure", "“I don’t know” leads to", _OUTCOMES.items(), needed=True),
                _text("clause", "Clause that demands it", _CLAUSE, needed=True),
                _number("impact", "Lowest impact after a yes", "From 1 to 5."),
                _number("likelihood", "Lowest likelihood after a yes", "From 1 to 5."),
                _choice("only-after", "Left out after a no to", ()),
                _long("items", "Things to tick", _LINES),
                _long("suggests", "Words of an idea that suggest a yes", _LINES),
            ),
        ),
    ),
    (FileKind.SCORING, "benefit"): (
        FieldGroup(
            "",
            (
                _text("title", "Number and heading", needed=True),
                _long("text", "How it is judged", _MEANING, needed=True),
                replace(
                    _number("weight", "Weight in per cent", "All weights make 100 together."),
                    required=True,
                ),
            ),
        ),
    ),
    (FileKind.SCORING, "ease"): (
        FieldGroup("", (_long("text", "How ease is judged", _MEANING, needed=True),)),
    ),
    (FileKind.SCORING, "floors"): (
        FieldGroup(
            "", tuple(_number(key, label, "From 1 to 5.") for key, label in _TOUCHES.items())
        ),
    ),
    (FileKind.SCORING, "clauses"): (
        FieldGroup(
            "", tuple(_text(kind, kind.capitalize(), "With commas between.") for kind in KINDS)
        ),
    ),
}  # fmt: skip


def fields_of(
    file: SetFile, kind: str, policies: PolicySet | None = None, on: date | None = None
) -> Sequence[FieldGroup]:
    """The fields of a kind of part; with a set what can be chosen is filled in as of a day."""
    if kind == "details":
        return (FieldGroup("", detail_fields(policies)),)
    groups = _FORMS[file.kind, kind]
    if file.is_welsh and file.kind is FileKind.OUT_OF_SCOPE:
        groups = [FieldGroup("", [f for f in groups[0].fields if f.kind is not FieldKind.CONFIRM])]
    if policies is None or on is None:
        return groups
    options = {name: tuple(found(policies, file, on)) for name, found in _OPTIONS.items()}
    return [
        FieldGroup(
            group.title,
            [replace(one, options=options.get(one.name, one.options)) for one in group.fields],
        )
        for group in groups
    ]


def _classes(policies: PolicySet, _: SetFile, __: date) -> Iterable[tuple[str, str]]:
    return ((name, name) for name in policies.settings.class_names)


def _tools(policies: PolicySet, file: SetFile, _: date) -> Iterable[tuple[str, str]]:
    tools = sorted(policies.tools, key=lambda tool: tool.name.casefold())
    return (
        (tool.id, tool.name)
        for tool in tools
        if tool.status not in NOT_TO_BE_USED and tool.id != file.name
    )


def _clauses(policies: PolicySet, _: SetFile, on: date) -> Iterable[tuple[str, str]]:
    return ((p.place, f"{p.title}: {p.heading}") for p in policies.passages_on(on))


_OPTIONS: Mapping[str, Callable[[PolicySet, SetFile, date], Iterable[tuple[str, str]]]] = {
    "data_classes_allowed": _classes,
    "alternatives": _tools,
    "clause": _clauses,
}
"""Fields whose options the set knows. A line of text with options offers them while one types."""


def whole_values(file: SetFile, sent: Mapping[str, str], policies: PolicySet) -> dict[str, str]:
    """What a form says, and what follows from it: a class of data that may not go in is barred."""
    values = dict(sent)
    if file.kind is FileKind.REGISTER:
        allowed = values["data_classes_allowed"].splitlines()
        barred = (name for name in policies.settings.class_names if name not in allowed)
        values["data_classes_barred"] = "\n".join(barred)
    return values


_CHOSEN = (FieldKind.CHOICE, FieldKind.CHOICES)


def problems_with(fields: Iterable[Field], values: Mapping[str, str]) -> dict[str, str]:
    """What of a form cannot be kept, by field, in words."""
    found = {}
    for one in fields:
        value = values.get(one.name, "")
        is_long = one.kind in (FieldKind.LONG_TEXT, FieldKind.CHOICES)
        longest = LONGEST_TEXT if is_long else LONGEST
        if one.required and not value.strip():
            found[one.name] = "Fill this in."
        elif len(value) > longest:
            found[one.name] = f"Shorten it to {longest:,} characters or fewer."
        elif one.kind is FieldKind.DATE and value and day(value) is None:
            found[one.name] = "Choose a day."
        elif one.kind is FieldKind.NUMBER and value and not re.fullmatch("[0-9]{1,3}", value):
            found[one.name] = "Write a whole number."
        elif one.kind in _CHOSEN and not {*value.splitlines()} <= {name for name, _ in one.options}:
            found[one.name] = "Choose from the list."
    return found


_KEYS = re.compile(r"`([a-z_-]+)`")


def _labels() -> Mapping[str, str]:
    fields = [one for groups in _FORMS.values() for group in groups for one in group.fields]
    known = {one.name: one.label for one in (*fields, *detail_fields(None))}
    return known | {
        "history": "History",
        "data_classes_barred": "Data that may not go in",
        "change_note": "What changes, for people",
        "effective_from": "First day",
        "floor": "Lowest impact or likelihood",
    }


_LABELS = _labels()


def in_plain_words(message: str) -> str:
    """What the check says, with the names of fields as the forms have them."""
    return _KEYS.sub(lambda found: f"“{_LABELS.get(found[1], found[1])}”", message)
