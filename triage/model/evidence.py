"""What a pilot or a roll-out needs on record before it is decided on: each declared once.

The form that gathers it, the gates, the form of the decision, the record of the pilot and the
papers read `EVIDENCE`; nothing else names these fields one by one. They stand in papers that leave
the council, so people are named in them by their role.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from common.files import read_yaml
from triage.days import day, read_day
from triage.model.fields import FieldType
from triage.model.idea import DecisionKind

_FILE = Path(__file__).with_suffix(".yaml")

ROLE = "A role, not a name: for example Head of Housing."


@dataclass(frozen=True, slots=True)
class EvidenceField:
    """One thing that the decision `before` needs. One that is `kept` stands in the record of the
    pilot too; `found` is what the pilot showed, without which its record is incomplete. A
    `category` is chosen from the council's own list, where it has one."""

    name: str
    label: str
    type: FieldType
    before: DecisionKind
    hint: str = ""
    kept: bool = False
    found: bool = False
    category: bool = False


def _read() -> Iterator[EvidenceField]:
    for before, fields in read_yaml(_FILE).items():
        for told in fields:
            hint = told.pop("hint", "").replace("{role}", ROLE)
            kind = FieldType(told.pop("type"))
            yield EvidenceField(type=kind, before=DecisionKind(before), hint=hint, **told)


EVIDENCE: Mapping[str, EvidenceField] = {one.name: one for one in _read()}
"""By name, in the order in which they are asked."""


def needed_before(kind: DecisionKind) -> tuple[str, ...]:
    """The names of what a decision of that kind needs."""
    return tuple(one.name for one in EVIDENCE.values() if one.before is kind)


KEPT = tuple(one.name for one in EVIDENCE.values() if one.kept)
"""The names of what the record of a pilot has too."""

FOUND = tuple(one.name for one in EVIDENCE.values() if one.found)
"""The names of what has to be heard and measured in a pilot."""


def prepared(plan: Mapping[str, str]) -> list[tuple[str, str]]:
    """What has been gathered so far, by label; what has not is left out."""
    said = ((one, plan.get(one.name, "")) for one in EVIDENCE.values())
    return [
        (one.label, day(read_day(text)) if one.type is FieldType.DAY else text)
        for one, text in said
        if text
    ]
