"""Initial mutations undone, and endings taken off: `ddogfennau`, `nogfen` and `dogfen` are one.

Welsh changes the first letter of a word by the word before it (the soft, nasal and aspirate
mutations; an h before vowels). What a written beginning may stand for is a small table.
"""

from functools import lru_cache

_STANDS_FOR = (
    ("ngh", ("c",)),
    ("mh", ("p",)),
    ("nh", ("t",)),
    ("ng", ("g",)),
    ("ph", ("p",)),
    ("th", ("t",)),
    ("ch", ("c",)),
    ("dd", ("d",)),
    ("ff", ()),
    ("ll", ()),
    ("rh", ()),
    ("b", ("p",)),
    ("d", ("t",)),
    ("g", ("c",)),
    ("f", ("b", "m")),
    ("m", ("b",)),
    ("n", ("d",)),
    ("l", ("ll", "gl")),
    ("r", ("rh", "gr")),
    ("w", ("gw",)),
)
_VOWELS = "aeiouwy"
_ENDINGS = tuple(
    sorted(
        """au iau on ion ydd oedd od aid iaid af iaf ais iais odd iodd wyd iwyd ir wch iwch wn iwn
        an ant iant ith iff ed io o u i a iad iadau ad adau us ol wr wyr wraig yn
        """.split(),
        key=len,
        reverse=True,
    )
)
_SHORTEST = 4  # letters that are left of a word when an ending is taken off


@lru_cache(maxsize=20_000)
def radicals(word: str) -> tuple[str, ...]:
    """What a word in lower case may be without its mutation, itself first."""
    found = [word]
    for written, meant in _STANDS_FOR:
        if word.startswith(written):
            found += [radical + word[len(written) :] for radical in meant]
            break
    if word[:1] == "h" and word[1:2] in _VOWELS:
        found.append(word[1:])
    if word[:1] in _VOWELS:
        found.append(f"g{word}")
    return tuple(found)


@lru_cache(maxsize=20_000)
def without_ending(word: str) -> str:
    """A word without the ending of a plural, a person or a verbal noun."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
