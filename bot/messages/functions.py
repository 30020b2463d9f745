"""What the catalogue's messages may call besides Fluent's own functions."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.messages.set_names import set_name


def _given(value: object) -> str:
    """`GIVEN($name)`: `yes`, or `no` for nothing."""
    return "no" if value == "" else "yes"


FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {"GIVEN": _given, "SET": set_name}
"""`SET("board")` is what the policy set that is served calls its board."""
