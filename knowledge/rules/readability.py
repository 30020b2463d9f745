"""Policy Markdown as bare words, to count them and to judge how hard they are to read."""

import re

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_RULE_OF_A_TABLE = re.compile(r"^[ |:-]+$", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+", re.MULTILINE)
_MARKS = re.compile(r"[*_`#>|]+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_END = re.compile(r"[.!?:;](?=\s|$)|\n\s*\n|\n(?=\x00)")
_VOWELS = re.compile(r"[aeiouy]+")


def bare(text: str) -> str:
    """The text without Markdown's marks; a list item begins with a NUL."""
    text = _RULE_OF_A_TABLE.sub("", _LINK.sub(r"\1", text))
    return _MARKS.sub(" ", _ITEM.sub("\x00", text))


def words(text: str) -> list[str]:
    return _WORD.findall(bare(text))


def reading_age(text: str) -> float:
    """The age in years at which a British reader can be expected to follow the text.

    The Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, 1975) plus five years.
    A list item counts as a sentence. Syllables are counted by groups of vowels.
    """
    spoken = words(text)
    if not spoken:
        return 0.0
    sentences = sum(1 for part in _END.split(bare(text)) if _WORD.search(part))
    syllables = sum(map(_syllables, spoken))
    return 0.39 * len(spoken) / sentences + 11.8 * syllables / len(spoken) - 15.59 + 5


def _syllables(word: str) -> int:
    word = word.lower()
    if word.endswith("e") and not word.endswith("le"):
        word = word[:-1]
    elif word.endswith(("es", "ed")) and not word.endswith(("ses", "ces", "ges", "ted", "ded")):
        word = word[:-2]
    return max(1, len(_VOWELS.findall(word)))
