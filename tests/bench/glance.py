"""How much a person reads of an answer: words on the chat page, on the card and in plain text.

    python -m tests.bench.glance [QUESTIONS...] [--policies FOLDER]

Counted is what is in sight before anything is unfolded: of the page and of the card all that is
drawn, with headings, sources, labels of buttons and the receipt; of the plain text all of it, with
addresses.
"""

import argparse
import asyncio
import statistics
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import storage
from bot.answering.answer_log import AnswerLog
from bot.conversation import Conversation
from bot.message import Choices, Message, Reply
from bot.teams.outbound import activity_from_reply, plain_text
from common.person import Person
from knowledge import Library
from knowledge.quality.golden import GoldenQuestion, read_questions
from tests.databases import SetClock
from tests.freeze import MODEL_SET
from tests.web.visitor import Element, read_html
from triage.triage_list import TriageList
from web.chat.chat_sessions import ChatSession, Turn
from web.permissions import Permissions
from web.rendering.template_renderer import Renderer

SITE = "https://ai.council.example"
MOST_SEEN, MOST_PLAIN, MOST_ACTIONS = 90, 150, 3
_DAY = datetime(2026, 12, 1, 9, tzinfo=UTC)
_QUESTIONS = (MODEL_SET / "questions.jsonl", Path("tests/questions/report.jsonl"))


@dataclass(frozen=True, slots=True)
class Seen:
    """What one reply comes to, in words; `actions` are the buttons in sight."""

    question: str
    page: int
    card: int
    plain: int
    actions: int


def seen(question: str, reply: Reply, draw: Renderer) -> Seen:
    turn = Turn(1, "", reply)
    visit = ChatSession("c", "t", _DAY)
    html = draw.html("chat/turn.html", {"turn": turn, "visit": visit, "kept": {}, "once": "o"})
    sent = activity_from_reply.messages(reply, SITE)[0]
    card = sent.attachments[0].content if sent.attachments else {}
    open_choices = [b for b in reply.blocks if isinstance(b, Choices) and not b.folded]
    return Seen(
        question,
        page=len(" ".join(_on_page(read_html(html))).split()),
        card=len(" ".join(_on_card(card)).split()),
        plain=len(plain_text.alternative(reply, SITE).split()),
        actions=sum(len(block.items) for block in open_choices),
    )


def _on_page(element: Element) -> Iterator[str]:
    """The texts in sight: without what is only heard, and of what is folded its summary alone."""
    for part in element.parts:
        if isinstance(part, str):
            yield part
        elif not part.is_("", class_="unseen") and (
            element.tag != "details" or part.tag == "summary"
        ):
            yield from _on_page(part)
            yield " "


def _on_card(element: Any) -> Iterator[str]:
    if isinstance(element, list):
        for part in element:
            yield from _on_card(part)
    elif isinstance(element, dict) and element.get("isVisible", True):
        yield str(element.get("text", ""))
        if "Action" in str(element.get("type", "")):
            yield str(element.get("title", ""))
        for inside in ("body", "items", "columns", "rows", "cells", "actions", "inlines"):
            yield from _on_card(element.get(inside, []))


@asynccontextmanager
async def _conversation(library: Library) -> AsyncIterator[Conversation]:
    """The whole conversation, with receipts and ideas, on a database of its own."""
    with TemporaryDirectory() as folder:
        store = await storage.open(folder, SetClock(_DAY))
        ideas = TriageList(store)
        try:
            journal = AnswerLog(lambda: store)
            yield Conversation(lambda: library, SetClock(_DAY), journal, lambda: ideas)
        finally:
            await store.close()


async def all_seen(library: Library, questions: Sequence[GoldenQuestion]) -> list[Seen]:
    """What is seen of the answer to each question, asked in a chat of its own; without those that
    are answered by what the assistant says of itself."""
    draw = Renderer(Permissions(), local=True)
    found = []
    async with _conversation(library) as conversation:
        for number, question in enumerate(questions):
            for said in filter(None, (question.context, question.text)):
                who = Person("t", f"p{number}", "")
                message = Message(f"{number}{said}", f"c{number}", who, said)
                reply = await conversation.reply_to(message)
            if reply.receipt:
                found.append(seen(question.text, reply, draw))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path, nargs="*", default=_QUESTIONS)
    parser.add_argument("--policies", type=Path, default=MODEL_SET)
    options = parser.parse_args()
    library = Library.load(options.policies, clock=SetClock(_DAY))
    questions = [one for file in options.questions for one in read_questions(file)]
    found = asyncio.run(all_seen(library, questions))
    for name, most in (("page", MOST_SEEN), ("card", MOST_SEEN), ("plain", MOST_PLAIN)):
        counts = [getattr(one, name) for one in found]
        over = sum(count > most for count in counts)
        print(
            f"{name}: median {statistics.median(counts):.0f} words, longest {max(counts)},"
            f" {over} of {len(counts)} over {most}"
        )
    print(f"most buttons in sight: {max(one.actions for one in found)}")
    for one in sorted(found, key=lambda one: -one.plain)[:5]:
        print(f"  {one.plain} words in plain text: {one.question}")


if __name__ == "__main__":
    main()
