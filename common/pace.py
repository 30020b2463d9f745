"""How often somebody may ask for something: a bucket that fills up steadily, for each of a bounded
number of people."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from cachetools import LRUCache

_REMEMBERED = 20_000
"""Those whose pace is remembered; the longest silent is forgotten first."""


@dataclass(slots=True)
class _Bucket:
    """What is left of a minute's worth."""

    left: float
    at: float


class Pace:
    """At most so many a minute for each key, a minute's worth at once; 0 is no limit. `now` is a
    monotonic clock in seconds."""

    def __init__(self, a_minute: int, now: Callable[[], float]) -> None:
        self._most = a_minute
        self._now = now
        self._buckets = LRUCache[Hashable, _Bucket](_REMEMBERED)

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._buckets)

    def take(self, key: Hashable, overdraft: float = 0) -> float:
        """Take one; 0, or the seconds until one can be taken. `overdraft` may be taken beyond what
        is there."""
        if not self._most:
            return 0.0
        now = self._now()
        bucket = self._buckets.setdefault(key, _Bucket(self._most, now))
        bucket.left = min(self._most, bucket.left + (now - bucket.at) * self._most / 60)
        bucket.at = now
        if bucket.left - 1 < -overdraft:
            return (1 - overdraft - bucket.left) * 60 / self._most
        bucket.left -= 1
        return 0.0
