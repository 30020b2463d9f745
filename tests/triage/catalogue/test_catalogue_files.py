"""The shared catalogue: out and in without loss, refused with words, part of similar things."""

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import Store
from tests.triage.people import ANN, OFFICER, submitted
from triage.catalogue import (
    SCHEMA,
    Case,
    CatalogueRepository,
    Maturity,
    as_csv,
    as_json,
    read_csv,
    read_json,
)
from triage.catalogue.case import FIELDS, LISTS
from triage.catalogue.views import VIEWS, view
from triage.demo.neighbour_cases import cases
from triage.listing.board_service import Board
from triage.model.fields import FieldType, Proposal
from triage.papers.paper import Chart
from triage.records import SCHEMAS, Record, RecordRejected, RecordRepository
from triage.records.schemas import SHARING
from triage.similarity.similar_ideas import CASE
from triage.triage_list import TriageList

TODAY = date(2026, 11, 21)
CASES = cases(TODAY)
DESCRIBED = {
    "title": "Sorting the post",
    "problem": "Ann Archer says that letters go astray.",
    "service": "Post room",
    "supplier": "open source",
    "governance": "A person reads each letter",
    "training": "none yet",
    "reusable": "DPIA\nGuide",
    "collaboration": "shares documents",
    "contact": "Head of Post",
}

_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])).map(
    lambda text: " ".join(text.split())
)


def _values(name: str) -> st.SearchStrategy[Any]:
    fields = {field.name: field for field in SHARING.fields}
    field = fields.get(name)
    if field is None:
        own = {"maturity": st.sampled_from(Maturity), "updated_on": st.dates()}
        return own.get(name, _TEXT.filter(bool))
    several = st.sets(st.sampled_from(field.choices or ("",)))
    return {
        FieldType.CHOICE: st.sampled_from(field.choices or ("",)),
        FieldType.CHOICES: several.map(lambda some: tuple(c for c in field.choices if c in some)),
        FieldType.ITEMS: st.lists(_TEXT.filter(bool), max_size=4).map(tuple),
    }.get(field.takes, _TEXT.filter(bool) if field.needed else _TEXT)


_ANY_CASES = st.lists(
    st.fixed_dictionaries({name: _values(name) for name in FIELDS}).map(lambda v: Case(**v)),
    unique_by=lambda case: case.reference,
).map(lambda found: tuple(replace(case, council="Exampleshire") for case in found))


def _sound(found: tuple[Case, ...]) -> tuple[Case, ...]:
    """Those that a file may hold: texts are kept as they are tidied."""
    read, _ = read_json(as_json(found, "Exampleshire", TODAY))
    return read


@given(_ANY_CASES)
def test_what_goes_out_comes_in_without_loss(found: tuple[Case, ...]) -> None:
    sound = _sound(found)

    assert read_json(as_json(sound, "Exampleshire", TODAY)) == (sound, ())
    assert read_csv(as_csv(sound)) == (sound, ())


def test_the_neighbours_cases_come_through_both_files() -> None:
    assert _sound(CASES) == tuple(replace(case, council="Exampleshire") for case in CASES)
    assert read_csv(as_csv(CASES)) == (CASES, ())


def test_what_we_hand_out_keeps_to_the_published_format() -> None:
    schema = json.loads(SCHEMA)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(as_json(CASES, "Exampleshire", TODAY)), schema)


def test_the_published_format_has_every_field_and_choice() -> None:
    said = json.loads(SCHEMA)["properties"]["cases"]["items"]
    assert set(said["properties"]) == {*FIELDS} - {"council"}
    assert said["properties"]["maturity"]["enum"] == [one.value for one in Maturity]
    for field in SHARING.fields:
        shape = said["properties"][field.name]
        chosen = shape.get("enum") or shape.get("items", {}).get("enum") or []
        assert tuple(chosen) == field.choices
        assert (field.name in said["required"]) == field.needed
        assert (shape.get("type") == "array") == (field.name in LISTS)


WRONG: tuple[tuple[Mapping[str, Any], str], ...] = (
    ({"title": ""}, "title"),
    ({"title": ["a"]}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"maturity": "grown"}, "maturity"),
    ({"updated_on": "yesterday"}, "updated_on"),
    ({"capability": "data"}, "capability"),
    ({"capability": ["magic"]}, "capability"),
    ({"reference": 7}, "reference"),
    ({"owner": "Ann"}, "owner"),
    ({"contact": "ann@example.org"}, "contact"),
    ({"results": "Saved £40,000"}, "results"),
    ({"governance": "Ring 0161 496 0000"}, "governance"),
)


@pytest.mark.parametrize(("change", "field"), WRONG, ids=str)
def test_a_case_that_is_not_sound_is_named_and_the_others_are_taken(
    change: Mapping[str, Any], field: str
) -> None:
    file = json.loads(as_json(CASES, "Exampleshire", TODAY))
    file["cases"][1] |= change

    read, flaws = read_json(json.dumps(file))

    assert len(read) == len(CASES) - 1
    assert [(flaw.place, flaw.field) for flaw in flaws] == [(2, field)]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"format": "other"}', "null", '{"format": "ai-use-case-catalogue"}',
     '{"format": "ai-use-case-catalogue", "version": 2, "council": "A", "cases": []}',
     "[" * 100_000],
)  # fmt: skip
def test_what_is_no_catalogue_is_refused_with_a_reason(text: str) -> None:
    read, flaws = read_json(text)

    assert not read
    assert len(flaws) == 1
    assert flaws[0].message


@given(st.text())
def test_whatever_is_given_as_csv_is_read_or_refused(text: str) -> None:
    read, flaws = read_csv(text)
    assert not read
    assert flaws or not text.strip() or "council" in text


def test_a_file_with_semicolons_is_read_as_well() -> None:
    rows = csv.reader(StringIO(as_csv(CASES), newline=""))
    out = StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)

    assert read_csv(out.getvalue()) == (CASES, ())


async def test_only_what_is_marked_and_described_is_shared_and_without_names(
    triage: TriageList, store: Store
) -> None:
    records, catalogue, board = RecordRepository(store), CatalogueRepository(store), Board(store)
    marked = await submitted(triage, "one")
    other = await submitted(triage, "two")
    for one in (marked, other):
        done = await records.add(SHARING, DESCRIBED, by=OFFICER, idea_ref=one.reference)
        assert isinstance(done, Record)
    assert await catalogue.own("Exampleshire") == ()
    await board.assign_lead(marked.reference, lead=None, share=True, by=OFFICER)

    (shared,) = await catalogue.own("Exampleshire")

    assert shared.reference == marked.reference
    assert shared.problem == "[name] says that letters go astray."
    assert shared.reusable == ("DPIA", "Guide")
    assert _sound((shared,)) == (shared,)


async def test_a_description_with_a_price_or_an_address_is_refused(store: Store) -> None:
    for text in ("It cost £400 a month", "Ask ann@example.org", "about 40k"):
        typed = DESCRIBED | {"governance": text}
        done = await RecordRepository(store).add(
            SCHEMAS["sharing"], typed, by=OFFICER, idea_ref="AI-1"
        )
        assert isinstance(done, RecordRejected)
        assert "governance" in {fault.field for fault in done.faults}


async def test_what_others_share_is_replaced_and_removed_by_council(store: Store) -> None:
    catalogue = CatalogueRepository(store)
    assert await catalogue.replace_cases(CASES, by=OFFICER) == 3
    newer = replace(CASES[0], maturity=Maturity.IN_USE, updated_on=date(2026, 12, 1))
    await catalogue.replace_cases([newer], by=OFFICER)

    held = {case.reference: case for case in await catalogue.of_others()}
    assert len(held) == 3
    assert held[newer.reference] == newer
    assert await catalogue.drop(newer.council, by=OFFICER) == 3
    assert await catalogue.of_others() == ()


async def test_somebody_with_the_same_idea_is_told_of_another_council(
    triage: TriageList, store: Store
) -> None:
    title, text = "Hedge and verge pictures", "Street pictures to find overgrown verges and hedges"
    assert await triage.similar(title, text) == ()
    await CatalogueRepository(store).replace_cases(CASES)

    (hint,) = await triage.similar(title, text)

    assert hint.likeness.thing.kind == CASE
    assert hint.case == CASES[0]
    await CatalogueRepository(store).drop(CASES[0].council)
    assert await triage.similar(title, text) == ()


async def test_the_submitters_own_idea_still_comes_up_beside_a_shared_case(
    triage: TriageList, store: Store
) -> None:
    await CatalogueRepository(store).replace_cases(CASES)
    idea = await submitted(
        triage, "k", ANN, Proposal("Overgrown verges", "Find overgrown verges from street pictures")
    )

    found = await triage.similar("Verges", "Street pictures of overgrown verges")

    assert {hint.likeness.thing.ref for hint in found} >= {idea.reference}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_counts_every_case_once_a_choice(name: str) -> None:
    first = view(name, CASES)[0]

    assert isinstance(first, Chart)
    if name != "capability":
        assert sum(count for _, count in first.bars) == len(CASES)
    assert all(isinstance(part, Chart) or part.empty for part in view(name, ()))


def test_a_csv_file_without_its_headings_is_told_which_are_missing() -> None:
    assert [str(flaw) for flaw in read_csv("title,colour\nA,red\n")[1]] == [
        "The first line has no heading council, reference."
    ]
