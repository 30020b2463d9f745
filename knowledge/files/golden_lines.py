"""The lines of a file of golden questions: questions, and topics with what answers them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

Line = Mapping[str, Any]


def golden_lines(text: str) -> Iterator[tuple[int, Line | str]]:
    """Each line that is not blank, with its number from 1: what it holds, or what is wrong."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            yield number, "not a JSON object"
        elif "text" in said or ("topic" in said and isinstance(said.get("refs"), list)):
            yield number, said
        else:
            yield number, "holds neither a question (`text`) nor what answers a `topic` (`refs`)"
