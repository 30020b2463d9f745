"""What waits for the person who opens the board, by their roles."""

from collections.abc import Mapping, Sequence, Set

from triage.listing.list_view import OPEN, ListQuery, Sort
from triage.model.stages import Stage
from web.permissions import Role

SHOWN = 5
"""Ideas of each kind that the board opens with."""

_READY = ("Ready to decide", ListQuery(stages=frozenset({Stage.READY}), sort=Sort.VALUE))
_WAITS: Mapping[Role, Sequence[tuple[str, ListQuery]]] = {
    Role.CHAIR: (_READY,),
    Role.MEMBER: (_READY,),
    Role.OFFICER: (
        (
            "To screen",
            ListQuery(stages=frozenset({Stage.SUBMITTED, Stage.SCREENING}), sort=Sort.WAITING),
        ),
        (
            "Over 30 days in its state",
            ListQuery(stages=frozenset(OPEN), over=30, sort=Sort.WAITING),
        ),
    ),
    Role.AUDITOR: (("What changed last", ListQuery(sort=Sort.MOVED)),),
}


def waits_for(roles: Set[Role]) -> Sequence[tuple[str, ListQuery]]:
    """The views that wait for somebody with these roles, each once: the chair's first."""
    views = (one for role, these in _WAITS.items() if role in roles for one in these)
    return list(dict.fromkeys(views))
