"""A conversation about the made-up set, without its one conflict, and what it says as a text."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.conversation import Conversation
from bot.message import Block, Message, Quotation, Reply
from bot.teams.outbound.plain_text import alternative
from common.person import Person
from knowledge import Library
from tests.databases import SetClock
from tests.knowledge.made_up import copy_of_the_sound_set


def clock_at(day: str) -> SetClock:
    return SetClock(datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC))


class Chat:
    """One person's chat, on a day; `said` and `quoted` tell of the last reply."""

    def __init__(self, day: str = "2026-10-01") -> None:
        self.clock = clock_at(day)
        with TemporaryDirectory() as place:
            folder = copy_of_the_sound_set(Path(place))
            data = folder / "data" / "1.0.md"
            data.write_text(data.read_text().replace("conflicts: [meetings#kept]\n", ""))
            self.library = Library.load(folder, clock=self.clock, meaning=False)
        self.conversation = Conversation(lambda: self.library, self.clock)
        self.reply = Reply(())
        self._said = 0

    async def ask(self, text: str) -> str:
        """The reply as plain text."""
        self._said += 1
        message = Message(str(self._said), "chat", Person("tenant", "somebody"), text)
        self.reply = await self.conversation.reply_to(message)
        return alternative(self.reply)

    @property
    def blocks(self) -> Sequence[Block]:
        return self.reply.blocks

    @property
    def quoted(self) -> list[str]:
        """The refs of what was quoted, in order."""
        return [block.ref for block in self.blocks if isinstance(block, Quotation)]

    @property
    def notes(self) -> list[str]:
        return [block.note for block in self.blocks if isinstance(block, Quotation)]

    @property
    def links(self) -> list[str]:
        """Where the buttons lead that open a page."""
        items = [block.items for block in self.blocks if hasattr(block, "items")]
        return [choice.link for choices in items for choice in choices if choice.link]
