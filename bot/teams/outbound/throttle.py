"""How fast the platform lets us speak unasked: per conversation and in all."""

from collections import defaultdict, deque
from collections.abc import Callable

from bot.teams import limits

Window = tuple[float, int]
"""Seconds, and how many posts at most in them."""


class Throttle:
    """Counts posts and says how long the next one has to wait. `now` is a monotonic clock.

    Replies to what people say are not counted, so the limits here leave room for them.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._of: defaultdict[str, deque[float]] = defaultdict(deque)
        self._all: deque[float] = deque()

    def take(self, conversation: str) -> float:
        """Seconds to wait before asking again; 0.0 means that a post may go, and is counted."""
        now = self._now()
        wait = max(
            _wait(self._of[conversation], limits.THROTTLE_PER_CONVERSATION, now),
            _wait(self._all, limits.THROTTLE_TOTAL, now),
        )
        if not wait:
            self._of[conversation].append(now)
            self._all.append(now)
            self._forget(now)
        return wait

    def _forget(self, now: float) -> None:
        longest = max(seconds for seconds, _ in limits.THROTTLE_PER_CONVERSATION)
        while self._all and self._all[0] <= now - longest:
            self._all.popleft()
        if len(self._of) > _MANY:
            quiet = [name for name, posts in self._of.items() if posts[-1] <= now - longest]
            for name in quiet:
                del self._of[name]


_MANY = 1000


def _wait(posts: deque[float], windows: tuple[Window, ...], now: float) -> float:
    """Seconds until none of the windows is full any more."""
    longest = max(seconds for seconds, _ in windows)
    while posts and posts[0] <= now - longest:
        posts.popleft()
    waits = [
        posts[-most] + seconds - now
        for seconds, most in windows
        if len(posts) >= most and posts[-most] > now - seconds
    ]
    return max(waits, default=0.0)
