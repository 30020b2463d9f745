"""How a made-up council weighs benefit."""

from triage.assessment.scoring import NO_RULE, BenefitPart, Weighting

WEIGHTED = Weighting(
    parts=(
        BenefitPart("resident-outcome", "Better results for residents", 30),
        BenefitPart("staff-time", "Staff time", 25),
        BenefitPart("money", "Money", 15),
        BenefitPart("quality", "Quality or keeping to the law", 15),
        BenefitPart("reuse", "Use by other services or councils", 15),
    ),
    floors=NO_RULE.floors,
)
PARTS = [part.key for part in WEIGHTED.parts]
