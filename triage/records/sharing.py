"""What a shared use case may not say: other councils read it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from triage.redaction import name_redactor

_MONEY = re.compile(
    r"(?:£|€|\$|\bGBP|\bEUR)\s?\d|\d\s?(?:k\b|pounds\b|GBP\b|EUR\b|£)", re.IGNORECASE
)
_NOBODY = name_redactor(())


def sharing_errors(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Fields that say more than may be shared, with what to do: prices and what leads to people."""
    for name, value in content.items():
        text = "\n".join(value) if isinstance(value, list | tuple) else str(value)
        if _NOBODY(text) != text:
            yield name, "Name a role; leave out e-mail addresses and phone numbers."
        elif name not in {"updated_on", "reference"} and _MONEY.search(text):
            yield name, "Leave out prices: they may be commercial detail."
