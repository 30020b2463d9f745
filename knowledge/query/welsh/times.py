"""The times in a Welsh text as English ones: `y flwyddyn ariannol hon`, `ers y cyntaf o Hydref`.

Days, periods and the words that lead up to them change their order and their first letters, which
word by word cannot be read; the rest of the text is left to the glossary.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from common.words import plain
from knowledge.query.welsh import time_words as w
from knowledge.query.welsh.glossary import in_english

_NOW = r"hon|hwn|yma|ma|bresennol|presennol|gyfredol|cyfredol"
_GONE = r"(?:d?d|th)iwetha(?:f)?|d?d[wy]y?tha|d?dwetha"
_WHICH = rf"(?:{_NOW}|{_GONE}|nesaf?|cyn (?:{_GONE}))"
_THE = r"(?:yr? |['’]r )?"
_TWO_YEARS = r"(?:20\d\d|\d\d)[/–-](?:20\d\d|\d\d)"
_COUNT = r"(?:\d{1,2}|" + "|".join(w.COUNTS) + ")"
_DAY = r"(?:\d{1,2}(?:af|ail|il|y?dd|edd|f?ed|eg|ain)?|" + "|".join(w.ORDINALS) + ")"
_KIND = "|".join(w.YEARS)
_YEAR_OF_A_KIND = (
    rf"{_THE}[bf]lwyddyn (?:{_KIND})(?: {_WHICH}| {_TWO_YEARS})?"
    rf"|(?:{_TWO_YEARS})|20\d\d|eleni|(?:y )?llynedd|{_THE}[bf]lwyddyn {_WHICH}"
)
_OF_YEAR = rf"(?:,? (?:o['’]?r? |yn |y )?(?P<year>{_YEAR_OF_A_KIND}))?"
_PART = re.compile(r"\b(" + "|".join(w.PARTS) + r")(?:['’]r| yr?)?\s+(?:mis |fis )*$")
_LEAD = re.compile(r"(?:^|(?<=[\s,.;?!]))(" + "|".join(w.LEADS) + r")\s+(?:yr? |mis |fis )*$")
_LED = "|".join(
    rf"(?<=\b{word} )" for word in "yn ym yng ers rhwng tan hyd cyn wedi ol o i dros a ac".split()
)
_ARTICLE_BEFORE = r"(?:(?<=\byr )|(?<=\by )|(?<=['’]r ))"


@dataclass(frozen=True, slots=True)
class WelshTimes:
    """`parts`: the text in order, what is no time in Welsh, a time in English with what leads up to
    it. `written`: each English time as it was written in Welsh."""

    parts: Sequence[tuple[str, bool]]
    written: Mapping[str, str]

    @property
    def english(self) -> str:
        """The whole text in English, as far as a list of words goes."""
        read = " ".join(part if is_time else _read(part) for part, is_time in self.parts)
        return re.sub(r"\s+([?.!,])", r"\1", read)

    def as_written(self, english: str) -> str:
        """A time that is named in English as it was written, where it was."""
        return self.written.get(_bare(english), english)

    @property
    def without(self) -> str:
        """The Welsh text without its times, put as of today."""
        rest = re.sub(r"\s+", " ", " ".join(part for part, is_time in self.parts if not is_time))
        rest = re.sub(r"\s+([?.!,])", r"\1", rest).strip(" ,")
        for past, present in w.TENSES:
            rest = past.sub(present, rest)
        return rest


def read_times(text: str, today: date) -> WelshTimes:
    """The times that a Welsh text names, in English."""
    folded = _folded(text)
    parts: list[tuple[str, bool]] = []
    written: dict[str, str] = {}
    at = 0
    led = ""
    for found, end, said in _found(folded, today):
        start, english = found, said
        if part := _PART.search(folded[at:start]):
            start = at + part.start(1)
            english = f"the {w.PARTS[part[1]]} of {said}"
        led, begins = _led(folded, at, start, led)
        bare = english[:1].isupper() or english[:1].isdigit() or english in w.BARE
        on = "on" if english in w.WEEKDAYS.values() else "in" if bare else ""
        lead = led or on
        parts += [(text[at:begins], False), (f"{lead} {english}".strip(), True)]
        written[_bare(english)] = text[start:end].strip()
        at = end
    parts.append((text[at:], False))
    return WelshTimes([part for part in parts if part[0].strip()], written)


def _bare(english: str) -> str:
    return english.lower().removeprefix("the ")


def _read(part: str) -> str:
    for turn, english in w.TURNS:
        part = turn.sub(english, part)
    return in_english(part)


def _folded(text: str) -> str:
    """The text in lower case without accents, each character in its place."""
    return "".join(plain(one)[:1] or one for one in text.replace("’", "'"))


def _led(folded: str, since: int, start: int, before: str) -> tuple[str, int]:
    """The English of the words that lead up to a time, and where they begin."""
    between = folded[since:start].strip()
    if before in ("between", "from") and between in w.JOINING[before]:
        return ("and" if before == "between" else "to"), since
    found = _LEAD.search(folded[since:start])
    return (w.LEADS[found[1]], since + found.start(1)) if found else ("", start)


def _found(folded: str, today: date) -> Iterator[tuple[int, int, str]]:
    """Where each time stands, and its English; in order, none over another."""
    taken: list[tuple[int, int, str]] = []
    for pattern, said in _RULES:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if any(start < other[1] and other[0] < end for other in taken):
                continue
            if english := said(match, today):
                taken.append((start, end, english))
    yield from sorted(taken)


def _which(word: str | None) -> str:
    """this, last, next; "" for none."""
    if not word:
        return ""
    if word.startswith("cyn "):
        return "before last"
    if word.startswith("nesa"):
        return "next"
    return "last" if re.fullmatch(_GONE, word) else "this"


def _unit(unit: str, word: str | None) -> str:
    which = _which(word)
    return f"the {unit} before last" if which == "before last" else f"{which or 'the'} {unit}"


def _year(written: str) -> str:
    """A year of any kind, as `_YEAR_OF_A_KIND` has it."""
    if found := re.fullmatch(
        rf"{_THE}[bf]lwyddyn ({_KIND})(?: ({_WHICH})| ({_TWO_YEARS}))?", written
    ):
        kind = w.YEARS[found[1]]
        return f"{kind} year {found[3]}" if found[3] else _unit(f"{kind} year", found[2])
    if found := re.fullmatch(rf"{_THE}[bf]lwyddyn ({_WHICH})", written):
        return _unit("year", found[1])
    if written.endswith("llynedd"):
        return "last year"
    return "this year" if written == "eleni" else written


def _part_of_year(part: str) -> Callable[[re.Match[str], date], str]:
    def said(found: re.Match[str], _: date) -> str:
        number = next(word for word in found.groupdict() if word[0] == "n" and found[word])
        of = f" of {_year(found['year'])}" if found["year"] else ""
        return f"the {w.PARTS_BY[number]} {part}{of}"

    return said


def _day(found: re.Match[str], today: date) -> str:
    digits = re.match(r"\d+", found["day"])
    number = digits[0] if digits else str(w.ORDINALS[found["day"]])
    return f"{number} {_month(found, today)}"


def _month(found: re.Match[str], today: date) -> str:
    name, when = w.month(found["month"]), found["when"]
    if not when:
        return name
    return f"{name} {today.year}" if when == "eleni" else _of_when(name, when, today)


def _of_when(name: str, when: str, today: date) -> str:
    """A month or season of the year that is named, or this, the last or the next one."""
    if when.endswith("llynedd"):
        return f"{name} {today.year - 1}"
    return f"{name} {when}" if when[-1].isdigit() else f"{_which(when)} {name}"


def _bare_month(found: re.Match[str], today: date) -> str:
    """A month without a word that says so: `mai` is "that" as well, after `a` most often."""
    if found["month2"]:
        return f"{w.month(found['month2'])} {found['when2']}"
    before = found.string[: found.start()]
    joined = before.endswith((" a ", " ac ")) and "rhwng " not in before
    return "" if joined else _month(found, today)


def _season(found: re.Match[str], today: date) -> str:
    name, when = w.SEASONS[found["season"]], found["when"]
    if not when:
        return f"the {name}"
    return f"this {name}" if when == "eleni" else _of_when(name, when, today)


def _counted(found: re.Match[str], _: date) -> str:
    count = found["count"] or "a"
    return f"{w.COUNTS.get(count, count)} {w.UNITS[found['unit']]}"


_UNIT = "|".join(w.UNITS)
_WHEN = rf"(?: (?:yn |o )?(?P<when>20\d\d|eleni|(?:y )?llynedd|{_WHICH}))?"
_ON_MONTH = rf"(?P<month>{w.MONTH})\b{_WHEN}"
_RULES: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str], date], str]]] = tuple(
    (re.compile(rf"(?<![\w/.-])(?:{pattern})(?![\w])"), said)
    for pattern, said in (
        (r"\d{1,4}([/.-])\d{1,2}\1\d{2,4}", lambda found, _: found[0]),
        (
            rf"{_THE}(?:chwarter (?:(?P<n1>cyntaf?)|(?P<n4>olaf))|(?P<n2>ail) chwarter"
            rf"|(?P<n3>trydydd) chwarter|(?P<n4b>pedwerydd) chwarter"
            rf"|[qc]h? ?(?:(?P<n1b>1)|(?P<n2b>2)|(?P<n3b>3)|(?P<n4c>4))){_OF_YEAR}",
            _part_of_year("quarter"),
        ),
        (
            rf"{_THE}(?:hanner (?:(?P<n1>cyntaf?)|(?P<n2>olaf))|(?P<n2b>ail) hanner){_OF_YEAR}",
            _part_of_year("half"),
        ),
        (
            rf"{_THE}chwarter (?P<which>{_WHICH})",
            lambda found, _: _unit("quarter", found["which"]),
        ),
        (
            rf"{_THE}(?P<count>{_COUNT}) (?P<unit>{_UNIT}) (?:{_GONE})",
            lambda found, today: f"the last {_counted(found, today)}",
        ),
        (
            rf"(?:(?P<count>{_COUNT}) )?(?P<unit>{_UNIT}) yn ol",
            lambda found, today: f"{_counted(found, today)} ago",
        ),
        (rf"{_THE}(?P<day>{_DAY})(?: o)?(?: [mf]is)? {_ON_MONTH}", _day),
        (rf"(?<!\d )(?:[mf]is ){_ON_MONTH}", _month),
        (
            rf"(?:d?dydd|nos) (?P<day>{'|'.join(w.WEEKDAYS)})(?: (?P<which>{_WHICH}))?",
            lambda found, _: f"{_which(found['which'])} {w.WEEKDAYS[found['day']]}".strip(),
        ),
        (rf"{_ARTICLE_BEFORE}(?P<season>{'|'.join(w.SEASONS)}){_WHEN}", _season),
        (rf"(?P<season>{'|'.join(w.SURE_SEASONS)}){_WHEN}", _season),
        (rf"(?:{_LED}){_ON_MONTH}|(?P<month2>{w.MONTH}) (?P<when2>20\d\d)", _bare_month),
        (
            rf"{_THE}(?P<unit>wythnos|mis|pythefnos) (?P<which>{_WHICH})",
            lambda found, _: _unit(w.UNITS[found["unit"]].removesuffix("s"), found["which"]),
        ),
        (r"(?:de?chrau|ddechrau)(?:'r| y) flwyddyn", lambda _, __: "the start of the year"),
        (_YEAR_OF_A_KIND, lambda found, _: _year(found[0].removeprefix("'r "))),
        ("|".join(w.OTHERS), lambda found, _: w.OTHERS[found[0]]),
    )
)  # fmt: skip
