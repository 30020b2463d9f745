"""People's names in what somebody wrote: by common names, and by where unknown words stand.

A word that is no English word, written where a person is named, is taken for a name wherever it
comes from: so that names which no list has are masked as often as those that it has.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.privacy.common_names import ALSO_WORDS, MONTHS, PLAIN, SURNAMES
from knowledge.query.english import english_ranks

_MASK = "[name]"
_TOKEN = re.compile(r"\[[^\]]*\]|[^\W\d_][\w'’-]*")
_POSSESSIVE = re.compile(r"['’]s?$")
_OF_ONE_NAME = re.compile(r"[ \t]*\.?[ \t]*")  # what may stand between the words of one name

_ALWAYS_TITLES = frozenset(("mr", "mrs"))
_TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame cllr rev lord lady".split())
_LONG_TITLES = frozenset(("councillor",))
_PARTICLES = frozenset(
    "ab ap al el bin bint ibn ben da das de del della der di dos du ferch la le mac ní ó uí van"
    " vom von y".split()
)
_WITH_PEOPLE = frozenset(
    "ask asked asking call called carer child claimant client colleague customer daughter dear dad"
    " email emailed emailing father friend girl boy husband joined manager meet meeting met mother"
    " mum named neighbour nurse patient phone phoned pupil rang resident ring son tell telling"
    " tenant told visited wife worker".split()
)
_BEFORE_A_NAME = frozenset("about against by for from of to with".split())
_OF_PEOPLE = frozenset(
    "allegation appeal application arrears call case chat complaint conversation email file form"
    " grievance interview letter meeting message minutes note notes plan referral reply report"
    " review speak spoke statement talk talked visit write wrote".split()
)
_DOING = frozenset(
    "agreed applied asked asks called came complained complains complaint died emailed emails got"
    " has left lives owes phoned rang reckons refused replied said says sent signed spoke thinks"
    " told wants was went wrote".split()
)
_OWNED = frozenset(
    "absence address appeal application appraisal arrears case child children complaint email"
    " emails family file flat grievance health house illness landlord letter manager medical mother"
    " mum notes partner pay pension personnel records rent salary sickness support tenancy".split()
)
_BESIDE_A_PERSON = frozenset(
    "with from for by about to tell told ask asked and mr says said emailed email phoned rang"
    " manager colleague resident tenant client officer named called is i'm i’m am".split()
)
_SHARED = frozenset("enter paste put share upload".split())
_LONG_PAIR = 9  # letters: shorter ones are two abbreviations
_TRIED = frozenset("use using used try trying in into on install buy via through".split())
_SURNAME_ALONE = re.compile(r"(?:O['’]|Mc|Mac(?!Book|Office|Pro)|Fitz)[A-Z][a-z]+")
_CONTRACTED = frozenset("t ve re ll d m s".split())
_RARE = 20_000  # rank in the list of English words from which one counts as unknown
_MOSTLY = 0.4  # of the words are no English ones: another language, or nothing can be said


def without_names(text: str, known: Collection[str]) -> str:
    """The text with each name replaced; `known` lower-case words are never taken for one."""
    sentence = _Words(text, known)
    named = sentence.named()
    masked, at = [], 0
    for number in sorted(named):
        token = sentence.tokens[number]
        before = text[at : token.start()]
        goes_on = number - 1 in named and re.fullmatch(r"[ \t.,]*", before)
        ending = _POSSESSIVE.search(token[0])
        masked.append(("" if goes_on else before + _MASK) + (ending[0] if ending else ""))
        at = token.end()
    return "".join(masked) + text[at:]


@dataclass(frozen=True)
class _Words:
    """The words of a text, and what is asked of each by its place."""

    text: str
    known: Collection[str]

    @cached_property
    def tokens(self) -> list[re.Match[str]]:
        return list(_TOKEN.finditer(self.text))

    @cached_property
    def words(self) -> list[str]:
        return [token[0] for token in self.tokens]

    @cached_property
    def bare(self) -> list[str]:
        return [_bare(word) for word in self.words]

    @cached_property
    def english(self) -> bool:
        """Whether so many words are English ones that an unknown one says something."""
        small = [at for at, word in enumerate(self.words) if word.islower()]
        odd = sum(self.unknown[at] for at in small)
        return bool(english_ranks()) and odd <= max(2, _MOSTLY * len(small))

    def named(self) -> set[int]:
        """The places of the words that stand for people."""
        places = range(len(self.words))
        named = {at for at in places if self._may_be(at) and self._is_named(at)}
        for at in places[:-1]:
            named.update(self._pair(at))
        walked = set[int]()
        for at in places:
            if at in named:
                named.update(self._goes_on(at, walked))
        for at in reversed(places[:-1]):
            if self._is_initial(at) and self._introduces(at, named):
                named.update((at, at + 1))
        return named

    def together(self, at: int) -> bool:
        """Whether nothing but a space or the dot of an initial stands before the next word."""
        if at + 1 >= len(self.words):
            return False
        between = self.text[self.tokens[at].end() : self.tokens[at + 1].start()]
        short = len(self.words[at]) == 1 or self.bare[at] in _TITLES
        return bool(_OF_ONE_NAME.fullmatch(between)) and (short or "." not in between)

    @cached_property
    def unknown(self) -> list[bool]:
        """Of each word, whether it is no English one, or one only because it is a common name."""
        return [_is_unknown(bare, self.known) for bare in self.bare]

    def _may_be(self, at: int) -> bool:
        bare = self.bare[at]
        if self.words[at].startswith("[") or bare in _TITLES or bare in _LONG_TITLES:
            return False
        return bare not in self.known and len(bare) > 1

    def _word(self, at: int) -> str:
        return self.words[at].lower() if 0 <= at < len(self.words) else ""

    def _begins(self, at: int) -> bool:
        """Whether a word is the first of its sentence, where a capital says nothing."""
        before = self.text[: self.tokens[at].start()].rstrip()
        return not before or before[-1] in ".?!:\n"

    def _capital(self, at: int) -> bool:
        """Written as a name is: `Okafor`, `Ji-woo`, but neither `HR` nor `MacBook`."""
        word = _POSSESSIVE.sub("", self.words[at])
        if _SURNAME_ALONE.fullmatch(word):
            return True
        parts = [part for part in re.split(r"['’-]", word) if part]
        return word[:1].isupper() and all(part.istitle() or part.islower() for part in parts)

    def _is_named(self, at: int) -> bool:
        word, bare, before = self.words[at], self.bare[at], self._word(at - 1)
        after_title = at > 0 and self.together(at - 1) and self._follows_title(at)
        return bool(
            (bare in PLAIN and (self.english or (self._capital(at) and not self._begins(at))))
            or after_title
            or (before in ("called", "named") and self._capital(at) and not self._begins(at))
            or (bare in ALSO_WORDS and word[0].isupper() and self._stands_as_a_person(at))
            or _SURNAME_ALONE.match(word)
            or (self.unknown[at] and self._among_people(at))
        )

    def _follows_title(self, at: int) -> bool:
        """`mrs jones`, `Miss Jones`, `cllr okafor`, but not `did i miss anything`."""
        title, word = self.words[at - 1], self.words[at]
        if (low := title.lower()) in _ALWAYS_TITLES:
            return True
        if low in ("miss", "lord", "lady", "sir", "rev", "ms", "prof"):
            return title[0].isupper() and word[0].isupper()
        if low in _TITLES or low in _LONG_TITLES:
            return self._capital(at) or self.unknown[at]
        return False

    def _stands_as_a_person(self, at: int) -> bool:
        before, after = self._word(at - 1), self._word(at + 1)
        beside = before in _BESIDE_A_PERSON and not self._begins(at)
        if self.bare[at] in MONTHS:
            beside = beside and before not in _BEFORE_A_NAME and before != "is"
        follows = self.together(at) and after != "" and self._is_surname(at + 1)
        owns = _POSSESSIVE.search(self.words[at]) is not None and after in _OWNED
        return (after in _DOING and after not in ("has", "was")) or beside or follows or owns

    def _among_people(self, at: int) -> bool:
        """Whether an unknown word stands where a person is named."""
        bare, before, before_that = self.bare[at], self._word(at - 1), self._word(at - 2)
        after = self._word(at + 1) if self.together(at) else ""
        owns = _POSSESSIVE.search(self.words[at]) is not None and after in _OWNED
        if not self._capital(at):
            return owns and bare not in english_ranks() and self.english
        first = self._begins(at)
        return (
            owns
            or after in _DOING
            or (not first and before in _WITH_PEOPLE)
            or (not first and before in _BEFORE_A_NAME and before_that in _OF_PEOPLE)
        )

    def _pair(self, at: int) -> Sequence[int]:
        """`Xiuying Zhang`, `Dafydd ap Gwilym`, `OKONKWO, GRACE`, `from venkatesh iyer`."""
        to = at + 1
        while self._word(to) in _PARTICLES and self.together(to) and to < at + 3:
            to += 1
        if to >= len(self.words) or not (self._may_be(at) and self._may_be(to)):
            return ()
        one, two = self.words[at], self.words[to]
        odd = sum(self.unknown[place] for place in (at, to))
        if odd < 2 and not (odd and {self.bare[at], self.bare[to]} & ALSO_WORDS):
            return ()
        whole = range(at, to + 1)
        between = self.text[self.tokens[at].end() : self.tokens[to].start()]
        if one.isupper() and two.isupper():
            long = len(one) > 2 and len(two) > 2 and len(one) + len(two) >= _LONG_PAIR
            return whole if long and re.fullmatch(r", ?", between) else ()
        if not self.together(at) or self._word(at - 1) in _TRIED:
            return ()
        if self._capital(at) and self._capital(to):
            return whole
        small = one.islower() and two.islower() and min(len(one), len(two)) > 2
        return whole if small and self.english and self._named_by(at, to) else ()

    def _named_by(self, at: int, to: int) -> bool:
        """Whether what stands around words without capitals says that they are a person."""
        before, after = self._word(at - 1), self._word(to + 1) if self.together(to) else ""
        owns = _POSSESSIVE.search(self.words[to]) is not None
        shared = before in _BEFORE_A_NAME or before in _WITH_PEOPLE or before in _SHARED
        return owns or after in _DOING or shared

    def _goes_on(self, at: int, walked: set[int]) -> Iterator[int]:
        """The further words of a name: `Kaur Dhillon`, `ap Gwilym`, `jones` after `sarah`. From a
        word in `walked` on they are known, so that a long run of names is gone through once."""
        while at not in walked and self.together(at) and not _POSSESSIVE.search(self.words[at]):
            walked.add(at)
            after = at + 1
            if self.words[after].lower() in _PARTICLES and self.together(after):
                if not (self._is_surname(after + 1) or self._is_small_surname(after + 1)):
                    return
                yield after
                after += 1
            elif not (self._is_surname(after) or self._goes_on_small(at)):
                return
            yield after
            at = after

    def _is_surname(self, at: int) -> bool:
        return self._may_be(at) and self._capital(at)

    def _is_small_surname(self, at: int) -> bool:
        return self._may_be(at) and self.unknown[at] and (self.english or self.bare[at] in SURNAMES)

    def _goes_on_small(self, at: int) -> bool:
        """Whether the next word, without a capital, is a surname: not after a capital that was
        written on purpose (`Jo Bloggs disagrees`), and no form of a verb (`Jo disagrees`)."""
        on_purpose = self._capital(at) and not self._begins(at)
        return not on_purpose and self._is_small_surname(at + 1) and not _is_verb(self.bare[at + 1])

    def _is_initial(self, at: int) -> bool:
        word = self.words[at]
        return len(word) == 1 and word.isupper() and word not in "AI"

    def _introduces(self, at: int, named: Collection[int]) -> bool:
        """Whether an initial belongs to the next word: `J Smith`, but not `do B. Is it`."""
        if not self.together(at):
            return False
        dotted = "." in self.text[self.tokens[at].end() : self.tokens[at + 1].start()]
        return at + 1 in named or (
            self._is_surname(at + 1) and (not dotted or self.unknown[at + 1])
        )


def _is_unknown(bare: str, known: Collection[str]) -> bool:
    if bare in known or len(bare) < 2:
        return False
    if bare.isalpha():
        return bare in PLAIN or _is_rare(bare)
    parts = re.split(r"['-]", bare)
    if ("'" in bare and parts[-1] in _CONTRACTED) or any(part in known for part in parts):
        return False
    return any(
        part in PLAIN or part in ALSO_WORDS or _is_rare(part)
        for part in parts
        if len(part) > 1 and part.isalpha()
    )


def _is_verb(word: str) -> bool:
    """Whether a word is a common one with the ending of a verb."""
    bases = (word[: -len(end)] for end in ("s", "es", "d", "ed") if word.endswith(end))
    return word not in SURNAMES and any(english_ranks().get(one, _RARE) < _RARE for one in bases)


def _is_rare(word: str) -> bool:
    ranks = english_ranks()
    return word in SURNAMES or (bool(ranks) and ranks.get(word, _RARE) >= _RARE)


def _bare(word: str) -> str:
    """Lower case, without accents and without the ending of possession."""
    low = word.lower().replace("’", "'")
    if low.isascii() and low.isalpha():
        return low
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", low))
    return "".join(char for char in plain if unicodedata.category(char) != "Mn")
