"""The records around ideas: risks, benefits, pilots, actions, indicators, incidents, sharing.

What a record of each kind says is in `triage.records.kinds`; `Records` is what the pages and the
shell ask. Every change is kept with what stood there before.
"""

from triage.records.book import Records
from triage.records.entry import Edit, Entry, Fault, Turned
from triage.records.kinds import KINDS, Field, Kind, Takes

__all__ = [
    "KINDS",
    "Edit",
    "Entry",
    "Fault",
    "Field",
    "Kind",
    "Records",
    "Takes",
    "Turned",
]
