"""Text into words, and words into stems: the one way in which texts and questions are read."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_DOTTED = re.compile(r"(?<![a-z0-9.])(?:[a-z]\.){2,}(?:[a-z](?![a-z0-9]))?")
_NO_ACRONYMS = ("e.g.", "i.e.", "a.m.", "p.m.", "n.b.")
_IZE = re.compile(r"iz(e|ed|es|er|ers|ing|ation|ations|ational)$")
_OTHER_IZE = re.compile(r"(?:re|cap|down|over|out|mid|right|up)?siz|priz|seiz|maiz|.{0,2}iz")
_OUR = re.compile(r"^(behavi|col|fav|hon|lab|neighb|harb|rum)or(s|ed|ing|al|able|hood|s?)$")
_YZE = re.compile(r"(anal|paral|catal)yz(e|ed|es|er|ers|ing)$")
_DOUBLED = re.compile(
    r"(cancel|label|level|model|signal|travel|counsel|total)(ed|ing|er|ers|or|ors)$"
)
# American spellings of single words, each with its own plural.
_AMERICAN = {
    "center": "centre", "program": "programme", "license": "licence", "defense": "defence",
    "offense": "offence", "catalog": "catalogue", "dialog": "dialogue", "meter": "metre",
    "theater": "theatre", "gray": "grey", "practise": "practice", "enrollment": "enrolment",
    "fulfillment": "fulfilment", "aging": "ageing", "maneuver": "manoeuvre",
}  # fmt: skip
_ANY_WORD = re.compile(r"[a-z]+")
_LINK = re.compile(r"\]\([^)\s]*\)|\{#[^}]*\}|<[^>]{1,200}>")
_STEMMER = Stemmer.Stemmer("english", 0)

# Words that carry no subject. They still count a little, through their rarity in the text.
STOP_WORDS = frozenset(
    """a about all also am an and any are as at be because been being but by can could did do does
    doing done for from get gets getting got had has have having he her here hers him his how i if
    im in into is it its ive just like may me might mine more most must my need no not of off ok
    okay on one or our ours out please s she should so some such t than thanks that thats the their
    theirs them then there these they thing things this those to too up us was we were what whats
    when where which while who whose why will with would you your yours want wants anyone someone
    anything something hi hello really actually still even only about tell know""".split()
)


def plain(text: str) -> str:
    """Lower case, compatibility forms folded, accents and invisible characters removed."""
    if text.isascii():
        return text.lower()  # nothing to fold: most texts, and a large set loads in half the time
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(char for char in decomposed if unicodedata.category(char) not in {"Mn", "Cf"})


def words(text: str) -> list[str]:
    """The words of a text, in order, without possessive endings; Markdown targets left out. Letters
    with a dot behind each (`D.P.I.A.`) are one word."""
    # Most texts have nothing of the kind, and a start reads some twenty thousand of them.
    linked = "](" in text or "{#" in text or "<" in text
    read = plain(_LINK.sub(" ", text) if linked else text)
    if "." in read:
        read = _DOTTED.sub(_undotted, read)
    found: list[str] = _WORD.findall(read)
    if "'" in read or "’" in read:
        return [word if word.isalnum() else _bare(word) for word in found]
    return found


def british_words(text: str) -> list[str]:
    """The words of a text, each in British spelling: how questions are read."""
    return [british(word) for word in words(text)]


def _undotted(letters: re.Match[str]) -> str:
    return letters[0] if letters[0] in _NO_ACRONYMS else letters[0].replace(".", "")


def _bare(word: str) -> str:
    head, mark, tail = word.replace("’", "'").partition("'")
    return head if tail in {"", "s"} or not mark else head + tail


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Snowball's English stem, of the British spelling: it stems `-ize` and `-ise` to two words,
    and `authorization` to `author`."""
    return str(_STEMMER.stemWord(british(word)))


def in_one_spelling(text: str) -> str:
    """The text as whoever reads by meaning is to see it: plain, dotted acronyms in one word, and
    in British spelling, so that the country of a spelling changes no answer."""
    read = plain(text)
    if "." in read:
        read = _DOTTED.sub(_undotted, read)
    return _ANY_WORD.sub(lambda word: british(word[0]), read)


@lru_cache(maxsize=20_000)
def british(word: str) -> str:
    """A lower-case word in British spelling."""
    single = word[:-1] if word.endswith("s") else word
    if single in _AMERICAN:
        return _AMERICAN[single] + word[len(single) :]
    word = _DOUBLED.sub(r"\1l\2", _YZE.sub(r"\1ys\2", word))
    if _IZE.search(word) and not _OTHER_IZE.match(word):
        return _IZE.sub(r"is\1", word)
    return _OUR.sub(r"\1our\2", word).replace("judgment", "judgement")


def stems(terms: Sequence[str]) -> list[str]:
    return [stem(term) for term in terms]


def stems_in(text: str) -> frozenset[str]:
    """The stems of a text's words, each once."""
    return frozenset(stems(words(text)))


def content(terms: Sequence[str]) -> list[str]:
    """The words that carry the subject; all of them when nothing else is left."""
    kept = [term for term in terms if term not in STOP_WORDS]
    return kept or list(terms)
