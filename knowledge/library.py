"""The library: one loaded policy set that answers questions, as of today or of any day."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, partial
from pathlib import Path

from common.clock import Clock, system_clock, today
from knowledge.answering.answerer import Answerer
from knowledge.answering.candidates import Candidate
from knowledge.answering.index_cache import DayIndexes
from knowledge.answering.welsh_questions import WelshQuestions
from knowledge.files.load import PolicyError, read_folder
from knowledge.index.embedding_cache import EmbeddingCache
from knowledge.index.installed import installed_encoder, keep_models_in
from knowledge.model.answers import Answer, AnswerKind, Comparison, Match
from knowledge.model.policies import Problem, Severity, Tool
from knowledge.model.policy_set import PolicySet
from knowledge.query.clause_ref import clause_named
from knowledge.query.welsh.detection import is_welsh
from knowledge.query.welsh.glossary import in_english, read_welsh
from knowledge.query.welsh.openers import without_opener

_NOT_IN_FORCE = (AnswerKind.NOT_YET, AnswerKind.NO_LONGER)
_NEAREST = 40  # candidates, of which some are no clauses
_CLEARLY_MORE = 0.15  # so much surer must a rule of another day be than the best one of today
_CACHE = Path(__file__).resolve().parent.parent / "data"


class Library:
    """A policy set with everything needed to search it. Safe to use from several threads."""

    def __init__(
        self,
        policy_set: PolicySet,
        problems: Sequence[Problem] = (),
        *,
        clock: Clock = system_clock,
        shelf: EmbeddingCache | None = None,
    ) -> None:
        self.policy_set = policy_set
        self.problems = tuple(problems)
        self._clock = clock
        self._shelf = shelf
        self._welsh = WelshQuestions(policy_set)
        self._editions = DayIndexes(policy_set, shelf, also=self._welsh.texts)

    @cached_property
    def _editions_in_welsh(self) -> DayIndexes:
        return DayIndexes(self._welsh.policy_set, self._shelf, mends=False)

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
        returns; without, answers are by words until somebody calls `build_embeddings`. Vectors are
        kept in the folder `cache` (None: nowhere).
        """
        with ThreadPoolExecutor(1) as thread:  # the encoder's runtime is not Python's work
            keep_models_in(cache)
            loading = thread.submit(installed_encoder) if meaning else None
            policy_set, problems = read_folder(Path(folder))
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise PolicyError(problems)
        encoder = loading.result() if loading else None
        shelf = EmbeddingCache(encoder, cache) if encoder else None
        library = cls(policy_set, problems, clock=clock, shelf=shelf)
        if wait:
            library.build_embeddings()
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

        Scores are logits, above 0 where a passage is likelier than that nothing answers; ties are
        broken by ref.
        """
        edition = self.answerer_on(on or self.today()).edition
        read = edition.parse(question)
        if not read.words or limit < 1:
            return ()
        found_for = edition.read_again(edition.candidates(read))
        best = found_for.best(limit + len(self.policy_set.subjects))
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
        *,
        first_alone: bool = False,
    ) -> Answer:
        """Answer from what is in force on a day, or say why not.

        `context` is what the same person asked before, the last question last. With `first_alone`
        the kind and the first clause are as they would be, in less time, and what the parts of a
        question find behind it is left out.
        """
        before = [context] if isinstance(context, str) else list(context or ())
        day = on or self.today()
        if is_welsh(question):
            return self._answer_in_welsh(question, before, day)
        return self._answer(self._editions, question, before, day, first_alone=first_alone)

    def _answer_in_welsh(self, question: str, before: Sequence[str], day: date) -> Answer:
        read = read_welsh(without_opener(question))
        asked_before = [in_english(one) if is_welsh(one) else one for one in before]
        editions = self._editions_in_welsh
        answer = self._answer(editions, read.english, asked_before, day)

        def nearest() -> Sequence[Candidate]:
            edition = editions.on(day).edition
            return edition.candidates(edition.parse(read.english)).best(_NEAREST)

        return self._welsh.as_written(self._welsh.as_sure_as_read(answer, read, nearest))

    def _answer(
        self,
        editions: DayIndexes,
        question: str,
        before: Sequence[str],
        day: date,
        *,
        first_alone: bool = False,
    ) -> Answer:
        if named := clause_named(self.policy_set, question, day):
            return named
        asker = editions.on(day)
        answer = asker.answer(question, before, day, first_alone=first_alone)
        in_english = asker if editions is self._editions else self.answerer_on(day)
        answer = replace(answer, compared=self._comparison_by(in_english))
        if answer.kind is AnswerKind.ANSWERED:
            return self._undisputed(answer, day)
        if answer.kind in (AnswerKind.SILENT, AnswerKind.NEAREST):
            return self._not_in_force(editions, answer, question, before, day)
        return answer

    def _undisputed(self, answer: Answer, on: date) -> Answer:
        """The answer, unless the clause that it leads with is contested by another in force."""
        best = answer.matches[0].passage
        other = self._editions.contested(on).get(best.ref)
        if other is None:
            return answer
        return replace(
            answer,
            kind=AnswerKind.CONFLICT,
            matches=(),
            lead=None,
            named=(best, other),
            contact=best.contact,
            parts=(),
        )

    def _not_in_force(
        self,
        editions: DayIndexes,
        answer: Answer,
        question: str,
        before: Sequence[str],
        on: date,
    ) -> Answer:
        """Where the set is silent: whether a rule to come, or one that is over, would answer."""
        if on != self.today():
            return answer
        for kind in _NOT_IN_FORCE:
            asker = editions.with_not_in_force(kind, on)
            found = asker.answer(question, before, on, first_alone=True) if asker else None
            if found is None or found.kind is not AnswerKind.ANSWERED:
                continue
            best = found.passages[0]
            is_todays = best.ref in editions.on(on).edition.index.refs
            if not is_todays and found.confidence >= answer.confidence + _CLEARLY_MORE:
                return replace(
                    answer,
                    kind=kind,
                    matches=(),
                    named=(best,),
                    subject=None,
                    contact=best.contact,
                )
        return answer

    def asking_own_questions(self) -> AbstractContextManager[None]:
        """What this thread asks meanwhile are the set's own questions, which are asked again: what
        they mean is kept."""
        return self._shelf.own_questions.asking() if self._shelf else nullcontext()

    def named_tools(self, question: str) -> tuple[Tool, ...]:
        """The entries of today's register that a question names, in its order."""
        asker = self.answerer_on(self.today())
        return asker.register.named(asker.edition.parse(question)).tools

    def answerer_on(self, on: date) -> Answerer:
        """The set as in force on a day, indexed."""
        return self._editions.on(on)

    def comparison_on(self, on: date) -> Comparison:
        """How questions about a day are compared with the set now."""
        return self._comparison_by(self.answerer_on(on))

    def _comparison_by(self, asker: Answerer) -> Comparison:
        if self._shelf is None:
            return Comparison.WORDS
        is_learnt = asker.edition.has_embeddings
        return Comparison.MEANING if is_learnt else Comparison.WORDS_SO_FAR

    def to_learn(self) -> int:
        """How many texts are encoded after a start, while answers go by words; 0 where so few are
        missing that the start does it first."""
        return self._editions.to_learn()

    def ship_vectors(self) -> Path | None:
        """Write the vectors of every text where each start finds them, whatever its data folder
        holds; returns the file, None without an encoder. Raises OSError."""
        return self._editions.ship(self.today()) if self.build_embeddings() else None

    def make_ready(self) -> None:
        """Index what is asked today, and encode at once what little is new in it.

        Blocks, at most for about half a second longer than the indexing itself.
        """
        self._editions.embed_small_changes(self.today())

    def prepare(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Index also what is asked tomorrow, and about other days, until `stop` says so. Blocks,
        at a first start for some ten seconds."""
        today = self.today()
        steps: list[Callable[[], object]] = [
            self.make_ready,
            lambda: self._editions.on(today + timedelta(days=1)),
            *(partial(self._editions.with_not_in_force, kind, today) for kind in _NOT_IN_FORCE),
        ]
        if self.policy_set.welsh.asked or self.policy_set.welsh.subject_lines:
            steps.append(lambda: self._editions_in_welsh.on(today))
        for step in steps:
            if stop():
                return
            step()
        self._editions.freeze_garbage()

    def build_embeddings(self, stop: Callable[[], bool] = lambda: False) -> bool:
        """Encode what today's edition needs, then tomorrow's, then every other version's; keep
        it and switch meaning on.

        False when there is no encoder or `stop` said so before the end. Takes about 3 ms a new
        text on one core: call it in a thread.
        """
        days = (self.today(), self.today() + timedelta(days=1))
        is_done = self._editions.build_embeddings(days, stop)
        if is_done:
            self._editions_in_welsh.switch_on()
        return is_done
