"""Made-up people and a way to fill in an idea."""

from common.person import Person
from triage.model.fields import Proposal
from triage.model.idea import Idea
from triage.model.outcomes import Submitted
from triage.model.screening_rules import AssessmentNeed, Question, ScreeningReply, screen
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


HARMLESS = screen(
    [
        Question(
            key=f"{name}-1",
            assessment=name,
            text="Is it used?",
            yes=AssessmentNeed.REQUIRED,
            unsure=AssessmentNeed.ADVICE,
            clause="assessments@1.0#when",
        )
        for name in ("dpia", "environmental", "eqia")
    ],
    {f"{name}-1": ScreeningReply.NO for name in ("dpia", "environmental", "eqia")},
    version="screening@1.0",
)
"""A screening after which no assessment is needed and the risk is low."""

EVIDENCE = {
    "owner": "Head of Post",
    "business_lead": "Post Room Manager",
    "technical_lead": "Document Systems Manager",
    "people": "The post room",
    "engaged": "The clerks and their union, in May",
    "category": "Sorting, matching and checking cases",
    "data_sources": "Letters as they are scanned",
    "data_quality": "One scan in fifty cannot be read",
    "value": "800 hours a year, by a count of a week",
    "baseline": "400 letters a week, 3 minutes each",
    "measures": "Minutes for each letter; letters sent to the wrong team",
    "fairness": "Wrong teams for typed and for handwritten letters",
    "exit_plan": "Sort by hand as before",
    "ends_on": "2027-03-31",
    "evaluation": "EV-1",
    "citizens_said": "It reaches none of them",
    "staff_said": "Nine of ten clerks would keep it",
    "fairness_found": "Two in a hundred, typed or handwritten",
    "benefits": "2 minutes saved for each letter",
    "register_entry": "letter-sorter",
    "budget": "2,000 pounds a year from the post room",
    "training": "One hour for each clerk",
}
"""What a pilot and a roll-out need, all of it."""
