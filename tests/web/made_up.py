"""A made-up site for the tests of the pages: its conversation has one reply of each kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from aiohttp import web

from bot.message import (
    Block,
    Choice,
    Choices,
    Field,
    FieldKind,
    Form,
    Message,
    Quotation,
    Reply,
    Responder,
    Table,
    Text,
)
from common.pace import Searching
from knowledge import Library, Policy
from knowledge.model.policy_set import PolicySet
from storage import Store
from tests.knowledge.made_up import SOUND
from triage import TriageList
from web.auth.setup import LOCAL_AUTH, AuthSetup
from web.desk.desk_pages import DeskServices
from web.pages import add_pages
from web.policies.policy_reader import Changes

LUNCH = Quotation(
    ref="lunch@1.10#sandwiches",
    title="Lunch in meetings",
    version="1.10",
    clause="4.3",
    heading="Sandwiches",
    text=(
        "You **may** eat sandwiches in a meeting if everyone has been asked.\n\n"
        "- Ask before the meeting begins.\n- Take the crumbs with you; see "
        "[tidying up](lunch#tidying) and [the toaster](register#toaster)."
    ),
    effective_from=date(2026, 4, 1),
    link="/policies/lunch/1.10#sandwiches",
)
LUNCH_AGAIN = replace(LUNCH, folded=True)
DAYS = Table("When to eat", ("Day", "From"), (("Monday", "12:00"), ("Friday", "13:00")))
NEXT = Choices(
    (
        Choice("Who decides?", say="who decides about lunch"),
        Choice("Suggest an idea", action="idea", values={"from": "chat"}),
        Choice("All policies", link="/policies"),
    ),
    prompt="What next?",
)


def idea(**given: str) -> Form:
    """A form with a field of every kind; a title that is missing is a problem."""
    problem = "" if not given or given.get("title") else "Give your idea a title"
    value = given.get
    return Form(
        "send-idea",
        "form-1",
        "Suggest an idea",
        (
            Field("title", "Title", required=True, problem=problem, value=value("title", "")),
            Field("text", "What is it?", FieldKind.LONG_TEXT, "No names.", value=value("text", "")),
            Field(
                "who",
                "Who benefits?",
                FieldKind.CHOICES,
                options=(("staff", "Staff"), ("residents", "Residents")),
                value=value("who", ""),
            ),
            Field(
                "public",
                "Does the public use it?",
                FieldKind.CHOICE,
                options=(("yes", "Yes"), ("no", "No")),
                value=value("public", ""),
            ),
            Field("hours", "Hours a month", FieldKind.NUMBER, value=value("hours", "")),
            Field("start", "From when?", FieldKind.DATE, value=value("start", "")),
            Field("sure", "It holds no names", FieldKind.CONFIRM, value=value("sure", "")),
        ),
        "Send idea",
        intro="Only the title is needed.",
    )


def _typed(value: object) -> str:
    return ",".join(value) if isinstance(value, list) else str(value)


@dataclass
class MadeUpConversation:
    """Says one block of a kind when its name is typed; keeps what it was asked."""

    heard: list[Message] = field(default_factory=list)
    language: str = "en-GB"

    async def welcome(self, message: Message) -> Reply:
        return Reply([Text("Hello. Ask me about lunch.", strong=True), NEXT])

    async def reply_to(self, message: Message) -> Reply:
        self.heard.append(message)
        if message.text == "break":
            raise RuntimeError("secret words of the failure")
        return Reply(self._blocks(message), receipt="R-7K2M-9QF3", language=self.language)

    def _blocks(self, message: Message) -> list[Block]:
        if message.action == "idea":
            return [idea()]
        if message.action == "send-idea":
            given = {name: _typed(value) for name, value in message.values.items() if name != "key"}
            return [idea(**given)] if not given.get("title") else [Text("Thank you.")]
        if message.text == "table":
            return [DAYS]
        if message.text == "folded":
            return [LUNCH_AGAIN]
        if message.text == "related":
            related = replace(LUNCH, folded=True, related=True)
            return [LUNCH, related, related, NEXT]
        return [Text("You may, with conditions.", strong=True), LUNCH, NEXT]


def made_up_changes(_: PolicySet, old: Policy, new: Policy) -> Sequence[Block]:
    return [Text(f"From {old.ref} to {new.ref}."), LUNCH, DAYS]


def made_up_site(
    conversation: Responder,
    clock: Callable[[], datetime],
    *,
    entrance: AuthSetup = LOCAL_AUTH,
    store: Callable[[], Store] | None = None,
    changes: Changes | None = None,
    ideas: Callable[[], TriageList] | None = None,
    office: DeskServices | None = None,
    library: Callable[[], Library] | None = None,
    searching: Searching | None = None,
) -> web.Application:
    """The pages with this conversation and a `library`: the guild's policies, searched by words
    alone, where none is given."""
    if library is None:
        guild = Library.load(SOUND, clock=clock, meaning=False)
        library = lambda: guild  # noqa: E731
    app = web.Application(client_max_size=256 * 1024)
    add_pages(
        app,
        conversation=conversation,
        library=library,
        clock=clock,
        entrance=entrance,
        store=store,
        changes=changes,
        ideas=ideas,
        office=office,
        searching=searching,
    )
    return app


def no_ideas() -> TriageList:
    """For a site of which nobody opens a page with ideas."""
    raise AssertionError("there are no ideas here")
