"""Why the last answer was chosen, in a few lines that an officer can check."""

from collections.abc import Iterator

from bot.message import Block, Table, Text
from bot.messages import wording_explanation as reasons
from knowledge.model.policies import Answer, AnswerKind, Explanation


def explain(answer: Answer) -> tuple[Block, ...]:
    """The explanation of an answer; empty when there is none."""
    told = answer.explanation
    if told is None:
        return ()
    return (Text("\n\n".join(_lines(answer, told))), _table(told))


def _lines(answer: Answer, told: Explanation) -> Iterator[str]:
    if answer.matches:
        best = answer.matches[0].passage
        yield reasons.chosen(best.title, best.clause, best.version)
    if told.matched:
        yield reasons.words_held(told.matched)
    if told.repairs:
        yield reasons.spelling_read(told.repairs)
    if told.lexicon:
        yield reasons.lexicon_used(told.lexicon)
    if told.nearest:
        yield reasons.nearest_asked(told.nearest)
    if told.rival:
        yield reasons.nearest_uncovered(told.rival)
    is_quoted = answer.kind is AnswerKind.ANSWERED
    yield reasons.confidence(told.confidence, told.threshold, quoted=is_quoted)
    if not told.meaning:
        yield reasons.words_alone()
    yield reasons.policy_set(told.fingerprint)


def _table(told: Explanation) -> Table:
    return Table(
        caption=reasons.signals(),
        columns=reasons.signal_columns(),
        rows=[(reasons.signal(name), f"{value:.2f}") for name, value in told.signals.items()],
    )
