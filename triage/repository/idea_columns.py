"""The columns of the table `idea` that hold what a submitter says: one for each declared field.

The table itself belongs to storage, which knows nothing of ideas' fields; they are added to it here
once, when the triage list is first imported.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Integer, Table
from sqlalchemy.types import TypeEngine

from storage.tables.columns import Json, Words
from triage.model.fields import FIELDS, FieldType, IdeaField

_NULLABLE = (FieldType.NUMBER, FieldType.YES_NO)
"""Where nothing said is null; elsewhere it is an empty text or an empty list."""


def complete(table: Table) -> None:
    """Add the fields' columns to the table, unless they are there already."""
    for one in FIELDS:
        if one.name not in table.c:
            nullable = one.type in _NULLABLE
            table.append_column(Column(one.name, _kept_as(one), nullable=nullable))


def _kept_as(one: IdeaField) -> TypeEngine[Any]:
    if one.type is FieldType.NUMBER:
        return Integer()
    if one.type is FieldType.YES_NO:
        return Boolean()
    return Json() if one.type is FieldType.CHOICES else Words()
