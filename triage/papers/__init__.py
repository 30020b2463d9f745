"""Papers for those who have to know: written from what is on record at one moment, without names.

`write` gives a `Paper`, which `as_html`, `as_text` and `as_sheets` turn into files.
"""

from triage.papers.paper import Paper, Period
from triage.papers.paper_types import (
    PAPERS,
    PaperFormat,
    PaperProblem,
    PaperType,
    as_file,
    write_paper,
)
from triage.papers.snapshot import Snapshot, take_snapshot

__all__ = [
    "PAPERS",
    "Paper",
    "PaperFormat",
    "PaperProblem",
    "PaperType",
    "Period",
    "Snapshot",
    "as_file",
    "take_snapshot",
    "write_paper",
]
