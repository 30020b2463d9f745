"""What a sentence allows, forbids or demands, as far as its words say so.

Modal verbs and their like are read, not meaning: enough to see that a sentence which forbade now
allows, and which others of the set forbid the same.
"""

import re
from collections import Counter

from knowledge.drafting.stated_facts import without_links

_WORDS = {
    "forbids": r"(?:no|not)"
    r"(?! (?:longer|more|later|less|fewer|sooner|earlier|matter|doubt|only|just)\b)"
    r"|never|nobody|nothing|none|cannot|can't|don't|neither|nor"
    r"|refus(?:e[ds]?|ing)|bann?ed|bans?|barr?(?:ed|s)?|forbid(?:s|den)?|prohibit(?:s|ed)?"
    r"|(?:stays?|keeps?|kept|leave) out|out of|without|stop(?:s|ped)?|switche[ds]|off|wait",
    "restricts": r"(?<!not )only|unless|alone|except",
    "demands": r"must|needs?|needed|requir(?:e|es|ed)|has to|have to|shall|always|mandatory",
    "allows": r"may|can|allow(?:s|ed)|approved?|permit(?:s|ted)?|free to|optional|need not|skip",
}
_READ = {duty: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for duty, words in _WORDS.items()}


def duties(text: str) -> Counter[str]:
    """How often a text `forbids`, `restricts`, `demands` and `allows`."""
    read = without_links(text)
    return Counter({duty: len(words.findall(read)) for duty, words in _READ.items()})


def duties_taken_back(old: str, new: str) -> frozenset[str]:
    """What kinds of duty a sentence loses, and those that what it gains speaks against."""
    before, after = duties(old), duties(new)
    if new and not +before:
        before["demands"] += 1  # a plain "Do this", which needs no word that says so
        after["demands"] += not +after
    lost = {duty for duty in before if after[duty] < before[duty]}
    lost |= _against(before, after)
    if "restricts" in lost and not after["forbids"]:
        lost.add("forbids")  # who was shut out by "only" is told so elsewhere
    return frozenset(lost)


def duties_spoken_against(old: str, new: str) -> frozenset[str]:
    """What kinds of duty a sentence has that another, which it has partly become, speaks against:
    all of it was forbidden, and some of it is allowed."""
    return _against(duties(old), duties(new))


def _against(before: Counter[str], after: Counter[str]) -> frozenset[str]:
    against: set[str] = set()
    if after["forbids"] > before["forbids"]:
        against |= {"demands", "allows"}
    if after["allows"] > before["allows"]:
        against |= {"demands", "forbids", "restricts"}
    return frozenset(duty for duty in against if before[duty])
