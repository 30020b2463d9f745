"""How an officer teaches the assistant a way of asking: the command to type."""

import re

_SAFE = re.compile(r"[^\w\s?.,;:'’()/&+-]")
_LONGEST = 300
_MASK = re.compile(r"\[[^\]]*\]")


def teach_command(question: str, place: str) -> str:
    """The line for a shell. Whatever a shell could take for more than words is left out of the
    question, because it was typed by anybody."""
    words = " ".join(_SAFE.sub(" ", _MASK.sub(" ", question)).split())[:_LONGEST].strip()
    return f'python3 run.py knowledge teach "{words}" "{place}"' if words else ""
