"""A message is said in the language of the turn, with its values put in."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.messages import say as saying
from bot.messages.catalogue import entries, read_text, values_of
from bot.messages.formats import either, format_day, listed, number
from bot.messages.language import Language, use_locale
from bot.messages.say import MessageError, say


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two languages of a few messages."""
    texts = {
        Language.ENGLISH: """
a-day = On { $day }.
a-given = { GIVEN($what) ->
    [yes] With { $what }
   *[no] Without
}
a-count = { $count ->
    [one] one clause
   *[other] { $count } clauses
}
a-english = English only
""",
        Language.WELSH: """
a-day = Ar { $day }.
a-given = { GIVEN($what) ->
    [yes] Gyda { $what }
   *[no] Heb
}
a-count = { $count ->
    [zero] dim cymal
    [one] un cymal
    [two] dau gymal
    [few] { $count } chymal
    [many] { $count } chymal
   *[other] { $count } cymal
}
""",
    }
    read = {language: read_text("a.ftl", text, []) for language, text in texts.items()}
    monkeypatch.setattr(saying, "entries", read.__getitem__)
    saying._bundle_with.cache_clear()
    yield
    saying._bundle_with.cache_clear()


@pytest.mark.usefixtures("catalogue")
def test_a_day_is_written_as_the_language_writes_it() -> None:
    assert say("a-day", day=date(2026, 10, 1)) == "On 1 October 2026."
    with use_locale(Language.WELSH):
        assert say("a-day", day=date(2026, 10, 1)) == "Ar 1 Hydref 2026."


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("nothing", [None, "", False])
def test_a_message_can_be_worded_for_what_is_not_given(nothing: str | bool | None) -> None:
    assert say("a-given", what=nothing) == "Without"
    assert say("a-given", what="a note") == "With a note"


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "dim cymal"), (1, "un cymal"), (2, "dau gymal"), (3, "3 chymal"), (6, "6 chymal"),
     (7, "7 cymal"), (1_200, "1,200 cymal")],
)  # fmt: skip
def test_welsh_has_a_form_for_every_count(count: int, said: str) -> None:
    with use_locale(Language.WELSH):
        assert say("a-count", count=count) == said


@pytest.mark.usefixtures("catalogue")
def test_what_a_language_lacks_is_said_in_english() -> None:
    with use_locale(Language.WELSH):
        assert say("a-english") == "English only"


@pytest.mark.usefixtures("catalogue")
def test_a_message_that_nobody_wrote_is_a_fault() -> None:
    with pytest.raises(MessageError, match="a-never"):
        say("a-never")


@pytest.mark.usefixtures("catalogue")
def test_a_value_that_is_not_given_is_a_fault_in_tests_and_never_a_crash_in_service(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(MessageError, match="day"):
        say("a-day")
    monkeypatch.setattr(saying, "strict", False)
    with use_locale(Language.WELSH):
        assert say("a-day").startswith("On ")
    assert "a-day" in caplog.text


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("value", ["{ $day } & { a-given }", "[x] *y* .z", "a" * 9_000])
def test_a_value_is_said_as_it_is(value: str) -> None:
    assert say("a-given", what=value) == f"With {value}"


def test_every_message_can_be_said_in_every_language() -> None:
    """With something for each value, whatever it chooses by."""
    english = entries(Language.ENGLISH)
    for language in Language:
        with use_locale(language):
            for name in english:
                values = values_of(name, english)
                said = say(name, **{value: 3 if value == "count" else "x" for value in values})
                assert said.strip(), name
                assert "{" not in said, name


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["Copilot"], "Copilot"),
        (["Copilot Chat", "Microsoft 365 Copilot"], "Copilot Chat a Microsoft 365 Copilot"),
        (["Teams", "Word", "Excel"], "Teams, Word ac Excel"),
        (["Excel", "Word"], "Excel a Word"),
        (["Excel", "YouTube"], "Excel a YouTube"),
        (["cymal 2", "ychwanegion"], "cymal 2 ac ychwanegion"),
        (["addysg", "iechyd"], "addysg ac iechyd"),
        (["tai", "ŵyn"], "tai ac ŵyn"),
        (["Copilot", "“Adobe Firefly”"], "Copilot ac “Adobe Firefly”"),
        (["Copilot", "NHS"], "Copilot ac NHS"),
        (["Copilot", "DPIA"], "Copilot a DPIA"),
        (["2", "8"], "2 ac 8"),
        (["2", "4.2"], "2 a 4.2"),
        (["2", "11"], "2 ac 11"),
        (["2", "1,200"], "2 a 1,200"),
    ],
)
def test_welsh_joins_by_the_sound_that_follows(items: list[str], said: str) -> None:
    with use_locale(Language.WELSH):
        assert listed(items) == said


def test_days_numbers_and_lists_are_worded_as_the_language_does() -> None:
    assert (number(12345.6), listed(["a", "b", "c"])) == ("12,345.6", "a, b and c")
    assert listed([]) == ""
    assert format_day(date(2026, 10, 1)) == "1 October 2026"
    with use_locale(Language.WELSH):
        assert format_day(date(2026, 10, 1)) == "1 Hydref 2026"


def test_alternatives_are_joined_in_both_languages() -> None:
    assert either(["a", "b", "c"]) == "a, b or c"
    with use_locale(Language.WELSH):
        assert either(["a", "b", "c"]) == "a, b neu c"
