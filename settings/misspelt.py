"""Settings whose names are probably misspelt."""

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

from settings.kinds import (
    FEDERATED_FILE,
    KNOWN,
)


def misspelt(environment: Mapping[str, str], dotenv: Mapping[str, str]) -> Iterator[str]:
    """Names that were meant as ours: all of `.env` is ours; the environment is everybody's, so
    there only a name close to one of ours counts."""
    for name in dotenv:
        if name not in KNOWN and name != FEDERATED_FILE:
            yield f"{name} in .env is not a setting of ours. Did you mean {_nearest(name)}?"
    for name in environment:
        nearest = _nearest(name)
        if name not in KNOWN and _is_slip(name, nearest):
            yield f"{name} is not a setting of ours. Did you mean {nearest}? Rename or unset it."


def _nearest(name: str) -> str:
    return min(KNOWN, key=lambda known: OSA.distance(name.upper(), known))


def _is_slip(name: str, known: str) -> bool:
    """Short names have too many honest neighbours (HOST, HOME); long ones may be two off."""
    distance = OSA.distance(name.upper(), known)
    return distance == 0 or (distance <= 2 and len(known) >= 8 and len(name) >= 8)
