"""The phrases by which intents are known: data files, one a language, read once and checked.

How a phrase is written stands in `phrase.py`. Before every phrase up to three, and behind it up to
two of the file's words `lead` and `tail` may stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.intents.intent import IntentKind
from bot.intents.phrase import Captures, Either, Ends, Part, Token, after_signs, next_words, tokens
from bot.intents.phrase_parser import PhraseError, parse

FOLDER = Path(__file__).parent / "phrases"

ASKS, ASKS_MARKED = "asks.surely", "asks.if_marked"
"""Not intents: how a question is worded, always and where it ends in a question mark."""

POINTS = "points"
"""Nor this: what names nothing but points at what was said last."""

_BY_OTHER_MEANS = frozenset(
    {IntentKind.FORM_ANSWER, IntentKind.FORM_AGAIN, IntentKind.NOTHING, IntentKind.QUESTION}
)
_NAMES = {kind.value for kind in IntentKind if kind not in _BY_OTHER_MEANS} | {
    ASKS,
    ASKS_MARKED,
    POINTS,
}
_LEADS, _TAILS = 3, 2
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times as quick


@dataclass(frozen=True, slots=True)
class Found:
    """What a phrase holds of the person's own words, "" where it holds none; `ref` as typed."""

    text: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    name: str
    part: Part
    unless: Part | None


@dataclass(frozen=True, slots=True)
class _Language:
    """One language's phrases, by the words with which they can begin; "" for any."""

    lead: Part
    tail: Part
    phrases: Mapping[str, Sequence[_Phrase]]

    def read(self, text: str, said: Sequence[Token]) -> Iterator[tuple[str, Found]]:
        """The names of the phrases that the text is one of, and what they hold."""
        starts = _repeated(self.lead, said, {0: ()}, _LEADS)
        held = {token.word for token in said}
        done: set[str] = set()
        for word in ("", *next_words(said, list(starts))):
            for phrase in self.phrases.get(word, ()):
                if phrase.name in done or any(map(held.isdisjoint, phrase.part.needs)):
                    continue
                captured = self._fit(phrase, said, starts)
                if captured is not None:
                    done.add(phrase.name)
                    yield phrase.name, _found(text, said, captured)

    def _fit(self, phrase: _Phrase, said: Sequence[Token], starts: Ends) -> Captures | None:
        ends = phrase.part.ends(said, starts)
        for end, captured in sorted(_repeated(self.tail, said, ends, _TAILS).items()):
            if after_signs(said, end) == len(said):
                is_excepted = phrase.unless is not None and _holds(phrase.unless, said, captured)
                return None if is_excepted else captured
        return None


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """The phrases of every language."""

    languages: Sequence[_Language]

    def read(self, text: str) -> Mapping[str, Found]:
        """The names of all phrases that the whole text is one of, with what they hold."""
        said = tokens(text)
        found: dict[str, Found] = {}
        for language in self.languages:
            for name, held in language.read(text, said):
                if name not in found or (held.text and not found[name].text):
                    found[name] = held
        return found


def _repeated(part: Part, said: Sequence[Token], starts: Ends, most: int) -> Ends:
    """From every start, after none to `most` times the part."""
    found = dict(starts)
    for _ in range(most):
        starts = part.ends(said, starts)
        if not starts:
            break
        for end, captured in starts.items():
            found.setdefault(end, captured)
    return found


def _holds(part: Part, said: Sequence[Token], captured: Captures) -> bool:
    """Whether the person's own words hold it."""
    for _, first, end in captured:
        own = said[first:end]
        if own and part.ends(own, dict.fromkeys(range(len(own)), ())):
            return True
    return False


def _found(text: str, said: Sequence[Token], captured: Captures) -> Found:
    held = {
        name: text[said[first].start : said[end - 1].end].strip()
        for name, first, end in captured
        if first < end
    }
    return Found(held.get("text", ""), held.get("ref", ""))


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

    def language(self) -> _Language:
        parts = dict(self._items(self._root, {"words", "intents"}))
        for name, node in self._items(parts.get("words")):
            self._lists[name] = Either(self._phrases(node))
        begun: dict[str, list[_Phrase]] = {}
        named = dict(self._items(parts.get("intents"), _NAMES))
        for name in sorted(_NAMES - named.keys()):
            self._problems.append(f"{self._name}: `{name}` has no phrases")
        for name, node in named.items():
            for phrase in self._of_intent(name, node):
                for word in phrase.part.firsts or ("",):
                    begun.setdefault(word, []).append(phrase)
        nothing = Either(())
        lead, tail = self._lists.get("lead", nothing), self._lists.get("tail", nothing)
        return _Language(lead, tail, begun)

    def _of_intent(self, name: str, node: yaml.Node) -> Iterator[_Phrase]:
        unless: Part | None = None
        listed: yaml.Node | None = node
        if isinstance(node, yaml.MappingNode):
            parts = dict(self._items(node, {"phrases", "unless"}))
            listed = parts.get("phrases")
            unless = Either(self._phrases(parts["unless"])) if "unless" in parts else None
        for part in self._phrases(listed):
            yield _Phrase(name, part, unless)

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
