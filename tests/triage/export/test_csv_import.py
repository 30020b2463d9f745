"""Ideas from a spreadsheet and back: every row read, every problem with its row."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.person import Person
from triage.export.csv_import import decoded, new_ideas, read_csv
from triage.export.spreadsheet import HEADINGS, as_csv, as_xlsx, idea_rows
from triage.model.fields import Proposal
from triage.model.idea import Idea, Scores
from triage.model.stages import Stage

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def idea(proposal: Proposal) -> Idea:
    return Idea(
        id=1,
        reference="AI-2026-0001",
        proposal=proposal,
        submitter=Person("tenant-1", "ann-id", "Ann Archer"),
        submitted_at=NOW,
        stage=Stage.SUBMITTED,
        stage_since=NOW,
        risk=None,
        scores=Scores(),
        lead=None,
        duplicate_of="",
        revisit_on=None,
        share=False,
        sample=False,
        version=1,
    )


def test_a_row_becomes_an_idea() -> None:
    found, problems = read_csv(
        "Title,Description,Volume per month,Public facing,Data classes\n"
        '"Sort, the post","Two\nlines","1,400",Yes,"personal; Internal"\n'
    )

    assert problems == ()
    assert found[0].proposal == Proposal(
        "Sort, the post",
        "Two\nlines",
        volume_per_month=1400,
        public_facing=True,
        data_classes=("personal", "internal"),
    )


def test_every_problem_is_named_with_its_row_and_sound_rows_are_kept() -> None:
    found, problems = read_csv(
        "title,description,minutes_each,public_facing,data_classes\n"
        ",no title,ten,perhaps,secret\n"
        "Sound,Yes,,,\n"
        "Too long," + "x" * 6001 + ",,,\n"
    )

    assert [row.row for row in found] == [3]
    assert [str(problem) for problem in problems] == [
        "row 2: minutes_each: write a whole number, for example 400",
        "row 2: data_classes: choose from public, internal, personal, special, confidential",
        "row 2: public_facing: write yes or no, or leave it empty",
        "row 2: title: is missing",
        "row 4: description: is too long: at most 6000 characters",
    ]


def test_a_heading_that_is_missing_or_unknown_is_named() -> None:
    found, problems = read_csv("title,colour\nA,red\n")

    assert found == ()
    assert [str(problem) for problem in problems] == [
        "row 1: description: is missing: the first row must have this heading",
        "row 1: colour: is no field of an idea, and is left out",
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separators_of_spreadsheet_programs_are_understood(separator: str) -> None:
    found, _ = read_csv(f"title{separator}description\r\nA{separator}B, and C\r\n".replace(
        "B, and C", '"B, and C"'
    ))  # fmt: skip

    assert found[0].proposal == Proposal("A", "B, and C")


def test_empty_rows_are_passed_over() -> None:
    found, problems = read_csv("title,description\n,\n\nA,B\n , \n")

    assert (len(found), problems) == (1, ())


def test_the_same_row_has_the_same_key_wherever_it_stands() -> None:
    first, _ = read_csv("title,description\nA,B\nC,D\n")
    second, _ = read_csv("title,description\nC,D\nA,B\nE,F\n")

    assert {row.key for row in first} < {row.key for row in second}


def test_a_file_with_too_many_rows_is_cut_and_says_so() -> None:
    _, problems = read_csv("title,description\n" + "A,B\n" * 1001)

    assert str(problems[-1]) == "row 1001: more than 1000 rows"


@pytest.mark.parametrize("data", ["title,description\nCafé,Wärme".encode(e) for e in
                                  ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le",
                                   "utf-16-be")])  # fmt: skip
def test_files_are_read_as_spreadsheet_programs_save_them(data: bytes) -> None:
    found, _ = read_csv(decoded(data))

    assert found[0].proposal == Proposal("Café", "Wärme")


@given(data=st.binary(max_size=300))
def test_no_file_makes_it_fall_over(data: bytes) -> None:
    read_csv(decoded(data))


@pytest.mark.parametrize("start", [*"=+-@\t\r", "＝"])
def test_no_cell_of_an_export_begins_like_a_formula(start: str) -> None:
    table = idea_rows([idea(Proposal(f"{start}1+1", f'{start}HYPERLINK("http://x")'))], names=True)

    for row in csv.reader(StringIO(as_csv(table), newline="")):
        assert not [cell for cell in row if cell.startswith(start)]


def test_a_workbook_has_text_where_a_formula_was_typed() -> None:
    table = idea_rows(
        [idea(Proposal('=HYPERLINK("http://x")', "@x", volume_per_month=4))], names=True
    )

    sheet = openpyxl.load_workbook(BytesIO(as_xlsx(table)))["Ideas"]

    cells = {name: sheet.cell(2, at) for at, name in enumerate(HEADINGS, start=1)}
    assert cells["title"].value == '=HYPERLINK("http://x")'
    assert cells["title"].data_type == "s"
    assert cells["volume_per_month"].value == 4


def test_an_export_has_no_names_unless_they_are_asked_for() -> None:
    one = [idea(Proposal("A", "B"))]

    assert "Ann" not in as_csv(idea_rows(one, names=False))
    assert "Ann Archer" in as_csv(idea_rows(one, names=True))


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs")), max_size=40)


@given(
    proposal=st.builds(
        Proposal,
        title=TEXT.map(str.strip).filter(lambda text: bool(" ".join(text.split()))),
        description=TEXT.map(str.strip).filter(bool),
        service=TEXT.map(str.strip),
        volume_per_month=st.none() | st.integers(0, 10_000_000),
        public_facing=st.none() | st.booleans(),
        data_classes=st.lists(st.sampled_from(["public", "personal"]), unique=True).map(tuple),
    )
)
def test_what_is_exported_can_be_imported_without_loss(proposal: Proposal) -> None:
    found, problems = read_csv(as_csv(idea_rows([idea(proposal)], names=True)))

    assert problems == ()
    (row,) = found
    assert " ".join(row.proposal.title.split()) == " ".join(proposal.title.split())
    assert row.proposal.description == proposal.description
    assert row.proposal.volume_per_month == proposal.volume_per_month
    assert row.proposal.public_facing == proposal.public_facing
    assert row.proposal.data_classes == proposal.data_classes


def test_a_text_with_an_unquoted_comma_is_refused_and_nothing_of_it_is_dropped() -> None:
    found, problems = read_csv(
        "title,description\nLetters,Reads the letter, sorts it, and tells the team\n"
        "Bells,A clock,, \n"
    )

    assert [row.row for row in found] == [3], "empty cells at the end are no text"
    assert [str(problem) for problem in problems] == [
        "row 2: has more cells than there are headings: put a text that holds commas in quotation"
        " marks"
    ]


def test_text_under_no_heading_is_not_dropped() -> None:
    found, problems = read_csv(
        "title,description,\r\nPost,Reads the letter, sorts it\r\nBells,A clock,\r\n"
    )

    assert [row.row for row in found] == [3]
    assert [problem.row for problem in problems] == [2]


def test_a_quotation_mark_that_is_never_closed_takes_no_other_rows_into_an_idea() -> None:
    found, problems = read_csv('title,description\nBells,A clock\nPost,"It sorts\nTea,Boil\n')

    assert [row.proposal.title for row in found] == ["Bells"]
    assert [str(problem) for problem in problems] == [
        "row 3: a quotation mark is opened here and never closed: close it, or take it out"
    ]


def test_two_columns_of_one_name_are_told_and_neither_is_taken_for_the_other() -> None:
    found, problems = read_csv("title,description,Description\nA,B,C\n")

    assert found == ()
    assert [str(problem) for problem in problems] == [
        "row 1: description: is the heading of two columns: take one out or rename it"
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_first_line_may_say_what_separates_the_cells(separator: str) -> None:
    text = f"sep={separator}\r\ntitle{separator}description\r\nA{separator}B\r\n"
    found, problems = read_csv(text)

    assert problems == ()
    assert found[0].proposal == Proposal("A", "B")


def test_what_excel_saves_as_unicode_text_is_read() -> None:
    found, problems = read_csv(decoded("title\tdescription\r\nCafé\tB, C\r\n".encode("utf-16")))

    assert problems == ()
    assert found[0].proposal == Proposal("Café", "B, C")


def test_a_title_above_the_headings_is_passed_over_and_rows_keep_their_numbers() -> None:
    found, problems = read_csv("Workshop in May,\n,\ntitle,description\nA,B\n,C\n")

    assert [row.row for row in found] == [4]
    assert [str(problem) for problem in problems] == ["row 5: title: is missing"]


def test_a_workbook_is_refused_with_what_to_do() -> None:
    found, problems = read_csv(decoded(as_xlsx(idea_rows([idea(Proposal("A", "B"))], names=True))))

    assert found == ()
    assert str(problems[0]) == "row 1: this is a workbook: save it as CSV UTF-8"


def test_our_own_export_doubles_no_idea_and_a_new_row_in_it_is_taken() -> None:
    known = idea(Proposal("A", "B"))
    at = {name: place for place, name in enumerate(HEADINGS)}
    new = [""] * len(HEADINGS)
    new[at["title"]], new[at["description"]] = "C", "D"
    found, problems = read_csv(as_csv([*idea_rows([known], names=True), new]))

    rows, refused = new_ideas(found)
    assert problems == ()
    assert [(row.row, row.proposal.title) for row in rows] == [(3, "C")]
    assert [str(problem) for problem in refused] == [
        "row 2: reference: AI-2026-0001 is on the list already and stays as it is: change it on its"
        " page, or leave this cell empty to send it in as a new idea"
    ]


def test_what_only_the_list_keeps_is_said_to_be_left_out_of_a_new_idea() -> None:
    found, problems = read_csv("reference,title,description,stage,risk\n,A,B,ready,high\n")

    assert len(found) == 1
    assert [str(problem) for problem in problems] == [
        "row 2: stage, risk: is kept by the list itself, and is left out"
    ]
