"""What the board calls things, and what it says about what is missing."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bot.message import Field, FieldKind
from bot.messages.set_names import SETTINGS
from common.files import read_yaml
from triage.listing.idea_rows import Sort
from triage.model.evidence import EVIDENCE as DECLARED_EVIDENCE
from triage.model.fields import FIELDS as IDEA_FIELDS
from triage.model.fields import FieldType
from triage.model.idea import DecisionKind
from triage.model.validation import FieldError
from web.rendering.set_words import bodies

_TOLD = read_yaml(Path(__file__).with_name("sentences.yaml"))

SORTS: Mapping[Sort, str] = {Sort(name): said for name, said in _TOLD["sorts"].items()}

KIND_HINTS: Mapping[DecisionKind, str] = {
    DecisionKind(name): said for name, said in _TOLD["kind_hints"].items()
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

FLASH_MESSAGES: Mapping[str, tuple[str, str, str]] = {
    name: (done["says"].format(later=_TOLD["later"]), *done.get("at", ("", "")))
    for name, done in _TOLD["done"].items()
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
    wrongs = _TOLD["wrong"]
    told: str = wrongs.get(wrong.field, {}).get(wrong.why) or wrongs["any"][wrong.why]
    decides = bodies()
    return told.format(limit=f"{wrong.limit:,}", group=decides.steering_group, board=decides.board)
