"""From an idea's words to suggested answers, each for the person to confirm or change.

A question's own words suggest "yes" where they stand in the text, and "no" where they stand there
only as what is not meant: "no names", "without health data, addresses or photos".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from common.words import stem, words
from triage.model.screening_rules import Question, ScreeningReply

_BREAKS = re.compile(r"[.!?;:()\[\]\n]|\s[-–—]+\s")
_WRITTEN = re.compile(r"[^\s\-]+")
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\+?(k|m)?", re.IGNORECASE)
_TIMES = {"": 1, "k": 1000, "m": 1_000_000}
_AT_LEAST = re.compile(r"(\d+)\+")
_PIECES = re.compile(r",(?!\d)|[/&]|\b(?:and|or|nor)\b", re.IGNORECASE)

_PASSING = "at first|for now|for the moment|at the moment|to begin with|to start with|initially|yet"
_ASIDE = re.compile(rf"\(\s*({_PASSING})\s*\)", re.IGNORECASE)
_ENDS_LATER = re.compile(rf"\b(?:{_PASSING})\b", re.IGNORECASE)
"""What is ruled out with these may come all the same, and so says nothing."""

_NEGATIONS = frozenset(
    """no not never none nothing nor without excluding except exclude excludes excluded dont doesnt
    didnt isnt arent wasnt werent wont wouldnt""".split()
)
_NO_NEGATION_AFTER = frozenset(
    """only just enough sure like happy know care doubt matter longer more idea many much least
    mind likely forget""".split()
)
"""After a negation these speak of something else than absence: "not only names", "no longer"."""

_ENDS = frozenset("but though although however only just except so because then if still".split())
"""Where what is negated ends, although the sentence goes on."""

_LINKING = frozenset(
    """a all an any at by each every few for from her his in its lots many more most my of on our
    some that the their them these this those to up with your""".split()
)
"""What may stand between the words of a phrase."""

_PERSON = frozenset(
    """people person persons them him her they everyone everybody anyone anybody someone somebody
    resident residents tenant tenants customer customers client clients caller callers citizen
    citizens staff employee employees worker workers colleague colleagues child children pupil
    pupils student students patient patients applicant applicants candidate candidates claimant
    claimants family families household households parent parents carer carers driver drivers user
    users visitor visitors member members neighbour neighbours""".split()
)
"""What "people" in a phrase may be called in a text: "score people" finds "score each tenant"."""

_MOST_LINKING = 3
_LIST_ITEM = 3  # words at most between two commas of a list
_REACH = 6  # words after a negation that it can still be about


@dataclass(frozen=True, slots=True)
class SuggestedAnswer:
    """An answer that the words of the text suggest."""

    reply: ScreeningReply
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    capitals: bool
    negated: bool
    number: float = 0


def suggest_answers(questions: Sequence[Question], text: str) -> Mapping[str, SuggestedAnswer]:
    """Suggestions by question key; none for a question that the text says nothing about.

    A "yes" to a question suggests one to the question that it is asked after, too.
    """
    sentences = [tuple(_sentence(part)) for part in _BREAKS.split(_ASIDE.sub(r"\1", text))]
    found: dict[str, SuggestedAnswer] = {}
    for question in reversed(questions):
        suggestion = _suggested_answer(question, sentences) or found.get(question.key)
        if suggestion:
            found[question.key] = suggestion
            if suggestion.reply is ScreeningReply.YES and question.only_after:
                found.setdefault(question.only_after, suggestion)
    return found


def _suggested_answer(
    question: Question, sentences: Sequence[Sequence[_Word]]
) -> SuggestedAnswer | None:
    meant: dict[str, None] = {}
    not_meant: dict[str, None] = {}
    for phrase in map(_phrase, question.suggests):
        for sentence in sentences:
            for match in _matches(phrase, sentence):
                shown = " ".join(word.text for word in match)
                (not_meant if match[-1].negated else meant)[shown] = None
    if meant:
        return SuggestedAnswer(ScreeningReply.YES, tuple(meant))
    return SuggestedAnswer(ScreeningReply.NO, tuple(not_meant)) if not_meant else None


@lru_cache(maxsize=4096)
def _phrase(text: str) -> tuple[_Word, ...]:
    least = _AT_LEAST.fullmatch(text)
    if least:
        return (_Word(text, capitals=False, negated=False, number=float(least[1])),)
    return tuple(_words(text))


def _matches(phrase: Sequence[_Word], sentence: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Where a phrase stands in a sentence, with a few linking words in between at most; two words
    may stand the other way round ("the tenant's score")."""
    alone = len(phrase) == 1
    for start in range(len(sentence)):
        match = _match(phrase, sentence, start, alone=alone)
        if match is None and len(phrase) == 2 and any(_is_person(word) for word in phrase):
            match = _match(phrase[::-1], sentence, start, alone=alone)
        if match:
            yield match


def _match(
    phrase: Sequence[_Word], sentence: Sequence[_Word], start: int, *, alone: bool
) -> list[_Word] | None:
    match: list[_Word] = []
    at, linking = start, 0
    for wanted in phrase:
        while at < len(sentence) and not _same(wanted, sentence[at], alone=alone):
            if not match or sentence[at].text not in _LINKING or linking == _MOST_LINKING:
                return None
            at, linking = at + 1, linking + 1
        if at == len(sentence):
            return None
        match.append(sentence[at])
        at, linking = at + 1, 0
    return match


def _same(wanted: _Word, word: _Word, *, alone: bool) -> bool:
    """Whether a word of the text is the one of the phrase. A word alone must be the very word or
    its plural: "recording" is not "records". A name in capitals that is also an everyday word
    (SEND) must stand in capitals."""
    if wanted.number:
        return word.number >= wanted.number
    if wanted.capitals and not word.capitals and wanted.text in _ALSO_WORDS:
        return False
    if not alone and _is_person(wanted):
        return word.text in _PERSON
    if alone:
        return _singular(word.text) == _singular(wanted.text)
    return stem(word.text) == stem(wanted.text)


def _is_person(word: _Word) -> bool:
    return word.text == "people"


_ALSO_WORDS = frozenset("send it is us who aid act all care carer home".split())


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _words(text: str) -> Iterator[_Word]:
    for match in _WRITTEN.finditer(text):
        written = match[0]
        number = _NUMBER.fullmatch(written.strip("£~.,"))
        if number:
            value = float(number[1].replace(",", "")) * _TIMES[(number[2] or "").lower()]
            yield _Word(written, capitals=False, negated=False, number=value)
            continue
        for word in words(written):
            yield _Word(word, written.isupper() and len(written) > 1, negated=False)


def _sentence(text: str) -> Iterator[_Word]:
    """The words of a sentence, each marked if a negation before it covers it; without those that
    are only ruled out for a while."""
    covered = 0
    passing = _ENDS_LATER.search(text) is not None
    for number, piece in enumerate(_PIECES.split(text)):
        said = list(_words(piece))
        if number and len(said) > _LIST_ITEM:
            covered = 0
        elif number and covered:
            covered = _REACH
        for at, word in enumerate(said):
            after = said[at + 1].text if at + 1 < len(said) else ""
            if word.text in _ENDS:
                covered = 0
            if not (passing and covered):
                yield replace(word, negated=covered > 0)
            covered -= covered > 0
            if word.text in _NEGATIONS and after not in _NO_NEGATION_AFTER:
                covered = _REACH
