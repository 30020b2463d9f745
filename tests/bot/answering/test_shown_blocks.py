"""What was shown is kept and drawn again."""

from bot.answering.receipt_verification import by_ref
from bot.answering.shown_blocks import as_kept, as_shown
from bot.message import Choice, Choices, Diff, DiffSide, Quotation, Table, Text
from tests.bot.chat import Chat


async def test_every_block_but_the_buttons_is_the_same_again() -> None:
    chat = Chat()
    await chat.ask("how long are recordings kept")
    quoted = next(block for block in chat.blocks if isinstance(block, Quotation))
    blocks = (
        Text("Not allowed.", strong=True),
        quoted,
        Table("Tools", ("Tool", "Status"), [["Copilot", "approved"]]),
        Diff("1.2", "Kept", [(DiffSide.OLD, "90"), (DiffSide.NEW, "30")], "Changed", "/policies"),
        Choices([Choice("Why", say="why")]),
    )
    drawn = tuple(as_shown(as_kept(blocks, {}), by_ref(chat.library.policy_set)))
    assert [type(block) for block in drawn] == [Text, Quotation, Table, Diff]
    assert as_kept(drawn, {}) == as_kept(blocks, {})
    assert drawn[1] == quoted


def test_what_was_typed_is_not_kept_in_what_was_shown() -> None:
    kept = as_kept((Text("Jo's tool is not listed."),), {"Jo's tool": "[name]"})
    assert kept == [{"is": "text", "text": "[name] is not listed.", "strong": False}]


def test_what_cannot_be_drawn_is_left_out() -> None:
    odd = [{"is": "text"}, {"is": "quotation", "ref": "gone@1.0#x"}, {"is": "film"}, {}]
    assert list(as_shown(odd, {})) == []
