"""What a Welsh question asks for, and for which day."""

from datetime import date

import pytest

from knowledge.files.load import read_folder
from knowledge.library import Library
from knowledge.model.policy_set import PolicySet
from knowledge.query.question_reading import read_question
from knowledge.query.welsh.glossary import in_english
from knowledge.time.temporal_intent import TemporalIntent
from tests.freeze import MODEL_SET

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def policies() -> PolicySet:
    return read_folder(MODEL_SET)[0]


def test_a_month_in_welsh_is_the_time_for_which_a_rule_is_asked(policies: PolicySet) -> None:
    text = "beth oedd y rheol am recordio ym mis Mawrth 2026?"
    time = read_question(text, policies, TODAY).time
    assert time is not None
    assert (time.when, time.on) == (TemporalIntent.THEN, date(2026, 3, 31))
    assert time.rest == "beth yw y rheol am recordio?"


@pytest.mark.parametrize("text", ["be sy 'di newid", "beth sydd wedi newid", "beth newidiodd?"])
def test_what_changed_is_asked_in_welsh_too(policies: PolicySet, text: str) -> None:
    assert read_question(text, policies, TODAY).change is not None


@pytest.mark.parametrize(
    "text",
    [
        "oes angen newid yr hysbysiad preifatrwydd",
        "mae'r cyflenwr wedi newid, oes angen edrych ar y DPIA eto",
        "sut mae newid syniad dwi wedi'i anfon",
    ],
)
def test_a_rule_about_a_change_is_no_question_about_changes(policies: PolicySet, text: str) -> None:
    assert read_question(text, policies, TODAY).change is None


def test_classes_of_data_are_known_by_their_welsh_names() -> None:
    answerer = Library.load(MODEL_SET, meaning=False).answerer_on(TODAY)
    assert answerer.register.data_classes(in_english("ga i roi cyfeiriad cartref mewn teclyn")) == (
        "personal",
    )
    assert answerer.register.data_classes(in_english("data personol")) == ("personal",)
    assert "confidential" in answerer.register.data_classes(in_english("gwybodaeth gyfrinachol"))


@pytest.mark.parametrize(
    ("welsh", "english"), [("dau", "two"), ("tri deg", "thirty"), ("mis Hydref", "October")]
)
def test_numbers_and_months_are_read(welsh: str, english: str) -> None:
    assert in_english(welsh) == english
