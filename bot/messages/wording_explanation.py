"""What the assistant says of why it chose an answer, in its own voice."""

from collections.abc import Sequence

from bot.messages.language import say


def chosen(title: str, clause: str, version: str) -> str:
    return say(
        "Chosen: {title}, clause {number}, version {version}.",
        title=title,
        number=clause,
        version=version,
    )


def words_held(words: Sequence[str]) -> str:
    return say("Your words that it holds: {words}.", words=", ".join(words))


def spelling_read(read: Sequence[tuple[str, str]]) -> str:
    return say("Spelling read: {pairs}.", pairs=_pairs(read))


def lexicon_used(read: Sequence[tuple[str, str]]) -> str:
    return say("Lexicon used: {pairs}.", pairs=_pairs(read))


def _pairs(read: Sequence[tuple[str, str]]) -> str:
    return ", ".join(say("“{wrote}” as “{meant}”", wrote=w, meant=m) for w, m in read)


def nearest_asked(question: str) -> str:
    return say("Nearest listed way of asking: “{question}”.", question=question)


def nearest_uncovered(subject: str) -> str:
    return say("Nearest subject that the policies do not cover: {subject}.", subject=subject)


def confidence(value: float, threshold: float, *, quoted: bool) -> str:
    figures = {"value": f"{value:.2f}", "threshold": f"{threshold:.2f}"}
    if quoted:
        return say("Confidence {value} against {threshold}, so quoted.", **figures)
    return say("Confidence {value} against {threshold}, so not quoted as the answer.", **figures)


def words_alone() -> str:
    return say("Matched by words alone: the sentence encoder is not ready or not installed.")


def policy_set(fingerprint: str) -> str:
    return say("Policy set {fingerprint}.", fingerprint=fingerprint)


def signals() -> str:
    """Above the table of what was weighed."""
    return say("Each signal's value")


def signal_columns() -> tuple[str, str]:
    return say("Signal"), say("Value")


def signal(name: str) -> str:
    """What a signal of the search means; one that has no words here is shown by its name."""
    return {
        "text": say("Words and meaning of the clause itself"),
        "near": say("Nearness to the listed ways of asking"),
        "learned": say("What the lists make likely, by meaning (log)"),
        "learned_words": say("What the lists make likely, by words (log)"),
        "words": say("Share of your words in the list"),
    }.get(name, name)
