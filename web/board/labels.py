"""What the board calls things, and what it says about what is missing."""

from collections.abc import Mapping
from dataclasses import replace

from bot.message import Field, FieldKind
from bot.messages.set_names import SETTINGS
from triage.listing.idea_rows import Sort
from triage.model.evidence import EVIDENCE as DECLARED_EVIDENCE
from triage.model.fields import FIELDS as IDEA_FIELDS
from triage.model.fields import FieldType
from triage.model.idea import DecisionKind
from triage.model.validation import ErrorCode, FieldError
from web.rendering.set_words import bodies

SORTS: Mapping[Sort, str] = {
    Sort.NEWEST: "Newest first",
    Sort.OLDEST: "Oldest first",
    Sort.WAITING: "Longest in its state",
    Sort.MOVED: "Latest change of state",
    Sort.RISK: "Highest risk",
    Sort.VALUE: "Highest value",
    Sort.EASE: "Easiest",
    Sort.SUPPORT: "Most support",
    Sort.TITLE: "Title",
    Sort.SERVICE: "Service",
}

KIND_HINTS: Mapping[DecisionKind, str] = {
    DecisionKind.SCAN: "We watch and learn: no council data, no spending.",
    DecisionKind.PILOT: "A limited trial with named people and an end, at most six months.",
    DecisionKind.SCALE: "Roll-out to everybody who needs it, once the pilot has been evaluated.",
    DecisionKind.DEFER: "The idea comes back by itself on the day that you give.",
    DecisionKind.ASK: "The submitter is told at once. The idea stays where it is.",
    DecisionKind.ESCALATE: "For the board when the risk is very high, when high risk is left after "
    "all measures, or outside the risk appetite. The idea stays where it is until it decides.",
    DecisionKind.EXTEND: "Once, by up to six months from the pilot’s last day.",
}

_ASKED = {
    FieldType.LINE: FieldKind.TEXT,
    FieldType.TEXT: FieldKind.LONG_TEXT,
    FieldType.DAY: FieldKind.DATE,
}

EVIDENCE: Mapping[str, Field] = {
    one.name: Field(one.name, one.label, _ASKED[one.type], hint=one.hint)
    for one in DECLARED_EVIDENCE.values()
}
"""The fields of what a pilot or a roll-out needs."""


def evidence(name: str, value: str) -> Field:
    """One of them as it is asked, with what is said so far; a category of use is chosen from the
    council's list where it has one, and what was chosen once stays on offer."""
    field, own = EVIDENCE[name], SETTINGS.get().categories_of_use
    if DECLARED_EVIDENCE[name].category and own:
        named = dict.fromkeys(filter(None, (*own, value)))
        options = [("", "Not said yet"), *((one, one) for one in named)]
        return replace(field, kind=FieldKind.CHOICE, hint="", options=options, value=value)
    return replace(field, value=value)


SCORES: Mapping[str, tuple[str, str]] = {
    "likelihood": ("Likelihood of harm", ""),
    "impact": (
        "Impact of harm",
        "The highest of harm to people, equality, legal, security, service, money, reputation and "
        "environment.",
    ),
    "residual_likelihood": ("Likelihood that is left", "After all measures."),
    "residual_impact": ("Impact that is left", "After all measures."),
    "ease": ("Ease", "How easy it would be to carry out. 1 very hard, 5 very easy."),
}
"""What an idea is scored for, with a hint, by the names of `triage.model.idea.Scores`."""

_TOLD_LATER = "Whoever is to hear of it is told in a minute, unless you undo it."

FLASH_MESSAGES: Mapping[str, tuple[str, str, str]] = {
    "screening": ("The screening is kept.", "screening", "Screening"),
    "scores": ("The scores are kept.", "scores", "Scores"),
    "assessment": ("How the assessment stands is kept.", "screening", "Assessments"),
    "plan": ("What a pilot or a roll-out will need is kept.", "next", "What can be done now"),
    "document": ("The document is linked.", "documents", "Documents"),
    "unlinked": ("The document is taken off the list.", "documents", "Documents"),
    "note": ("What you wrote is kept.", "notes", "Notes"),
    "care": ("Who looks after the idea is kept.", "main", "Beginning of the page"),
    "supported": ("You support the idea. You hear what becomes of it.", "", ""),
    "assigned": ("You look after the ideas that you chose.", "", ""),
    "readied": (f"They are ready to decide. {_TOLD_LATER}", "", ""),
    "unready": ("None of them could be marked as ready: only what is in screening can.", "", ""),
    "joined": (f"They are joined to the idea that goes on. {_TOLD_LATER}", "", ""),
    "unjoined": (
        "None of them could be joined: the other idea is not there, or is joined itself, or "
        "something was decided already.",
        "",
        "",
    ),
    "partly": (
        f"It is done to those that allow it; the others stay as they were. {_TOLD_LATER}",
        "",
        "",
    ),
    "kept-view": ("The view is kept among yours.", "", ""),
    "unkept-view": (
        "The view was not kept: give it a name of up to 120 characters; you can keep 20.",
        "",
        "",
    ),
    "dropped-view": ("The view is off your list.", "", ""),
    "unchosen": ("Nothing was chosen, so nothing was done.", "", ""),
    "undone": ("It is undone.", "", ""),
    "too-late": ("It was too late to undo that, or somebody changed it meanwhile.", "", ""),
    "move": (f"The idea is moved on. {_TOLD_LATER}", "next", "What can be done now"),
    "record": ("The record is kept.", "", ""),
    "dropped": ("The use cases of that council are removed.", "", ""),
    "samples": ("Every sample is removed.", "", ""),
    "decision": ("The decision is recorded, and the submitter is told of it.", "", ""),
}
"""What is said after each form: the words, and where on the page that is to be seen."""

FIELDS: Mapping[str, str] = {
    **{one.name: one.label for one in IDEA_FIELDS},
    "benefit": "Benefit",
    "barred_by": "Forbidden by",
    "lead_id": "Lead",
    "share": "Shared with other councils",
    "hidden": "Hidden from colleagues",
}
"""What is kept of an idea, by the names of its columns."""


def version(ref: str) -> str:
    """The version in a ref such as `screening@2.0`, in words."""
    return f"version {ref.partition('@')[2]}"


def problem(wrong: FieldError) -> str:
    """What is wrong with a field and what to do about it."""
    told = _SPECIAL.get((wrong.field, wrong.why)) or _PLAIN[wrong.why]
    decides = bodies()
    return told.format(limit=f"{wrong.limit:,}", group=decides.steering_group, board=decides.board)


_PLAIN: Mapping[ErrorCode, str] = {
    ErrorCode.MISSING: "This is needed.",
    ErrorCode.TOO_LONG: "Shorten this to {limit} characters or fewer.",
    ErrorCode.OUT_OF_RANGE: "Choose from 1 to {limit}.",
    ErrorCode.UNKNOWN_CHOICE: "This is not one of the choices.",
    ErrorCode.UNREADABLE: "This cannot be read.",
    ErrorCode.DONE_BEFORE: "This has been done before and cannot be done again.",
    ErrorCode.BARRED: "A clause of the policies forbids this.",
    ErrorCode.GROUP_DECIDES: "The risk is high: {group} decides, not an officer.",
    ErrorCode.BOARD_DECIDES: "The risk is too high for this: {board} decides.",
    ErrorCode.NOT_PASSED: "A test was not passed.",
    ErrorCode.BELOW_FLOOR: "The rules ask for at least {limit} here.",
}

_SPECIAL: Mapping[tuple[str, ErrorCode], str] = {
    ("reason", ErrorCode.MISSING): "Give a reason that the submitter can read.",
    ("decided_on", ErrorCode.OUT_OF_RANGE): "A decision cannot be dated in the future.",
    ("earlier", ErrorCode.OUT_OF_RANGE): "The decision before this one is not in force yet: it can "
    "still be called in. Wait for the day on which it takes effect.",
    ("review_on", ErrorCode.MISSING): "Say on which day it is looked at again.",
    ("review_on", ErrorCode.OUT_OF_RANGE): "Choose a day after the day of the decision.",
    ("duplicate_of", ErrorCode.MISSING): "Give the reference of the other idea.",
    (
        "duplicate_of",
        ErrorCode.UNKNOWN_CHOICE,
    ): "There is no other idea with that reference that this one could be joined to.",
    ("corrects", ErrorCode.UNKNOWN_CHOICE): "There is no such record of this idea to correct.",
    (
        "ends_on",
        ErrorCode.OUT_OF_RANGE,
    ): "Choose a day after the decision and within six months. An "
    "extension counts from the pilot's last day.",
    ("ends_on", ErrorCode.UNREADABLE): "Give a day as year, month and day, for example 2027-03-31.",
    ("kind", ErrorCode.DONE_BEFORE): "The pilot has been extended once already. It can be scaled, "
    "deferred or declined.",
    ("risk", ErrorCode.MISSING): "Judge the risk first.",
    ("screening", ErrorCode.MISSING): "The idea has not been screened yet.",
    ("barred_by", ErrorCode.BARRED): "A clause forbids this idea, whatever it scores. It can be "
    "declined or deferred.",
    (
        "escalation",
        ErrorCode.MISSING,
    ): "Send it up to {board} first, and record that.",
    ("signed_on", ErrorCode.OUT_OF_RANGE): "It cannot be signed on a day that is still to come.",
    ("signed_on", ErrorCode.MISSING): "Say on which day it was signed.",
    ("note", ErrorCode.MISSING): "Say why it is not needed.",
    ("reference", ErrorCode.MISSING): "Say where the signed assessment is.",
    ("outcome", ErrorCode.MISSING): "Say what the test came to.",
    ("signed_by", ErrorCode.MISSING): "Say who says so: a role.",
    (
        "residual_impact",
        ErrorCode.OUT_OF_RANGE,
    ): "The risk that is left cannot be higher than the risk before any measures.",
    ("address", ErrorCode.UNREADABLE): "Give a web address that begins with https://.",
    ("address", ErrorCode.MISSING): "Give the document’s web address.",
    ("text", ErrorCode.MISSING): "Write something first.",
    ("policies", ErrorCode.MISSING): "Choose at least one clause that the decision rests on.",
    (
        "policies",
        ErrorCode.UNKNOWN_CHOICE,
    ): "One of these clauses is not there any more. Choose again.",
    ("conflicts", ErrorCode.MISSING): "Say who declared an interest, or write: none declared.",
    ("exempt_reason", ErrorCode.MISSING): "A record that is not published needs the exemption that "
    "applies.",
    ("maker", ErrorCode.MISSING): "Say who decided.",
    ("decided_on", ErrorCode.MISSING): "Give the day of the decision.",
    (
        "decided_on",
        ErrorCode.UNREADABLE,
    ): "Give a day as year, month and day, for example 2026-11-23.",
    (
        "signed_on",
        ErrorCode.UNREADABLE,
    ): "Give a day as year, month and day, for example 2026-11-23.",
    (
        "review_on",
        ErrorCode.UNREADABLE,
    ): "Give a day as year, month and day, for example 2026-11-23.",
    **{
        (name, ErrorCode.UNREADABLE): "Give a day as year, month and day, for example 2026-11-23."
        for name in ("call_in_until", "in_force_on")
    },
    ("call_in_until", ErrorCode.OUT_OF_RANGE): "The call-in cannot end before the decision.",
    ("in_force_on", ErrorCode.MISSING): "Say on which day after the call-in it takes effect.",
    ("in_force_on", ErrorCode.OUT_OF_RANGE): "It cannot take effect before it is made, nor before "
    "its call-in has ended: give a later day.",
}
