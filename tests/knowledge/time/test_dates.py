"""Days as people write them, and which questions are asked for another day than today."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.time.date_ranges import DateRange, NoSuchDayError
from knowledge.time.dates import NoSuchDay, find_days, read_days
from knowledge.time.stretch_parser import StretchParser
from knowledge.time.temporal_intent import TemporalIntent, recognise_time
from knowledge.time.time_words import beginnings

TODAY = date(2026, 11, 21)  # a Saturday


def span(text: str) -> tuple[str, str] | None:
    days = find_days(text, TODAY)
    return (days.first.isoformat(), days.last.isoformat()) if days else None


def day(text: str) -> str | None:
    found = span(text)
    assert found is None or found[0] == found[1]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on 3/3/26", "2026-03-03"),
        ("on 10.03.2026, was it ok", "2026-03-10"),
        ("on 2026-03-10", "2026-03-10"),
        ("on 25/12/2025", "2025-12-25"),
        ("on the 3rd of March 2026", "2026-03-03"),
        ("on Monday 2nd March 26", "2026-03-02"),
        ("on Monday the 2nd of March", "2026-03-02"),
        ("on March the 3rd, 2026", "2026-03-03"),
        ("on 10 march", "2026-03-10"),
        ("on 30 Nov", "2025-11-30"),
        ("on the first of april 2026", "2026-04-01"),
        ("on the 1st day of March 2026", "2026-03-01"),
        ("on the twenty-first of May", "2026-05-21"),
        ("on 29 February", "2024-02-29"),
        ("on the 1st of this month", "2026-11-01"),
        ("on the 11th", "2026-11-11"),
        ("on the thirtieth", "2026-10-30"),
        ("since 1/4", "2026-04-01"),
        ("two months ago", "2026-09-21"),
        ("a couple of weeks ago", "2026-11-07"),
        ("half a year ago", "2026-05-21"),
        ("12 months back", "2025-11-21"),
        ("yesterday", "2026-11-20"),
        ("last Monday", "2026-11-16"),
        ("last saturday", "2026-11-14"),
        ("at Christmas", "2025-12-25"),
        ("in two weeks' time", "2026-12-05"),
    ],
)
def test_a_day_is_read(words: str, expected: str) -> None:
    assert day(words) == expected


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in March 2026", "2026-03-01", "2026-03-31"),
        ("in march", "2026-03-01", "2026-03-31"),
        ("back in December", "2025-12-01", "2025-12-31"),
        ("in November", "2026-11-01", "2026-11-30"),
        ("last November", "2025-11-01", "2025-11-30"),
        ("since May", "2026-05-01", "2026-05-31"),
        ("last spring", "2026-03-01", "2026-05-31"),
        ("over the summer", "2026-06-01", "2026-08-31"),
        ("in winter 2025", "2025-12-01", "2026-02-28"),
        ("in 2025", "2025-01-01", "2025-12-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("last week", "2026-11-09", "2026-11-15"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("at the start of the year", "2026-01-01", "2026-01-31"),
        ("at the end of last year", "2025-12-01", "2025-12-31"),
        ("mid March 2026", "2026-03-11", "2026-03-21"),
        ("in 2025-26", "2025-04-01", "2026-03-31"),
        ("in 2025/26", "2025-04-01", "2026-03-31"),
        ("in 2025–26", "2025-04-01", "2026-03-31"),
        ("in 2025/2026", "2025-04-01", "2026-03-31"),
        ("in 25/26", "2025-04-01", "2026-03-31"),
        ("in FY25/26", "2025-04-01", "2026-03-31"),
        ("in the 2025/26 financial year", "2025-04-01", "2026-03-31"),
        ("in financial year 2025-26", "2025-04-01", "2026-03-31"),
        ("last financial year", "2025-04-01", "2026-03-31"),
        ("this financial year", "2026-04-01", "2027-03-31"),
        ("at the start of the financial year", "2026-04-01", "2026-05-01"),
        ("last tax year", "2025-04-06", "2026-04-05"),
        ("in the last municipal year", "2025-05-01", "2026-04-30"),
        ("this school year", "2026-09-01", "2027-08-31"),
        ("in Q1 2026", "2026-01-01", "2026-03-31"),
        ("in the first quarter of 2026", "2026-01-01", "2026-03-31"),
        ("in Q1 2025/26", "2025-04-01", "2025-06-30"),
        ("in the last quarter of 2025-26", "2026-01-01", "2026-03-31"),
        ("in the second quarter of the financial year", "2026-07-01", "2026-09-30"),
        ("since Q2", "2026-07-01", "2026-09-30"),
        ("since Q4", "2026-01-01", "2026-03-31"),
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("this quarter", "2026-10-01", "2026-12-31"),
        ("in the first half of 2026", "2026-01-01", "2026-06-30"),
        ("in H2 2025-26", "2025-10-01", "2026-03-31"),
        ("between 1 March and 30 April 2026", "2026-03-01", "2026-04-30"),
        ("between March and May", "2026-03-01", "2026-05-31"),
        ("between November and January 2026", "2025-11-01", "2026-01-31"),
        ("from 1 March to 30 April", "2026-03-01", "2026-04-30"),
        ("from 5 May 2026", "2026-05-05", "2026-05-05"),
        ("the week before last", "2026-11-02", "2026-11-08"),
        ("in the quarter before last", "2026-04-01", "2026-06-30"),
        ("the financial year before last", "2024-04-01", "2025-03-31"),
        ("in the first half of this year", "2026-01-01", "2026-06-30"),
        ("in the second quarter of last year", "2025-04-01", "2025-06-30"),
        ("on the last day of September", "2026-09-30", "2026-09-30"),
        ("in the first week of October", "2026-10-01", "2026-10-07"),
        ("in the last week of 2025-26", "2026-03-25", "2026-03-31"),
        ("in the month of August", "2026-08-01", "2026-08-31"),
        ("for the period 1 June to 30 September 2026", "2026-06-01", "2026-09-30"),
        ("on the first day of this quarter", "2026-10-01", "2026-10-01"),
        ("at the start of the month", "2026-11-01", "2026-11-10"),
    ],
)
def test_a_longer_time_is_read(words: str, first: str, last: str) -> None:
    assert span(words) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "may i use it",
        "can we march on with it",
        "what does clause 4.3.2 say",
        "version 3.0 of the policy",
        "within 72 hours or 30 days",
        "a fall in quality",
        "the second one",
        "open 24/7",
        "between you and me",
        "the first half of the form",
        "from me to you",
        "on the second floor",
        "a quarter of staff",
        "phone 01234 567890",
        "",
    ],
)
def test_what_is_no_date_is_not_read_as_one(words: str) -> None:
    assert span(words) is None


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("on 31/11/2025", "31 November 2025"),
        ("on 2026-02-30", "30 February 2026"),
        ("on 4/13/2026", "4/13/2026"),
        ("on 31/31/26", "31/31/26"),
        ("on 31 November", "31 November"),
        ("since the 31st of June 2026", "31 June 2026"),
        ("on 29 February 2026", "29 February 2026"),
        ("on April 31", "31 April"),
    ],
)
def test_a_day_that_does_not_exist_is_told_and_never_moved(words: str, named: str) -> None:
    found = read_days(f"what was it {words}, please", TODAY)
    assert isinstance(found, NoSuchDay)
    assert found.named == named
    asked = recognise_time(f"could we keep a tape {words}, or a photo?", TODAY)
    assert asked is not None
    assert (asked.when, asked.named) == (TemporalIntent.NO_SUCH_DAY, named)
    assert asked.rest == "can we keep a tape or a photo?", "the question goes on without its day"


@pytest.mark.parametrize(
    ("question", "named", "rest"),
    [
        ("what was the rule on tapes in FY2025", "FY2025", "tapes"),
        ("could we keep tapes during the pandemic?", "the pandemic", "can we keep tapes?"),
        ("what did the policy say before half term on tapes", "half term", "tapes"),
        (
            "were we allowed to record in the last administration",
            "the last administration",
            "can we record",
        ),
        ("what was the recording rule during purdah", "purdah", "what is the recording rule"),
        ("what does the policy say in purdah about tapes", "purdah", "tapes"),
    ],
)
def test_a_period_that_is_not_understood_is_told(question: str, named: str, rest: str) -> None:
    asked = recognise_time(question, TODAY)
    assert asked is not None
    assert (asked.when, asked.named, asked.rest) == (TemporalIntent.UNREAD, named, rest)


@pytest.mark.parametrize(
    "question",
    [
        "can I record in the autumn term",
        "can I record during purdah",
        "how is AI used in an election",
        "what is Q1",
    ],
)
def test_a_period_in_a_question_about_today_changes_nothing(question: str) -> None:
    asked = recognise_time(question, TODAY)
    assert asked is None or asked.when is not TemporalIntent.UNREAD


@given(st.dates(date(2000, 1, 1), date(2068, 12, 31)), st.sampled_from("/.-"))
def test_every_day_written_as_in_the_united_kingdom_is_read(when: date, mark: str) -> None:
    for written in (
        f"{when.day}{mark}{when.month}{mark}{when.year}",
        f"{when:%d}{mark}{when:%m}{mark}{when:%y}",
        when.isoformat(),
        f"{when.day} {when:%B %Y}",
    ):
        days = find_days(f"what was it on {written}, please", TODAY)
        assert days is not None
        assert (days.first, days.last) == (when, when)


@given(st.text(max_size=60), st.dates(date(2000, 1, 31), date(2099, 12, 31)))
def test_any_words_are_read_without_a_fault(text: str, today: date) -> None:
    days = find_days(text, today)
    assert days is None or (days.first <= days.last and days.start < days.end <= len(text))
    recognise_time(text, today)


@given(st.text("0123456789/.- marchjuneagolastnext'", max_size=40))
def test_what_nearly_is_a_date_is_read_without_a_fault(text: str) -> None:
    find_days(text, TODAY)
    find_days(text, date(2024, 2, 29), ahead=True)


@pytest.mark.parametrize(
    ("question", "on", "rest"),
    [
        ("what did the policy say about recordings in March 2026?", "2026-03-31", "recordings?"),
        ("were we allowed to record on 3/3/26", "2026-03-03", "can we record"),
        ("how long did we keep tapes before June", "2026-05-31", "how long do we keep tapes"),
        ("before 5 October could i use it?", "2026-10-04", "can i use it?"),
        ("was it ok to record last spring", "2026-05-31", "is it ok to record"),
        ("the policy in march 2026 about tapes", "2026-03-31", "the policy about tapes"),
        ("what does the rule say as of 2026-03-10 on tapes", "2026-03-10", "tapes"),
        (
            "yesterday i recorded it, was that allowed",
            "2026-11-20",
            "i recorded it, is that allowed",
        ),
        ("and in March 2026?", "2026-03-31", ""),
        ("what about last year", "2025-12-31", ""),
        ("as things stood in June, who signed a DPIA", "2026-06-30", "who signed a DPIA"),
        ("rule about tapes on the last day of June", "2026-06-30", "rule about tapes"),
        ("tape rules for the period 1 May to 3 June", "2026-06-03", "tape rules for the period"),
        (
            "were councillors covered in the first half of 2026",
            "2026-06-30",
            "are councillors covered",
        ),
        (
            "prior to 1 September 2026, could personal data go in",
            "2026-08-31",
            "can personal data go in",
        ),
        (
            "on 31 August 2026, could a manager allow it",
            "2026-08-31",
            "can a manager allow it",
        ),
        ("what was the rule on tapes after 3 March 2026", "2026-03-04", "tapes"),
        (
            "what did the policy say about tapes, in May 2026, and photos",
            "2026-05-31",
            "tapes and photos",
        ),
        (
            "in March 2026, were we allowed to record, please,",
            "2026-03-31",
            "can we record, please",
        ),
        (
            "in March 2026 XML exports were allowed in XLSX",
            "2026-03-31",
            "XML exports are allowed in XLSX",
        ),
        ("what was the wording of the clause on tapes in May 2026", "2026-05-31", "tapes"),
        ("in June 2026, did a manager have to sign", "2026-06-30", "does a manager have to sign"),
        ("in June 2026 who had to sign", "2026-06-30", "who have to sign"),
        ("in June 2026 did it used to cover tapes", "2026-06-30", "does it cover tapes"),
    ],
)
def test_a_question_for_a_day_that_is_over(question: str, on: str, rest: str) -> None:
    asked = recognise_time(question, TODAY)
    assert asked is not None
    assert (asked.when, asked.on, asked.rest) == (TemporalIntent.THEN, date.fromisoformat(on), rest)
    assert not asked.asks_ahead


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("what did the policy say in March 2026", "2026-03-01", "2026-03-31"),
        ("what did the policy say before March 2026", "2026-02-28", "2026-02-28"),
        ("what did the policy say after March 2026", "2026-04-01", "2026-04-01"),
        ("were we allowed to record this month", "2026-11-01", TODAY.isoformat()),
        ("what was the rule on tapes this year", "2026-01-01", TODAY.isoformat()),
    ],
)
def test_what_was_is_asked_of_a_time_and_answered_as_of_its_last_day_or_of_today(
    question: str, first: str, last: str
) -> None:
    asked = recognise_time(question, TODAY)
    assert asked is not None
    assert (asked.when, asked.first, asked.on) == (
        TemporalIntent.THEN,
        date.fromisoformat(first),
        date.fromisoformat(last),
    )


@pytest.mark.parametrize(
    ("question", "today"),
    [
        ("what did the policy say on 21 November", TODAY),
        ("were we allowed to record this month", date(2026, 11, 1)),
        ("were we allowed to record this week", date(2026, 11, 23)),
    ],
)
def test_a_time_that_began_today_has_no_rule_but_todays(question: str, today: date) -> None:
    assert recognise_time(question, today) is None


def test_of_a_time_that_began_yesterday_it_is_asked_what_was() -> None:
    asked = recognise_time("were we allowed to record this month", date(2026, 11, 2))
    assert asked is not None
    assert (asked.when, asked.on) == (TemporalIntent.THEN, date(2026, 11, 2))


@pytest.mark.parametrize(
    "question",
    [
        "can i record the meeting on monday",
        "we started using it last month, do we need a check",
        "the tool was approved in March, can i use it",
        "I was off last week, may I still use it",
        "We did the check two years ago, is the old one still good",
        "my manager said in march that we can use it",
        "can i still use it",
        "is recording still allowed",
        "how long are tapes kept now",
        "is it allowed this month",
        "can i record it on 21 november",
    ],
)
def test_a_date_alone_does_not_ask_for_that_day(question: str) -> None:
    assert recognise_time(question, TODAY) is None


@pytest.mark.parametrize(
    "question",
    ["is that still the rule?", "still the case?", "has that changed?", "is that up to date?"],
)
def test_a_question_whether_the_last_answer_still_holds(question: str) -> None:
    asked = recognise_time(question, TODAY)
    assert asked is not None
    assert (asked.when, asked.rest) == (TemporalIntent.STILL, "")


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("what did it used to say?", ""),
        ("what was the previous version", ""),
        ("what did the old policy say about tapes", "tapes"),
        ("recording rules before the change", "recording rules"),
    ],
)
def test_a_question_for_the_version_before(question: str, rest: str) -> None:
    asked = recognise_time(question, TODAY)
    assert asked is not None
    assert (asked.when, asked.rest) == (TemporalIntent.BEFORE, rest)


@pytest.mark.parametrize(
    ("question", "on", "asks", "rest"),
    [
        ("what does the policy say about tapes in february 2027", "2027-02-01", True, "tapes"),
        ("in january will recording be allowed", "2027-01-01", True, "will recording be allowed"),
        ("in January 2027?", "2027-01-01", True, "?"),
        ("from january can i use it", "2027-01-01", False, "can i use it"),
    ],
)
def test_a_day_to_come(question: str, on: str, asks: bool, rest: str) -> None:
    asked = recognise_time(question, TODAY)
    assert asked is not None
    assert (asked.when, asked.rest) == (TemporalIntent.AHEAD, rest)
    assert asked.on == asked.first == date.fromisoformat(on), "a longer time by its first day"
    assert asked.asks_ahead is asks


@given(st.dates(date(2001, 1, 1), TODAY - timedelta(days=1)))
def test_a_day_that_is_over_is_never_taken_for_today(on: date) -> None:
    asked = recognise_time(f"what did the policy say about tapes on {on.day} {on:%B %Y}", TODAY)
    assert asked is not None
    assert (asked.when, asked.on) == (TemporalIntent.THEN, on)


WORDS = (
    "the a an of in on since between from to and until early mid late start end last past next this"
    " our march may sept monday tues week weeks month year years quarter half q 1 h fy fy25/26"
    " 2025-26 2026 '25 1st 11th third twenty first 3/3/26 1/4 31/2/2026 yesterday christmas spring"
    " ago back time now couple few two financial tax year's final day lately february 31 what do i"
    " say before record meeting policy"
).split()


def read_from(words: list[str], at: int) -> DateRange | bool | None:
    try:
        return StretchParser(words, at, TODAY, ahead=False).stretch()
    except NoSuchDayError:
        return True
    except (ValueError, OverflowError):
        return None


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7))
def test_no_time_begins_where_none_is_looked_for(words: list[str]) -> None:
    begun = [at for at in range(len(words)) if read_from(words, at)]

    assert set(begun) <= set(beginnings(words))


def test_a_question_without_a_time_is_looked_through_nowhere() -> None:
    assert beginnings("what do i say before i record a meeting".split()) == []
