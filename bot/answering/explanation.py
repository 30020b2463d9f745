"""Why the last answer was chosen, in a few lines that an officer can check."""

from collections.abc import Iterator, Sequence

from bot.message import Block, Table, Text
from bot.messages.say import say
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
        yield say("explanation-chosen", title=best.title, number=best.clause, version=best.version)
    if told.matched:
        yield say("explanation-words-held", words=", ".join(told.matched))
    if told.repairs:
        yield say("explanation-spelling-read", pairs=_pairs(told.repairs))
    if told.lexicon:
        yield say("explanation-lexicon-used", pairs=_pairs(told.lexicon))
    if told.nearest:
        yield say("explanation-nearest-asked", question=told.nearest)
    if told.rival:
        yield say("explanation-nearest-uncovered", subject=told.rival)
    is_quoted = answer.kind is AnswerKind.ANSWERED
    yield say(
        "explanation-confidence",
        value=f"{told.confidence:.2f}",
        threshold=f"{told.threshold:.2f}",
        quoted=is_quoted,
    )
    if not told.meaning:
        yield say("explanation-words-alone")
    yield say("explanation-policy-set", fingerprint=told.fingerprint)


def _pairs(read: Sequence[tuple[str, str]]) -> str:
    return ", ".join(say("explanation-pair", wrote=wrote, meant=meant) for wrote, meant in read)


def _table(told: Explanation) -> Table:
    return Table(
        caption=say("explanation-signals"),
        columns=(say("explanation-column-signal"), say("explanation-column-value")),
        rows=[
            (say("explanation-signal", name=name), f"{value:.2f}")
            for name, value in told.signals.items()
        ],
    )
