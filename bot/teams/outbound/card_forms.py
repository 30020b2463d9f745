"""Buttons and forms of a card.

Button and box values come back from a client that anyone may have changed, so they carry no
permission and no price, only names.
"""

from collections.abc import Iterable

from bot.message import Choice, Field, FieldKind, Form
from bot.messages.say import say
from bot.teams.outbound import card_markdown
from bot.teams.outbound.card_markdown import HEADING, Json, literal, paragraphs, text_block

MANY = "_many"
"""The key of a form's data that lists the boxes in which several things can be chosen."""

FILLED = "_filled"
"""The key of a form's data that lists the boxes that were drawn with something in them. Clients
leave a box out of the data once it is emptied, as they do one that nobody has filled in."""


def actions_of(choices: Iterable[Choice], site: str) -> Iterable[Json]:
    for choice in choices:
        if choice.link:
            target = card_markdown.absolute(choice.link, site)
            if target:
                yield {"type": "Action.OpenUrl", "title": choice.label, "url": target}
            continue
        if choice.in_place:
            yield _executed(choice.label, choice.action, dict(choice.values))
            continue
        yield {
            "type": "Action.Submit",
            "title": choice.label,
            "data": {"say": choice.say, "action": choice.action, "values": dict(choice.values)},
            "associatedInputs": "none",  # else an empty box of a form would block this button
        }


def _executed(title: str, verb: str, data: Json) -> Json:
    """A button whose outcome takes the place of the card; older clients send a message."""
    fallback = {"type": "Action.Submit", "title": title, "data": {"action": verb, **data}}
    executed = {"type": "Action.Execute", "title": title, "verb": verb, "data": data}
    return {**executed, "fallback": fallback}


def form_elements(form: Form, site: str) -> Iterable[Json]:
    yield text_block(literal(form.title), **HEADING, size="Large")
    yield from paragraphs(form.intro)
    for field in form.fields:
        if field.problem:
            yield text_block(
                literal(say("reply-problem", problem=field.problem)),
                color="Attention",
                weight="Bolder",
            )
        yield _input(field)
        if field.hint:
            yield text_block(literal(field.hint), size="Small", spacing="None")
    many = [field.name for field in form.fields if field.kind is FieldKind.CHOICES]
    # Apart from what people fill in: the renderer takes a `key` in `data` for one of its own, and
    # the Playground then sends nothing at all.
    lists = {MANY: many, FILLED: [field.name for field in form.fields if field.value]}
    data: Json = {
        "values": {"key": form.key},
        **{key: names for key, names in lists.items() if names},
    }
    yield {
        "type": "ActionSet",
        "actions": [
            _executed(form.submit, form.action, data),
            *actions_of(
                [Choice(say("reply-open-page"), link=form.page)] if form.page else [], site
            ),
        ],
    }


def _input(field: Field) -> Json:
    drawn: Json = {"id": field.name, "label": field.label}
    if field.required:
        drawn |= {
            "isRequired": True,
            "errorMessage": say("reply-please-fill-in", label=field.label),
        }
    if field.value and field.kind is not FieldKind.NUMBER:
        drawn["value"] = field.value
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            drawn |= {"type": "Input.Text", "isMultiline": field.kind is FieldKind.LONG_TEXT}
            if field.max_length:
                drawn["maxLength"] = field.max_length
        case FieldKind.CHOICE | FieldKind.CHOICES:
            drawn |= {
                "type": "Input.ChoiceSet",
                "isMultiSelect": field.kind is FieldKind.CHOICES,
                "style": "expanded" if len(field.options) <= 6 else "compact",
                "wrap": True,
                "choices": [{"value": value, "title": title} for value, title in field.options],
            }
        case FieldKind.NUMBER:
            drawn["type"] = "Input.Number"
            if _is_number(field.value):
                drawn["value"] = float(field.value)
        case FieldKind.DATE:
            drawn["type"] = "Input.Date"
        case FieldKind.CONFIRM:
            drawn |= {"type": "Input.Toggle", "title": say("reply-yes"), "wrap": True}
    return drawn


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False
