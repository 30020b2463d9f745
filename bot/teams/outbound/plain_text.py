"""A reply as plain text: what a person hears, or reads where cards are not shown.

Says what the card shows before anything is unfolded: the verdict, the sentence that answers with
what limits it, where it stands, and what to do next. The first clause of second
rank is named and linked.
"""

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
from bot.messages.citation import source
from bot.messages.say import say
from bot.teams.outbound import card_markdown


def alternative(reply: Reply, site: str = "", *, cited: bool = False) -> str:
    """The whole reply as plain text; addresses are written out if `site` is given, and quotations
    marked with their numbers if they are `cited`."""
    numbers = count(1)
    parts: list[str] = []
    for block in reply.blocks if cited else _told(reply.blocks):
        found = [part for part in _parts(block, site) if part]
        if cited and isinstance(block, Quotation) and found:
            found[0] = f"{found[0]} [{next(numbers)}]"
        parts += found
    receipt = [say("reply-receipt", code=reply.receipt)] if reply.receipt else []
    return "\n\n".join((*parts, *receipt))


def _told(blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks without the folded clauses behind the first of them: they are one tap away."""
    folded = count(1)
    for block in blocks:
        if not (isinstance(block, Quotation) and block.folded) or next(folded) == 1:
            yield block


def opening(reply: Reply, longest: int = 160) -> str:
    """What a notification shows: the beginning of the reply on one line."""
    line = " ".join(alternative(reply).split())
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0] + "…"


def _parts(block: Block, site: str) -> Iterable[str]:
    match block:
        case Text(text=text):
            yield text
        case Quotation():
            yield say("answer-clause", number=block.clause, heading=block.heading)
            if not block.folded:
                yield card_markdown.plain(block.excerpt or block.text, site)
            yield source(block.title, block.version, block.effective_from)
            yield block.note
            if site and block.link:
                yield say("reply-read-at", address=site + block.link)
        case Diff():
            yield say("answer-clause", number=block.clause, heading=block.heading)
            yield block.note
            yield "".join(piece(side, text) for side, text in block.pieces)
            if site and block.link:
                yield say("reply-read-at", address=site + block.link)
        case Table(caption=caption, columns=columns, rows=rows):
            yield caption
            for row in rows:
                yield "; ".join(
                    f"{name}: {cell}" for name, cell in zip(columns, row, strict=False) if cell
                )
        case Choices(items=items, prompt=prompt) if not block.folded:
            yield prompt
            yield "\n".join(f"- {line}" for line in (_choice(item, site) for item in items) if line)
        case Form():
            yield from _form(block)


def piece(side: DiffSide, text: str) -> str:
    """What changed, said so that nothing hangs on how it looks. Blanks stay around the brackets."""
    words = text.strip()
    if side is DiffSide.BOTH or not words:
        return text
    told = (
        say("reply-taken-out", words=words)
        if side is DiffSide.OLD
        else say("reply-put-in", words=words)
    )
    return text.replace(words, told, 1)


def _choice(choice: Choice, site: str) -> str:
    """How to choose it by typing or by following it; "" if neither can be done here."""
    target = card_markdown.absolute(choice.link, site)
    if choice.link and not target:
        return ""
    if target:
        return f"{choice.label}: {target}"
    if choice.say and choice.say != choice.label:
        return say(
            "reply-to-choose",
            asks=choice.label.endswith("?"),
            choice=choice.label,
            words=choice.say,
        )
    return choice.label


def _form(form: Form) -> Iterable[str]:
    yield form.title
    yield form.intro
    for field in form.fields:
        yield field.problem
        options = (FieldKind.CHOICE, FieldKind.CHOICES)
        named = ", ".join(label for _, label in field.options) if field.kind in options else ""
        label = f"{field.label}:" if named or field.value else field.label
        parts = [label, field.value or named, f"({field.hint})" if field.hint else ""]
        yield " ".join(part for part in parts if part)
