"""Risk: likelihood times impact, each from 1 to 5 (governance facts, section 6)."""

from enum import StrEnum


class Risk(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very high"


_AT_LEAST = ((20, Risk.VERY_HIGH), (10, Risk.HIGH), (5, Risk.MEDIUM))


def risk_of(likelihood: int, impact: int) -> Risk:
    """The level of a likelihood and an impact, both from 1 to 5. Raises ValueError outside."""
    if not (1 <= likelihood <= 5 and 1 <= impact <= 5):
        raise ValueError("likelihood and impact run from 1 to 5")
    return level_of(likelihood * impact)


def level_of(score: int) -> Risk:
    """The level of a product of likelihood and impact."""
    return next((level for least, level in _AT_LEAST if score >= least), Risk.LOW)


LIKELIHOOD = ("very unlikely", "unlikely", "possible", "likely", "almost certain")
IMPACT = (
    "hardly any harm",
    "small harm, soon put right",
    "harm to some people or a service",
    "serious harm to people, money or trust",
    "very grave harm",
)
"""What the steps from 1 to 5 mean."""
