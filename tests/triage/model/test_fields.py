"""One table of fields: a field of an idea is declared once, and the rest follows.

The proof is a copy of the product with one entry and one migration more, and no other file touched:
`an_added_field.py` looks there, with the product's own form, pages, tables and papers, for a field
that nothing else was told of.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_architecture import PACKAGES, ROOT
from triage.export.field_text import field_as_text, read_field
from triage.model.fields import ASKED, FIELDS, USUAL_CLASSES, FieldType, IdeaField, Place, Proposal
from triage.model.validation import ErrorCode, FieldError, proposal_errors

ENTRY = """
    knock_on: str = _declared(
        FieldType.TEXT,
        "Knock-on effects",
        "field-knock-on",
        masked=True,
        shown=_READ | {Place.FORM, Place.FILTER, Place.SEARCH},
    )
"""
MIGRATION = '''"""What else an idea would change."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("idea", sa.Column("knock_on", sa.Text, nullable=False, server_default=""))
'''
PROBE = Path("tests/triage/model/an_added_field.py")


def product_copy(to: Path) -> None:
    """The product and its tests, as files of their own."""
    left_out = shutil.ignore_patterns("__pycache__", ".*_cache")
    for package in (*PACKAGES, "policies", "tests"):
        shutil.copytree(ROOT / package, to / package, ignore=left_out)
    for name in ("app.py", "run.py", "pyproject.toml"):
        shutil.copy2(ROOT / name, to / name)


def add_field(copy: Path) -> None:
    declared = copy / "triage" / "model" / "fields.py"
    before, end, after = declared.read_text("utf-8").partition("\n\n\nFIELDS = ")
    declared.write_text(f"{before}{ENTRY.rstrip()}{end}{after}", "utf-8")
    steps = copy / "storage" / "migrations" / "versions"
    newest = max(steps.rglob("s0*.py"), key=lambda path: path.name)
    step = MIGRATION.format(head=newest.name[1:5])
    (newest.parent / "s9999_knock_on.py").write_text(step, "utf-8")


def probe(copy: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    alone = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    return subprocess.run(  # noqa: S603
        [*command, PROBE.as_posix()],
        cwd=copy,
        env=alone,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_field_is_added_by_one_entry_and_one_migration_alone(tmp_path: Path) -> None:
    product_copy(tmp_path)
    add_field(tmp_path)

    done = probe(tmp_path)

    assert done.returncode == 0, done.stdout[-4000:]


def test_the_problem_is_asked_before_the_product_and_a_table_begins_with_the_title() -> None:
    asked = [one.name for one in ASKED]

    assert asked[:4] == ["problem", "description", "title", "service"]
    assert [one.name for one in FIELDS][:3] == ["title", "description", "problem"]
    assert sorted(asked) == sorted(one.name for one in FIELDS)


@pytest.mark.parametrize("field", FIELDS, ids=lambda one: one.name)
def test_texts_alone_have_a_limit_and_are_looked_through_for_people(field: IdeaField) -> None:
    is_text = field.type in (FieldType.LINE, FieldType.TEXT)

    assert bool(field.limit) is is_text
    assert is_text or not field.masked
    assert {Place.EXPORT, Place.IMPORT} <= field.shown, "what goes out can come back"


@pytest.mark.parametrize("field", [one for one in FIELDS if one.limit], ids=lambda one: one.name)
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(field: IdeaField) -> None:
    def wrong(length: int) -> Sequence[FieldError]:
        said: dict[str, Any] = {"title": "A", "description": "B", field.name: "x" * length}
        return proposal_errors(Proposal(**said))

    assert wrong(field.limit) == ()
    assert wrong(field.limit + 1) == (FieldError(field.name, ErrorCode.TOO_LONG, field.limit),)


_VALUES = {
    FieldType.NUMBER: st.none() | st.integers(0, 10_000_000),
    FieldType.YES_NO: st.none() | st.booleans(),
    FieldType.CHOICES: st.lists(st.sampled_from(USUAL_CLASSES), unique=True).map(tuple),
}


@given(st.data())
@pytest.mark.parametrize("field", FIELDS, ids=lambda one: one.name)
def test_a_value_written_in_a_table_is_read_back(field: IdeaField, data: st.DataObject) -> None:
    value = data.draw(_VALUES.get(field.type, st.text()))

    assert read_field(field.name, str(field_as_text(value))) == value
