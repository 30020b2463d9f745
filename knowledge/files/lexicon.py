"""Staff words and acronyms with what the policies call them: `lexicon.md`."""

from types import MappingProxyType

from knowledge.files.sections import prose_and_items, sections
from knowledge.files.source_file import SourceFile
from knowledge.model.policies import Problem, Severity
from knowledge.model.policy_set import Lexicon
from knowledge.model.set_settings import NO_SETTINGS, SetSettings

_DATA_CLASSES = 2
_KINDS = {"acronyms": 0, "staff words": 1, "data classes": _DATA_CLASSES}


def read_lexicon(
    source: SourceFile, problems: list[Problem], settings: SetSettings = NO_SETTINGS
) -> Lexicon:
    """Read the three lists; a line with no colon is told in `problems` and left out."""
    classes = settings.class_names
    tables: tuple[dict[str, tuple[str, ...]], ...] = ({}, {}, {})
    for piece in sections(source):
        kind = _KINDS.get(piece.words.lower())
        if piece.level != 2 or kind is None:
            if piece.level >= 2 or prose_and_items(piece)[1]:
                message = "only `## Acronyms`, `## Staff words` and `## Data classes` are read"
                problems.append(source.problem(piece.line, message, Severity.FAULT))
            continue
        for text, line in prose_and_items(piece)[1]:
            written, colon, called = text.partition(":")
            left, right = _parted(written), _parted(called)
            if not (colon and left and right):
                message = "write `what people say: what the policies call it`"
                problems.append(source.problem(line, message, Severity.FAULT))
                continue
            if kind == _DATA_CLASSES and not set(right) <= set(classes):
                message = f"right of the colon stands one of {', '.join(classes)}"
                problems.append(source.problem(line, message, Severity.FAULT))
                continue
            for words in left:
                known = tables[kind].get(words, ())
                tables[kind][words] = (*known, *(name for name in right if name not in known))
    return Lexicon(*map(MappingProxyType, tables))


def _parted(text: str) -> tuple[str, ...]:
    return tuple(words for part in text.split(",") if (words := " ".join(part.split())))
