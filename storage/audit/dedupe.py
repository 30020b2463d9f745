"""What happens again and again makes one entry a minute with a count, so that nobody can fill the
audit trail."""

from collections.abc import Hashable
from datetime import datetime, timedelta

from cachetools import LRUCache

_EVERY = timedelta(minutes=1)
_KINDS_KEPT = 2_000


class Deduplicator:
    """Counts, by kind, what has not been written down yet."""

    def __init__(self) -> None:
        self._kinds = LRUCache[Hashable, tuple[datetime, int]](_KINDS_KEPT)

    def times(self, kind: Hashable, now: datetime) -> int:
        """How often it happened since the last entry; 0 if it is too early for another."""
        last, unsaid = self._kinds.pop(kind, (None, 0))
        due = last is None or now - last >= _EVERY
        self._kinds[kind] = (now, 0) if due else (last or now, unsaid + 1)
        return unsaid + 1 if due else 0
