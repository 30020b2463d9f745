"""Filling in a form by typing: one question at a time, each answered in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.intents.intent import Intent, IntentKind
from bot.message import Block, Choice, Choices, Field, FieldKind, Text
from bot.messages.formats import listed
from bot.messages.say import say
from common.welsh_mutations import radicals


@dataclass(frozen=True, slots=True)
class FormText:
    """What a typed answer says to a field: a value as the form would have sent it, or a problem."""

    value: str = ""
    problem: str = ""


_WORDS = {
    IntentKind.FORM_YES: "yes",
    IntentKind.FORM_NO: "no",
    IntentKind.FORM_UNSURE: "unsure",
}


_MARKS = re.compile(r"[,;/&+\n]")
_BETWEEN = re.compile(r"\b(?:and|or|an?|ac|neu)\b", re.IGNORECASE)
"""What stands between choices; Welsh changes the first letter behind `a` and `neu`."""
_ABOUT = re.compile(r"^(?:about|around|roughly|approx\.?|~|tua|rhyw|oddeutu|o gwmpas)\s*")


def answer_of(intent: Intent) -> str:
    """A typed answer as a form would have sent it: `yes` for "aye", "" where it says nothing."""
    return _WORDS.get(intent.kind, intent.text)


def read(field: Field, text: str) -> FormText:
    """An answer in words to one field."""
    said = text.strip()
    if field.kind is FieldKind.CHOICE:
        chosen = _option(field.options, said)
        names = [label for _, label in field.options]
        return (
            FormText(chosen)
            if chosen
            else FormText(problem=say("idea-one-of", names=listed(names)))
        )
    if field.kind is FieldKind.CHOICES:
        found = list(_several(field.options, said))
        if said and not (found and all(found)):
            return FormText(
                problem=say("idea-any-of", names=listed([label for _, label in field.options]))
            )
        return FormText(",".join(dict.fromkeys(found)))
    if field.kind is FieldKind.NUMBER:
        digits = re.sub(r"[ ,]", "", _ABOUT.sub("", said.lower()))
        plain = digits.isascii() and digits.isdigit() and len(digits) < 10
        return FormText(digits) if plain else FormText(problem=say("idea-whole-number"))
    if field.max_length and len(said) > field.max_length:
        return FormText(said, say("idea-too-long", limit=str(field.max_length)))
    return FormText(said)


def _several(options: Sequence[tuple[str, str]], said: str) -> Iterator[str]:
    """The options that are meant, "" for what is none: a name may hold a mark or a word that
    stands between names elsewhere."""
    if whole := _option(options, said):
        yield whole
        return
    for part in filter(str.strip, _MARKS.split(said)):
        if one := _option(options, part):
            yield one
        else:
            yield from (_option(options, name) for name in _BETWEEN.split(part) if name.strip())


def _option(options: Sequence[tuple[str, str]], said: str) -> str:
    """The option that is meant by its value, its label, the label's first word or its number."""
    word = " ".join(said.split()).strip(" .!:").lower()
    if not word:
        return ""
    for number, (value, label) in enumerate(options, start=1):
        first = re.split(r"[:,]", label.lower())[0]
        if not {value.lower(), label.lower(), first, str(number)}.isdisjoint(radicals(word)):
            return value
    return ""


def ask(field: Field, noted: bool = True) -> tuple[Block, ...]:
    """The next question, for somebody who types."""
    lines = [say("idea-noted")] if noted else []
    if field.problem:
        lines = [field.problem]
    lines.append(" ".join(part for part in (field.label, field.hint) if part))
    closed = field.kind is FieldKind.CHOICE
    if field.value and not closed:
        lines.append(say("idea-so-far", value=_shown(field)))
    elif not field.required and not closed:
        lines.append(say("idea-may-be-skipped"))
    said = Text("\n\n".join(lines))
    if not field.options:
        return (said,)
    if closed and len(field.options) <= _MOST_BUTTONS:
        return (said, Choices([Choice(label, say=label) for _, label in field.options]))
    return (said, Text("\n\n".join(label for _, label in field.options)))


_MOST_BUTTONS = 5


def _shown(field: Field) -> str:
    labels = dict(field.options)
    parts = field.value.split(",") if field.options else [field.value]
    return ", ".join(labels.get(part, part) for part in parts)
