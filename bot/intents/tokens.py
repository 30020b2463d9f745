"""The words and signs of a typed text, folded."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\w+|[^\w\s]")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘´`", " "))
_JOINED = {  # typed without the apostrophe
    **{f"{word}s": (word, "s") for word in ("what", "wot", "where", "how", "who", "that", "there",
                                            "here", "it", "when")},
    **{f"{word}t": (word, "t") for word in ("don", "doesn", "didn", "can", "couldn", "won", "isn",
                                            "wasn", "aren", "haven", "hasn", "wouldn", "shouldn")},
    "im": ("i", "m"), "ive": ("i", "ve"), "weve": ("we", "ve"), "youre": ("you", "re"),
    "youve": ("you", "ve"), "id": ("i", "d"), "theyre": ("they", "re"), "dwin": ("dwi", "n"),
    "dwim": ("dwi", "m"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of a text, folded, and where it stands in it."""

    word: str
    start: int
    end: int
    is_sign: bool


def tokens(text: str) -> tuple[Token, ...]:
    """The words and signs of a text; what stands behind an apostrophe is a word of its own."""
    found: list[Token] = []
    for match in _TOKEN.finditer(fold(text).translate(_APOSTROPHES)):
        for word in _JOINED.get(match[0], (match[0],)):
            is_sign = not (word[0].isalnum() or word[0] == "_")
            found.append(Token(word, *match.span(), is_sign))
    return tuple(found)


def fold(text: str) -> str:
    """The text without capitals and accents, letter by letter as long as it was."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[0].lower()[:1] or letter
