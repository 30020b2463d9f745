"""Reading a phrase as it is written."""

import re
from collections.abc import Mapping

from bot.intents.phrase import OWN, Either, Part, Sequenced, word_part
from bot.intents.tokens import tokens

_WRITTEN = re.compile(r"[\[\]()|]|<\w+>|\{\w+\}|[^\s\[\]()|<>{}]+")
_CLOSES = {"(": ")", "[": "]"}


class PhraseError(ValueError):
    """A phrase, or a file of them, cannot be used; says why."""


def parse(phrase: str, lists: Mapping[str, Part]) -> Part:
    """A phrase that may name these lists. Raises PhraseError."""
    written = _WRITTEN.findall(phrase)
    if "".join(written) != "".join(phrase.split()) or not written:
        message = "it cannot be read as a phrase"
        raise PhraseError(message)
    parser = _Parser(written, lists)
    part = parser.either("")
    if part.may_be_empty and written != ["{rest}"]:
        message = "it fits a text without words"
        raise PhraseError(message)
    return part


class _Parser:
    def __init__(self, written: list[str], lists: Mapping[str, Part]) -> None:
        self._left = written[::-1]
        self._lists = lists

    def either(self, until: str) -> Part:
        """Everything up to a bracket, or to the end."""
        options: list[Part] = [self._sequence()]
        while self._left and self._left[-1] == "|":
            self._left.pop()
            options.append(self._sequence())
        if until:
            if not self._left:
                message = f"a `{until}` is missing"
                raise PhraseError(message)
            found = self._left.pop()
            if found != until:
                message = f"`{found}` stands where `{until}` is expected"
                raise PhraseError(message)
        elif self._left:
            message = f"`{self._left[-1]}` closes nothing"
            raise PhraseError(message)
        return options[0] if len(options) == 1 else Either(tuple(options))

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self._left and self._left[-1] not in ("|", ")", "]"):
            parts += self._part(self._left.pop())
        if not parts:
            message = "there is nothing between two signs"
            raise PhraseError(message)
        return parts[0] if len(parts) == 1 else Sequenced(tuple(parts))

    def _part(self, written: str) -> list[Part]:
        if written in _CLOSES:
            inside = self.either(_CLOSES[written])
            return [Either((inside,), optional=True) if written == "[" else inside]
        name = written[1:-1]
        if written[0] == "<":
            if name not in self._lists:
                message = f"there is no list `{name}` above it"
                raise PhraseError(message)
            return [self._lists[name]]
        if written[0] == "{":
            if name not in OWN:
                message = f"`{written}` is not known"
                raise PhraseError(message)
            return [OWN[name]]
        return [word_part(token.word) for token in tokens(written)]
