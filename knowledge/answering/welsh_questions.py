"""Questions in Welsh, asked of the same policies.

A Welsh question is read into English word by word (knowledge/query/welsh/), and so are the Welsh
ways of asking. They stand beside the English ones in editions of their own, in which no spelling is
repaired: an English question never meets them, and a Welsh word is never mended into another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from knowledge.answering.candidates import Candidate
from knowledge.model.answers import Answer, AnswerKind, Match
from knowledge.model.policy_set import PolicySet
from knowledge.query.welsh.glossary import WelshReading, in_english, read_welsh

_MOSTLY_READ = 0.2  # of the content words; with more unread an answer is offered, not given
_HARDLY_READ = 0.25  # with more unread, that nothing answers is not to be said either
_LEAST_SURE = 0.87
"""Of the confidence: as many questions are answered firmly (seven in ten) as by 0.8 before
confidence was fitted anew, which was chosen on the half of tests/questions/welsh.jsonl that was
read."""
_SHOWN = 3


class WelshQuestions:
    """A set as it is asked in Welsh; its lists are read when somebody needs them."""

    def __init__(self, policy_set: PolicySet) -> None:
        self._given = policy_set

    @cached_property
    def written(self) -> Mapping[str, str]:
        """Each way of asking as it is written, by how it is read."""
        known = self._given.welsh
        lists = (*known.asked.values(), *known.subject_lines.values())
        return {in_english(line): line for lines in lists for line in lines}

    def texts(self) -> Sequence[str]:
        """The ways of asking as they are read."""
        return tuple(self.written)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for line in self.written.values() for word in read_welsh(line).unread)

    @cached_property
    def policy_set(self) -> PolicySet:
        """The set with the Welsh ways of asking, as they are read, beside the English ones."""
        policy_set = self._given
        ways, subjects = policy_set.welsh.asked, policy_set.welsh.subject_lines
        return replace(
            policy_set,
            asked=_beside(policy_set.asked, ways),
            subject_lines=_beside(policy_set.subject_lines, subjects),
            answers={
                place: {
                    **policy_set.answers.get(place, {}),
                    **{
                        in_english(line): v
                        for line, v in policy_set.welsh.answers.get(place, {}).items()
                    },
                }
                for place in {*policy_set.answers, *policy_set.welsh.answers}
            },
        )

    def as_sure_as_read(
        self, answer: Answer, read: WelshReading, candidates: Callable[[], Sequence[Candidate]]
    ) -> Answer:
        """The answer, or the nearest clauses where too little of the question was read for it.

        `candidates` looks for the best for the question, best first; few answers need them.
        """
        unread = read.unread_share(self._words)
        if answer.incident or answer.unlisted:
            return answer  # neither goes by how sure a clause is, a name is no Welsh to be read
        if answer.kind is AnswerKind.ANSWERED:
            if unread <= _MOSTLY_READ and answer.confidence >= _LEAST_SURE:
                return answer
            return replace(answer, kind=AnswerKind.NEAREST, lead=None, unlisted="", parts=())
        is_silent = answer.kind in (AnswerKind.SILENT, AnswerKind.OUTSIDE, AnswerKind.NO_LONGER)
        if is_silent and unread > _HARDLY_READ:
            near = [c for c in candidates() if c.passage is not None][:_SHOWN]
            matches = (Match(c.passage, round(c.total, 6), c.nearest) for c in near if c.passage)
            return replace(
                answer, kind=AnswerKind.NEAREST, matches=tuple(matches), subject=None, named=()
            )
        return answer

    def as_written(self, answer: Answer) -> Answer:
        """The answer with the nearest ways of asking as officers wrote them."""
        written = self.written
        matches = tuple(replace(m, why=written.get(m.why, m.why)) for m in answer.matches)
        told = answer.explanation
        if told is not None:
            told = replace(told, nearest=written.get(told.nearest, told.nearest))
        return replace(answer, matches=matches, explanation=told)


def _beside(
    english: Mapping[str, Sequence[str]], welsh: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    return {
        place: (*english.get(place, ()), *map(in_english, welsh.get(place, ())))
        for place in {**english, **welsh}
    }
