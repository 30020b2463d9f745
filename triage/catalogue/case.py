"""A use case as councils share it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from triage.model.fields import FieldType
from triage.model.stages import Stage
from triage.records.schemas import SHARING


class Maturity(StrEnum):
    """How far a use has come. In use: rolled out; stopped: decided against, or put off."""

    IDEA = "idea"
    SCAN = "scan"
    PILOT = "pilot"
    IN_USE = "in use"
    STOPPED = "stopped"


_MATURITY: Mapping[Stage, Maturity] = {
    Stage.SCAN: Maturity.SCAN,
    Stage.PILOT: Maturity.PILOT,
    Stage.SCALE: Maturity.IN_USE,
    Stage.CLOSED: Maturity.IN_USE,
    Stage.DECLINED: Maturity.STOPPED,
    Stage.DEFERRED: Maturity.STOPPED,
    Stage.DUPLICATE: Maturity.STOPPED,
    Stage.WITHDRAWN: Maturity.STOPPED,
}


def maturity_of(stage: Stage) -> Maturity:
    return _MATURITY.get(stage, Maturity.IDEA)


@dataclass(frozen=True, slots=True)
class Case:
    """One use case of one council. `reference` is the council's own; the two together name it.
    `contact` is a role. The other fields are those of a record of the kind `sharing`."""

    council: str
    reference: str
    title: str
    problem: str
    service: str
    maturity: Maturity
    supplier: str
    governance: str
    training: str
    collaboration: str
    contact: str
    updated_on: date
    assessments: tuple[str, ...] = ()
    capability: tuple[str, ...] = ()
    results: str = ""
    reusable: tuple[str, ...] = ()


FIELDS = tuple(one.name for one in fields(Case))
LISTS = frozenset(
    one.name for one in SHARING.fields if one.takes in {FieldType.CHOICES, FieldType.ITEMS}
)
