"""How many searches of the library run at the same time."""

import threading
import time
from typing import Any

import pytest

from knowledge import Library


class Searches:
    """Counts the searches that run, and makes each last long enough to meet another."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.most = self.done = self._now = 0
        self._lock = threading.Lock()
        search = Library.search

        def counted(library: Library, *given: Any, **named: Any) -> Any:
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
            time.sleep(0.02)
            try:
                return search(library, *given, **named)
            finally:
                with self._lock:
                    self._now -= 1
                    self.done += 1

        patch.setattr(Library, "search", counted)
