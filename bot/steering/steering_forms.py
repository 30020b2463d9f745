"""The forms at the card of an idea for the steering group: what they ask, and what is wrong with
what was filled in."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.message import Choice, Choices, Field, FieldKind, Form
from bot.messages.say import say
from triage import Idea
from triage.days import read_day
from triage.model.fields import LIMIT
from triage.model.idea import DecisionKind
from triage.model.stages import ARROWS, ENDED, UNDECIDED, Stage
from triage.workflow.decisions import open_kinds

STEERING = "steer"
NOTE, ASK, DECIDE = "steer.note", "steer.ask", "steer.decide"
NOTED, ASKED, DECIDED = "steer.noted", "steer.asked", "steer.decided"

_HERE = (DecisionKind.SCAN, DecisionKind.DECLINE, DecisionKind.DEFER, DecisionKind.CLOSE,
         DecisionKind.REOPEN, DecisionKind.ESCALATE)  # fmt: skip
"""Decisions that fit on a card; others need evidence, for which the board has room."""


def buttons(ref: str, stage: Stage = Stage.SUBMITTED, record: str = "") -> Choices:
    """What can be done at the card of an idea; nothing is left to decide about one that has
    ended. `record` is the reference of the decision that the card tells of."""
    offered = [(NOTE, say("steering-note")), (ASK, say("steering-ask"))]
    if stage not in ENDED:
        offered.append((DECIDE, say("steering-decide")))
    values = {"reference": ref}
    pressed = [Choice(label, action=do, values=values, in_place=True) for do, label in offered]
    links = [Choice(say("steering-open-board"), link=f"/board/{ref}")]
    if record:
        links.insert(
            0, Choice(say("steering-open-record", ref=record), link=f"/decisions/{record}")
        )
    return Choices([*pressed, *links])


def key_of(idea: Idea) -> str:
    """Names the idea and how it stood; a key that was made up fits nothing."""
    return f"{idea.reference} {idea.version} {secrets.token_hex(8)}"


def version_in(key: str) -> int:
    _, _, rest = key.partition(" ")
    number = rest.partition(" ")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else -1


def comment_form(idea: Idea, action: str, text: str = "", *, wrong: bool = False) -> Form:
    is_note = action == NOTE
    field = Field(
        "text",
        say("steering-note-text") if is_note else say("steering-ask-text"),
        FieldKind.LONG_TEXT,
        required=True,
        max_length=LIMIT,
        value=text[:LIMIT],
        problem=say("steering-problem", field="text") if wrong else "",
    )
    ref = idea.reference
    return Form(
        action=NOTED if is_note else ASKED,
        key=key_of(idea),
        title=say("steering-note-title", ref=ref)
        if is_note
        else say("steering-ask-title", ref=ref),
        fields=(field,),
        submit=say("steering-keep-note") if is_note else say("steering-send-question"),
        intro=idea.title,
        page=f"/board/{idea.reference}/note",
    )


def decide_form(
    idea: Idea, values: Mapping[str, object] | None = None, wrong: Iterable[str] = ()
) -> Form | None:
    """What can be decided at this moment, or None if nothing can."""
    options = _options(idea)
    if not options:
        return None
    kept, problems = values or {}, {name: say("steering-problem", field=name) for name in wrong}
    kinds = {"which": FieldKind.CHOICE, "reason": FieldKind.LONG_TEXT, "review_on": FieldKind.DATE}
    labels = {
        "which": say("steering-which"),
        "reason": say("steering-reason"),
        "review_on": say("steering-look-again"),
    }
    names = [name for name in kinds if name != "review_on" or _can(options, DecisionKind.DEFER)]
    fields = [
        Field(
            name,
            labels[name],
            kinds[name],
            required=name != "review_on",
            options=options if name == "which" else (),
            max_length=LIMIT if name == "reason" else 0,
            value=text_in(kept, name)[:LIMIT],
            problem=problems.get(name, ""),
        )
        for name in names
    ]
    return Form(
        action=DECIDED,
        key=key_of(idea),
        title=say("steering-decide-title", ref=idea.reference),
        fields=fields,
        submit=say("steering-record"),
        intro=f"{idea.title}\n\n{say('steering-more-on-the-board')}",
        page=f"/board/{idea.reference}#next",
    )


def _options(idea: Idea) -> Sequence[tuple[str, str]]:
    kinds = [kind for kind in open_kinds(idea.stage) if kind in _HERE]
    steps = [(move, say("steering-move-to", stage=stage)) for move, stage in moves(idea).items()]
    return [*steps, *((kind.value, say("steering-kind", kind=kind)) for kind in kinds)]


def moves(idea: Idea) -> Mapping[str, Stage]:
    """The moves on towards a decision that are open."""
    if idea.stage not in UNDECIDED:
        return {}
    return {f"to.{stage}": stage for stage in (Stage.SCREENING, Stage.READY)
            if stage in ARROWS[idea.stage]}  # fmt: skip


def _can(options: Sequence[tuple[str, str]], kind: DecisionKind) -> bool:
    return any(value == kind for value, _ in options)


def problems(idea: Idea, which: str, reason: str, again: str, today: date) -> Sequence[str]:
    """The fields that cannot be taken as they are."""
    found = []
    if which not in dict(_options(idea)):
        found.append("which")
    if not reason or len(reason) > LIMIT:
        found.append("reason")
    day = read_day(again)
    if which == DecisionKind.DEFER and (day is None or day <= today):
        found.append("review_on")
    return found


def text_in(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    return value.strip() if isinstance(value, str) else ""
