"""The set that is being served, and the next one made ready beside it."""

import gc
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from common.clock import Clock, system_clock, today
from knowledge.files.load import PolicyError, assemble, read_folder
from knowledge.files.reading import folder_state, read_files
from knowledge.library import Library
from knowledge.model.policies import Problem, Severity
from knowledge.model.policy_set import PolicySet
from knowledge.publishing.archive import SetArchive
from knowledge.rules.check import check

logger = logging.getLogger(__name__)

FurtherCheck = Callable[[PolicySet], Iterable[Problem]]
"""What is wrong with a set besides what `read_folder` finds."""


def _nothing_more(_: PolicySet) -> Iterable[Problem]:
    return ()


_WORST = (Severity.ERROR, Severity.FAULT, Severity.WARNING)
_TIMES_READ = 5  # while somebody goes on writing; then the next notice of a change reads again


@dataclass(frozen=True, slots=True)
class LoadedSet:
    """A library and the moment from which on it answers."""

    library: Library
    loaded_at: datetime


class LiveSet:
    """Holds the last good set of a folder. Safe to use from several threads.

    Whoever answers takes `library` once and finishes on it, whatever is swapped in meanwhile.
    """

    def __init__(
        self,
        folder: Path,
        library: Library,
        clock: Clock,
        kept: SetArchive | None = None,
        further: FurtherCheck = _nothing_more,
    ) -> None:
        self.folder = folder
        self._clock = clock
        self._kept = kept
        self._further = further
        self._served = LoadedSet(library, clock())
        self._problems = library.problems
        self._inspected: tuple[object, tuple[Problem, ...]] = (None, ())
        self._taken_up: tuple[Path, tuple[str, tuple[Problem, ...]]] | None = None
        self._reading = threading.Lock()
        self._wants_to_read = threading.Event()
        self._closed = threading.Event()
        self._archive()

    @classmethod
    def load(
        cls,
        folder: Path | str,
        *,
        clock: Clock = system_clock,
        meaning: bool = True,
        cache: Path | None = None,
        kept: Path | None = None,
        further: FurtherCheck = _nothing_more,
    ) -> "LiveSet":
        """Read the folder. Raises PolicyError when it is not whole: there is nothing to go on with.

        `cache` is the folder for vectors, `kept` the one for the sets that have been served; None
        keeps nothing. What `further` finds counts as what is wrong with the set, now and later.
        Answers are by words until `build_embeddings` has run.
        """
        folder = Path(folder)
        with _giving_way():
            state = folder_state(folder)
            library = Library.load(folder, clock=clock, meaning=meaning, cache=cache, wait=False)
            if found := tuple(further(library.policy_set)):
                raise PolicyError(found)
            library.make_ready()
        live = cls(folder, library, clock, SetArchive(kept) if kept else None, further)
        if state[0] == library.fingerprint:  # else the first look reads what changed meanwhile
            live._taken_up = (folder, state)
        return live

    @property
    def library(self) -> Library:
        return self._served.library

    def current(self) -> Library:
        """The same, for those to whom it is handed on to be asked at each turn."""
        return self._served.library

    @property
    def fingerprint(self) -> str:
        return self._served.library.fingerprint

    @property
    def loaded_at(self) -> datetime:
        return self._served.loaded_at

    def now(self) -> datetime:
        """The moment by the clock that `loaded_at` is of."""
        return self._clock()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the folder as it stands, served or not, the worst first: what keeps
        it from being served at once, all else from the first `inspect` on."""
        found = {*self._problems, *self._inspected[1]}
        return tuple(sorted(found, key=lambda problem: (_WORST.index(problem.severity), problem)))

    @property
    def is_current(self) -> bool:
        """Whether the folder's own state is what is served; if not, `problems` say why not."""
        return not any(problem.severity is Severity.ERROR for problem in self._problems)

    def reload(self) -> bool:
        """Take up what the folder says now; True when another set is served from here on.

        A set that is not whole changes nothing but `problems`. Blocks while it reads and indexes:
        call it in a thread.
        """
        self._wants_to_read.set()
        try:
            with self._reading, _giving_way():
                return self._reload()
        finally:
            self._wants_to_read.clear()

    def switch_folder(self, folder: Path) -> bool:
        """Take up another folder, to which the set has been brought as a whole; True when another
        set is served from here on. Blocks likewise."""
        self._wants_to_read.set()
        try:
            with self._reading, _giving_way():
                self.folder = folder
                return self._reload()
        finally:
            self._wants_to_read.clear()

    def serve_instead(
        self, instead: Mapping[str, bytes | None], problems: Iterable[Problem]
    ) -> None:
        """Serve the folder as if these files lay in it, until it is mended; `problems` say what is
        wrong with it as it stands. Blocks likewise."""
        with self._reading, _giving_way():
            policy_set, found = assemble(read_files(self.folder, instead))
            library = self.library.succeed(policy_set, found)
            library.make_ready()
            self._served = LoadedSet(library, self._clock())
            self._problems = (*found, *problems)
            self._taken_up = (self.folder, folder_state(self.folder))

    def note_failure(self, error: Exception) -> None:
        """A look at the folder failed: it goes on being served as it was, and officers hear that
        what they saved is not served."""
        message = f"the folder cannot be taken up ({type(error).__name__}): undo the last change"
        self._problems = (Problem(".", 0, message),)
        self._taken_up = None

    def _reload(self) -> bool:
        now = (self.folder, folder_state(self.folder))
        if now == self._taken_up:
            return False
        policy_set, problems = _read_when_still(self.folder)
        changed = self._swap_in(policy_set, problems)
        # What was read while it changed is read again at the next look.
        self._taken_up = now if policy_set.fingerprint == now[1][0] else None
        return changed

    def _swap_in(self, policy_set: PolicySet, problems: tuple[Problem, ...]) -> bool:
        self._problems = (*problems, *self._further(policy_set))
        if not self.is_current:
            for problem in self._problems:
                logger.warning("policies: %s", problem)
            logger.warning("policies: %s goes on being served", self.fingerprint)
            return False
        if policy_set.fingerprint == self.fingerprint:
            return False
        library = self.library.succeed(policy_set, problems)
        library.make_ready()
        self._served = LoadedSet(library, self._clock())
        logger.info("policies: %s is served", self.fingerprint)
        self._archive()
        return True

    def prepare(self) -> None:
        """Have today's set indexed, and tomorrow's, before somebody asks; `close` ends it early.
        Blocks likewise."""
        self.library.prepare(self._closed.is_set)

    def inspect(self) -> None:
        """Check the whole folder by every rule, once for each state and day, unless it is closed.
        Blocks likewise."""
        if self._closed.is_set():
            return
        day = today(self._clock)
        state = (self.folder, folder_state(self.folder), day)
        if self._inspected[0] != state:
            with _giving_way():
                self._inspected = (state, check(self.folder, day))

    def build_embeddings(self) -> bool:
        """Encode what the served set needs; False when it was interrupted by a newer set or by
        `close`, or when there is no encoder. Blocks for long: call it in a thread."""
        library = self.library
        return library.build_embeddings(
            lambda: self._wants_to_read.is_set() or self._closed.is_set()
        )

    def close(self) -> None:
        """Let `prepare` and `build_embeddings` end soon."""
        self._closed.set()

    def _archive(self) -> None:
        if self._kept is not None:
            self._kept.keep(self.folder, self.fingerprint)


@contextmanager
def _giving_way() -> Iterator[None]:
    """Keep threads that answer from waiting for one that reads and indexes thousands of passages:
    they have their turn after half a millisecond instead of five, and the collector of garbage,
    which stops everybody while it walks over all that was just made, waits for the end."""
    usual, collecting = sys.getswitchinterval(), gc.isenabled()
    sys.setswitchinterval(0.0005)
    gc.disable()
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
        if collecting:
            gc.enable()


def _read_when_still(folder: Path) -> tuple[PolicySet, tuple[Problem, ...]]:
    """Read the folder, again where a file changed while it was read."""
    before = sorted(_stamps(folder))
    for _ in range(_TIMES_READ):
        found = read_folder(folder)
        after = sorted(_stamps(folder))
        if after == before:
            break
        before = after
    return found


def _stamps(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """Every file's path, size, time and number: they change when it is written or replaced."""
    for root, _, names in os.walk(folder):
        for name in names:
            path = Path(root, name)
            try:
                found = path.stat()
            except OSError:
                yield str(path), -1, 0, 0
            else:
                yield str(path), found.st_size, found.st_mtime_ns, found.st_ino
