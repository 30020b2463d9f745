"""What changed in a text, word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|\s+|.", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LONG = 1_200  # tokens; longer texts are compared by lines first, and only changed lines by words
_TOO_LONG = 5_000  # tokens; a longer run without an unchanged line is replaced whole
_ISLAND = 2  # words; so few unchanged words between two changes read better as changed too


class Side(StrEnum):
    """Where a piece of text stands: in both versions, only in the old, or only in the new."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. The pieces of BOTH and OLD, in order, are the old text, byte for byte, and
    those of BOTH and NEW the new one."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens of the old text and those that stand in their place in the new."""

    old: Sequence[str]
    new: Sequence[str]
    same: bool


def rewording(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that lead from one text to the other: no two of a side beside each other, and
    none empty. A change is told in whole words, old before new."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _LONG:
        lines = _matched(_LINE.findall(old), _LINE.findall(new))
        runs = [word for line in lines for word in _by_words(line)]
    else:
        runs = _matched(before, after)
    return tuple(_joined(_pieces(_islands_sunk(_slid(runs)))))


def _matched(before: Sequence[str], after: Sequence[str]) -> list[_Run]:
    # Without autojunk: it takes every frequent word of a longer text for noise.
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        _Run(before[a:b], after[c:d], tag == "equal") for tag, a, b, c, d in matcher.get_opcodes()
    ]


def _by_words(lines: _Run) -> list[_Run]:
    before, after = _TOKEN.findall("".join(lines.old)), _TOKEN.findall("".join(lines.new))
    if lines.same or not before or not after or max(len(before), len(after)) > _TOO_LONG:
        return [lines]
    return _matched(before, after)


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


def _pieces(runs: Iterable[_Run]) -> Iterator[Piece]:
    for run in runs:
        if run.same:
            yield Piece(Side.BOTH, "".join(run.old))
        else:
            yield Piece(Side.OLD, "".join(run.old))
            yield Piece(Side.NEW, "".join(run.new))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    held: Piece | None = None
    for piece in pieces:
        if held is not None and held.side is piece.side:
            held = Piece(held.side, held.text + piece.text)
        elif piece.text:
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held
