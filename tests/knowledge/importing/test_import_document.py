"""A document becomes a draft in which every word stands in a clause, or in the report."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.files.load import read_folder
from knowledge.importing.import_document import ImportedPolicy, import_document
from knowledge.markup.words import words_of
from knowledge.model.policies import Severity
from knowledge.rules.check import check
from knowledge.versions.compare import ClauseChangeKind, clause_changes
from tests.knowledge.importing.made_documents import MADE, MadeDocument
from tests.knowledge.importing.made_exports import EXPORTS
from tests.knowledge.importing.made_open_documents import OPEN

TODAY = date(2026, 11, 30)
GIVEN = {"owner": "Keeper of Records", "contact": "the record room"}

made = pytest.mark.parametrize(
    "document", [*MADE, *EXPORTS, *OPEN], ids=lambda document: document.name
)


def imported(document: MadeDocument, into: Path | None = None) -> ImportedPolicy:
    given = {key: value for key, value in GIVEN.items() if key not in document.facts}
    return import_document(document.name, document.data, given=given, into=into, on=TODAY)


def written(policy: ImportedPolicy, folder: Path) -> Path:
    path = folder / policy.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(policy.markdown, "utf-8")
    return path


@made
def test_every_clause_holds_its_words(document: MadeDocument, tmp_path: Path) -> None:
    policy = imported(document)
    written(policy, tmp_path)
    (version,) = read_folder(tmp_path)[0].policies
    texts: dict[str, str] = {}
    for passage in read_folder(tmp_path)[0].clauses[version.ref]:
        told = f"{passage.heading}\n{passage.text}\n\n"
        texts[passage.clause] = texts.get(passage.clause, "") + told
    for number, phrases in document.quoted.items():
        for phrase in phrases:
            assert phrase in texts[number]
    if document.title:
        assert version.title == document.title
    for key, value in document.facts.items():
        assert str(getattr(version, key)) == value


@made
def test_the_sum_of_words_is_whole_and_what_is_left_out_is_named(document: MadeDocument) -> None:
    report = imported(document).words
    assert report.words_in == report.quotable + report.reported
    assert report.reported == sum(len(lost.words.split()) for lost in report.lost)
    told = [" ".join(words_of(lost.words)) for lost in report.lost]
    for phrase in document.named:
        assert any(phrase in words for words in told), f"{phrase} is not in {told}"
    unexplained = [lost for lost in report.lost if lost.why == "not in any clause"]
    assert unexplained == []


@made
def test_what_was_written_has_no_problem_that_stops_it(
    document: MadeDocument, tmp_path: Path
) -> None:
    written(imported(document), tmp_path)
    found = [p for p in check(tmp_path, TODAY) if p.severity is not Severity.WARNING]
    assert found == []


def test_a_long_table_is_parted_with_its_head_on_each_part(tmp_path: Path) -> None:
    (document,) = (one for one in MADE if one.name == "tools.docx")
    text = imported(document).markdown
    assert text.count("| Tool | Who may use it | With which data |") > 1
    assert text.count("| Tool 7 |") == 1
    assert "## 1 Tools (2 of " in text


def test_what_was_decided_on_the_way_is_said() -> None:
    (document,) = (one for one in MADE if one.name.startswith("Recording"))
    said = "\n".join(remark.message for remark in imported(document).remarks)
    assert "it leads to 2.1, which is written (it showed “1.9”)" in said
    assert "taken as accepted: “thirty days”" in said
    assert "`version` is as the document says: 2.1" in said


def test_what_an_open_document_leaves_to_decide_is_said() -> None:
    (document,) = (one for one in OPEN if one.name == "reading-rooms.odt")
    said = "\n".join(remark.message for remark in imported(document).remarks)
    assert (
        "inserted with changes tracked by A Clerk, and taken as accepted: “for thirty days”" in said
    )
    assert "it leads to 1.1, which is written (it showed “9.9”)" in said
    assert "text that the document hides is taken: “Only staff see this.”" in said
    assert "a field was never filled in: “<desk>”" in said
    (bees,) = (one for one in OPEN if one.name == "bees.odt")
    assert "1 comment is" in "\n".join(remark.message for remark in imported(bees).remarks)
    assert not any("B Reader" in lost.words for lost in imported(bees).words.lost)


def rules(text: str, into: Path) -> ImportedPolicy:
    return import_document(
        "rules.md", f"# Rules\n\n{text}".encode(), given=GIVEN, into=into, on=TODAY
    )


def test_the_next_version_of_a_document_keeps_its_anchors(tmp_path: Path) -> None:
    text = "".join(f"## Matter {n}\n\nRule {n} says what to do.\n\n" for n in range(40))
    written(rules(text, tmp_path), tmp_path)
    newer = text.replace("Rule 7 says", "Rule 7 now says").replace("## Matter 9\n", "## Other 9\n")
    newer = newer.replace("Rule 3 says what", "Rule 3\nsays  what")
    second = rules(newer, tmp_path)
    written(second, tmp_path)
    assert second.path == "rules/1.1.md"
    assert list(second.changed or ()) == ["8 Matter 7", "10 Other 9"]
    policies, _ = read_folder(tmp_path)
    old, new = (policies.clauses[f"rules@{version}"] for version in ("1.0", "1.1"))
    assert [passage.anchor for passage in old] == [passage.anchor for passage in new]
    changes = clause_changes(old, new)
    assert [c.passage.clause for c in changes if c.kind is not ClauseChangeKind.SAME] == ["8", "10"]
    assert list(rules(newer, tmp_path).changed or ()) == []


def test_a_clause_put_in_between_moves_no_anchor(tmp_path: Path) -> None:
    text = "".join(f"## Matter {n}\n\nRule {n} says what to do.\n\n" for n in range(9))
    written(rules(text, tmp_path), tmp_path)
    second = rules(f"## Matter new\n\nA rule that nobody knew.\n\n{text}", tmp_path)
    written(second, tmp_path)
    assert list(second.changed or ()) == ["1 Matter new"]


MARKED = b"---\ntitle: Keys\nclassification: %s\n---\n## 1 Keys\nKeep the keys.\n"


@pytest.mark.parametrize(
    ("said", "kept", "remarked"),
    [(b"for the guild", "For the Guild", False), (b"OFFICIAL", "Open", True), (b"", "Open", False)],
)
def test_a_classification_is_one_of_the_words_of_the_set(
    said: bytes, kept: str, remarked: bool, tmp_path: Path
) -> None:
    words = "classifications:\n  For the Guild: restricted\n  Open: all staff\n"
    (tmp_path / "settings.yaml").write_text(words)
    policy = import_document("keys.md", MARKED % said, given=GIVEN, into=tmp_path, on=TODAY)
    assert f"\nclassification: {kept}\n" in policy.markdown
    assert any("is none of this set" in remark.message for remark in policy.remarks) == remarked
    assert not any("classification" in problem.message for problem in policy.problems)


def test_without_settings_the_usual_words_are_known() -> None:
    policy = import_document(
        "keys.md", MARKED % b"Official-sensitive", given=GIVEN, into=None, on=TODAY
    )
    assert "\nclassification: OFFICIAL-SENSITIVE\n" in policy.markdown
