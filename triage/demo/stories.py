"""The sample ideas, one in every state, and what is kept beside them: read from `stories/`, where
each has what its idea said and, by days before today, what happened to it."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from common.files import read_yaml
from triage.demo.events import (
    ADVISER,
    LIBRARIAN,
    OFFICER,
    SURVEYOR,
    Assessed,
    Changed,
    Decided,
    DemoEvent,
    Noted,
    Ready,
    Recorded,
    Scored,
    Story,
    SupportGiven,
    Withdrawn,
)
from triage.model.fields import Proposal
from triage.model.idea import Authority, DecisionKind

_FOLDER = Path(__file__).parent / "stories"
_PEOPLE = {"officer": OFFICER, "librarian": LIBRARIAN, "surveyor": SURVEYOR, "adviser": ADVISER}
_EVENTS: Mapping[str, type[DemoEvent]] = {
    "ready": Ready,
    "scored": Scored,
    "assessed": Assessed,
    "supported": SupportGiven,
    "noted": Noted,
    "withdrawn": Withdrawn,
    "decided": Decided,
    "recorded": Recorded,
    "changed": Changed,
}
_READ_AS: Mapping[str, Callable[[Any], object]] = {
    "by": _PEOPLE.__getitem__,
    "maker": Authority,
    "benefit": tuple,
    "applies": frozenset,
    "unsure": frozenset,
}


@cache
def stories() -> tuple[Story, ...]:
    """All of them, read at the first call: hardly anybody starts with samples."""
    return tuple(_stories())


def _stories() -> Iterator[Story]:
    for path in sorted(_FOLDER.glob("*.yaml")):
        for told in read_yaml(path):
            said = told.pop("proposal", None)
            happened = tuple(_event(**one) for one in told.pop("acts", ()))
            yield Story(proposal=said and _proposal(said), acts=happened, **_read(told))


def _proposal(said: Mapping[str, Any]) -> Proposal:
    lists = {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
    return Proposal(**{**said, **lists})


def _event(days: int, **told: Mapping[str, Any]) -> tuple[int, DemoEvent]:
    ((name, content),) = told.items()
    read = _read(content)
    if name == "decided":
        read["kind"] = DecisionKind(content["kind"])
    return days, _EVENTS[name](**read)


def _read(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _READ_AS.get(name, _as_it_is)(value) for name, value in told.items()}


def _as_it_is(value: object) -> object:
    return value
