"""Whether a question is about needing an assessment, which a screening can tell."""

import re

_NEEDS = re.compile(
    r"\b(?:need|needs|needed|necessary|required?|must|have to|should|want|do (?:i|we) do)\b",
    re.IGNORECASE,
)
_ASSESSMENT = re.compile(
    r"\b(?:dpia|eqia|eia|(?:data protection|equality|environmental)? ?impact assessments?"
    r"|(?:data protection|equality|environmental) assessments?|screening)\b",
    re.IGNORECASE,
)


def asks_whether_assessed(text: str) -> bool:
    return bool(_ASSESSMENT.search(text) and _NEEDS.search(text))
