"""Where else the set states what a change takes back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from unittest.mock import patch

import pytest

from knowledge.drafting.contradictions import Contradiction, contradictions
from knowledge.drafting.duties import duties
from knowledge.drafting.named_things import ToolNames
from knowledge.drafting.said_in_set import said_in, whole_entry
from knowledge.drafting.same_subject import Statement
from knowledge.drafting.stated_facts import facts
from knowledge.drafting.taken_back import ChangedClause
from knowledge.files.load import read_folder
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.quality.clustering import cached_encoder
from tests.freeze import MODEL_SET

ON = date(2026, 11, 30)
ENCODE = cached_encoder()


@pytest.fixture(scope="module", autouse=True)
def each_statement_read_once() -> Iterator[None]:
    """Ten thousand statements take a second, and say the same in every test here."""
    with patch.object(Statement, "of", cache(Statement.of)):
        yield


@pytest.fixture(scope="module")
def policies() -> PolicySet:
    return read_folder(MODEL_SET)[0]


def clause(policies: PolicySet, place: str) -> Passage:
    return next(passage for passage in policies.passages_on(ON) if passage.place == place)


def after(policies: PolicySet, place: str, old: str, new: str) -> tuple[Contradiction, ...]:
    """What disagrees once a clause says something else."""
    before = clause(policies, place)
    assert old in before.text
    changed = replace(before, text=before.text.replace(old, new, 1))
    return contradictions(policies, [ChangedClause(before, changed)], ON, encode=ENCODE)


@pytest.mark.parametrize(
    ("place", "old", "new", "found"),
    [
        ("meetings#transcript-retention", "30 days", "14 days", {"register#teams-transcription"}),
        (
            "agents-and-coding#copilot-agents",
            "six months",
            "twelve months",
            {"register#copilot-agents-private", "register#copilot-studio"},
        ),
        (
            "automated-decisions#automated-decisions",
            "5 February 2026",
            "5 March 2026",
            {"using-ai#human-oversight", "using-ai@2.0"},
        ),
        (
            "register#m365-copilot",
            "30 days",
            "60 days",
            {"tools#copilot-licence", "register#m365-copilot"},
        ),
    ],
)
def test_each_place_that_states_the_same_of_the_same_subject_is_listed(
    policies: PolicySet, place: str, old: str, new: str, found: set[str]
) -> None:
    listed = [one.statement for one in after(policies, place, old, new) if one.sure]

    assert found <= {one.place for one in listed}
    beside = {one.place for one in listed if one.kind != "example question"} - found
    assert beside == set(), "the same figure of another subject is beside the point"


def test_a_change_that_takes_nothing_back_is_contradicted_by_nothing(policies: PolicySet) -> None:
    assert after(policies, "meetings#transcript-retention", "The organiser", "An organiser") == ()
    assert contradictions(policies, [], ON) == ()


def test_what_stands_instead_is_said(policies: PolicySet) -> None:
    found = after(policies, "meetings#transcript-retention", "30 days", "14 days")

    assert {one.instead for one in found} == {"14 days"}
    asked = [one.statement.kind == "example question" for one in found]
    assert asked == sorted(asked), "ways of asking stand last"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within thirty days", "in 30 days"),
        ("two weeks", "14 days"),
        ("a 30-day limit", "30 days"),
        ("20%", "20 per cent"),
        ("£5,000", "£5000"),
        ("on 5 February 2026", "by 5 February 2026"),
        ("on 2026-02-05", "by February 5, 2026"),
        ("the monthly meeting", "it meets every month"),
        ("once a year", "annually"),
        ("twice a year", "half-yearly"),
        ("every other week", "once a fortnight"),
        ("by 5 Feb 2026", "on 05/02/2026"),
        ("twenty-five days", "25 days"),
        ("eighty per cent", "80%"),
        ("ring (877) 472-6716", "call 877-472-6716"),
    ],
)
def test_a_fact_is_the_same_however_it_is_written(one: str, other: str) -> None:
    first = {fact.key for fact in facts(one)}

    assert first
    assert first == {fact.key for fact in facts(other)}


def test_both_ends_of_a_range_are_figures() -> None:
    assert {"10 day", "15 day"} <= {fact.key for fact in facts("It takes 10 to 15 days.")}
    assert "5 per cent" in {fact.key for fact in facts("between 5-10%")}


def test_that_something_ends_forbids_nothing() -> None:
    assert not +duties("Delete them once they are no longer used, not only by hand.")


@pytest.mark.parametrize(
    ("place", "old", "new", "found"),
    [
        (
            "tools#consumer-chatbots",
            "ChatGPT, Gemini, Claude or DeepSeek",
            "ChatGPT, Gemini or Claude",
            {"register#deepseek", "register#gemini"},
        ),
        (
            "using-ai#leavers-handover",
            "An agent without an owner is switched off",
            "An agent without an owner goes to your manager",
            {"agents-and-coding#copilot-agents", "register#copilot-studio"},
        ),
        (
            "meetings#meeting-bots",
            "bots are not approved",
            "bots are approved",
            {"register#otter", "register#fireflies"},
        ),
        (
            "steering-group#escalation",
            "Organisational Change Board",
            "Cabinet",
            {"steering-group@1.0"},
        ),
    ],
)
def test_a_tool_a_role_and_a_duty_that_are_stated_elsewhere_are_listed_too(
    policies: PolicySet, place: str, old: str, new: str, found: set[str]
) -> None:
    assert found <= {one.statement.place for one in after(policies, place, old, new)}


def test_a_version_to_come_and_a_change_note_are_read_and_the_replaced_version_is_not(
    policies: PolicySet,
) -> None:
    before = clause(policies, "automated-decisions#automated-decisions")
    changed = replace(before, text=before.text.replace("5 February 2026", "5 March 2026"))
    pair = [ChangedClause(before, changed)]

    listed = contradictions(policies, pair, ON, encode=ENCODE)
    without = contradictions(policies, pair, ON, replaced="using-ai@2.0", encode=ENCODE)

    assert {"using-ai#human-oversight", "using-ai@2.0"} <= {s.statement.place for s in listed}
    assert not {"using-ai#human-oversight", "using-ai@2.0"} & {s.statement.place for s in without}


@pytest.mark.parametrize(
    ("place", "change", "tool", "fact"),
    [
        (
            "tools#translation-tools", ("[DeepL](register#deepl)", "Google Translate"),
            "google-translate", ("refused", "Google Translate"),
        ),
        (
            "register#otter",
            ("[Teams transcription](register#teams-transcription)", "[bot](register#fireflies)"),
            "fireflies", ("refused", "bot"),
        ),
        (
            "register#m365-copilot",
            ("use [Copilot Chat](register#copilot-chat)", "use Claude"),
            "claude", ("refused", "Claude"),
        ),
        (
            "meetings#meeting-recording",
            ("approved Teams function", "approved Zoom function"),
            "zoom-ai-companion", ("assessing", "Zoom"),
        ),
    ],
    ids=["by its name", "by a link, from an entry", "behind a condition", "by part of its name"],
)  # fmt: skip
def test_an_entry_that_nobody_may_use_disagrees_with_what_sends_people_to_it(
    policies: PolicySet, place: str, change: tuple[str, str], tool: str, fact: tuple[str, str]
) -> None:
    found = after(policies, place, *change)

    leads = [one for one in found if one.statement.place == f"register#{tool}" and one.instead]
    assert fact in {(one.fact.said, one.instead) for one in leads if one.sure}


def test_a_rule_that_forbids_a_tool_is_not_contradicted_by_its_refusal(
    policies: PolicySet,
) -> None:
    found = after(
        policies,
        "tools#browser-extensions",
        "Do not install one",
        "Never use Claude, or install one",
    )

    assert "refused" not in {one.fact.said for one in found}


def test_the_other_lines_of_an_entry_are_places_of_their_own(policies: PolicySet) -> None:
    tool = next(one for one in policies.tools if one.id == "magic-notes-children")
    before = whole_entry(tool)
    changed = replace(before, text=before.text.replace("26 March 2027", "26 May 2027"))

    found = contradictions(policies, [ChangedClause(before, changed)], ON, encode=ENCODE)

    assert "Ends on: 2027-03-26" in {one.statement.text for one in found}


def test_each_condition_of_an_entry_is_read_by_itself(policies: PolicySet) -> None:
    found = after(policies, "meetings#meeting-bots", "The organiser refuses", "The chair refuses")

    assert "Conditions: the organiser removes it" in {one.statement.text for one in found}


def test_without_an_encoder_the_words_alone_find_what_is_said_alike(policies: PolicySet) -> None:
    before = clause(policies, "tools#copilot-licence")
    changed = replace(before, text=before.text.replace("30 days", "60 days"))

    found = contradictions(policies, [ChangedClause(before, changed)], ON)

    assert "register#m365-copilot" in {one.statement.place for one in found}


def test_what_the_change_itself_says_disagrees_with_nothing(policies: PolicySet) -> None:
    fresh = "You may use consumer ChatGPT for what is public."
    old = "Do not use consumer ChatGPT, Gemini, Claude or DeepSeek for council work."
    new = f"{fresh} Do not use Gemini, Claude or DeepSeek for council work."

    listed = {one.statement.text for one in after(policies, "tools#consumer-chatbots", old, new)}

    assert "Consumer ChatGPT is **refused** for council work" in " ".join(listed)
    assert fresh not in listed


def test_what_is_newly_allowed_is_found_where_a_rule_is_parted_in_two(policies: PolicySet) -> None:
    old = "Do not put in personal data, special category data"
    new = "You may put in personal data. Do not put in special category data"

    listed = {one.statement.place for one in after(policies, "tools#copilot-chat", old, new)}

    assert "data#personal-data-input" in listed


def test_the_lowest_impact_of_the_scoring_is_read_too(policies: PolicySet) -> None:
    said = {one.text for one in said_in(policies, ON) if one.kind == "scoring"}

    assert "children: 4, impact at least 4" in said
    assert "Money: weight 15" in said


def test_what_the_texts_spell_out_is_known_by_its_acronym(policies: PolicySet) -> None:
    names = ToolNames(policies)

    assert "senior information risk owner" in names.spelt_out("the SIRO decides").casefold()


def test_a_time_in_place_of_the_same_day_is_said(policies: PolicySet) -> None:
    found = after(policies, "security#breach-reporting", "at once, the same day", "in two hours")

    assert {one.instead for one in found if one.fact.key == "the same day"} == {"two hours"}
