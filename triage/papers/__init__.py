"""Papers for those who have to know: written from what is on record at one moment, without names.

`write` gives a `Paper`, which `as_html`, `as_text` and `as_sheets` turn into files.
"""

from triage.papers.paper import Paper, Period
from triage.papers.snapshot import Snapshot, take
from triage.papers.writing import PAPERS, About, Form, Unwritten, as_file, write

__all__ = [
    "PAPERS",
    "About",
    "Form",
    "Paper",
    "Period",
    "Snapshot",
    "Unwritten",
    "as_file",
    "take",
    "write",
]
