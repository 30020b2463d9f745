"""Taking people out of texts: names that are known here, and what leads to a person by its form."""

import re
from collections.abc import Callable, Collection, Mapping

NAME = "[name]"

_FORMS = (
    (re.compile(r"[^\s@<>\[\]]+@(?:[a-zA-Z][\w-]*\.)+[a-zA-Z]{2,}"), "[e-mail]"),
    (re.compile(r"\b[A-Z]{2} ?(?:\d\d ?){3}[A-D]\b"), "[NI number]"),
    (re.compile(r"(?<![\w/-])(?:\+44|0)(?:[ -]?\(?\d\)?){9,10}\b"), "[phone]"),
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LONGEST = 4  # words of a name


def name_redactor(names: Collection[str]) -> Callable[[str], str]:
    """Takes out of a text those names, in any letters and either order, e-mail addresses, phone
    and National Insurance numbers. A name of one word is not looked for: it may be any word."""
    known = {tuple(_words(name)) for name in names}
    known |= {(words[-1], *words[:-1]) for words in known if len(words) > 1}
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for words in known:
        if 1 < len(words) <= _LONGEST:
            by_first.setdefault(words[0], set()).add(words)

    def clean(text: str) -> str:
        for form, instead in _FORMS:
            text = form.sub(instead, text)
        return _named_out(text, by_first) if by_first else text

    return clean


def _words(text: str) -> list[str]:
    return [found.group().casefold() for found in _WORD.finditer(text)]


def _named_out(text: str, by_first: Mapping[str, Collection[tuple[str, ...]]]) -> str:
    words = list(_WORD.finditer(text))
    folded = [_possessed(found.group().casefold()) for found in words]
    out, done, at = [], 0, 0
    while at < len(words):
        known = by_first.get(folded[at], ())
        long = max(
            (len(one) for one in known if one == tuple(folded[at : at + len(one)])), default=0
        )
        if not long:
            at += 1
            continue
        last = words[at + long - 1]
        end = last.end() - (len(last.group()) - len(folded[at + long - 1]))
        out += [text[done : words[at].start()], NAME]
        done, at = end, at + long
    return "".join([*out, text[done:]])


def _possessed(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
