"""Why the last answer was chosen, in a few lines that an officer can check."""

from collections.abc import Iterator

from bot.message import Block, Said, Table
from knowledge.model import Answer, AnswerKind, Explanation

_SIGNALS = {
    "text": "Words and meaning of the clause itself",
    "near": "Nearness to the listed ways of asking",
    "learned": "What the lists make likely, by meaning (log)",
    "learned_words": "What the lists make likely, by words (log)",
    "words": "Share of your words in the list",
}


def why(answer: Answer) -> tuple[Block, ...]:
    """The explanation of an answer; empty when there is none."""
    told = answer.explanation
    if told is None:
        return ()
    return (Said("\n\n".join(_lines(answer, told))), _table(told))


def _lines(answer: Answer, told: Explanation) -> Iterator[str]:
    if answer.matches:
        best = answer.matches[0].passage
        yield f"Chosen: {best.title}, clause {best.clause}, version {best.version}."
    if told.matched:
        yield f"Your words that it holds: {', '.join(told.matched)}."
    if told.repairs:
        read = ", ".join(f"“{wrote}” as “{meant}”" for wrote, meant in told.repairs)
        yield f"Spelling read: {read}."
    if told.lexicon:
        read = ", ".join(f"“{wrote}” as “{meant}”" for wrote, meant in told.lexicon)
        yield f"Lexicon used: {read}."
    if told.nearest:
        yield f"Nearest listed way of asking: “{told.nearest}”."
    if told.rival:
        yield f"Nearest subject that the policies do not cover: {told.rival}."
    outcome = "quoted" if answer.kind is AnswerKind.ANSWERED else "not quoted as the answer"
    yield f"Confidence {told.confidence:.2f} against {told.threshold:.2f}, so {outcome}."
    if not told.meaning:
        yield "Matched by words alone: the sentence encoder is not ready or not installed."
    yield f"Policy set {told.fingerprint}."


def _table(told: Explanation) -> Table:
    return Table(
        caption="Each signal's value",
        columns=("Signal", "Value"),
        rows=[(_SIGNALS.get(k, k), f"{v:.2f}") for k, v in told.signals.items()],
    )
