"""The stages of an idea and the arrows between them (governance facts, section 6)."""

from collections.abc import Mapping
from enum import StrEnum

LONGEST_PILOT = 6
"""Months; the one extension may add as many."""


class Stage(StrEnum):
    """Scan is to watch without data or spend, pilot a limited trial, scale a roll-out."""

    SUBMITTED = "submitted"
    SCREENING = "screening"
    READY = "ready"
    SCAN = "scan"
    PILOT = "pilot"
    SCALE = "scale"
    DECLINED = "declined"
    DEFERRED = "deferred"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


UNDECIDED = frozenset({Stage.SUBMITTED, Stage.SCREENING, Stage.READY})
"""Before a decision the submitter may still amend and withdraw."""

ARROWS: Mapping[Stage, frozenset[Stage]] = {
    Stage.SUBMITTED: frozenset({Stage.SCREENING, Stage.DECLINED, Stage.DUPLICATE, Stage.WITHDRAWN}),
    Stage.SCREENING: frozenset({Stage.READY, Stage.DECLINED, Stage.DUPLICATE, Stage.WITHDRAWN}),
    Stage.READY: frozenset(
        {
            Stage.SCAN,
            Stage.PILOT,
            Stage.DECLINED,
            Stage.DEFERRED,
            Stage.DUPLICATE,
            Stage.WITHDRAWN,
        }
    ),
    Stage.SCAN: frozenset({Stage.PILOT, Stage.DECLINED, Stage.DEFERRED}),
    Stage.PILOT: frozenset({Stage.SCALE, Stage.DECLINED, Stage.DEFERRED}),
    Stage.SCALE: frozenset({Stage.CLOSED}),
    Stage.DECLINED: frozenset({Stage.SCREENING}),
    Stage.DEFERRED: frozenset({Stage.SCREENING}),
    Stage.DUPLICATE: frozenset(),
    Stage.WITHDRAWN: frozenset(),
    Stage.CLOSED: frozenset(),
}
"""Where an idea may go from each stage; declined and deferred reopen on new evidence.
An idea that repeats another, or is a plain no, need not be screened to be ended."""

ENDED = frozenset({Stage.DECLINED, *(stage for stage, to in ARROWS.items() if not to)})
"""Nothing more is expected of an idea in one of these."""
