"""What a made-up neighbour shares, for the catalogue of a newcomer."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from common.files import read_yaml
from triage.catalogue.case import LISTS, Case, Maturity

COUNCIL = "Sample District Council"
_CASES = Path(__file__).with_suffix(".yaml")


def cases(today: date) -> tuple[Case, ...]:
    """Use cases of the made-up neighbour, last changed some weeks before today."""
    changed = today - timedelta(days=40)
    told = read_yaml(_CASES)
    return tuple(Case(council=COUNCIL, updated_on=changed, **_read(one)) for one in told)


def _read(told: Mapping[str, Any]) -> dict[str, Any]:
    lists = {name: tuple(value) for name, value in told.items() if name in LISTS}
    return {**told, **lists, "maturity": Maturity(told["maturity"])}
