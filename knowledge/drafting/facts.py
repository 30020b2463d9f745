"""One fact of a front matter changed, every other byte of the file left as it is."""

from collections.abc import Sequence

import yaml

from knowledge.files.front_matter import FrontMatter, day, read_front_matter
from knowledge.files.source_file import SourceFile
from knowledge.model.policies import Version

Value = str | Sequence[str]


def front_of(text: str) -> FrontMatter:
    """The front matter of a file's text. Raises ValueError, in words, where it cannot be read."""
    found = read_front_matter(SourceFile.of("draft.md", text.encode()))
    if isinstance(found, FrontMatter):
        return found
    raise ValueError(found.message)


def with_fact(text: str, key: str, value: Value, *, kept: bool = False) -> str:
    """The text with a key set; an empty value takes the key out, unless it is `kept`. A new key
    stands last.

    Raises ValueError where the front matter cannot be read.
    """
    front = front_of(text)
    source = SourceFile.of("draft.md", text.encode())
    entry = front.entries.get(key)
    closing = front.body - 1
    begin = entry.line if entry else closing
    behind = (one.line for one in front.entries.values() if entry and one.line > entry.line)
    end = min(behind, default=closing) if entry else closing
    line = f"{key}: {_as_yaml(value)}".rstrip() + "\n" if value or kept else ""
    return source.lines(1, begin) + line + source.lines(end, source.end)


def _as_yaml(value: Value) -> str:
    """On one line, read back as the same text; dates and version numbers as people write them."""
    if not value:
        return "" if isinstance(value, str) else "[]"
    if isinstance(value, str) and (day(value) or _is_version(value)):
        return value
    plain = value if isinstance(value, str) else list(value)
    written = yaml.safe_dump(plain, default_flow_style=True, allow_unicode=True, width=float("inf"))
    return written.removesuffix("...\n").strip()


def _is_version(text: str) -> bool:
    try:
        return str(Version.parse(text)) == text
    except ValueError:
        return False
