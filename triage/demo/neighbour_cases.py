"""What a made-up neighbour shares, for the catalogue of a newcomer."""

from datetime import date, timedelta

from triage.catalogue.case import Case, Maturity

COUNCIL = "Sample District Council"


def cases(today: date) -> tuple[Case, ...]:
    """Use cases of the made-up neighbour, last changed some weeks before today."""
    changed = today - timedelta(days=40)
    return (
        Case(
            council=COUNCIL,
            reference="SDC-7",
            title="Checking hedges and verges from street pictures",
            problem="Overgrown verges are found only when somebody complains.",
            service="Highways",
            maturity=Maturity.PILOT,
            supplier="small supplier",
            governance="Number plates and faces are blurred in the car; pictures go after a week.",
            training="for those who use it",
            collaboration="would pilot together",
            contact="Head of Highways",
            updated_on=changed,
            assessments=("dpia", "environmental"),
            capability=("service knowledge", "data", "procurement"),
            results="Four in five overgrown verges were found before a complaint.",
            reusable=("DPIA", "Contract clauses on blurring"),
        ),
        Case(
            council=COUNCIL,
            reference="SDC-3",
            title="Drafting answers to routine parking appeals",
            problem="Half of all appeals ask the same three things.",
            service="Parking",
            maturity=Maturity.STOPPED,
            supplier="large supplier",
            governance="An officer decided each appeal.",
            training="basics for everybody",
            collaboration="answers questions",
            contact="Parking services manager",
            updated_on=changed,
            assessments=("dpia", "eqia"),
            capability=("service knowledge", "information governance"),
            results="Officers read the drafts less and less carefully, so it was stopped.",
        ),
        Case(
            council=COUNCIL,
            reference="SDC-11",
            title="Easy read versions of public notices",
            problem="Notices are hard to read for people with a learning disability.",
            service="Communications",
            maturity=Maturity.IN_USE,
            supplier="built by the council",
            governance="A panel of residents reads every text before it is used.",
            training="basics for everybody",
            collaboration="shares documents",
            contact="Head of Communications",
            updated_on=changed,
            assessments=("eqia",),
            capability=("service knowledge", "change and training"),
            results="Twice as many notices have an easy read version.",
            reusable=("Guide for the panel",),
        ),
    )
