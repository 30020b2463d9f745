"""What a sentence allows, forbids or demands, as far as its words say so.

Modal verbs and their like are read, not meaning: enough to see that a sentence which forbade now
allows, and which others of the set forbid the same.
"""

import re
from collections import Counter

from knowledge.drafting.stated_facts import without_links

_WORDS = {
    "forbids": r"no|not|never|nobody|none|cannot|can't|don't|neither|nor|refus(?:e[ds]?|ing)"
    r"|bann?ed|bans?|barr?(?:ed|s)?|forbid(?:s|den)?|prohibit(?:s|ed)?"
    r"|(?:stays?|keeps?|kept|leave) out|out of|without|stop(?:s|ped)?|switche[ds]|off",
    "restricts": r"only|unless|alone|except",
    "demands": r"must|needs?|needed|requir(?:e|es|ed)|has to|have to|shall|always|mandatory",
    "allows": r"may|can|allow(?:s|ed)|approved?|permit(?:s|ted)?|free to|optional|need not",
}
_READ = {duty: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for duty, words in _WORDS.items()}


def duties(text: str) -> Counter[str]:
    """How often a text `forbids`, `restricts`, `demands` and `allows`."""
    read = without_links(text)
    return Counter({duty: len(words.findall(read)) for duty, words in _READ.items()})


def taken_back(old: str, new: str) -> frozenset[str]:
    """What kinds of duty a sentence loses, and those that what it gains speaks against."""
    before, after = duties(old), duties(new)
    lost = {duty for duty in before if after[duty] < before[duty]}
    if before["forbids"] and after["allows"] > before["allows"]:
        lost.add("forbids")
    if before["allows"] and after["forbids"] > before["forbids"]:
        lost.add("allows")
    return frozenset(lost)
