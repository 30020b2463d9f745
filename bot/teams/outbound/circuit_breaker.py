"""Leaving a host alone that does not answer, so that turns do not pile up waiting for it."""

from collections.abc import Callable

from bot.teams import limits


class CircuitBreaker:
    """Of one host. `now` is a monotonic clock in seconds.

    After some failures in a row nothing is let through for a while; then one post is, and its
    outcome decides for the others.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._failures = 0
        self._closed_until = 0.0
        self._is_tried = False

    def wait(self) -> float:
        """0 if a post may go now, else the seconds until it is worth asking again."""
        if self._failures < limits.FAILURES_IN_A_ROW:
            return 0.0
        left = self._closed_until - self._now()
        if left > 0:
            return min(left, limits.LOOK_AGAIN_AFTER) if self._is_tried else left
        self._closed_until = self._now() + limits.CIRCUIT_OPEN_FOR
        self._is_tried = True  # by this one, for all
        return 0.0

    def note(self, answered: bool) -> None:
        """A post was answered, whatever the answer, or it was not (or by a broken gateway)."""
        self._is_tried = False
        if answered:
            self._failures = 0
            return
        self._failures += 1
        if self._failures >= limits.FAILURES_IN_A_ROW:
            self._closed_until = self._now() + limits.CIRCUIT_OPEN_FOR
