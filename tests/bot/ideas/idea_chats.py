"""People who chat with the whole conversation about ideas, on a store of their own."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.conversation import Conversation
from bot.message import Choice, Choices, Form, Message, Quotation, Reply, Scope, Table
from bot.teams.outbound.plain_text import alternative
from common.person import Person
from knowledge import Library
from storage import Store
from tests.bot.chat import clock_at
from tests.databases import SetClock
from tests.knowledge.made_up import copy_of_the_sound_set, write_version
from triage.triage_list import TriageList

ANN, BEN = Person("guild", "ann-id", "Ann"), Person("guild", "ben-id", "Ben")

IDEAS = """# Ideas

## 1 Part

### 1.1 How to send one {{#idea-submit}}
Tell the assistant that you have an idea.

### 1.2 What happens {{#idea-triage}}
Every idea is screened within 10 working days.
"""


def with_ideas(folder: Path) -> Path:
    """The made-up set in that folder, with a policy on ideas and without its one conflict."""
    copy_of_the_sound_set(folder)
    policies = folder / "policies"
    settings = policies / "settings.yaml"
    text = settings.read_text().replace("data#private", "ideas#idea-submit")
    settings.write_text(text.replace("meetings#kept", "ideas#idea-triage"))
    path = write_version(policies, "1.0", "2026-01-01", policy_id="ideas", text=IDEAS)
    path.write_text(path.read_text().replace("2025-12-31", "2026-12-31"))
    data = policies / "data" / "1.0.md"
    data.write_text(data.read_text().replace("conflicts: [meetings#kept]\n", ""))
    return policies


@cache
def library() -> Library:
    """That set on a day on which every test may rely."""
    with TemporaryDirectory() as place:
        folder = with_ideas(Path(place))
        return Library.load(folder, clock=clock_at("2026-10-01"), meaning=False, cache=None)


class Chat:
    """One person's chat; `reply` is the last one, and `words` all of it as plain text."""

    def __init__(self, conversation: Conversation, person: Person) -> None:
        self._conversation = conversation
        self.person = person
        self.reply = self.reply_with_form = Reply(())
        self._said = 0

    async def say(self, text: str, scope: Scope = Scope.PERSONAL, channel: str = "") -> str:
        conversation = f"c-{self.person.id}"
        return await self._tell(
            Message("", conversation, self.person, text, scope=scope, channel=channel)
        )

    async def fill_in(self, filled: Mapping[str, object], form: Form | None = None) -> str:
        """Send in the form shown last, or a given one, with some of its boxes filled in."""
        form = form or self.form
        values = {field.name: field.value for field in form.fields} | dict(filled)
        return await self._act(form.action, {**values, "key": form.key})

    async def press(self, label: str, reply: Reply | None = None) -> str:
        """Press a button of the last reply, or of an older one."""
        chosen = self.choice(label, reply)
        if chosen.action:
            return await self._act(chosen.action, chosen.values)
        return await self.say(chosen.say)

    async def _act(self, action: str, values: Mapping[str, object]) -> str:
        return await self._tell(
            Message("", f"c-{self.person.id}", self.person, action=action, values=values)
        )

    async def _tell(self, message: Message) -> str:
        self._said += 1
        self.reply = await self._conversation.reply_to(replace(message, id=str(self._said)))
        if any(isinstance(block, Form) for block in self.reply.blocks):
            self.reply_with_form = self.reply
        return self.words

    @property
    def words(self) -> str:
        return alternative(self.reply)

    @property
    def form(self) -> Form:
        (form,) = [block for block in self.reply.blocks if isinstance(block, Form)]
        return form

    @property
    def asked(self) -> list[str]:
        """The names of the questions in the form."""
        return [field.name for field in self.form.fields]

    @property
    def quoted(self) -> dict[str, str]:
        """What was quoted: ref to note."""
        return {
            block.ref: block.note for block in self.reply.blocks if isinstance(block, Quotation)
        }

    @property
    def rows(self) -> list[tuple[str, ...]]:
        tables = [block for block in self.reply.blocks if isinstance(block, Table)]
        return [tuple(row) for table in tables for row in table.rows]

    def choice(self, label: str, reply: Reply | None = None) -> Choice:
        blocks = (reply or self.reply).blocks
        found = [
            choice
            for block in blocks
            if isinstance(block, Choices)
            for choice in block.items
            if choice.label == label
        ]
        assert found, f"there is no button {label}: {alternative(reply or self.reply)}"
        return found[-1]


class Chats:
    """The conversation on a store; what it knows can be looked at in `ideas`."""

    def __init__(self, store: Store, clock: SetClock) -> None:
        self.clock = clock
        self.library = library()
        self.ideas = TriageList(store)
        self.conversation = Conversation(lambda: self.library, clock, None, lambda: self.ideas)

    def of(self, person: Person) -> Chat:
        return Chat(self.conversation, person)
