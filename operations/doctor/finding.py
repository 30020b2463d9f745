"""What the doctor found of one thing."""

from dataclasses import dataclass
from enum import StrEnum


class FindingStatus(StrEnum):
    """How bad it is. LOOK is for what only a person can compare, SKIP for what was not examined."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    SKIP = "skip"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Finding:
    """`about` is what was examined, in a word or two; `said` what was found and what to do."""

    about: str
    verdict: FindingStatus
    said: str


def ok(about: str, said: str) -> Finding:
    return Finding(about, FindingStatus.OK, said)


def warn(about: str, said: str) -> Finding:
    return Finding(about, FindingStatus.WARN, said)


def fail(about: str, said: str) -> Finding:
    return Finding(about, FindingStatus.FAIL, said)


def skip(about: str, said: str) -> Finding:
    return Finding(about, FindingStatus.SKIP, said)
