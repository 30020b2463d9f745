"""Scores: benefit with its weights, ease, and how low a risk may be judged.

The weights and the floors are the council's own (`policies/scoring/`); here they arrive as plain
values. Without a rule in force benefit is not scored, and the floors of the governance facts,
section 6, hold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from triage.model.fields import Proposal
from triage.model.idea import Scores
from triage.model.risk import risk_of
from triage.model.validation import ErrorCode, FieldError

LEAST, MOST = 1, 5


@dataclass(frozen=True, slots=True)
class BenefitPart:
    """One part of the benefit score: `weight` in per cent, `asks` what is to be judged."""

    key: str
    name: str
    weight: int
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Floors:
    """The lowest likelihood and impact that may be judged; 0 for none."""

    likelihood: int = 0
    impact: int = 0


@dataclass(frozen=True, slots=True)
class Weighting:
    """How ideas are scored. `ref` is the version of the rule; the weights make 100 together.
    `floors` is the lowest impact by what an idea touches: `special`, `children`, `decisions`,
    `public`. `special` are the names of the classes of data of that kind."""

    parts: tuple[BenefitPart, ...]
    ref: str = ""
    ease: str = ""
    floors: Mapping[str, int] = field(default_factory=dict, hash=False)
    special: frozenset[str] = frozenset({"special"})


NO_RULE = Weighting((), floors={"special": 4, "children": 4, "decisions": 4, "public": 3})
"""What holds where the set has no scoring rule in force: benefit has no parts."""


def benefit_of(scores: Mapping[str, int], weighting: Weighting) -> float | None:
    """The weighted benefit, from 1 to 5; None until every part that counts has been scored, and
    where no rule says what counts."""
    if not weighting.parts:
        return None
    total = 0
    for part in weighting.parts:
        score = scores.get(part.key, 0)
        if part.weight and not score:
            return None
        total += part.weight * score
    return total / 100


def touched_parts(proposal: Proposal, special: frozenset[str]) -> frozenset[str]:
    """What an idea touches, as its submitter said, by the names of `Weighting.floors`."""
    said = {
        "special": bool(special & set(proposal.data_classes)),
        "children": bool(proposal.children_or_vulnerable),
        "decisions": bool(proposal.affects_decisions),
        "public": bool(proposal.public_facing),
    }
    return frozenset(name for name, holds in said.items() if holds)


def floors_of(proposal: Proposal, weighting: Weighting, screened: Floors) -> Floors:
    """The lowest that may be judged of an idea; `screened` is what its screening asks for."""
    said = (weighting.floors.get(name, 0) for name in touched_parts(proposal, weighting.special))
    return Floors(screened.likelihood, max((screened.impact, *said)))


def score_errors(scores: Scores, floors: Floors) -> tuple[FieldError, ...]:
    """What is wrong with scores: out of 1 to 5, half given, below a floor, or with more risk left
    after all measures than there was before."""
    return tuple(_field_errors(scores, floors))


def _field_errors(scores: Scores, floors: Floors) -> Iterator[FieldError]:
    given: dict[str, int] = {
        name: getattr(scores, name)
        for name in ("likelihood", "impact", "residual_likelihood", "residual_impact", "ease")
    }
    given |= {f"benefit.{key}": score for key, score in scores.benefit.items()}
    outside = [name for name, score in given.items() if score and not LEAST <= score <= MOST]
    for name in outside:
        yield FieldError(name, ErrorCode.OUT_OF_RANGE, MOST)
    for first, second in (("likelihood", "impact"), ("residual_likelihood", "residual_impact")):
        if bool(given[first]) != bool(given[second]):
            yield FieldError(second if given[first] else first, ErrorCode.MISSING)
    for name, least in (("likelihood", floors.likelihood), ("impact", floors.impact)):
        if given[name] and given[name] < least:
            yield FieldError(name, ErrorCode.BELOW_FLOOR, least)
    left = scores.residual_likelihood * scores.residual_impact
    if left and not outside:
        if not scores.likelihood:
            yield FieldError("likelihood", ErrorCode.MISSING)
        elif left > scores.likelihood * scores.impact:
            yield FieldError(
                "residual_impact", ErrorCode.OUT_OF_RANGE, scores.likelihood * scores.impact
            )


def score_columns(scores: Scores) -> dict[str, object]:
    """Scores as they are kept in the idea's row, with the level of risk that follows."""
    columns: dict[str, object] = {
        name: getattr(scores, name) or None
        for name in ("likelihood", "impact", "residual_likelihood", "residual_impact", "ease")
    }
    given = {key: score for key, score in scores.benefit.items() if score}
    risk = risk_of(scores.likelihood, scores.impact) if scores.likelihood else ""
    return columns | {"benefit": given, "risk": risk}
