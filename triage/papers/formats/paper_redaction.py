"""Papers name no people (terms of reference of the steering group), but for minutes, which say who
was there."""

from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from triage.papers.paper import Paper
from triage.redaction import name_redactor

_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), 65534, 65535))
"""What no file of an office program may hold."""


def redact_paper(paper: Paper, names: Collection[str]) -> Paper:
    """The paper without names and without what cannot be shown. Titles of fields and the paper's
    own name stay, and the people whom it has to name."""
    redact = name_redactor(set(names) - paper.people)
    # states, services and labels stand in many cells
    clean = cache(lambda text: redact(text.translate(_CONTROL)))
    found: Paper = _through(paper, clean)
    return replace(found, name=paper.name)


def _through(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [_through(one, clean) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: _through(getattr(value, one.name), clean) for one in fields(value)}
        return replace(value, **parts)
    return value
