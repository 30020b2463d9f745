"""Names of products that are on no list, told from ordinary words that stand in their place.

A product goes by a word that is no English, by a rare one, or is written like a name. What an
ordinary thing is, a meaning says: an encoded word lies near the things that people have at work.
"""

import re
from collections.abc import Callable, Collection, Container, Mapping, Sequence, Set
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from common.words import STOP_WORDS, words
from knowledge.query.spelling import sound
from knowledge.query.tools.places import tool_places

_USUAL_LINES = 5  # a word in so many ways of asking is one of the subject
_PLAIN_ENGLISH = 3_000  # rank; a capital letter does not make a product of a more common word
_COMMONEST = 1_500  # rank; nobody is understood who calls a product by a more common word alone
_COMMON, _RARE = 5_000, 20_000
_RARE_NAME = 10_000  # rank; a first name so rare may be a product that is used
# How near an ordinary thing is: the bound is lower for what is likelier one.
_EVERYDAY, _EVERYDAY_COMMON, _EVERYDAY_RARE = 0.67, 0.66, 0.78
_EVERYDAY_FORM, _EVERYDAY_PHRASE = 0.50, 0.50
_EVERYDAY_MANY, _EVERYDAY_COMPOUND = 0.80, 0.87
_ANYTHING = 2.0  # nothing is as near
_SHORTEST_SLIP = 7  # letters; a shorter name is too easily one letter from a word
_SHORTEST_SOUND, _LETTERS_A_SLIP = 6, 4  # letters; one in so many may be another
_ACRONYM = 3  # letters; a short word in capitals stands for several words
_SHORTEST_PART = 4
_KINDS = frozenset(
    "ai app apps tool tools software bot assistant io com premium pro plus free".split()
)
"""What is said behind a name."""
_ADDRESS = re.compile(r"\w\.(?:ai|io|com|app|new|co|so|net|tech)\b", re.IGNORECASE)
_DOING = re.compile(r"[aeiouy].*[^aeiouy](?:ing|ed)$")
_USED = re.compile(
    r"\b(?:use|using|used|install(?:ed|ing)?|download(?:ed|ing)?|log ?in|sign up|subscribe|version"
    r"|safe to use)\b",
    re.IGNORECASE,
)
"""What is done with a tool and not with a person."""
_FORMS = re.compile(r"(?:ing|[^s]s|ment|ments)$")

Nearness = Callable[[str], float | None]
"""How near a phrase is to ordinary things, 0 to 2; None where nothing is known of meaning."""


@dataclass(frozen=True, slots=True)
class KnownWords:
    """`english` has ranks of English words, `policies` every word of the policies, `listed` how
    many ways of asking have a word, `spelt` the words that slips are mended to, `people` first
    names."""

    english: Mapping[str, int]
    policies: Container[str]
    listed: Mapping[str, int]
    spelt: Collection[str]
    people: Set[str] = frozenset()


class UnlistedNames:
    """Reads names of products in questions. `is_named` says whether something names an entry of
    the register."""

    def __init__(
        self,
        known: KnownWords,
        nearness: Nearness,
        is_named: Callable[[str], bool],
        *,
        capitals_only: bool = False,
    ) -> None:
        """`capitals_only`: nothing is a product that is not written like a name, because words
        that are no English may be words of another language."""
        self._known = known
        self._capitals_only = capitals_only
        self._spelt = [word for word in known.spelt if len(word) >= _SHORTEST_SLIP - 1]
        self._sounding: dict[str, list[str]] = {}
        for one in self._spelt:
            self._sounding.setdefault(sound(one), []).append(one)
        self._nearness = nearness
        self._is_named = is_named

    def product(self, question: str) -> str:
        """The product that a question is about, as it was typed; `""` where there is none."""
        return next(
            (name for name in self._places(question) if self._is_product(name, question)), ""
        )

    def is_doubtful(self, question: str) -> bool:
        """Whether a word stands in a tool's place that neither policies nor lists know."""
        return any(
            all(self._is_foreign(word) for word in _head(name)) for name in self._places(question)
        )

    def _places(self, question: str) -> list[str]:
        found = []
        for name, is_owned in tool_places(question):
            head = _head(name)
            is_kind = len(head) < len(words(name)) or bool(_ADDRESS.search(name))
            if head and not STOP_WORDS.intersection(head) and (is_kind or not is_owned):
                found.append(name)
        return [name for name in dict.fromkeys(found) if not self._is_named(name)]

    def _is_foreign(self, word: str) -> bool:
        known = self._known
        return word not in known.policies and known.listed.get(word, 0) < _USUAL_LINES

    def _is_product(self, name: str, question: str) -> bool:
        head = _head(name)
        if _ADDRESS.search(name):
            return True
        if self._capitals_only and not _is_written_so(name, question):
            return False
        if not any(self._is_foreign(word) for word in head) or self._is_somebody(name, question):
            return False
        is_numbered = len(head) > 1 and head[-1].isdigit()
        if any(self._is_strange(word, is_numbered=is_numbered) for word in head):
            return True
        rank = max(self._known.english.get(word, 0) for word in head)
        is_plain = 0 < rank <= _PLAIN_ENGLISH
        if _is_written_so(name, question) and (not is_plain or self._is_far(head)):
            return True
        is_kind = len(head) < len(words(name)) and words(name)[-1] in ("ai", "app", "software")
        return self._is_foreign(head[0]) and (is_kind or self._is_no_ordinary_thing(head, rank))

    def _is_somebody(self, name: str, question: str) -> bool:
        """Whether it is a person, somebody's, or a short word that stands for several."""
        if name.isupper() and len(name) <= _ACRONYM and not question.isupper():
            return True
        if re.search(r"s['’]|['’]s\b", name):
            return True
        said = words(name)
        is_rare = all(self._known.english.get(word, 0) > _RARE_NAME for word in said)
        return set(said) <= self._known.people and not (is_rare and _USED.search(question))

    def _is_strange(self, word: str, *, is_numbered: bool) -> bool:
        """No English, no slip in a word that is known, and not two English words in one, unless a
        number follows, as versions of products have."""
        if word in self._known.english or not self._is_foreign(word) or word.isdigit():
            return False
        if self._is_slip(word):
            return False
        meant = self._nearness(word)
        return meant is None or meant < self._bound_of_strange(word, is_numbered=is_numbered)

    def _bound_of_strange(self, word: str, *, is_numbered: bool) -> float:
        is_compound = self._is_compound(word)
        if _DOING.search(word) or (is_compound and word.endswith("ing")):
            return _EVERYDAY_FORM
        if is_numbered or not (is_compound or word.endswith("s")):
            return _ANYTHING
        return _EVERYDAY_COMPOUND if is_compound else _EVERYDAY_MANY

    def _is_slip(self, word: str) -> bool:
        """Whether it is a known word with a letter wrong, or one as it sounds."""
        if len(word) >= _SHORTEST_SLIP and process.extractOne(
            word, self._spelt, scorer=OSA.distance, score_cutoff=1
        ):
            return True
        alike = self._sounding.get(sound(word), ()) if len(word) >= _SHORTEST_SOUND else ()
        return any(OSA.distance(word, one) <= len(word) // _LETTERS_A_SLIP for one in alike)

    def _is_compound(self, word: str) -> bool:
        parts = ((word[:at], word[at:]) for at in range(_SHORTEST_PART, len(word) - 3))
        return any(
            all(self._known.english.get(p, _COMMON + 1) <= _COMMON for p in two) for two in parts
        )

    def _is_far(self, head: Sequence[str]) -> bool:
        near = self._nearness(" ".join(head))
        return near is not None and near < _EVERYDAY

    def _is_no_ordinary_thing(self, head: Sequence[str], rank: int) -> bool:
        """Whether plain English words mean nothing that people have at work or at home."""
        if rank <= _COMMONEST or not all(self._is_foreign(word) for word in head):
            return False
        bound = _EVERYDAY_COMMON if rank < _COMMON else _EVERYDAY
        if len(head) > 1:
            bound = _EVERYDAY_PHRASE
        elif _FORMS.search(head[0]):
            bound = _EVERYDAY_FORM
        elif rank > _RARE:
            bound = _EVERYDAY_RARE
        near = self._nearness(" ".join(head))
        return near is not None and near < bound


def _head(name: str) -> list[str]:
    """The words of a name without what says its kind."""
    said = words(name)
    while said and said[-1] in _KINDS:
        said.pop()
    return said


def _is_written_so(name: str, question: str) -> bool:
    """Whether a name is written like one: a capital within, where others are written small."""
    bare = name.strip()
    if re.search(r"[a-z][A-Z]|[A-Za-z]\d", bare) or _ADDRESS.search(bare):
        return True
    begins = question.lstrip().startswith(bare)
    return bare[:1].isupper() and not begins and not question.isupper()
