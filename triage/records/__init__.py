"""The records around ideas: risks, benefits, pilots, actions, indicators, incidents, sharing.

What a record of each kind says is in `triage.records.schemas`; `Records` is what the pages and the
shell ask. Every change is kept with what stood there before.
"""

from triage.records.record import Record, RecordEdit, RecordFieldError, RecordRejected
from triage.records.repository import RecordRepository
from triage.records.schemas import SCHEMAS, RecordField, RecordSchema

__all__ = [
    "SCHEMAS",
    "Record",
    "RecordEdit",
    "RecordField",
    "RecordFieldError",
    "RecordRejected",
    "RecordRepository",
    "RecordSchema",
]
