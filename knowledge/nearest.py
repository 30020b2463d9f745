"""The nearest known name to one that is not known, for a message that helps."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`: did you mean X?`, or nothing where no known name is near."""
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.7)
    return f": did you mean {near[0]}?" if near else ""
