"""What a source of the transparency record hands in: values with their fields and records."""

from collections.abc import Callable, Iterator, Mapping

Found = Iterator[tuple[str, str, str]]
"""The number of a field, what a record says of it (empty: nothing), and which record it is."""

Told = Callable[[str], str | None]
"""What a record says under the name of a field; nothing for one that it has not."""


def as_lines(told: Told, labels: Mapping[str, str]) -> str:
    """Those of the fields that say something, a line each."""
    said = ((label, told(name)) for name, label in labels.items())
    return "\n".join(f"{label}: {text}" for label, text in said if text)
