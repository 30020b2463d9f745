"""What a record of each kind says, as `schemas.yaml` has it.

Records stand in papers that leave the council, so people are named by their role.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.files import read_yaml
from triage.model.evidence import EVIDENCE, ROLE
from triage.model.fields import FieldType
from triage.model.risk import IMPACT, LIKELIHOOD
from triage.records.transparency_standard import FIELDS as STANDARD_FIELDS

_FILE = Path(__file__).with_suffix(".yaml")
_SCALES = {"likelihood": LIKELIHOOD, "impact": IMPACT}


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


def _read() -> Mapping[str, RecordSchema]:
    told = read_yaml(_FILE)
    return {name: _schema(name, kind) for name, kind in told.items()}


def _schema(name: str, told: dict[str, Any]) -> RecordSchema:
    fields = [_field(one) for one in told.pop("fields")]
    if told.pop("of_the_standard", False):
        fields += _of_the_standard()
    return RecordSchema(
        name=name,
        fields=tuple(fields),
        closed=frozenset(told.pop("closed", ())),
        listed=tuple(told.pop("listed", ())),
        complete_with=tuple(told.pop("complete_with", ())),
        **told,
    )


def _field(told: dict[str, Any]) -> RecordField:
    if of := told.pop("of_evidence", ""):
        declared = EVIDENCE[of]
        return RecordField(of, declared.label, declared.type, hint=declared.hint, **told)
    scale = _SCALES.get(told.pop("scale", ""), ())
    if scale:
        told |= {"takes": FieldType.NUMBER, "least": 1, "most": len(scale), "scale": scale}
    told["takes"] = FieldType(told.get("takes", FieldType.LINE))
    told["choices"] = tuple(told.get("choices", ()))
    told["hint"] = told.get("hint", "").replace("{role}", ROLE)
    return RecordField(**told)


def _of_the_standard() -> Iterator[RecordField]:
    for one in sorted(STANDARD_FIELDS, key=lambda one: not one.asks):
        takes = FieldType.CHOICE if one.choices else FieldType.TEXT
        label = f"{one.number} {one.name}"
        yield RecordField(one.key, label, takes, hint=one.asks, choices=one.choices)


SCHEMAS = _read()
RISK, BENEFIT, PILOT, ACTION = (SCHEMAS[x] for x in ("risk", "benefit", "pilot", "action"))
INDICATOR, INCIDENT, AGENT = (SCHEMAS[x] for x in ("indicator", "incident", "agent"))
SHARING, MEETING, MEMBER = (SCHEMAS[x] for x in ("sharing", "meeting", "member"))
TRANSPARENCY = SCHEMAS["transparency"]

HOURS, POUNDS, *_ = BENEFIT.field("unit").choices
CASH, TIME, QUALITY = BENEFIT.field("benefit_kind").choices
TRAINING, COMMUNICATIONS, *_ = ACTION.field("area").choices
