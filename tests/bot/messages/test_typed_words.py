"""The words that a message tells people to type are of its own language."""

import re
from pathlib import Path

import pytest

import bot.messages

_WELSH = Path(bot.messages.__file__).parent / "cy"
_TOLD = re.compile(r"(?:[Tt]eipiwch|[Dd]eipio|[Tt]eipio|[Dd]ywedwch)[^.]*")
_ENGLISH = re.compile(
    r"(?<!\[)\b(?:keep|skip|send|back|yes|no|not sure|continue|start|amend|my ideas|accept all"
    r"|I have an idea|tell me|status (?!->))\b"
)


@pytest.mark.parametrize("file", sorted(_WELSH.glob("*.ftl")), ids=lambda file: str(file.stem))
def test_no_welsh_message_tells_people_to_type_english(file: Path) -> None:
    messages = file.read_text(encoding="utf-8")
    told = [found[0] for found in _TOLD.finditer(messages) if _ENGLISH.search(found[0])]
    assert told == []
