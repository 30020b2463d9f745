"""Whom a message is for: an order to the assistant, a question put to it, or one about the rules.

What asks for a rule ("who may change the policy") uses the same words as what orders another
("change the policy"). Rules over words, no statistics, English and Welsh.
"""

import re
from enum import StrEnum

_POLITE = (
    r"(?:(?:hi|hiya|hello|hey|so|ok|okay|and|but|just|also|please|pls|right|well|sorry|helo|haia|"
    r"iawn|a|ond|plîs|(?:can|could|would|will) (?:you|u)(?: please)?(?: tell me| say)?|"
    r"(?:do|d) (?:you|u) know(?: if)?|(?:any|no) idea|tell me|dwed wrtha i)\b[\s,:-]*)*"
)
_QUESTION = re.compile(
    rf"^\W*{_POLITE}(?:what|which|who|whom|whose|when|where|why|how|wot|can|could|may|might|do|does|"
    r"did|is|are|am|was|were|will|would|should|must|shall|has|have|need|any|"
    r"beth|be|pwy|pryd|ble|lle|sut|shwt|pam|faint|sawl|pa|oes|ydy|ydi|yw|ga|gaf|gai|allaf|alla|"
    r"allwn|all|fedra|oedd|fydd|dylwn|ddylwn|rhaid)(?:['’]?(?:s|re|d|ll|n)|n['’]?t)?\b",
    re.IGNORECASE,
)
_SECOND_PERSON = re.compile(
    r"\b(?:you|your|yours|yourself|u|ur|ti|chi|dy|eich|wyt|ydych|dych|atoch|arnat)\b", re.IGNORECASE
)


_QUOTE = re.compile(
    rf"^\W*{_POLITE}(?:i (?:want|need|would like) to (?:see|read)|let me (?:see|read)|show|give|"
    r"tell|read|print|open|find|list|display|quote|get|bring up|pull up|dangos\w*|rho\w*"
    r"|darllen\w*)\b(?:\s(?:me|us|out|i mi|i ni))*"
    r"(?:\s(?:all|of|the|a|any|every|what|our|in full|y|yr))*"
    r"(?:\s(?!and\b|or\b|but\b)[\w'’-]+){0,3}?"
    r"\s(?:rules?|polic(?:y|ies)|clauses?|guidance|rheol\w*|polisi\w*|cymal\w*)\b(?!['’])",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,.;!?\n]+")
_MORE = re.compile(r"[,;!?.\n]\s*\w|\b(?:and|then|but|as if|wedyn)\b", re.IGNORECASE)
"""After it may stand what nobody may order."""


class Addressed(StrEnum):
    """`ORDER` has no question in it; `TO_US` asks "you"; `RULES` asks about something else."""

    ORDER = "order"
    TO_US = "to_us"
    RULES = "rules"


def addressed(text: str) -> Addressed:
    """Whom a message is for, whichever part of it asks; to ask to be shown a rule is to ask."""
    if _QUOTE.match(text) and not (_SECOND_PERSON.search(text) or _MORE.search(text.strip())):
        return Addressed.RULES
    asked = [(part, _QUESTION.match(part)) for part in _BREAK.split(text)]
    if not any(found for _, found in asked):
        return Addressed.ORDER
    said = " ".join(part[found.end() :] if found else part for part, found in asked)
    return Addressed.TO_US if _SECOND_PERSON.search(said) else Addressed.RULES
