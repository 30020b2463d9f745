"""Names of products that are on no list, told from ordinary words in the same places."""

import pytest

from knowledge.query.tools.unlisted_names import KnownWords, UnlistedNames

COMMON, USUAL, RARE = 900, 7_000, 30_000
ENGLISH = {
    **dict.fromkeys(("can", "use", "for", "minutes", "leave", "meeting", "time", "sheet"), COMMON),
    **dict.fromkeys(("notion", "lunch", "cursor", "toner"), USUAL),
    **dict.fromkeys(("lanyard", "granola"), RARE),
    **dict.fromkeys(("gamma", "well", "being", "clean", "voice"), COMMON),
    "orlando": RARE,
}
NEAR = {
    **{"veed": 0.66, "lunch": 1.2, "toner": 1.0, "lanyard": 0.9, "timesheet": 0.9, "notion": 0.5},
    **{"gamma": 0.6, "wellbeing": 0.82, "cleanvoice": 0.85},
}
KNOWN = KnownWords(
    ENGLISH,
    {"feverchart", "meeting"},
    {"minutes": 9},
    ["feverchart", "meeting", "hygiene"],
    {"dave", "orlando"},
)


def names(*, meaning: bool = True) -> UnlistedNames:
    return UnlistedNames(
        KNOWN,
        lambda phrase: NEAR.get(phrase, 0.4) if meaning else None,
        lambda name: name.lower() == "scribe",
    )


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("can i use Zibblewort for minutes", "Zibblewort"),
        ("is zibblewort ok", "zibblewort"),
        ("IS ZIBBLEWORT OK", "ZIBBLEWORT"),
        ("may we install MeetingGPT app", "MeetingGPT app"),
        ("can i try Notion", "Notion"),
        ("is cursor ok", "cursor"),
        ("what about granola", "granola"),
        ("is beautiful ai ok", "beautiful ai"),
        ("is bolt.new ok", "bolt.new"),
        ("Zibblewort 3 – allowed or not", "Zibblewort 3"),
        ("meetingmind 3 - ok or not", "meetingmind 3"),
        ("is heygen ok", "heygen"),
        ("is veed ok", "veed"),
        ("are we allowed Gamma", "Gamma"),
        ("are we allowed gamma", ""),
        ("is cleanvoice ok", "cleanvoice"),
        ("is wellbeing ok", ""),
        ("can i use orlando for minutes", "orlando"),
        ("is orlando ok", ""),
        ("can i use dave for minutes", ""),
        ("is hygeine ok", ""),
        ("is lunch ok", ""),
        ("what about toner?", ""),
        ("is the lanyard ok", ""),
        ("is timesheet ok", ""),
        ("can i use Minutes", ""),
        ("can i use the Scribe", ""),
        ("can i use Feverchart", ""),
        ("is feverchat ok", ""),
        ("is feeverchurt ok", ""),
        ("is Dave ok", ""),
        ("what about HRA", ""),
        ("can we use Leeds' assessment", ""),
        ("", ""),
    ],
)
def test_a_product_is_told_from_an_ordinary_thing(question: str, name: str) -> None:
    assert names().product(question) == name


def test_without_meaning_plain_english_is_no_product_and_a_strange_word_is() -> None:
    assert names(meaning=False).product("is cursor ok") == ""
    assert names(meaning=False).product("is zibblewort ok") == "zibblewort"


def test_a_word_that_is_known_nowhere_is_doubtful_in_a_tools_place() -> None:
    assert names().is_doubtful("is lunch ok")
    assert not names().is_doubtful("is feverchart ok")
