"""Days and periods in Welsh: what changed in them, and what the rule was then."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files.load import read_folder
from knowledge.model.policy_set import PolicySet
from knowledge.query.question_reading import read_question
from knowledge.query.welsh.times import read_times
from knowledge.time.temporal_intent import TemporalIntent
from tests.freeze import MODEL_SET

TODAY = date(2026, 12, 1)  # a Tuesday


@pytest.fixture(scope="module")
def policies() -> PolicySet:
    return read_folder(MODEL_SET)[0]


@pytest.mark.parametrize(
    ("when", "since", "until"),
    [
        ("y flwyddyn ariannol hon", "2026-04-01", None),
        ("yn y flwyddyn ariannol ddiwethaf", "2025-04-01", "2026-03-31"),
        ("yn ail hanner y flwyddyn ariannol ddiwethaf", "2025-10-01", "2026-03-31"),
        ("yn 2025-26", "2025-04-01", "2026-03-31"),
        ("chwarter diwethaf", "2026-07-01", "2026-09-30"),
        ("yn chwarter cyntaf 2026", "2026-01-01", "2026-03-31"),
        ("dros yr ha", "2026-06-01", "2026-08-31"),
        ("yn yr hydref", "2026-09-01", "2026-11-30"),
        ("ers mis Hydref", "2026-10-01", None),
        ("ers y cyntaf o Hydref", "2026-10-01", None),
        ("ers dechrau'r flwyddyn", "2026-01-01", None),
        ("dros y tri mis diwethaf", "2026-09-01", None),
        ("ers bythefnos yn ôl", "2026-11-17", None),
        ("rhwng Mai ac Awst", "2026-05-01", "2026-08-31"),
        ("rhwng 1 Awst a 30 Medi 2026", "2026-08-01", "2026-09-30"),
        ("o fis Ebrill i fis Mehefin", "2026-04-01", "2026-06-30"),
        ("yr wythnos dwytha", "2026-11-23", "2026-11-29"),
        ("dydd Llun dwetha", "2026-11-30", None),
        ("ers dechrau mis Medi", "2026-09-01", None),
        ("cyn 1 Ebrill 2026", "2025-03-31", "2026-03-31"),
        ("y llynedd", "2025-01-01", "2025-12-31"),
        ("eleni", "2026-01-01", None),
    ],
)
def test_what_changed_in_a_time_names_no_policy(
    policies: PolicySet, when: str, since: str, until: str | None
) -> None:
    change = read_question(f"beth newidiodd {when}?", policies, TODAY).change
    assert change is not None
    assert (change.since, change.until, change.about) == (
        date.fromisoformat(since),
        date.fromisoformat(until) if until else None,
        "",
    )


def test_a_policy_may_be_named_beside_the_time(policies: PolicySet) -> None:
    change = read_question("be newidiodd yn y polisi cyfarfodydd eleni", policies, TODAY).change
    assert change is not None
    assert (change.since, change.about) == (date(2026, 1, 1), "meeting")


@pytest.mark.parametrize(
    ("question", "on", "rest"),
    [
        (
            "beth oedd y rheol recordio yn chwarter olaf 2025-26",
            "2026-03-31",
            "beth yw y rheol recordio",
        ),
        ("oedd hawl recordio ym mis Ebrill y llynedd?", "2025-04-30", "oes hawl recordio?"),
        ("be oedd y rheol recordio ar yr ail o Fai 2026", "2026-05-02", "be ydi y rheol recordio"),
        ("be oedd y rheol recordio ddoe", "2026-11-30", "be ydi y rheol recordio"),
        ("beth ddwedodd y polisi data ym Medi 2026", "2026-09-30", "beth ddwedodd y polisi data"),
        ("be oedd y rheol ddydd Llun diwethaf", "2026-11-30", ""),
    ],
)
def test_what_the_rule_was_is_asked_of_that_day(
    policies: PolicySet, question: str, on: str, rest: str
) -> None:
    time = read_question(question, policies, TODAY).time
    assert time is not None
    assert (time.when, time.on, time.rest) == (TemporalIntent.THEN, date.fromisoformat(on), rest)


@pytest.mark.parametrize(
    ("written", "named"), [("30/02/2026", "30 February 2026"), ("31 Tachwedd", "31 Tachwedd")]
)
def test_a_day_that_does_not_exist_is_told(policies: PolicySet, written: str, named: str) -> None:
    time = read_question(f"beth oedd y rheol recordio ar {written}", policies, TODAY).time
    assert time is not None
    assert (time.when, time.named) == (TemporalIntent.NO_SUCH_DAY, named)


@pytest.mark.parametrize("period", ["y cyfnod clo", "yr etholiad", "y Pasg"])
def test_a_period_that_is_not_understood_is_told_as_it_was_written(
    policies: PolicySet, period: str
) -> None:
    change = read_question(f"beth newidiodd yn ystod {period}?", policies, TODAY).change
    assert change is not None
    assert (change.since, change.unread) == (None, period)


@pytest.mark.parametrize(
    "text",
    [
        "ydw i'n cael recordio'r cyfarfod ddydd Mawrth?",
        "ga i ddefnyddio Copilot erbyn mis Mai?",
        "oes rhaid gwneud yr hyfforddiant bob blwyddyn?",
        "dw i'n meddwl mai Copilot yw hwn, ga i ei ddefnyddio",
        "mae hwn yn newydd a mai fi sy'n gyfrifol, ga i ei ddefnyddio",
        "ar fai mae'r AI am y camgymeriad, be dwi fod i neud",
    ],
)
def test_a_day_alone_asks_for_no_other_day(policies: PolicySet, text: str) -> None:
    assert read_question(text, policies, TODAY).time is None


@given(st.lists(st.sampled_from(
    "yr y 'r rhwng ers o a ac i fis mis Mai Fedi hydref haf ail cyntaf chwarter hanner flwyddyn "
    "ariannol ddiwethaf hon 2025-26 31/2/2026 3 tri wythnos yn ôl ddoe eleni llynedd diwedd ?"
    .split()), max_size=9))  # fmt: skip
def test_whatever_is_written_is_read_and_nothing_of_it_lost(said: list[str]) -> None:
    text = " ".join(said)
    times = read_times(text, TODAY)
    kept = [part for part, is_time in times.parts if not is_time]
    assert all(part in text for part in kept)
    assert all(times.as_written(english) in text for english in times.written)
