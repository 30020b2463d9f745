"""The phrases by which intents are known: data files, one a language, read once and checked.

How a phrase is written stands in `phrase.py`. Before every phrase up to three, and behind it up to
two of the file's words `lead` and `tail` may stand.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from bot.intents.intent import IntentKind
from bot.intents.phrase import Either, Language, Part, Phrase, PhraseBook
from bot.intents.phrase_parser import PhraseError, parse

FOLDER = Path(__file__).parent / "phrases"

ASKS, ASKS_MARKED = "asks.surely", "asks.if_marked"
"""Not intents: how a question is worded, always and where it ends in a question mark."""

POINTS = "points"
"""Nor this: what names nothing but points at what was said last."""

RESTARTS = "restarts"
"""Nor this: to begin once more with whatever is going on."""

_BY_OTHER_MEANS = frozenset(
    {IntentKind.FORM_ANSWER, IntentKind.FORM_AGAIN, IntentKind.NOTHING, IntentKind.QUESTION}
)
_NAMES = {kind.value for kind in IntentKind if kind not in _BY_OTHER_MEANS} | {
    ASKS,
    ASKS_MARKED,
    POINTS,
    RESTARTS,
}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times as quick


@cache
def phrase_book(folder: Path = FOLDER) -> PhraseBook:
    """The phrases of all files in a folder, read once. Raises PhraseError with every problem."""
    problems: list[str] = []
    languages = [_File(path, problems).language() for path in sorted(folder.glob("*.yaml"))]
    if not languages:
        problems.append(f"{folder.name}: there is no file of phrases")
    if problems:
        raise PhraseError("\n".join(problems))
    return PhraseBook(languages)


class _File:
    """One language's file; what is wrong with it is added to `problems`, with its line."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self._name = path.name
        self._problems = problems
        self._lists: dict[str, Part] = {}
        try:
            self._root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            problems.append(f"{path.name}: it cannot be read: {error}")
            self._root = yaml.MappingNode("", [])

    def language(self) -> Language:
        parts = dict(self._items(self._root, {"words", "intents"}))
        for name, node in self._items(parts.get("words")):
            self._lists[name] = Either(self._phrases(node))
        begun: dict[str, list[Phrase]] = {}
        named = dict(self._items(parts.get("intents"), _NAMES))
        for name in sorted(_NAMES - named.keys()):
            self._problems.append(f"{self._name}: `{name}` has no phrases")
        for name, node in named.items():
            for phrase in self._of_intent(name, node):
                for word in phrase.part.firsts or ("",):
                    begun.setdefault(word, []).append(phrase)
        nothing = Either(())
        lead, tail = self._lists.get("lead", nothing), self._lists.get("tail", nothing)
        return Language(lead, tail, begun)

    def _of_intent(self, name: str, node: yaml.Node) -> Iterator[Phrase]:
        unless: Part | None = None
        listed: yaml.Node | None = node
        if isinstance(node, yaml.MappingNode):
            parts = dict(self._items(node, {"phrases", "unless"}))
            listed = parts.get("phrases")
            unless = Either(self._phrases(parts["unless"])) if "unless" in parts else None
        for part in self._phrases(listed):
            yield Phrase(name, part, unless)

    def _items(
        self, node: yaml.Node | None, allowed: set[str] | None = None
    ) -> Iterator[tuple[str, yaml.Node]]:
        """The entries of a mapping; one that is unknown or stands twice is a problem."""
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, "a mapping is expected here")
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if allowed is not None and name not in allowed:
                self._wrong(key, f"`{name}` is not known")
            elif name in seen:
                self._wrong(key, f"`{name}` stands twice")
            else:
                seen.add(name)
                yield name, value

    def _phrases(self, node: yaml.Node | None) -> tuple[Part, ...]:
        """A list of phrases; what cannot be read, or stands twice, is a problem."""
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self._wrong(node, "a list of phrases is expected here")
            return ()
        parts: dict[str, Part] = {}
        for item in node.value:
            phrase = " ".join(str(item.value).split()) if isinstance(item, yaml.ScalarNode) else ""
            if phrase in parts:
                self._wrong(item, f"`{phrase}` stands twice")
            try:
                parts[phrase] = parse(phrase, self._lists)
            except PhraseError as error:
                self._wrong(item, f"`{phrase}`: {error}")
        return tuple(parts.values())

    def _wrong(self, node: yaml.Node | None, message: str) -> None:
        line = f"{node.start_mark.line + 1}: " if node is not None and node.start_mark else " "
        self._problems.append(f"{self._name}:{line}{message}")
