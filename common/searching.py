"""Searches of the compose box and of the policy reader: at a pace, and behind those who ask."""

from collections.abc import Callable

from common.pace import Pace
from common.person import Person
from common.turns import Turns

OF_A_PERSON = 60
"""Searches a minute: the compose box sends one for every pause in typing."""

OF_AN_ADDRESS = 300
"""Searches a minute of those who are not signed in: a whole council may share one address."""


class Searching:
    """How often each may search, and when it is their turn. `now` is a monotonic clock; each
    process counts for itself."""

    def __init__(self, turns: Turns, now: Callable[[], float]) -> None:
        self.turns = turns
        self._people = Pace(OF_A_PERSON, now)
        self._addresses = Pace(OF_AN_ADDRESS, now)

    def wait(self, who: Person | None, address: str = "") -> float:
        """Seconds that a search should wait, 0 for none; nobody signed in counts by address."""
        if who is None:
            return self._addresses.take(address)
        return self._people.take((who.tenant, who.id))
