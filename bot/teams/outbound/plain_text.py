"""A reply as plain text: what a person hears, or reads where cards are not shown. Says all that
the card says."""

from collections.abc import Iterable
from itertools import count

from bot.message import (
    Block,
    Choice,
    Choices,
    Diff,
    DiffSide,
    FieldKind,
    Form,
    Quotation,
    Reply,
    Table,
    Text,
)
from bot.messages import wording
from bot.teams.outbound import card_markdown


def alternative(reply: Reply, site: str = "", *, cited: bool = False) -> str:
    """The whole reply as plain text; addresses are written out if `site` is given, and quotations
    marked with their numbers if they are `cited`."""
    numbers = count(1)
    parts: list[str] = []
    for block in reply.blocks:
        found = [part for part in _parts(block, site) if part]
        if cited and isinstance(block, Quotation) and found:
            found[0] = f"{found[0]} [{next(numbers)}]"
        parts += found
    receipt = [wording.receipt(reply.receipt)] if reply.receipt else []
    return "\n\n".join((*parts, *receipt))


def opening(reply: Reply, longest: int = 160) -> str:
    """What a notification shows: the beginning of the reply on one line."""
    line = " ".join(alternative(reply).split())
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0] + "…"


def _parts(block: Block, site: str) -> Iterable[str]:
    match block:
        case Text(text=text):
            yield text
        case Quotation():
            yield wording.clause(block.clause, block.heading)
            yield card_markdown.plain(block.text, site)
            yield wording.source(block.title, block.version, block.effective_from)
            yield block.note
            if site and block.link:
                yield wording.read_at(site + block.link)
        case Diff():
            yield wording.clause(block.clause, block.heading)
            yield block.note
            yield "".join(_piece(side, text) for side, text in block.pieces)
            if site and block.link:
                yield wording.read_at(site + block.link)
        case Table(caption=caption, columns=columns, rows=rows):
            yield caption
            for row in rows:
                yield "; ".join(
                    f"{name}: {cell}" for name, cell in zip(columns, row, strict=False) if cell
                )
        case Choices(items=items, prompt=prompt):
            yield prompt
            yield "\n".join(f"- {line}" for line in (_choice(item, site) for item in items) if line)
        case Form():
            yield from _form(block)


def _piece(side: DiffSide, text: str) -> str:
    if side is DiffSide.BOTH or not text.strip():
        return text
    return wording.taken_out(text) if side is DiffSide.OLD else wording.put_in(text)


def _choice(choice: Choice, site: str) -> str:
    """How to choose it by typing or by following it; "" if neither can be done here."""
    target = card_markdown.absolute(choice.link, site)
    if choice.link and not target:
        return ""
    return wording.to_choose(choice.label, choice.say, target)


def _form(form: Form) -> Iterable[str]:
    yield form.title
    yield form.intro
    for field in form.fields:
        yield field.problem
        options = (FieldKind.CHOICE, FieldKind.CHOICES)
        named = ", ".join(label for _, label in field.options) if field.kind in options else ""
        yield wording.to_fill_in(field.label, field.hint, named, field.value)
