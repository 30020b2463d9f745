"""What was shown with an answer, as it is kept under its receipt and drawn again from it.

Kept are the assistant's own words, tables, and of each quotation which part of the clause stood
first; the clause's own text is that of the kept set. Buttons are not kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.answering.blocks import quoted
from bot.message import Block, Diff, DiffSide, Quotation, Table, Text
from bot.messages.language import Language
from knowledge import Passage

Kept = Mapping[str, object]
"""One block as JSON has it; `is` says of which kind."""

Hidden = Mapping[str, str]
"""What may have been typed and is shown back, with what is kept in its place."""


def as_kept(blocks: Sequence[Block], hidden: Hidden) -> list[Kept]:
    """The blocks of an answer as they may be kept."""
    return [kept for block in blocks if (kept := _kept(block, hidden)) is not None]


def as_shown(kept: Sequence[Kept], passages: Mapping[str, Passage]) -> Iterator[Block]:
    """The blocks again; `passages` are those of the set of that time, by ref. A block that cannot
    be drawn is left out."""
    for one in kept:
        try:
            block = _shown(one, passages)
        except (KeyError, TypeError, ValueError):
            continue
        if block is not None:
            yield block


def _kept(block: Block, hidden: Hidden) -> Kept | None:
    match block:
        case Text():
            text = block.text
            for typed, instead in hidden.items():
                text = text.replace(typed, instead)
            return {"is": "text", "text": text, "strong": block.strong}
        case Quotation():
            first = {"excerpt": block.excerpt, "note": block.note, "folded": block.folded}
            where = {"related": block.related, "answers": list(block.answers or ())}
            shown = {"ref": block.ref, "language": block.language, **first, **where}
            return {"is": "quotation", **shown}
        case Table():
            rows = [list(row) for row in block.rows]
            columns = list(block.columns)
            return {"is": "table", "caption": block.caption, "columns": columns, "rows": rows}
        case Diff():
            pieces = [[side.value, text] for side, text in block.pieces]
            told = {"clause": block.clause, "heading": block.heading, "note": block.note}
            return {"is": "diff", "pieces": pieces, "link": block.link, **told}
    return None


def _shown(kept: Kept, passages: Mapping[str, Passage]) -> Block | None:
    match kept["is"]:
        case "text":
            return Text(_text(kept["text"]), strong=kept["strong"] is True)
        case "quotation":
            passage = passages.get(_text(kept["ref"]))
            if passage is None:
                return None
            # what was kept before clauses were quoted in two languages was quoted in English
            language = Language(_text(kept.get("language", Language.ENGLISH)))
            is_folded = kept["folded"] is True
            block = quoted(passage, _text(kept["note"]), folded=is_folded, language=language)
            related, span = kept.get("related") is True, _span(kept.get("answers"))
            return replace(block, excerpt=_text(kept["excerpt"]), related=related, answers=span)
        case "table":
            rows = [_texts(row) for row in _list(kept["rows"])]
            return Table(_text(kept["caption"]), _texts(kept["columns"]), rows)
        case "diff":
            pieces = [_texts(piece) for piece in _list(kept["pieces"])]
            return Diff(
                clause=_text(kept["clause"]),
                heading=_text(kept["heading"]),
                pieces=[(DiffSide(side), text) for side, text in pieces],
                note=_text(kept["note"]),
                link=_text(kept["link"]),
            )
    return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _span(value: object) -> tuple[int, int] | None:
    """Where something stands in a text; None for what names no such place."""
    match value:
        case [int(start), int(end)] if 0 <= start < end:
            return start, end
    return None


def _texts(value: object) -> list[str]:
    return [_text(one) for one in _list(value)]


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value
