"""Plain text as Markdown that shows exactly these characters."""

import re

_MARKS = re.compile(r"[\\*`\[\]<]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)|~(?=~)|!(?=\[)")
_BEGINS = re.compile(
    r"^(?:(#{1,6})(?=\s|$)|([-+])(?=\s|$|[-+]+\s*$)|([>=|:~])|(\d{1,9})([.)])(?=\s|$))"
)
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")


def tidy(text: str) -> str:
    """One line: white space as single spaces, characters that nobody sees left out, and digits
    and letters of full width as the usual ones."""
    text = _UNSEEN.sub("", _SPACES.sub(" ", text))
    return _FULL_WIDTH.sub(lambda found: chr(ord(found[0]) - 0xFEE0), text)


def escaped(text: str) -> str:
    """Text inside a line."""
    return _MARKS.sub(lambda mark: "\\" + mark[0], text)


def begun(line: str) -> str:
    """A line of Markdown that is a paragraph, whatever it begins with."""
    return _BEGINS.sub(
        lambda start: f"{start[4]}\\{start[5]}" if start[4] else f"\\{start[0]}", line
    )
