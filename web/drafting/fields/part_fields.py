"""The fields of each kind of part that a file of the set is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.message import Field, FieldKind
from common.assessments import Gate
from knowledge.drafting.set_files.set_file import FileKind
from knowledge.model.scoring_rule import KINDS, TOUCHES
from knowledge.model.screening_questions import ScreeningOutcome
from knowledge.quality.golden import ExpectedLead
from web.drafting.fields.entry_fields import ENTRY_FIELDS
from web.drafting.fields.field_builders import ONE_A_LINE, FieldGroup, choice, long, number, text

_MEANING = "What 1, 3 and 5 mean."
_CLAUSE = "For example assessments#dpia-when: the policy, then the clause."
_WRITTEN = text("written", "What people write", "Several with commas between.", needed=True)
_ASKED = long("lines", "Ways in which staff ask", ONE_A_LINE)
_KEEPS = f"{ONE_A_LINE} {{}} keeps what was chosen for it, and is counted by that."
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

FORMS: Mapping[tuple[FileKind, str], Sequence[FieldGroup]] = {
    (FileKind.REGISTER, "entry"): ENTRY_FIELDS,
    **{
        (FileKind.LEXICON, kind): (
            FieldGroup("", (_WRITTEN, text("called", "What the policies call it", needed=True))),
        )
        for kind in ("acronyms", "staff-words")
    },
    (FileKind.LEXICON, "data-classes"): (
        FieldGroup("", (_WRITTEN, text("called", "Class of data", needed=True))),
    ),
    (FileKind.ASKED, "questions"): (
        FieldGroup(
            "",
            (
                replace(
                    _ASKED,
                    required=True,
                    hint=f"{ONE_A_LINE} Behind one, {{Not allowed}} and the like say what the "
                    "clause answers to it.",
                ),
            ),
        ),
    ),
    (FileKind.OUT_OF_SCOPE, "subject"): (
        FieldGroup(
            "",
            (
                text("title", "Subject", needed=True),
                long("text", "What people are told", "With who to ask.", needed=True),
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
                text("text", "Question", "As staff type it, without names.", needed=True),
                choice("answered", "Do the policies answer it?", (("yes", "Yes"), ("no", "No"))),
                long("refs", "Clauses that answer it", f"{ONE_A_LINE} {_CLAUSE} Or name a topic."),
                text("topic", "Topic"),
                choice("verdict", "What leads the answer", _LEADS.items()),
                text("context", "Question just before"),
            ),
        ),
    ),
    (FileKind.GOLDEN, "topic"): (
        FieldGroup(
            "",
            (
                text("topic", "Topic", needed=True),
                long("refs", "Clauses that answer it", f"{ONE_A_LINE} {_CLAUSE}", needed=True),
                long("close", "Topics that help too", ONE_A_LINE),
            ),
        ),
    ),
    (FileKind.COUNCIL, "objectives"): (
        FieldGroup("", (long("lines", "Aims", _KEEPS.format("An idea"), needed=True),)),
    ),
    (FileKind.COUNCIL, "categories_of_use"): (
        FieldGroup("", (long("lines", "Uses", _KEEPS.format("A pilot"), needed=True),)),
    ),
    (FileKind.SCREENING, "assessment"): (
        FieldGroup(
            "",
            (
                text("title", "Heading", needed=True),
                text("name", "Name of the assessment"),
                text("short", "The same where there is little room"),
                text("about", "What it is about"),
                text("name-cy", "Name in Welsh"),
                text("short-cy", "Short name in Welsh"),
                text("about-cy", "What it is about, in Welsh"),
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
                text("title", "Number and heading", needed=True),
                long("text", "Question", needed=True),
                choice("yes", "“Yes” leads to", _OUTCOMES.items(), needed=True),
                choice("unsure", "“I don’t know” leads to", _OUTCOMES.items(), needed=True),
                text("clause", "Clause that demands it", _CLAUSE, needed=True),
                number("impact", "Lowest impact after a yes", "From 1 to 5."),
                number("likelihood", "Lowest likelihood after a yes", "From 1 to 5."),
                choice("only-after", "Left out after a no to", ()),
                long("items", "Things to tick", ONE_A_LINE),
                long("suggests", "Words of an idea that suggest a yes", ONE_A_LINE),
            ),
        ),
    ),
    (FileKind.SCORING, "benefit"): (
        FieldGroup(
            "",
            (
                text("title", "Number and heading", needed=True),
                long("text", "How it is judged", _MEANING, needed=True),
                replace(
                    number("weight", "Weight in per cent", "All weights make 100 together."),
                    required=True,
                ),
            ),
        ),
    ),
    (FileKind.SCORING, "ease"): (
        FieldGroup("", (long("text", "How ease is judged", _MEANING, needed=True),)),
    ),
    (FileKind.SCORING, "floors"): (
        FieldGroup(
            "", tuple(number(key, label, "From 1 to 5.") for key, label in _TOUCHES.items())
        ),
    ),
    (FileKind.SCORING, "clauses"): (
        FieldGroup(
            "", tuple(text(kind, kind.capitalize(), "With commas between.") for kind in KINDS)
        ),
    ),
}  # fmt: skip
