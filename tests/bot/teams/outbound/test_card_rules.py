"""Cards keep to the rules, and the rules find what breaks them."""

import copy
from collections.abc import Callable

import pytest

from bot.answering.blocks import quoted
from bot.answering.lookup import Lookup
from bot.message import Block, Choice, Choices, Field, Form, Quotation, Reply, Text
from bot.teams.inbound.dialog import submitting
from bot.teams.outbound import adaptive_cards
from common.person import Person
from knowledge import Library
from tests.bot.chat import Chat
from tests.bot.teams.conftest import QUOTED, Json
from tests.bot.teams.outbound.card_rules import elements, faults
from tests.bot.teams.outbound.test_adaptive_cards import EVERYTHING, SITE

SAID = [
    "hello",
    "help",
    "privacy",
    "can i record a meeting",
    "is the scribe approved",
    "use a chatbot called Zorg",
    "how long were recordings kept in march 2026",
    "what changed in the meetings policy",
    "may i keep a horse",
]


def drawn(*blocks: Block) -> Json:
    card = adaptive_cards.draw(Reply(blocks, receipt="R-1"), SITE)
    assert card is not None
    return card


def test_a_card_with_every_kind_of_block_is_sound() -> None:
    assert faults(drawn(*EVERYTHING.blocks)) == []
    assert faults(submitting(drawn(*EVERYTHING.blocks))) == []


@pytest.mark.parametrize("said", SAID)
async def test_what_the_assistant_says_makes_a_sound_card(said: str) -> None:
    chat = Chat()
    await chat.ask("how long are recordings kept")
    await chat.ask(said)
    assert faults(drawn(*chat.blocks)) == []


def test_every_clause_and_every_tool_makes_a_sound_card(library: Library) -> None:
    passages = library.policy_set.passages_on(library.today())
    for passage in passages:
        for folded in (False, True):
            assert faults(drawn(quoted(passage, "A note.", folded=folded))) == [], passage.ref
    assert len(passages) > 5


async def test_what_is_found_and_what_a_link_leads_to_make_sound_cards(finder: Lookup) -> None:
    found = [*(await finder.find("recordings", 0, 25, Person("t", "ann", "Ann"))).items]
    for path in ("/policies/meetings", "/policies/meetings/3.0", "/policies/register/scribe"):
        linked = await finder.resolve_link(path, "")
        assert linked is not None
        found.append(linked)
    for item in found:
        assert faults(drawn(*item.reply.blocks)) == [], item.title


def first(card: Json, kind: str) -> Json:
    return next(element for element in elements(card) if element["type"].startswith(kind))


def heading(card: Json) -> Json:
    return next(e for e in elements(card) if e.get("style") == "heading")


BROKEN: dict[str, Callable[[Json], object]] = {
    "the version": lambda c: c.update(version="1.6"),
    "no language": lambda c: c.pop("lang"),
    "there is no fallbackText": lambda c: c.pop("fallbackText"),
    "there is no speak": lambda c: c.update(speak=" "),
    "bytes are too many": lambda c: c["body"][0].update(text="x" * 30_000),
    "buttons are too many": lambda c: c["body"].append(
        {
            "type": "ActionSet",
            "actions": [
                {"type": "Action.Submit", "title": f"b{n}", "data": {"n": n}} for n in range(7)
            ],
        }
    ),
    "do different things": lambda c: c["body"].append(
        {
            "type": "ActionSet",
            "actions": [
                {"type": "Action.Submit", "title": "Read", "data": {"x": n}} for n in (1, 2)
            ],
        }
    ),
    "is given 2 times": lambda c: c["body"].extend(
        [{"type": "Container", "id": "x", "items": []}] * 2
    ),
    "does not wrap": lambda c: first(c, "TextBlock").pop("wrap"),
    "a text is empty": lambda c: first(c, "TextBlock").update(text="\n"),
    "looks like a heading": lambda c: heading(c).pop("style"),
    "by its colour alone": lambda c: first(c, "TextBlock").update(color="Good"),
    "Markdown that Teams does not draw": lambda c: first(c, "TextBlock").update(text="# Title"),
    "a link is called 'here'": lambda c: first(c, "TextBlock").update(
        text="[here](https://council.example)"
    ),
    "a link leads to": lambda c: first(c, "TextBlock").update(text="[the rule](http://x)"),
    "by a line through or under it alone": lambda c: first(c, "RichTextBlock")["inlines"].append(
        {"type": "TextRun", "text": "gone", "strikethrough": True}
    ),
    "has no label": lambda c: first(c, "Input.").update(label=""),
    "does not say so": lambda c: first(c, "Input.").pop("errorMessage"),
    "has nothing to choose from": lambda c: first(c, "Input.ChoiceSet").update(choices=[]),
    "has no words": lambda c: first(c, "Input.Toggle").update(title=" "),
    "a button has no words": lambda c: first(c, "Action.Submit").update(title=""),
    "a button is called 'here'": lambda c: first(c, "Action.Submit").update(title="here"),
    "clients that know no Action.Execute": lambda c: first(c, "Action.Execute").pop("fallback"),
    "which is not there": lambda c: c["body"].append(
        {
            "type": "ActionSet",
            "actions": [
                {"type": "Action.ToggleVisibility", "title": "Show", "targetElements": ["nothing"]}
            ],
        }
    ),
    "a row of a table": lambda c: first(c, "Table")["rows"][1]["cells"].pop(),
    "a table has no headings": lambda c: first(c, "Table").update(firstRowAsHeaders=False),
    "a column of a table": lambda c: first(c, "Table")["rows"][0]["cells"][0].update(items=[]),
    "a picture has no": lambda c: c["body"].append({"type": "Image", "url": "https://x/y.png"}),
    "a container means": lambda c: first(c, "Container").update(style="warning"),
    "schema 1.5": lambda c: c["body"].append({"type": "Badge", "text": "new"}),
}


@pytest.mark.parametrize(("told", "spoil"), BROKEN.items(), ids=BROKEN)
def test_the_rules_find_what_breaks_them(told: str, spoil: Callable[[Json], object]) -> None:
    card = copy.deepcopy(drawn(*EVERYTHING.blocks))
    spoil(card)
    assert any(told in fault for fault in faults(card)), faults(card)


def test_a_large_reply_still_has_words_for_those_who_see_no_card() -> None:
    long = Quotation(
        "r", "t", "1.0", "1", "h", "word " * 2_000, QUOTED.effective_from, "/policies/x"
    )
    assert faults(drawn(long)) == []


def test_what_people_type_into_a_form_is_never_markup() -> None:
    nasty = "# x `y` ![z](http://evil) <b>|[here](http://evil)"
    form = Form("a", "k", nasty, [Field("f", nasty, value=nasty, problem=nasty)], "Send", nasty)
    found = faults(
        drawn(Text(nasty, strong=True), Choices([Choice(nasty, say=nasty)], nasty), form)
    )
    assert found == []
