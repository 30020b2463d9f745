"""Filling in a form by typing: one question at a time, each answered in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.message import Block, Choice, Choices, Field, FieldKind, Text
from bot.messages.formats import listed
from bot.messages.say import say


class FormCommand(StrEnum):
    """What somebody who fills in a form tells us to do, rather than answers."""

    STOP = "stop"
    SKIP = "skip"
    BACK = "back"
    SEND = "send"
    KEEP = "keep"
    ACCEPT_ALL = "accept all"
    FORM = "form"


NOTHING = re.compile(r"(?:no|nope|nothing|none)(?: thanks| thank you)?", re.IGNORECASE)
"""What people type where they have nothing to say."""

_COMMANDS = {
    FormCommand.STOP: r"stop|cancel|quit|exit|not now|later|leave it(?: for now)?",
    FormCommand.SKIP: r"skip(?: it| this)?|next|pass|leave (?:it )?(?:out|empty|blank)|none|n/?a"
    r"|-+",
    FormCommand.BACK: r"(?:go )?back|previous|undo",
    FormCommand.SEND: r"send(?: it)?(?: off| now)?|submit(?: it)?|done|finished"
    r"|that['’ ]?s (?:all|it)",
    FormCommand.KEEP: r"keep(?: it)?|as it is|ok|okay|agreed?|accept|correct|right|confirm(?:ed)?"
    r"|fine",
    FormCommand.ACCEPT_ALL: r"(?:accept|agree(?: to| with)?|confirm|keep|ok(?:ay)?) (?:them )?all",
    FormCommand.FORM: r"(?:show(?: me)? )?(?:the |a )?form",
}
_COMPILED = {order: re.compile(words, re.IGNORECASE) for order, words in _COMMANDS.items()}


def recognise(text: str) -> FormCommand | None:
    said = " ".join(text.split()).strip(" .!")
    return next((one for one, words in _COMPILED.items() if words.fullmatch(said)), None)


@dataclass(frozen=True, slots=True)
class FormText:
    """What a typed answer says to a field: a value as the form would have sent it, or a problem."""

    value: str = ""
    problem: str = ""


_YES_NO = {
    "yes": r"y|yes|yep|yeah|yup|true|it does|they do|ydy|ydw|ie",
    "no": r"n|no|nope|nah|false|it does(?:n['’]t| not)|nac ydy|na",
    "unsure": r"unsure|not sure|don['’]?t know|dunno|maybe|perhaps|no idea|\?+|ddim yn siŵr",
}


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
        parts = [part for part in re.split(r"[,;/]|\band\b", said) if part.strip()]
        found = [_option(field.options, part) for part in parts]
        if not all(found):
            return FormText(
                problem=say("idea-any-of", names=listed([label for _, label in field.options]))
            )
        return FormText(",".join(dict.fromkeys(found)))
    if field.kind is FieldKind.NUMBER:
        digits = re.sub(r"[ ,]|^(?:about|around|roughly|approx\.?|~)", "", said.lower())
        plain = digits.isascii() and digits.isdigit() and len(digits) < 10
        return FormText(digits) if plain else FormText(problem=say("idea-whole-number"))
    if field.max_length and len(said) > field.max_length:
        return FormText(said, say("idea-too-long", limit=str(field.max_length)))
    return FormText(said)


def _option(options: Sequence[tuple[str, str]], said: str) -> str:
    """The option that is meant by its value, its label, the label's first word or its number."""
    word = " ".join(said.split()).strip(" .!:").lower()
    for number, (value, label) in enumerate(options, start=1):
        first = re.split(r"[:,]", label.lower())[0]
        if word and word in (value.lower(), label.lower(), first, str(number)):
            return value
        if value in _YES_NO and re.fullmatch(_YES_NO[value], word):
            return value
    return ""


def answers_nothing(text: str) -> bool:
    """Whether a text can only be an answer, where nothing was asked: a bare yes, say."""
    said = " ".join(text.split()).strip(" .!").lower()
    bare = any(re.fullmatch(words, said) for words in (_YES_NO["yes"], _YES_NO["no"]))
    return bare or recognise(said) in (
        FormCommand.SKIP,
        FormCommand.BACK,
        FormCommand.SEND,
        FormCommand.ACCEPT_ALL,
    )


def agrees(text: str) -> bool | None:
    """Whether a text that follows "shall I?" is a bare yes or no; None for all else."""
    said = " ".join(text.split()).strip(" .!")
    if re.fullmatch(rf"(?:{_YES_NO['no']}|{_LEAVE_IT}){_POLITELY}", said, re.IGNORECASE):
        return False
    if re.fullmatch(rf"(?:{_YES_NO['yes']}|{_DO_IT}){_POLITELY}", said, re.IGNORECASE):
        return True
    return None


_LEAVE_IT = (
    r"(?:no[ ,]+)?(?:keep it|leave it(?: as it is)?|as it is|keep|don['’]?t(?: do (?:it|that))?"
    r"|do not|(?:go )?back|undo|wait|no no|peidiwch|nage)"
)
_DO_IT = (
    r"(?:yes[ ,]+)?(?:ok(?:ay)?|sure|do it|go ahead|withdraw(?: it)?|confirm(?:ed)?|fine|correct"
    r"|right|send(?: it)?|submit|done)"
)
_POLITELY = r"(?:[ ,]+(?:please|thanks|thank you))?"


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
