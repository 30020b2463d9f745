"""What changed in a text, word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"(\w+(?:['’-]\w+)*|[^\w\s]|^)(\s*)")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LONG = 1_200  # words; longer texts are compared by lines first, and only changed lines by words
_TOO_LONG = 8_000  # words; a longer run without an unchanged line is replaced whole
_ISLAND = 2  # words; so few unchanged words between two changes read better as changed too


class DiffSide(StrEnum):
    """Where a piece of text stands: in both versions, only in the old, or only in the new."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A run of text. The pieces of BOTH and OLD, in order, are the old text, byte for byte, and
    those of BOTH and NEW the new one."""

    side: DiffSide
    text: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens of the old text and those that stand in their place in the new."""

    old: Sequence[str]
    new: Sequence[str]
    same: bool


def diff_words(old: str, new: str) -> tuple[DiffPiece, ...]:
    """The pieces that lead from one text to the other: no two of a side beside each other, and
    none empty. A change is told in whole words, old before new."""
    before, after = _words(old), _words(new)
    if max(len(before), len(after)) > _LONG:
        lines = _matched(_LINE.findall(old), _LINE.findall(new))
        runs = [run for line in lines for run in _refined(line)]
    else:
        runs = _by_words(before, after)
    return tuple(_joined(_pieces(_islands_sunk(_slid(runs)))))


_Word = tuple[str, str]
"""A word or a mark, and the blanks behind it."""


def _words(text: str) -> list[_Word]:
    return [(word, blanks) for word, blanks in _TOKEN.findall(text) if word or blanks]


def _matched(before: Sequence[str], after: Sequence[str]) -> list[_Run]:
    # Without autojunk: it takes every frequent word of a longer text for noise.
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        _Run(before[a:b], after[c:d], tag == "equal") for tag, a, b, c, d in matcher.get_opcodes()
    ]


def _by_words(before: Sequence[_Word], after: Sequence[_Word]) -> list[_Run]:
    """Matched by the words alone: every second sign is a blank, and blanks say little."""
    matcher = SequenceMatcher(None, [w for w, _ in before], [w for w, _ in after], autojunk=False)
    runs: list[_Run] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            runs.append(_Run(_signs(before[a:b]), _signs(after[c:d]), same=False))
            continue
        same: list[str] = []
        for (word, old_blanks), (_, new_blanks) in zip(before[a:b], after[c:d], strict=True):
            if old_blanks == new_blanks:
                same += _signs([(word, old_blanks)])
                continue
            runs.append(_Run([*same, word], [*same, word], same=True))
            runs.append(_Run([old_blanks], [new_blanks], same=False))
            same = []
        if same:
            runs.append(_Run(same, same, same=True))
    return runs


def _signs(words: Iterable[_Word]) -> list[str]:
    return [sign for word in words for sign in word if sign]


def _refined(lines: _Run) -> list[_Run]:
    before, after = _words("".join(lines.old)), _words("".join(lines.new))
    if lines.same or not before or not after or max(len(before), len(after)) > _TOO_LONG:
        return [lines]
    return _by_words(before, after)


def _slid(runs: Sequence[_Run]) -> list[_Run]:
    """The runs with each addition or removal slid to where it is whole lines, if it can be.

    Between "- a\\n" and "- c", "- b\\n" was put in, which reads better than "b\\n- ".
    """
    slid = list(runs)
    for at in range(1, len(slid) - 1):
        before, run, after = slid[at - 1 : at + 2]
        moving = list(run.new or run.old)
        if run.same or not (before.same and after.same) or (run.old and run.new):
            continue
        for back in range(1, min(len(before.old), len(moving)) + 1):
            if before.old[-back] != moving[-back]:
                break
            if back == len(before.old) or before.old[-back - 1].endswith("\n"):
                whole = [*moving[-back:], *moving[:-back]]
                kept, freed = before.old[:-back], before.old[-back:]
                slid[at - 1] = _Run(kept, kept, same=True)
                slid[at] = _Run(whole if run.old else (), whole if run.new else (), same=False)
                slid[at + 1] = _Run([*freed, *after.old], [*freed, *after.new], same=True)
                break
    return slid


def _islands_sunk(runs: Sequence[_Run]) -> list[_Run]:
    """The runs with a few unchanged words between two changes counted as changed."""
    sunk: list[_Run] = []
    for at, run in enumerate(runs):
        island = run.same and 0 < at < len(runs) - 1 and _is_small(run.old)
        if sunk and not sunk[-1].same and (island or not run.same):
            sunk[-1] = _Run([*sunk[-1].old, *run.old], [*sunk[-1].new, *run.new], same=False)
        else:
            sunk.append(run)
    return sunk


def _is_small(tokens: Sequence[str]) -> bool:
    text = "".join(tokens)
    return "\n" not in text and len(text.split()) <= _ISLAND


def _pieces(runs: Iterable[_Run]) -> Iterator[DiffPiece]:
    for run in runs:
        old, new = "".join(run.old), "".join(run.new)
        if run.same:
            yield DiffPiece(DiffSide.BOTH, old)
            continue
        # Blanks that both sides begin or end with did not change.
        lead = _common(old[: len(old) - len(old.lstrip())], new)
        old, new = old[len(lead) :], new[len(lead) :]
        tail = _common(old[len(old.rstrip()) :][::-1], new[::-1])[::-1]
        yield DiffPiece(DiffSide.BOTH, lead)
        yield DiffPiece(DiffSide.OLD, old[: len(old) - len(tail)])
        yield DiffPiece(DiffSide.NEW, new[: len(new) - len(tail)])
        yield DiffPiece(DiffSide.BOTH, tail)


def _common(blanks: str, text: str) -> str:
    """The blanks as far as the text begins with them."""
    count = 0
    while count < len(blanks) and blanks[count] == text[count : count + 1]:
        count += 1
    return blanks[:count]


def _joined(pieces: Iterable[DiffPiece]) -> Iterator[DiffPiece]:
    held: DiffPiece | None = None
    for piece in pieces:
        if held is not None and held.side is piece.side:
            held = DiffPiece(held.side, held.text + piece.text)
        elif piece.text:
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held
