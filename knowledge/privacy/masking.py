"""What looks like a person's own data is masked before anything is kept.

Rules over the written form, no dictionary of people: rather too much than too little, but words
that the policies or the register use are left alone, as are days, clauses and amounts.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import pairwise

from common.words import words
from knowledge.model.policy_set import PolicySet
from knowledge.privacy.first_names import ALSO_WORDS, PLAIN

_WORD = r"[^\W\d_][\w'’-]*"
_STREET = (
    r"(?:street|road|rd|avenue|ave|lane|close|drive|court|crescent|way|place|terrace|gardens|grove"
    r"|square|walk|row|mews|hill|rise|parade|vale)"
)
_NOT_A_STREET = (
    r"(?!(?:the|this|that|my|our|her|his|their|your|its|whose|a|an|any|each|every|same|one|high"
    r"|main)\b)"
)
_RECORD = (
    r"(?:case|ref(?:erence)?|complaint|incident|ticket|application|claim|account|tenancy|payroll"
    r"|employee|asset|uprn|nhs|client|pupil|resident|invoice|crn|mosaic|liquidlogic|receipt|idea)s?"
    r"(?: (?:no\.?|number|num|id|ref))?"
)
_BORN = r"(?:born|d\.?o\.?b\.?|date of birth)(?: (?:on|is|was))?:? ?"
_CAPITALS = r"(?-i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"

# In this order: a longer form before the shorter one that is a part of it.
_FORMS: tuple[tuple[str, str], ...] = (
    (r"[^\s@<>\[\]]+@[^\s@<>\[\]]+\.[^\s@<>\[\]]*\w", "[e-mail]"),
    (r"\b(?:https?://|www\.)\S+", "[link]"),
    (r"\b[a-z]{2}[ .-]?(?:\d\d[ .-]?){3}[a-d]\b", "[NI number]"),
    (rf"\b{_CAPITALS}[ .-]?\d\d[ .-]?\d\d[ .-]?\d\d\b", "[NI number]"),
    (r"\b[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}\b", "[postcode]"),
    (r"(?<![\w/])(?:\+|00)?44[ -]?(?:\(0\))?(?:[ -]?\d){9,10}\b", "[phone]"),
    (r"(?<![\w/])\(?0\d(?:[ )-]*\d){8,9}\b", "[phone]"),
    (r"\b(?:\d(?:[ -]?\d){12,18})\b", "[number]"),
    (r"\b\d{3}[ -]\d{3}[ -]\d{4}\b", "[number]"),
    (r"\bsort code:? ?\d\d[ -]?\d\d[ -]?\d\d\b", "sort code [number]"),
    (rf"\b(?P<word>{_BORN})\d{{1,2}}[/. -]\w+[/. -]\d{{2,4}}", r"\g<word>[date of birth]"),
    (
        rf"\b(?P<word>{_RECORD})[ :#.-]+(?=[a-z/-]*\d)[a-z0-9/-]{{3,}}\b",
        r"\g<word> [case number]",
    ),
    (r"\b[a-z]{1,6}[/-]\d{2,4}[/-]\d{3,}\b", "[case number]"),
    (r"\b(?!iso|bs|en|rfc)[a-z]{1,6}[/-]?\d{4,}(?:[/-]\w+)*\b", "[case number]"),
    (r"\b\d{2,4}/\d{4,6}(?:/[a-z]+)?\b|\b\d{2,4}/\d{3,6}/[a-z]+\b", "[case number]"),
    (r"(?<![\w/.-])\d{6,}(?![\w/-])", "[number]"),
    (rf"\b(?:flat|unit|apartment) \d+[a-z]?\b(?:,? \d+[a-z]? {_WORD} {_STREET}\b)?", "[address]"),
    (rf"\b\d{{1,4}}[a-z]?,? (?:{_WORD} ){{1,3}}{_STREET}\b", "[address]"),
    (
        rf"\b(?P<word>(?:on|in|at|from|of) ){_NOT_A_STREET}{_WORD} "
        r"(?:street|road|avenue|lane|crescent|terrace|mews|grove)\b",
        r"\g<word>[address]",
    ),
)
_COMPILED = tuple((re.compile(form, re.IGNORECASE), mask) for form, mask in _FORMS)

_NAME = "[name]"
_TOKEN = re.compile(rf"\[[^\]]*\]|{_WORD}")
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame cllr councillor rev lord lady".split()
)
_INTRODUCING = frozenset("called named".split())
_BESIDE_A_PERSON = frozenset(
    "with from for by about to tell told ask asked told and mr says said emailed email phoned rang"
    " manager colleague resident tenant client officer named called is i'm i’m am".split()
)
_DOING = frozenset(
    "said says told asked asks wants thinks reckons sent rang phoned emailed".split()
)
_SURNAME_ALONE = re.compile(r"(?:O['’]|Mc|Mac|Fitz)[A-Z][a-z]+")


def mask(text: str, known: Collection[str] = ()) -> str:
    """The text with what looks like personal data replaced by what kind of data it was.

    `known` are lower-case words that the policies and the register use: never taken for names.
    """
    for form, kind in _COMPILED:
        text = form.sub(kind, text)
    return _without_names(text, known)


def names_known(policies: PolicySet) -> frozenset[str]:
    """Words that name tools and policies and are never taken for people."""
    return frozenset(word for name in _known_names(policies) for word in words(name))


def _known_names(policies: PolicySet) -> Iterator[str]:
    for tool in policies.tools:
        yield from (tool.name, tool.supplier, *tool.aliases)
    yield from (policy.title for policy in policies.policies)


def _without_names(text: str, known: Collection[str]) -> str:
    tokens = list(_TOKEN.finditer(text))
    written = [token[0] for token in tokens]
    named = _names(written, [_begins(text, token.start()) for token in tokens], known)
    masked, at = [], 0
    for number in sorted(named):
        start, end = tokens[number].start(), tokens[number].end()
        before = text[at:start]
        goes_on = number - 1 in named and before.strip(" .") == ""
        ending = re.search(r"['’]s?$", written[number])
        masked.append(("" if goes_on else before + _NAME) + (ending[0] if ending else ""))
        at = end
    return "".join(masked) + text[at:]


def _names(words: list[str], begins: list[bool], known: Collection[str]) -> set[int]:
    """The places of the words that stand for people."""
    named: set[int] = set()
    for at, word in enumerate(words):
        before = words[at - 1].lower() if at else ""
        bare = _bare(word)
        if word.startswith("[") or bare in known or len(bare) < 2:
            continue
        after = words[at + 1].lower() if at + 1 < len(words) else ""
        as_a_person = (
            after in _DOING
            or (before in _BESIDE_A_PERSON and not begins[at])
            or _is_surname(words, at + 1, known)
        )
        if (
            bare in PLAIN
            or (before in _TITLES and _may_follow_a_title(words[at - 1], word))
            or (before in _INTRODUCING and word[0].isupper())
            or (bare in ALSO_WORDS and word[0].isupper() and as_a_person)
            or _SURNAME_ALONE.match(word)
        ):
            named.add(at)
    for first, second in pairwise(range(len(words))):
        if first in named and _is_surname(words, second, known):
            named.add(second)
    for at, word in enumerate(words[:-1]):
        initial = len(word) == 1 and word.isupper() and word not in "AI"
        if initial and _is_surname(words, at + 1, known):
            named.update((at, at + 1))
    return named


def _may_follow_a_title(title: str, word: str) -> bool:
    """`mrs jones` and `Miss Jones`, but not `did i miss anything`."""
    if title.lower() in ("miss", "lord", "lady", "sir", "rev", "ms", "prof"):
        return title[0].isupper() and word[0].isupper()
    return True


def _is_surname(words: list[str], at: int, known: Collection[str]) -> bool:
    if at >= len(words):
        return False
    word = words[at]
    return word[0].isupper() and not word.isupper() and _bare(word) not in known


def _begins(text: str, at: int) -> bool:
    """Whether a word is the first of its sentence, where a capital says nothing."""
    before = text[:at].rstrip()
    return not before or before[-1] in ".?!:\n"


def _bare(word: str) -> str:
    """Lower case, without accents and without the ending of possession."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]s?$", "", word.lower()))
    return "".join(char for char in plain if unicodedata.category(char) != "Mn")
