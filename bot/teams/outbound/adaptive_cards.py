"""A reply as one Adaptive Card 1.5: plain dicts, dumped as they are.

Colours only by named styles, so that light, dark and high contrast all hold; everything wraps;
nothing that a person typed is read as markup. Button and box values come back from a client that
anyone may have changed, so they carry no permission and no price, only names.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.message import (
    Block,
    Choices,
    Diff,
    DiffSide,
    Form,
    Quotation,
    Reply,
    Table,
    Text,
    with_related_together,
)
from bot.messages.citation import source
from bot.messages.say import say
from bot.teams import limits
from bot.teams.outbound import card_markdown, plain_text
from bot.teams.outbound.card_forms import actions_of, form_elements
from bot.teams.outbound.card_markdown import HEADING, Json, literal, paragraphs, text_block

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"


def draw(reply: Reply, site: str) -> Json | None:
    """The card of a reply, or None if it is too large for one.

    `site` is the address of the policy pages, without a slash at its end, or "". The card holds
    its plain-text twin for clients that cannot draw it and for those that read aloud; a large
    one only how that begins. Where even that is too much, clauses of second rank are linked.
    """
    card = _card(reply, site)
    if _size(card) > limits.LARGEST_CARD and site:
        card = _card(_linked(reply), site)
    return card if _size(card) <= limits.LARGEST_CARD else None


def _card(reply: Reply, site: str) -> Json:
    card = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "lang": reply.language.partition("-")[0],  # two letters, or the renderer takes none
        "msteams": {"width": "Full"},
        "body": _within_action_limit(list(_body(reply, site))),
        "speak": plain_text.alternative(reply),
        "fallbackText": plain_text.alternative(reply, site),
    }
    for spare in ("speak", "fallbackText"):
        if _size(card) <= limits.LARGEST_CARD:
            break
        card[spare] = plain_text.opening(reply)
    return card


def _linked(reply: Reply) -> Reply:
    """Without the texts of folded clauses; their heading, source and link stay."""
    blocks: list[Block] = []
    for block in reply.blocks:
        if isinstance(block, Quotation) and block.folded:
            blocks.append(replace(block, text="", folded=False))
        else:
            blocks.append(block)
    return replace(reply, blocks=blocks)


def _size(card: Json) -> int:
    return len(json.dumps(card))


def _body(reply: Reply, site: str) -> Iterable[Json]:
    for block in with_related_together(reply.blocks):
        yield from _related(block, site) if isinstance(block, list) else _block(block, site)
    if reply.receipt:
        yield text_block(
            literal(say("reply-receipt", code=reply.receipt)), size="Small", isSubtle=True
        )


def _related(quoted: Sequence[Quotation], site: str) -> Iterable[Json]:
    """Clauses beside the one that answers: all of them open at once, each with its text folded."""
    name = "related-" + hashlib.sha256(repr([q.ref for q in quoted]).encode()).hexdigest()[:12]
    show = say("reply-related", count=len(quoted))
    yield from _on_demand(show, name, [], [_quoted(one, site) for one in quoted])


def _block(block: Block, site: str) -> Iterable[Json]:
    match block:
        case Text():
            yield from paragraphs(
                block.text, **(HEADING | {"size": "Large"} if block.strong else {})
            )
        case Quotation():
            yield _quoted(block, site)
        case Diff():
            yield _reworded(block, site)
        case Table(caption=caption, columns=columns, rows=rows):
            yield text_block(literal(caption), weight="Bolder")
            yield card_markdown.table([[literal(cell) for cell in row] for row in (columns, *rows)])
        case Choices(items=items, prompt=prompt) if block.folded:
            actions = [*actions_of(items, site)][: limits.MOST_ACTIONS]
            name = "more-" + hashlib.sha256(repr(items).encode()).hexdigest()[:12]
            shown = {"type": "ActionSet", "actions": actions}
            yield from _on_demand(prompt, name, [], [shown])
        case Choices(items=items, prompt=prompt):
            if prompt:
                yield text_block(literal(prompt), spacing="Medium")
            yield {"type": "ActionSet", "actions": list(actions_of(items, site))}
        case Form():
            yield from form_elements(block, site)


def _quoted(quoted: Quotation, site: str) -> Json:
    """A clause on its own ground; a folded one shows its text when its heading is pressed."""
    heading = text_block(
        literal(say("answer-clause", number=quoted.clause, heading=quoted.heading)),
        **HEADING,
        size="Medium",
    )
    cited = text_block(
        literal(source(quoted.title, quoted.version, quoted.effective_from)),
        size="Small",
        **({} if quoted.folded else {"spacing": "Medium"}),
    )
    below = [text_block(literal(quoted.note), size="Small")] if quoted.note else []
    if site and quoted.link:
        words = literal(say("reply-read-in-policy", number=quoted.clause))
        below.append(text_block(f"[{words}]({site}{quoted.link})", size="Small"))
    whole = card_markdown.with_bold(quoted.text, quoted.answers)
    text = [*card_markdown.elements(whole, site)]
    items = [heading, *text, cited, *below]
    if quoted.excerpt:
        first = [*card_markdown.elements(quoted.excerpt, site)]
        items = [heading, *first, cited, *below, *_folded(quoted, [], text)]
    if quoted.folded:
        items = [*_folded(quoted, [heading, cited], [*text, *below])]
    return {"type": "Container", "style": "emphasis", "spacing": "Medium", "items": items}


def _reworded(reworded: Diff, site: str) -> Json:
    """What was taken out is struck through, what was put in is underlined; both also say so."""
    heading = literal(say("answer-clause", number=reworded.clause, heading=reworded.heading))
    items = [text_block(heading, **HEADING, size="Medium")]
    if reworded.note:
        items.append(text_block(literal(reworded.note), size="Small"))
    items.extend(_lines(reworded))
    if site and reworded.link:
        words = literal(say("reply-read-in-policy", number=reworded.clause))
        items.append(text_block(f"[{words}]({site}{reworded.link})", size="Small"))
    return {"type": "Container", "style": "emphasis", "spacing": "Medium", "items": items}


def _lines(reworded: Diff) -> Iterable[Json]:
    """A block a line: clients differ in what they make of a line end inside a run."""
    line: list[Json] = []
    for side, text in reworded.pieces:
        for number, words in enumerate(text.split("\n")):
            if number and line:
                yield {"type": "RichTextBlock", "inlines": line, "spacing": "Small"}
                line = []
            if words:
                line.append(_run(side, words))
    if line:
        yield {"type": "RichTextBlock", "inlines": line, "spacing": "Small"}


def _run(side: DiffSide, text: str) -> Json:
    run: Json = {"type": "TextRun", "text": plain_text.piece(side, text)}
    if side is DiffSide.BOTH or not text.strip():
        return run
    return run | {"strikethrough" if side is DiffSide.OLD else "underline": True}


def _folded(quoted: Quotation, shown: list[Json], hidden: list[Json]) -> Iterable[Json]:
    show = say("reply-show-clause", number=quoted.clause)
    yield from _on_demand(show, quoted.ref, shown, hidden)


def _on_demand(show: str, name: str, shown: list[Json], hidden: list[Json]) -> Iterable[Json]:
    """What is hidden until `show` is pressed; `name` is its own on the card."""
    yield {
        "type": "Container",
        "items": [*shown, text_block(literal(show), size="Small", color="Accent")],
        "selectAction": {
            "type": "Action.ToggleVisibility",
            "title": show,
            "targetElements": [name],
        },
    }
    yield {"type": "Container", "id": name, "isVisible": False, "items": hidden}


def _within_action_limit(body: list[Json]) -> list[Json]:
    """Keep six buttons on the card, which is what Teams shows; a form's own comes first."""
    sets = [element["actions"] for element in body if element["type"] == "ActionSet"]
    left = limits.MOST_ACTIONS - sum(_submits(actions) for actions in sets)
    kept = []
    for element in body:
        if element["type"] != "ActionSet" or _submits(element["actions"]):
            kept.append(element)
        elif left > 0 and element["actions"]:
            actions = element["actions"][:left]
            left -= len(actions)
            kept.append({**element, "actions": actions})
    return kept


def _submits(actions: list[Json]) -> bool:
    return any(action["type"] == "Action.Execute" for action in actions)
