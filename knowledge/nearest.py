"""The nearest known name to one that is not known, for a message that helps."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`: did you mean X?`, or nothing where no known name is near."""
    near = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=80)
    return f": did you mean {near[0]}?" if near else ""
