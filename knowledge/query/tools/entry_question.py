"""What of a tool's entry on the register a question asks for."""

import re
from enum import StrEnum


class EntryFact(StrEnum):
    """DATA: which information it may take. USERS: who may use it. OWNER: whose it is. AUDIT: when
    it was looked at, and when it is again."""

    DATA = "data"
    USERS = "users"
    OWNER = "owner"
    AUDIT = "audit"


_ASKED = {
    EntryFact.DATA: re.compile(
        r"\b(?:what|which|whose) (?:kinds? of |sorts? of |types? of |classes of )?"
        r"(?:data|information|info|stuff|material)\b|\bdata class(?:es)?\b"
        r"|\bwhat (?:am i|are we|is) allowed (?:in|into)\b"
        r"|\bwhat (?:can|may|could|should) (?:i|we|you|staff|people) (?:put|enter|paste|type|share"
        r"|upload|feed|use)\b",
        re.IGNORECASE,
    ),
    EntryFact.USERS: re.compile(
        r"\bwho (?:can|may|could|is allowed to|are allowed to|gets to) (?:use|have|get)\b"
        r"|\bwhich (?:teams?|staff|people|services?) (?:can|may|use|have)\b",
        re.IGNORECASE,
    ),
    EntryFact.OWNER: re.compile(
        r"\bwho(?:['’]?s| is| are)? (?:the )?(?:owns?|owner|responsible|in charge|looks? after|runs"
        r"|manages|accountable)\b|\bowner (?:of|for)\b|\bwhose (?:is|tool|system)\b|\bowned by\b",
        re.IGNORECASE,
    ),
    EntryFact.AUDIT: re.compile(
        r"\baudit(?:s|ed|ing)?\b|\bwhen (?:was|is|were|did|does|do|will)\b.{0,60}"
        r"\b(?:checked|reviewed|looked at|assessed|inspected|check|review)\b"
        r"|\b(?:last|next) (?:check|checked|review|reviewed|assessment|assessed|inspection)\b",
        re.IGNORECASE,
    ),
}


def entry_facts(question: str) -> tuple[EntryFact, ...]:
    """The facts that a question asks for, in the order of the kinds."""
    return tuple(fact for fact, asked in _ASKED.items() if asked.search(question))
