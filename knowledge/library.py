"""The library: one loaded policy set that answers questions, as of today or of any day."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from knowledge.answer import Asker
from knowledge.clock import Clock, system_clock, today
from knowledge.edition import Edition
from knowledge.encoder import EncoderUnavailableError, MiniLM
from knowledge.load import PolicyError, read_folder
from knowledge.model import Answer, Match, Passage, Problem, Severity, Tool
from knowledge.policy_set import PolicySet
from knowledge.question import Lexicon
from knowledge.search import text_of
from knowledge.tools import ToolNames
from knowledge.vectors import VectorShelf
from knowledge.words import words

logger = logging.getLogger(__name__)

_ENCODED_AT_ONCE = 24  # texts; more are encoded while answers are by words
_EDITIONS_KEPT = 6  # today's, and a few that were asked about as of another day
_DAYS_KEPT = 100
_CACHE = Path(__file__).resolve().parent.parent / "data"

Editions = OrderedDict[tuple[str, ...], Asker]


@lru_cache(maxsize=1)
def installed_encoder() -> MiniLM | None:
    """The encoder, loaded once a process; None, with a warning, where it cannot be loaded."""
    try:
        return MiniLM()
    except EncoderUnavailableError as error:
        logger.warning(
            "answering by words alone, with more misses (docs/answer-quality.md): %s", error
        )
        return None


class Library:
    """A policy set with everything needed to search it. Safe to use from several threads."""

    def __init__(
        self,
        policy_set: PolicySet,
        problems: Sequence[Problem] = (),
        *,
        clock: Clock = system_clock,
        shelf: VectorShelf | None = None,
    ) -> None:
        self.policy_set = policy_set
        self.problems = tuple(problems)
        self._clock = clock
        self._shelf = shelf
        self._lock = threading.Lock()
        self._building = threading.Lock()
        self._unsaved = False
        self._editions: Editions = OrderedDict()
        self._keys: dict[date, tuple[str, ...]] = {}
        self._english = shelf.encoder.words if shelf is not None else frozenset[str]()

    @classmethod
    def load(
        cls,
        folder: Path | str,
        *,
        clock: Clock = system_clock,
        meaning: bool = True,
        cache: Path | None = _CACHE,
        wait: bool = True,
    ) -> "Library":
        """Read a policy folder. Raises PolicyError, with every problem, when it is not whole.

        `meaning=False` leaves the encoder out. With `wait` the texts are encoded before this
        returns; without, answers are by words until somebody calls `understand`. Vectors are
        kept in the folder `cache` (None: nowhere).
        """
        policy_set, problems = read_folder(Path(folder))
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise PolicyError(problems)
        encoder = installed_encoder() if meaning else None
        shelf = VectorShelf(encoder, cache) if encoder else None
        library = cls(policy_set, problems, clock=clock, shelf=shelf)
        if wait:
            library.understand()
        return library

    def succeed(self, policy_set: PolicySet, problems: Sequence[Problem]) -> "Library":
        """A library of a newer set with the same clock and the vectors known so far."""
        return Library(policy_set, problems, clock=self._clock, shelf=self._shelf)

    @property
    def fingerprint(self) -> str:
        return self.policy_set.fingerprint

    def today(self) -> date:
        return today(self._clock)

    def search(self, question: str, limit: int = 10, on: date | None = None) -> Sequence[Match]:
        """The bare ranking of what may be quoted on a day: best first, no abstention.

        Scores run from 0 to about 1 for a set without ways of asking, to about 2 with them; ties
        are broken by ref.
        """
        edition = self.edition(on or self.today()).edition
        read = edition.read(question)
        if not read.words or limit < 1:
            return ()
        best = edition.candidates(read).best(limit + len(self.policy_set.subjects))
        matches = [
            Match(found.passage, round(found.total, 6), found.nearest)
            for found in best
            if found.passage is not None
        ]
        return tuple(matches[:limit])

    def answer(
        self,
        question: str,
        context: str | Sequence[str] | None = None,
        on: date | None = None,
    ) -> Answer:
        """Answer from what is in force on a day, or say why not.

        `context` is what the same person asked before, the last question last.
        """
        before = [context] if isinstance(context, str) else list(context or ())
        day = on or self.today()
        return self.edition(day).answer(question, before, day)

    def named_tools(self, question: str) -> tuple[Tool, ...]:
        """The entries of today's register that a question names, in its order."""
        return self.edition(self.today()).tools.named(question)

    def edition(self, on: date) -> Asker:
        """The set as in force on a day, indexed; built at need and kept for a while."""
        key = self._key(on)
        asker = self._known(key)
        if asker is None:
            # Built outside the lock: answers from other editions do not wait for it.
            with self._building:
                asker = self._known(key) or self._built(key, on)
        self._switch_on(asker.edition)
        return asker

    def _key(self, on: date) -> tuple[str, ...]:
        """What makes the edition of one day another than that of the next."""
        key = self._keys.get(on)
        if key is None:
            policies = (policy.ref for policy in self.policy_set.in_force(on))
            tools = (f"{tool.passage.ref} {tool.status}" for tool in self.policy_set.tools_on(on))
            if len(self._keys) >= _DAYS_KEPT:
                self._keys.clear()
            key = self._keys[on] = (*policies, *tools)
        return key

    def _built(self, key: tuple[str, ...], on: date) -> Asker:
        asker = self._asker(self.policy_set.passages_on(on), self.policy_set.tools_on(on))
        with self._lock:
            self._editions[key] = asker
            while len(self._editions) > _EDITIONS_KEPT:
                self._editions.popitem(last=False)
        return asker

    def _known(self, key: tuple[str, ...]) -> Asker | None:
        with self._lock:
            asker = self._editions.get(key)
            if asker is not None:
                self._editions.move_to_end(key)
            return asker

    def prepare(self) -> None:
        """Index today's edition and tomorrow's, and encode at once what little is new in today's.

        Blocks, at most for about half a second longer than the indexing itself.
        """
        edition = self.edition(self.today()).edition
        if self._shelf is not None and not edition.understands:
            missing = self._shelf.missing(edition.texts)
            if len(missing) <= _ENCODED_AT_ONCE:
                self._shelf.encode(missing)
                self._unsaved = True
                self._switch_on(edition)
        self.edition(self.today() + timedelta(days=1))

    def _asker(self, passages: Sequence[Passage], tools: Sequence[Tool]) -> Asker:
        known = self.policy_set
        asked = {**known.asked}
        asked.update({f"not-covered#{k}": v for k, v in known.subject_lines.items()})
        edition = Edition(
            passages,
            asked,
            subjects=known.subjects,
            lexicon=_lexicon(known),
            names=[name for tool in known.tools for name in (tool.name, *tool.aliases)],
            english=self._english,
        )
        data_words = {
            " ".join(words(written)): classes[0]
            for written, classes in known.lexicon.data_classes.items()
        }
        return Asker(edition, ToolNames(tools, self._english), data_words, known.fingerprint)

    def understand(self, stop: Callable[[], bool] = lambda: False) -> bool:
        """Encode what today's edition needs, then tomorrow's, then every other version's; keep
        it and switch meaning on.

        False when there is no encoder or `stop` said so before the end. Takes about 15 ms a new
        text on one core: call it in a thread.
        """
        if self._shelf is None:
            return False
        for day in (self.today(), self.today() + timedelta(days=1)):
            edition = self.edition(day).edition
            if not self._encoded(edition.texts, stop):
                return False
            self._switch_on(edition)
        return self._encoded(list(self._texts_of_all_days()), stop)

    def _encoded(self, texts: Sequence[str], stop: Callable[[], bool]) -> bool:
        """Encode what is missing and keep it on disk; False when it was stopped before the end."""
        shelf = self._shelf
        missing = shelf.missing(texts) if shelf else []
        if shelf is None or not shelf.encode(missing, stop):
            return False
        if missing or self._unsaved:
            shelf.save([*texts, *self._texts_of_all_days()])
            self._unsaved = False
        return True

    def _texts_of_all_days(self) -> Iterator[str]:
        """What is encoded for answers as of any day, today's first."""
        known = self.policy_set
        for policy in reversed(known.policies):
            if policy.ref in known.terms:
                for passage in known.clauses.get(policy.ref, ()):
                    yield from (text_of(passage), passage.heading)
        yield from self.edition(self.today()).edition.texts
        yield from (line for lines in known.asked.values() for line in lines)

    def _switch_on(self, edition: Edition) -> None:
        """Use meaning as soon as every text it needs has its vector."""
        shelf = self._shelf
        if shelf is not None and not edition.understands and not shelf.missing(edition.texts):
            edition.take_vectors(shelf)


def _lexicon(known: PolicySet) -> Lexicon:
    entries = {
        tuple(words(written)): called
        for table in (known.lexicon.words, known.lexicon.acronyms)
        for written, called in table.items()
    }
    return Lexicon({key: called for key, called in entries.items() if key})
