"""Made-up people and a way to fill in an idea."""

from triage.ideas import Idea, Person, Proposal
from triage.outcomes import Submitted
from triage.triage_list import TriageList

ANN = Person("tenant-1", "ann-id", "Ann Archer")
BEN = Person("tenant-1", "ben-id", "Ben Baker")
OFFICER = Person("tenant-1", "officer-id", "Olga Officer")


def proposal(
    title: str = "Sort the post", description: str = "Let it read the letters."
) -> Proposal:
    return Proposal(title=title, description=description)


async def submitted(
    triage: TriageList, key: str = "form-1", by: Person = ANN, of: Proposal | None = None
) -> Idea:
    """An idea that was taken."""
    done = await triage.submit(of or proposal(), by=by, key=key, fingerprint="f1")
    assert isinstance(done, Submitted)
    return done.idea
