"""Ideas of a workshop stored one by one, with a limit a day and one notice for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.person import Person
from triage import TriageList
from triage.export.csv_import import Row, RowProblem
from triage.model.outcomes import Submitted

MOST_A_DAY = 200
"""Ideas of one person within 24 hours, however they came, beyond which a table adds none: a large
workshop has some fifty."""

_TOO_MANY = (
    f"more than {MOST_A_DAY} ideas from one person within a day: send the file again tomorrow, "
    "and only the others are added"
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A row that is on the list; `again` if it was there before."""

    row: int
    reference: str
    title: str
    again: bool


async def store_rows(
    ideas: TriageList,
    rows: Sequence[Row],
    *,
    by: Person,
    fingerprint: str,
    stored: list[Stored],
) -> Sequence[RowProblem]:
    """Store rows, one unit of work each, into `stored` as they are kept; the rows beyond a day's
    ideas are returned. The channel hears of the new ones once. Raises StoreError."""
    left = MOST_A_DAY - await ideas.submitted_within_a_day(by)
    refused = []
    try:
        for row in rows:
            if left < 1 and await ideas.idea_of_form(by, row.key) is None:
                refused.append(RowProblem(row.row, "", _TOO_MANY))
                continue
            done = await ideas.submit(
                row.proposal, by=by, key=row.key, fingerprint=fingerprint, announce=False
            )
            assert isinstance(done, Submitted), "the row has been checked"  # noqa: S101
            stored.append(Stored(row.row, done.idea.reference, row.proposal.title, done.again))
            left -= not done.again
    finally:
        new = [one.reference for one in stored if not one.again]
        if new:
            await ideas.announce_workshop(new)
    return refused
