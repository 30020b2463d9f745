"""Why an answer was given, as a shell shows it to an officer."""

from collections.abc import Iterable, Iterator

from knowledge.model.answers import Answer, AnswerKind, Explanation

_SIGNALS = {
    "text": "words and meaning of the clause",
    "near": "nearness to a way of asking",
    "learned": "ways of asking, by meaning (log)",
    "learned_words": "ways of asking, by words (log)",
    "words": "share of the words in the list",
}


def why_as_text(answer: Answer) -> Iterator[str]:
    """The lines of an explanation; what played no part is left out."""
    told = answer.explanation
    if told is None:
        yield "Why: nothing was compared for this answer."
        return
    yield "Why"
    for name, value in _facts(answer, told):
        if value:
            yield f"  {name:<14}{value}"
    yield "  signals"
    for signal, number in told.signals.items():
        yield f"    {_SIGNALS.get(signal, signal):<34}{number:>8.2f}"


def _facts(answer: Answer, told: Explanation) -> Iterator[tuple[str, str]]:
    quoted = answer.kind is AnswerKind.ANSWERED
    yield "chosen", answer.passages[0].ref if answer.matches else ""
    yield "words", ", ".join(told.matched)
    yield "spelling", _read_as(told.repairs)
    yield "lexicon", _read_as(told.lexicon)
    yield "nearest line", told.nearest
    yield "rival", f"{told.rival} (not covered)" if told.rival else ""
    yield (
        "confidence",
        f"{told.confidence:.2f} against {told.threshold:.2f}: "
        + ("quoted" if quoted else "not quoted as the answer"),
    )
    yield "meaning", "" if told.meaning else "left out: words alone were compared"
    yield "policy set", told.fingerprint


def _read_as(pairs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{wrote} read as {meant}" for wrote, meant in pairs)
