"""Tools that a question names, on the register or not, and what the register says of them."""

from dataclasses import replace

import pytest

from knowledge.files.load import read_folder
from knowledge.model.policies import ToolStatus, Verdict
from knowledge.query.tools.naming import ToolNames, data_verdict, overall_verdict
from tests.knowledge.made_up import SOUND

PARROT, SCRIBE = sorted(read_folder(SOUND)[0].tools, key=lambda tool: tool.id)
LONG = replace(SCRIBE, id="scribe-gold", name="Scribe Gold", aliases=("skribegold",))
COMMON, RARE = 900, 9_000
ENGLISH = {
    **dict.fromkeys(("can", "use", "for", "minutes", "about", "meeting", "scribes"), COMMON),
    "notion": RARE,
}
NAMES = ToolNames((SCRIBE, PARROT, LONG), ENGLISH)
ALLOWED, BARRED, CONDITIONS = Verdict.ALLOWED, Verdict.NOT_ALLOWED, Verdict.CONDITIONS


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("may i use the scribe", ["scribe"]),
        ("QUILL or Polly?", ["scribe", "parrot"]),
        ("polly, polly and the parrot", ["parrot"]),
        ("is scribe gold fine", ["scribe-gold"]),
        ("is ScribeGold fine", ["scribe-gold"]),
        ("the subscriber left", []),
        ("", []),
    ],
)
def test_entries_are_found_by_name_and_alias_in_the_order_of_the_question(
    question: str, ids: list[str]
) -> None:
    assert [tool.id for tool in NAMES.named(question).tools] == ids


def test_a_slip_in_a_long_name_is_forgiven() -> None:
    assert NAMES.named("is scrbegold fine").tools == (LONG,)


def test_real_words_and_short_names_are_not_taken_for_a_slip() -> None:
    assert ToolNames((SCRIBE,), ENGLISH).named("about scribes").tools == ()
    assert NAMES.named("qill and poly").tools == ()


def test_a_name_that_two_entries_share_finds_both() -> None:
    twin = replace(SCRIBE, id="twin", aliases=())
    assert ToolNames((SCRIBE, twin)).named("the scribe").tools == (SCRIBE, twin)


def test_words_without_a_subject_are_part_of_a_name_only_where_it_is_written_so() -> None:
    phone = replace(SCRIBE, id="phone", name="Phone", aliases=("itranslate", "read a i"))
    names = ToolNames((phone,), ENGLISH)
    assert names.named("can i translate a leaflet").tools == ()
    assert names.named("can we itranslate it").tools == (phone,)
    assert names.named("is read a i ok").tools == (phone,)


def test_the_entry_with_the_longer_name_is_meant_where_its_words_stand_apart() -> None:
    young = replace(SCRIBE, id="young", name="Scribe for children", aliases=("scribe child",))
    names = ToolNames((SCRIBE, young), ENGLISH)
    assert names.named("is the scribe ok").tools == (SCRIBE,)
    assert names.named("is the scribe ok with a child").tools == (young,)
    assert names.named("is the scribe ok for kids", "is the scribe ok for children").tools == (
        young,
    )
    assert names.named("is the scribe ok with a child").passed_over == {"scribe"}
    assert names.named("is the scribe ok").passed_over == frozenset()


@pytest.mark.parametrize(
    ("status", "listed", "other", "alone"),
    [
        (ToolStatus.APPROVED, ALLOWED, BARRED, ALLOWED),
        (ToolStatus.CONDITIONAL, CONDITIONS, BARRED, CONDITIONS),
        (ToolStatus.PILOT, CONDITIONS, BARRED, CONDITIONS),
        (ToolStatus.SUSPENDED, BARRED, BARRED, BARRED),
        (ToolStatus.REFUSED, BARRED, BARRED, BARRED),
        (ToolStatus.ASSESSING, BARRED, BARRED, BARRED),
    ],
)
def test_the_register_bars_what_it_does_not_list(
    status: ToolStatus, listed: Verdict, other: Verdict, alone: Verdict
) -> None:
    tool = replace(SCRIBE, status=status)
    assert data_verdict(tool, "personal").verdict is listed
    assert data_verdict(tool, "special").verdict is other
    assert data_verdict(tool, "no such class").verdict is other
    assert overall_verdict(tool) is alone
