"""What kind of thing a question asks for, and whether a sentence has one: its answer type.

"How long" wants a time and "who" a person, and a sentence that has none does not answer, however
much else it shares with the question (Li and Roth, "Learning Question Classifiers", 2002, for the
types). The same holds for another country or council, for how to work a button, and for what a
word means; and of opinions and history a policy says nothing. Small lists that an officer could
read; a question may ask for several, or for none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from babel import Locale

from common.words import content, stems, words


class AnswerType(StrEnum):
    """What a question may ask for that shows in the form of a sentence."""

    NUMBER = "number"
    TIME = "time"
    MONEY = "money"
    PERSON = "person"
    MEANING = "meaning"
    OPERATION = "operation"
    ELSEWHERE = "elsewhere"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class AskedFor:
    """Something that a question asks for; a sentence has it in its form or by these stems. The
    bodies that the question names, `said`, it does not ask for: "who is in the group"."""

    kind: AnswerType
    stems: frozenset[str] = frozenset()
    is_measure: bool = False
    said: frozenset[str] = frozenset()

    def measured_by(self, sentence: str) -> bool:
        """Whether a figure is asked for, and a sentence has one: "how long" and "30 days"."""
        form = _MEASURES.get(self.kind)
        return self.is_measure and form is not None and bool(form.search(sentence))

    def held_by(self, sentence: str) -> bool:
        if self.kind is AnswerType.OPINION:
            return False
        form = _HOLDS.get(self.kind)
        said = not self.stems or self.stems <= set(stems(words(sentence)))
        found = form.finditer(sentence) if form else ()
        return said and (form is None or any(one[0].lower() not in self.said for one in found))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


_NUMBER_WORD = r"""one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|
    thirty|forty|fifty|sixty|ninety|hundreds?|thousands?|millions?|half|quarter|third|once|twice|
    single|dozen|no[ ]limit|unlimited|none"""
_BODIES = frozenset("group board committee panel team teams desk office service council".split())
_UNIT_OF_TIME = r"""minutes?|hours?|days?|weeks?|months?|years?|quarters?|weekdays?|weekends?|
    nights?|fortnights?|mornings?|evenings?|terms?|sprints?|iterations?"""
_REGULARLY = r"""daily|weekly|monthly|yearly|annual(?:ly)?|quarterly|hourly|immediate(?:ly)?"""
_SO_LONG = rf"(?:{_NUMBER_WORD}|\d+)[- ](?:\w+[ ])?(?:{_UNIT_OF_TIME})"
_MONTHS = r"""january|february|march|april|may|june|july|august|september|october|november|
    december"""
_ASKS = {
    AnswerType.NUMBER: _pattern(
        r"""\b(?:
            how[ ](?:many|big|large|small|high|low|far|deep|strong) |
            what[ ](?:number|percentage|share|proportion|size|length|limit|score|age) |
            (?:number|maximum|minimum|min|max|limit|length|size)[ ](?:of|for|on) |
            at[ ](?:most|least)[ ]how
        )\b"""
    ),
    AnswerType.TIME: _pattern(
        rf"""\b(?:
            how[ ](?:long|often|soon|quick(?:ly)?|fast|late|early|old|frequently|recent(?:ly)?) |
            (?:how[ ]many|what)[ ](?:{_UNIT_OF_TIME}|times?|dates?|deadline) |
            (?:by|until|since)[ ]when | what[ ]time | when's | deadline |
            when[ ](?:is|are|was|were|do|does|did|will|must|should|can|may|would)
        )\b | ^(?:so[ ]|and[ ]|but[ ])?when\b(?![ ]\w+ing\b)"""
    ),
    AnswerType.MONEY: _pattern(
        r"""\b(?:
            how[ ]much[ ](?:does|do|did|is|are|will|would|can|may|could|should|money|a|we|i) |
            what[ ](?:does|do|will|would|did)[ ](?:it|they|that|this|\w+)[ ](?:\w+[ ]){0,2}cost |
            (?:price|cost|fee|budget|amount|allowance|rate)[ ](?:of|for) | paid[ ]for |
            how[ ]expensive
        )\b"""
    ),
    AnswerType.PERSON: _pattern(
        r"""\b(?:who|whom|whose|who's|whos|
            which[ ](?:team|person|officer|manager|department|group|board))\b"""
    ),
}
_HOLDS = {
    AnswerType.NUMBER: _pattern(rf"\d|\b(?:{_NUMBER_WORD})\b"),
    AnswerType.TIME: _pattern(
        rf"""\b(?:
            {_SO_LONG} |
            (?:{_MONTHS})[ ]\d | \d+[ ](?:{_MONTHS}) |
            {_REGULARLY}|
            (?:each|every)[ ](?:\w+[ ])?(?:{_UNIT_OF_TIME}) | dates? |
            at[ ]once|straight[ ]?away|as[ ]soon[ ]as|(?:same|next)[ ]day|today|tomorrow|
            always|never|forever|permanent(?:ly)?|regular(?:ly)?|continuous(?:ly)?|
            until|till|before|after|within|during|while|when(?:ever)?|as[ ]long[ ]as|
            by[ ]the[ ](?:end|next|time)|(?:each|every)[ ]time|once|twice|
            (?:mon|tues|wednes|thurs|fri|satur|sun)days?|
            \d{{1,2}}[:.]\d\d|\d{{1,2}}[ ]?[ap]m|(?:19|20)\d\d
        )\b"""
    ),
    AnswerType.MONEY: _pattern(
        r"""[£$€]\s?\d | \b\d[\d,.]*\s?(?:pounds?|dollars?|euros?|pence|%|per[ ]?cent) |
        \b(?:free(?:[ ]of[ ]charge)?|no[ ](?:cost|charge|fee)|full[ ](?:pay|salary)|
            reimburse[sd]?|rates?|salary|unpaid|paid|allowance)\b"""
    ),
    AnswerType.PERSON: _pattern(
        r"""\b(?:you|we|i|everyone|everybody|anyone|anybody|nobody|no[ ]one|
            (?<!\bto[ ])(?<!\babout[ ])(?<!\bof[ ])(?<!\bfrom[ ])(?:staff|people)|teams?|
            users?|persons?|members?|councillors?|contractors?|colleagues?|group|board|committee|
            panel|desk|department|directorate|office|service|council|chair|heads?|leads?|clerk|
            secretary|chief|[a-z]{3,}(?:ers?|ors?|ists?|ians?|ees?|men|women|man|woman))\b"""
    ),
}
_MEASURED = _pattern(
    rf"""\bhow[ ](?:long|often|soon|quick(?:ly)?|fast|late|early|frequently|many|much|old)\b |
    \bdeadline\b | ^(?:\w+\W+){{0,2}}by[ ]when\b | \bby[ ]when\W*$ |
    \bwhat[ ](?:{_UNIT_OF_TIME})\b"""
)
_MEASURES = {
    AnswerType.NUMBER: _HOLDS[AnswerType.NUMBER],
    AnswerType.TIME: _pattern(
        rf"""\b(?:
            {_SO_LONG} |
            (?:{_NUMBER_WORD})[ ](?:a|an|each|every|per)[ ](?:{_UNIT_OF_TIME}) |
            (?:each|every|per)[ ](?:\w+[ ])?(?:{_UNIT_OF_TIME}) |
            {_REGULARLY}|
            at[ ]once|straight[ ]?away|(?:same|next)[ ](?:working[ ])?day|once|twice
        )\b"""
    ),
    AnswerType.MONEY: _HOLDS[AnswerType.MONEY],
}


_SEEKS = _pattern(r"\b(?:where|help|ask|contact|advice|advise|turn[ ]to|speak[ ]to|talk[ ]to)\b")
_REFERS_ON = _pattern(
    r"""^\W*(?:please[ ])?(?:ask|contact|see|phone|ring|e-?mail|(?:speak|talk|write)[ ]to)\b
    (?![ ]for\b)
    (?:[ ](?:the|your|our|an?|or|and|of|for)|[ ](?!(?:if|about|before|after|when|whether|how|what
    |which|who|where|why|that|to|with|so)\b)[\w'’-]+){1,12}\W*$"""
)
_HOLDS[AnswerType.MEANING] = _pattern(
    r"""\b(?:is|are|means?|called|covers?|counts?|includes?|stands[ ]for|refers?[ ]to)\b|[:(]"""
)
_MEANING = _pattern(
    r"""\b(?:
        (?:what[ ](?:is|are|was)|what's|whats)[ ](?:meant[ ]by[ ])?(?:an?[ ])?
        (?!(?:the|my|our|your|their|it|this|that|these|those|allowed|up|a|an)\b)
        (?P<thing>[\w'’-]+(?:[ ][\w'’-]+){0,2}?)(?:[ ](?:exactly|anyway|actually))?\s*(?:\?|$) |
        what[ ](?:does|do|did)[ ](?:an?[ ]|the[ ]|term[ ]|word[ ])*
        (?P<word>[\w'’-]+(?:[ ][\w'’-]+){0,3}?)[ ](?:mean|stand[ ]for) |
        (?:define|definition[ ]of|meaning[ ]of)[ ](?:an?[ ]|the[ ])?(?P<term>[\w'’-]+)
    )"""
)
_HOW = _pattern(
    r"""\b(?:how[ ](?:do|can|could|would|to|should)|where(?:[ ]is|'s|[ ]do|[ ]can)|
    why[ ](?:won't|wont|doesn't|doesnt|isn't|isnt|can't|cant|does|is|has)|keeps?|can't|cant|
    won't|wont|way[ ]to|help[ ]me)\b"""
)
_OPERATION = _pattern(
    r"""\b(?P<what>(?:un)?mut(?:e|ing)|(?:un|re)?install(?:ing)?|update|upgrade|download|undo|zoom|
    log[ ]?(?:in|on|out|off)|sign[ ]?(?:in|out)|reset|restart|reboot|clear|scroll|print|scan|font|
    bold|highlight|(?:un)?pin|full[ ]?screen|background|blur|camera|webcam|microphone|mic|headset|
    volume|notifications?|settings?|menu|button|icon|tab|shortcut|toolbar|sync|export|import|
    formula|pivot|columns?|rows?|cells?|slides?|theme|dark[ ]mode|keyboard|crash(?:es|ing)?|
    fre+z(?:e|es|ing)|frozen|lag|slow|loading|history|add-?in|extension|password)\b"""
)
_OPINION = _pattern(
    r"""\b(?:
        do[ ]you[ ](?:think|like|agree|believe|reckon|prefer) | your[ ](?:view|opinion|favourite) |
        is[ ]it[ ](?:worth|fair|any[ ]good) | (?:which|what)(?:[ ]is|'s)[ ](?:better|best) |
        (?:is|are)[ ]\w+(?:[ ]\w+)?[ ]better[ ]than | overrated | waste[ ]of |
        whose[ ]idea[ ]was | who[ ](?:wrote|invented|came[ ]up|thought[ ]of|introduced|drafted) |
        why[ ](?:did|was|were)[ ].*\b(?:introduced?|ch[oo]+sen?|picked?|written|brought|decided?) |
        when[ ](?:was|were|did)[ ].*\b(?:introduced|written|start|begin|began|first|invented) |
        has[ ]any(?:one|body)[ ](?:ever|been|got|actually) | have[ ]we[ ]ever |
        history[ ]of | originally | so[ ]far | to[ ]date | used[ ]to[ ]be
    )\b"""
)
_ELSEWHERE = _pattern(
    r"""\b(?:other|neighbouring|nearby)[ ](?:councils|authorit\w+|countr\w+|compan\w+|
    organi[sz]ations|employers)\b | \b(?:council[ ]next[ ]door|abroad|overseas)\b"""
)
_HOME = frozenset({"united kingdom", "guernsey", "jersey", "isle of man", "georgia", "chad"})


def asked_for(question: str) -> tuple[AskedFor, ...]:
    """What the question asks for; empty for one that wants a yes, a way of doing or a text."""
    return tuple(_asked_for(question))


def _asked_for(question: str) -> Iterator[AskedFor]:
    asked = {kind for kind, asks in _ASKS.items() if asks.search(question)}
    if AnswerType.TIME in asked:
        asked.discard(AnswerType.NUMBER)  # "how many days" is answered by "at once" too
    is_measure = bool(_MEASURED.search(question))
    for kind in sorted(asked):
        said = _BODIES.intersection(words(question)) if kind is AnswerType.PERSON else frozenset()
        yield AskedFor(kind, is_measure=is_measure, said=said)
    if meant := _MEANING.search(question.strip()):
        yield AskedFor(AnswerType.MEANING, _stems(" ".join(filter(None, meant.groups()))))
    if _HOW.search(question) and (worked := _OPERATION.search(question)):
        yield AskedFor(AnswerType.OPERATION, _stems(worked["what"]))
    if _OPINION.search(question):
        yield AskedFor(AnswerType.OPINION)
    if elsewhere := _ELSEWHERE.search(question):
        yield AskedFor(AnswerType.ELSEWHERE, _stems(elsewhere[0]))
    yield from (AskedFor(AnswerType.ELSEWHERE, _stems(name)) for name in _countries(question))


def _stems(said: str) -> frozenset[str]:
    return frozenset(stems(content(words(said))))


def _countries(question: str) -> Iterator[str]:
    said = words(question)
    for length in (1, 2, 3):
        for at in range(len(said) - length + 1):
            if (name := " ".join(said[at : at + length])) in _territories():
                yield name


@lru_cache(maxsize=1)
def _territories() -> frozenset[str]:
    """The names of other countries, and of the parts of this one that have their own law."""
    named = {" ".join(words(name)) for name in Locale("en", "GB").territories.values()}
    return frozenset(named - _HOME | {"scotland", "wales", "usa", "america"})


def asks_whom(question: str) -> bool:
    """Whether whom to turn to may be what a question asks for."""
    return bool(_ASKS[AnswerType.PERSON].search(question) or _SEEKS.search(question))


def refers_on(sentence: str) -> bool:
    """Whether a sentence says nothing but whom to turn to."""
    return bool(_REFERS_ON.search(sentence))


def lacks_figure(said: Iterable[str], question: str) -> bool:
    """Whether a question asks for a figure, as "how long" does, that no sentence of some has."""
    asked = [one for one in asked_for(question) if one.is_measure and one.kind in _MEASURES]
    return bool(asked) and not any(one.measured_by(text) for text in said for one in asked)


def has(sentence: str, asked: Sequence[AskedFor]) -> bool:
    """Whether a sentence has all that is asked for; any sentence has nothing."""
    return all(one.held_by(sentence) for one in asked)
