"""A reply as plain text: what a person hears, or reads where cards are not shown.

Says what the card shows before anything is unfolded: the verdict, the sentence that answers with
what limits it, where it stands, and what to do next. Related clauses are left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
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
from bot.messages.formats import either
from bot.messages.say import say
from bot.teams.outbound import card_markdown

_MOST, _MOST_QUOTED = 150, 70  # words of a reply, and of the clauses in one that is shortened


def alternative(reply: Reply, site: str = "", *, cited: bool = False) -> str:
    """The whole reply as plain text; addresses are written out if `site` is given, and quotations
    marked with their numbers if they are `cited`. One that is not and has more than 150 words says
    less beside the sentences that answer, as far as that takes."""
    if cited:
        return _written(reply, reply.blocks, site, cited=True)
    told = list(_told(reply.blocks))
    text = _written(reply, told, site)
    shorter = _shorter(told) if reply.receipt else iter(())
    while len(text.split()) > _MOST and (blocks := next(shorter, None)):
        text = _written(reply, blocks, site)
    return text


def _shorter(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """An answer without what can be typed next, which works all the same; with the place of its
    first clause alone, and the others' texts as long as there is room; without what is said
    between the last clause and whom to ask; without whom to ask."""
    asked = [block for block in blocks if not isinstance(block, Choices)]
    yield asked
    brief = list(_briefly(asked))
    yield brief
    end = 1 + max((at for at, one in enumerate(brief) if isinstance(one, Quotation)), default=-1)
    if end:
        yield [*brief[:end], *brief[max(end, len(brief) - 1) :]]
        yield brief[:end]


def _written(reply: Reply, blocks: Iterable[Block], site: str, *, cited: bool = False) -> str:
    numbers = count(1)
    parts: list[str] = []
    for block in blocks:
        found = [part for part in _parts(block, site) if part]
        if cited and isinstance(block, Quotation) and found:
            found[0] = f"{found[0]} [{next(numbers)}]"
        parts += found
    receipt = [say("reply-receipt", code=reply.receipt)] if reply.receipt else []
    return "\n\n".join((*parts, *receipt))


def _briefly(blocks: Iterable[Block]) -> Iterator[Block]:
    room, is_first = _MOST_QUOTED, True
    for block in blocks:
        if not isinstance(block, Quotation):
            yield block
            continue
        text = block.excerpt or block.text
        room -= len(text.split())
        if is_first:
            yield block
        else:
            kept = "" if block.folded or room < 0 else text
            yield replace(block, excerpt="", text=kept, folded=False, title="", heading="")
        is_first = False


def _told(blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks without the clauses beside the one that answers: they are one tap away."""
    return (block for block in blocks if not (isinstance(block, Quotation) and block.related))


_OPENING = 160  # characters


def opening(reply: Reply) -> str:
    """What a notification shows: the beginning of the reply on one line."""
    line = " ".join(alternative(reply).split())
    return line if len(line) <= _OPENING else line[: _OPENING - 1].rsplit(" ", 1)[0] + "…"


def _parts(block: Block, site: str) -> Iterable[str]:
    match block:
        case Text(text=text):
            yield text
        case Quotation():
            yield from _quoted(block, site)
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
        case Choices(items=items, prompt="") if not block.folded and all(i.say for i in items):
            yield say("reply-type", words=either([f"“{item.say}”" for item in items]))
        case Choices(items=items, prompt=prompt) if not block.folded:
            yield prompt
            yield "\n".join(f"- {line}" for line in (_choice(item, site) for item in items) if line)
        case Form():
            yield from _form(block)


def _quoted(quoted: Quotation, site: str) -> Iterable[str]:
    if quoted.heading:
        yield say("answer-clause", number=quoted.clause, heading=quoted.heading)
    if not quoted.folded:
        yield card_markdown.plain(quoted.excerpt or quoted.text, site)
    if quoted.title:
        yield source(quoted.title, quoted.version, quoted.effective_from)
    yield quoted.note
    if site and quoted.link:
        yield say("reply-read-at", address=site + quoted.link)


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
