"""The editions of one set: as in force on a day, or mixed with the clauses of other days."""

import gc
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from cachetools import LRUCache

from common.words import words
from knowledge.answering.answerer import Answerer
from knowledge.answering.candidates import NOT_COVERED, as_passage
from knowledge.answering.conflicts import find_conflicts
from knowledge.answering.day_index import DayIndex
from knowledge.answering.incident_answer import IncidentAnswers
from knowledge.answering.register_answer import RegisterAnswers, words_of_refused
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.installed import installed_reranker
from knowledge.index.passage_index import texts_of
from knowledge.index.statement_index import statement_texts
from knowledge.model.answers import AnswerKind
from knowledge.model.policies import Passage, Tool
from knowledge.model.policy_set import PolicySet
from knowledge.model.set_settings import ClauseRole
from knowledge.privacy.common_names import PLAIN
from knowledge.query.english import english_ranks
from knowledge.query.parse import Synonyms
from knowledge.query.tools.naming import ToolNames
from knowledge.query.tools.unlisted_names import KnownWords, UnlistedNames
from knowledge.time.not_in_force import with_future_clauses, with_past_clauses

_ENCODED_AT_ONCE = 24  # texts; more are encoded while answers are by words
_KEPT = 8  # today's, its two mixtures, and a few that were asked about as of another day
_DAYS_KEPT = 100
_MIXTURES = {AnswerKind.NOT_YET: with_future_clauses, AnswerKind.NO_LONGER: with_past_clauses}

_SORTS = ("data", "information")

Key = tuple[str, ...]


class DayIndexes:
    """Built at need and kept for a while; safe to use from several threads."""

    def __init__(
        self,
        policy_set: PolicySet,
        shelf: EmbeddingCache | None,
        *,
        mends: bool = True,
        also: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """`mends`: whether slips of spelling are repaired. `also` gives further texts to encode
        and keep vectors of, that no edition here needs."""
        self._policy_set = policy_set
        self._shelf = shelf
        self._mends = mends
        self._also = also
        self._english = english_ranks()
        self._lock = threading.Lock()
        self._building = threading.Lock()
        self._kept = LRUCache[Key, Answerer | None](_KEPT)  # under the lock
        self._keys: dict[date, Key] = {}
        self._contested: dict[Key, Mapping[str, Passage]] = {}
        self._unsaved = False
        self._unsettled = False

    def on(self, day: date) -> Answerer:
        """The set as in force on a day."""
        found = self._found(self._key(day), lambda: self._policy_set.passages_on(day), day)
        assert found is not None  # noqa: S101 - only mixtures may be none
        return found

    def with_not_in_force(self, kind: AnswerKind, day: date) -> Answerer | None:
        """Today's set with the clauses to come (NOT_YET) or those that are over (NO_LONGER) in
        it; None where there are none."""
        mixture = _MIXTURES[kind]
        key = (kind.value, *self._key(day))
        return self._found(key, lambda: mixture(self._policy_set, day) or None, day)

    def contested(self, day: date) -> Mapping[str, Passage]:
        """The refs of clauses in force on a day with which another one disagrees, and that one."""
        key = self._key(day)
        found = self._contested.get(key)
        if found is None:
            found = {one.ref: other for one, other in find_conflicts(self._policy_set, day)}
            self._contested = {key: found}
        return found

    def freeze_garbage(self) -> None:
        """Keep the collector of garbage from what has been built since the last time: it stops
        everybody while it walks over all there is, and an edition holds no rings to be found."""
        if self._unsettled:
            self._unsettled = False
            gc.freeze()

    def embed_small_changes(self, day: date) -> None:
        """Switch meaning on for a day where next to nothing is missing, within half a second."""
        edition = self.on(day).edition
        if self._shelf is not None and not edition.has_embeddings:
            missing = self._shelf.missing(edition.texts)
            if len(missing) <= _ENCODED_AT_ONCE:
                self._shelf.encode(missing)
                self._unsaved = True
                self._switch_on(edition)

    def build_embeddings(self, days: Sequence[date], stop: Callable[[], bool]) -> bool:
        """Encode what the days' editions need, in their order, then every other version's, keep
        it and switch meaning on; False when `stop` said so before the end."""
        for day in days:
            if not self._encode(self.on(day).edition.texts, stop):
                return False
        return self._encode(list(self._texts_of_all_days()), stop)

    def to_learn(self) -> int:
        """How many texts are encoded after a start, while answers go by words; 0 where so few are
        missing that the start does it first."""
        missing = self._shelf.missing(list(self._texts_of_all_days())) if self._shelf else ()
        return len(missing) if len(missing) > _ENCODED_AT_ONCE else 0

    def ship(self, day: date) -> Path | None:
        """Write the vectors of all texts where every start finds them. Raises OSError."""
        if self._shelf is None:
            return None
        return self._shelf.ship([*self.on(day).edition.texts, *self._texts_of_all_days()])

    def _encode(self, texts: Sequence[str], stop: Callable[[], bool]) -> bool:
        shelf = self._shelf
        if shelf is None:
            return False
        missing = shelf.missing(texts)
        if not shelf.encode(missing, stop):
            return False
        if missing or self._unsaved:
            shelf.save([*texts, *self._texts_of_all_days()])
            self._unsaved = False
        self.switch_on()
        return True

    def switch_on(self) -> None:
        """Use meaning in every edition that is kept and whose texts all have their vectors."""
        with self._lock:
            kept = [asker.edition for asker in self._kept.values() if asker is not None]
        for edition in kept:
            self._switch_on(edition)

    def _switch_on(self, edition: DayIndex) -> None:
        """Use meaning as soon as every text that it needs has its vector."""
        shelf = self._shelf
        if shelf is not None and not edition.has_embeddings and not shelf.missing(edition.texts):
            edition.attach_embeddings(shelf)

    def _texts_of_all_days(self) -> Iterator[str]:
        known = self._policy_set
        for policy in reversed(known.policies):
            if policy.ref in known.terms:
                for passage in known.clauses.get(policy.ref, ()):
                    yield from (*texts_of(passage), *statement_texts(passage))
        for tool in known.tools:
            yield from (*texts_of(tool.passage), *statement_texts(tool.passage))
        for subject in known.subjects:
            yield from texts_of(as_passage(subject))
        for lists in (known.asked, known.subject_lines):
            yield from (line for lines in lists.values() for line in lines)
        yield from self._also()

    def _key(self, on: date) -> Key:
        """What makes the edition of one day another than that of the next."""
        key = self._keys.get(on)
        if key is None:
            policies = (policy.ref for policy in self._policy_set.in_force(on))
            tools = (f"{tool.passage.ref} {tool.status}" for tool in self._policy_set.tools_on(on))
            if len(self._keys) >= _DAYS_KEPT:
                self._keys.clear()
            marked = (day.isoformat() for day in self._policy_set.marked_by(on))
            key = self._keys[on] = (*policies, *tools, *marked)
        return key

    def _found(
        self, key: Key, passages: Callable[[], Sequence[Passage] | None], on: date
    ) -> Answerer | None:
        known, asker = self._known(key)
        if known:
            return asker
        # Built outside the lock: answers from other editions do not wait for it.
        with self._building:
            known, asker = self._known(key)
            if not known:
                quotable = passages()
                tools = self._policy_set.tools_on(on)
                asker = None if quotable is None else self._built(quotable, tools, on)
                with self._lock:
                    self._kept[key] = asker
                self._unsettled = True
        return asker

    def _known(self, key: Key) -> tuple[bool, Answerer | None]:
        with self._lock:
            if key not in self._kept:
                return False, None
            return True, self._kept[key]

    def _built(self, passages: Sequence[Passage], tools: Sequence[Tool], on: date) -> Answerer:
        known = self._policy_set
        edition = index_of(known, passages, examples_of(known), self._english, mends=self._mends)
        self._switch_on(edition)
        names = ToolNames(tools, self._english)
        unlisted = UnlistedNames(
            KnownWords(
                self._english, edition.known, edition.ways.surface, edition.vocabulary, PLAIN
            ),
            edition.everyday_nearness,
            lambda name: bool(names.named(name).tools),
            capitals_only=not self._mends,
        )
        rule = known.settings.clause(ClauseRole.REGISTER_RULE)
        return Answerer(
            edition,
            RegisterAnswers(
                edition,
                names,
                unlisted,
                rule,
                _data_words(known),
                words_of_refused(tools, edition.passages),
            ),
            IncidentAnswers(
                edition,
                known.settings.clause(ClauseRole.INCIDENT),
                known.settings.places(ClauseRole.MISTAKE, ClauseRole.FAKE_CALL),
            ),
            known.fingerprint,
            default_contact=known.contact_on(on),
        )


def examples_of(known: PolicySet) -> dict[str, Sequence[str]]:
    """Every list of ways of asking by its place, those of subjects that are not covered too."""
    subjects = {f"{NOT_COVERED}#{subject}": lines for subject, lines in known.subject_lines.items()}
    return {**known.asked, **subjects}


def index_of(
    known: PolicySet,
    passages: Sequence[Passage],
    examples: Mapping[str, Sequence[str]],
    english: Mapping[str, int],
    *,
    mends: bool = True,
) -> DayIndex:
    """Passages of a set indexed, with these ways of asking; `mends` repairs spelling."""
    return DayIndex(
        passages,
        examples,
        subjects=known.subjects,
        lexicon=_lexicon(known),
        names={tool.name: tool.aliases for tool in known.tools},
        english=english,
        answers=known.answers,
        mends=mends,
        reranker=installed_reranker(),
    )


def _data_words(known: PolicySet) -> dict[str, str]:
    """What names a class of data: the officers' words, and each class's own name."""
    own = {f"{name} {what}": name for name in known.settings.class_names for what in _SORTS}
    written = known.lexicon.data_classes.items()
    return {**own, **{" ".join(words(word)): classes[0] for word, classes in written}}


def _lexicon(known: PolicySet) -> Synonyms:
    entries = {
        tuple(words(written)): called
        for table in (known.lexicon.words, known.lexicon.acronyms)
        for written, called in table.items()
    }
    return Synonyms({key: called for key, called in entries.items() if key})
