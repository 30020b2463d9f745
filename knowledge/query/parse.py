"""A question as it is read: its words, their possible meanings, and a second form of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from common.words import STOP_WORDS, british, british_words, content, stem, stems, words
from knowledge.query.spelling import SpellCorrector

_LONGEST = 300  # words; what follows in a pasted text does not change what is asked


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Acronyms and staff words with what the policies call them, all lower case.

    Keys may be several words long; each value lists the policies' words, likeliest first.
    """

    entries: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Query:
    """`text` as asked; `repaired` the same with misspellings mended, in `words` and their `stems`;
    `rewritten` with the lexicon's words in place of the asker's (empty when nothing was rewritten).
    `readings` are those of the words that carry a subject, of all where none does."""

    text: str
    repaired: str
    rewritten: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    readings: tuple[Mapping[str, float], ...]
    rewritten_readings: tuple[Mapping[str, float], ...]
    repairs: tuple[tuple[str, str], ...]
    lexicon: tuple[tuple[str, str], ...]


# How the letters' names are written when somebody spells an abbreviation out: "gee pee tee".
_LETTERS = {
    **dict.fromkeys(("ay", "eh"), "a"), "bee": "b", **dict.fromkeys(("cee", "see", "sea"), "c"),
    "dee": "d", "ee": "e", "eff": "f", "gee": "g", "aitch": "h", "eye": "i", "jay": "j",
    "kay": "k", "el": "l", "ell": "l", "em": "m", "en": "n", "oh": "o", "pee": "p",
    **dict.fromkeys(("cue", "queue"), "q"), "ar": "r", "are": "r", "es": "s", "ess": "s",
    "tee": "t", "you": "u", "vee": "v", "ex": "x", "why": "y", "zed": "z",
}  # fmt: skip
_FEWEST_LETTERS = 3
# How people write on a phone, where neither the letters nor the sound lead to the word.
_AS_TYPED = {
    "u": "you", "ur": "your", "r": "are", "b4": "before", "gr8": "great", "l8r": "later",
    "2day": "today", "2moro": "tomorrow", "tmrw": "tomorrow", "thx": "thanks", "ty": "thanks",
    "ppl": "people", "sth": "something", "smth": "something", "abt": "about", "cuz": "because",
    "coz": "because", "bcos": "because", "bc": "because", "tho": "though", "thru": "through",
    "nite": "night", "shud": "should", "shld": "should", "cud": "could", "cld": "could",
    "wud": "would", "wld": "would", "wot": "what", "wat": "what", "wots": "whats",
    "wats": "whats", "wen": "when", "wiv": "with",
    "dat": "that", "dis": "this", "dem": "them", "dey": "they", "nuffin": "nothing",
    "summat": "something", "sumthing": "something", "sumone": "someone", "owt": "anything",
    "nowt": "nothing", "thort": "thought", "fort": "thought", "brort": "brought",
    "enuf": "enough", "enuff": "enough", "wiht": "with", "hav": "have", "havin": "having",
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "dunno": "do not know",
    "lemme": "let me", "gimme": "give me", "aint": "is not", "innit": "is it not",
    "pls": "please", "plz": "please", "msg": "message", "pic": "picture",
}  # fmt: skip


def written_in_full(text: str) -> str:
    """The text, with words as people type them on phones written in full."""
    return _TYPED.sub(lambda word: _AS_TYPED.get(word[0].lower(), word[0]), text)


class QueryParser:
    """Reads questions with one collection's vocabulary, lexicon and names.

    `names` maps the words of another name or a slip to the words of a tool's own name.
    """

    def __init__(
        self,
        repair: SpellCorrector,
        lexicon: Synonyms,
        names: Mapping[tuple[str, ...], tuple[str, ...]] | None = None,
    ) -> None:
        self._repair = repair
        lexicon = Synonyms({_in_british(key): said for key, said in lexicon.entries.items()})
        self._lexicon = lexicon
        self._meant = _Replacements(
            {key: tuple(words(value[0])) for key, value in lexicon.entries.items()}
        )
        self._as_typed = _Replacements(
            {
                (typed,): tuple(meant.split())
                for typed, meant in _AS_TYPED.items()
                if (typed,) not in lexicon.entries
            }
        )
        self._names = _Replacements({_in_british(key): name for key, name in (names or {}).items()})

    def parse(self, text: str) -> Query:
        written = british_words(text)[:_LONGEST]
        typed, as_typed = self._as_typed.made_in(_spelled_out(written))
        asked, renamed = self._names.made_in(typed)
        readings: list[Mapping[str, float]] = []
        mended: list[str] = []
        repairs: list[tuple[str, str]] = [*as_typed, *renamed]
        unnamed = [word for word in asked if (word,) not in self._lexicon.entries]
        meant_by = dict(zip(unnamed, self._repair.readings_of(unnamed), strict=True))
        for word in asked:
            meant = meant_by.get(word, ())
            sure = {stem(word): 1.0}
            for reading in meant:
                sure.setdefault(stem(reading.word), reading.sure)
            read = meant[0].word.split() if meant and meant[0].mended else [word]
            mended += read
            readings += [sure] if len(read) == 1 else [{stem(part): 1.0} for part in read]
            if read != [word]:
                repairs.append((word, " ".join(read)))
        rewritten, used = self._meant.made_in(mended)
        return Query(
            text=text,
            repaired=text if mended == written else " ".join(mended),
            rewritten=" ".join(rewritten) if used else "",
            words=tuple(mended),
            stems=tuple(stems(mended)),
            readings=tuple(_content_readings(mended, readings)),
            rewritten_readings=tuple({stem(w): 1.0} for w in content(rewritten)) if used else (),
            repairs=tuple(repairs),
            lexicon=tuple(used),
        )


def _in_british(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(british, key))


class _Replacements:
    """Runs of words that stand for others, the longest before shorter ones."""

    def __init__(self, table: Mapping[tuple[str, ...], tuple[str, ...]]) -> None:
        self._table = table
        self._firsts = {key[0] for key in table if key}
        self._longest = max(map(len, table), default=0)

    def made_in(self, asked: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
        """The words with every run that the table knows replaced, once, and what was replaced by
        what."""
        out: list[str] = []
        used: list[tuple[str, str]] = []
        at = 0
        while at < len(asked):
            longest = self._longest if asked[at] in self._firsts else 0
            for length in range(min(longest, len(asked) - at), 0, -1):
                key = tuple(asked[at : at + length])
                meant = self._table.get(key)
                if meant:
                    out.extend(meant)
                    used.append((" ".join(key), " ".join(meant)))
                    at += length
                    break
            else:
                out.append(asked[at])
                at += 1
        return out, used


def _spelled_out(asked: Sequence[str]) -> list[str]:
    """Letters spelled by their names put together: `gee pee tee` as `gpt`."""
    out: list[str] = []
    at = 0
    while at < len(asked):
        end = at
        while end < len(asked) and asked[end] in _LETTERS:
            end += 1
        if end - at >= _FEWEST_LETTERS:
            out.append("".join(_LETTERS[name] for name in asked[at:end]))
            at = end
        else:
            out.append(asked[at])
            at += 1
    return out


def _content_readings(
    mended: Sequence[str], readings: Sequence[Mapping[str, float]]
) -> list[Mapping[str, float]]:
    kept = [r for w, r in zip(mended, readings, strict=True) if w not in STOP_WORDS]
    return kept or list(readings)


_TYPED = re.compile(r"[a-z0-9]+", re.IGNORECASE)
_ACRONYM = re.compile(r"\b((?:[A-Za-z][\w’'-]*[ ]+){1,7}?)\(([A-Z][A-Za-z]{1,7})\)")


def mined_acronyms(text: str) -> dict[str, str]:
    """Acronyms that a text explains itself: `Data Protection Officer (DPO)`.

    The words before the bracket must begin with the acronym's letters, small words allowed
    between them.
    """
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        before, acronym = match[1].split(), match[2]
        letters = [char.lower() for char in acronym if char.isupper()] or [*acronym.lower()]
        expansion = _expansion(before, letters)
        if expansion and len(letters) > 1:
            found.setdefault(acronym.lower(), " ".join(expansion).lower())
    return found


def _expansion(before: Sequence[str], letters: Sequence[str]) -> list[str]:
    """The shortest run of words ending at the bracket whose initials give the letters."""
    for start in range(len(before) - 1, -1, -1):
        run = list(before[start:])
        initials = [w[0].lower() for w in run if w.lower() not in STOP_WORDS]
        parts = [p[0].lower() for w in run for p in w.split("-") if p]
        if letters in (initials, parts) or [w[0].lower() for w in run] == letters:
            return run
    return []
