"""Sample ideas that were watched, declined or put off."""

from triage.demo.events import ADVISER, SURVEYOR, Decided, Ready, Story, scored
from triage.model.fields import Proposal
from triage.model.idea import DecisionKind

STORIES = (
    Story(
        "drones",
        150,
        Proposal(
            title="Roof checks from drone pictures",
            description="Fly a drone over school roofs once a year and let software mark cracks "
            "and loose tiles.",
            service="Property",
            volume_per_month=3,
            objective="Looking after what we own",
        ),
        SURVEYOR,
        yes=frozenset({"hardware"}),
        unsure=frozenset({"recording"}),
        acts=(
            (120, Ready()),
            (118, scored(3, 3, (2, 3), 2, 2, 2, 3, 3, 3)),
            (
                110,
                Decided(
                    DecisionKind.SCAN,
                    "Two neighbouring councils are trying this. We watch what they find before we "
                    "spend anything.",
                    alternatives="Buy a drone now; keep to ladders.",
                    days=200,
                ),
            ),
        ),
    ),
    Story(
        "applicants",
        95,
        Proposal(
            title="Sift job applications",
            description="Let it rank applicants so that managers read the best twenty.",
            service="People Team",
            volume_per_month=300,
            data_classes=("personal", "special"),
            affects_decisions=True,
            objective="Productive staff",
        ),
        ADVISER,
        yes=frozenset({"personal", "sensitive", "profiling", "access", "eligibility"}),
        acts=(
            (80, Ready()),
            (79, scored(4, 5, (3, 4), 2, 1, 3, 2, 1, 2)),
            (
                70,
                Decided(
                    DecisionKind.DECLINE,
                    "Our policy does not allow people to be ranked by a machine. The People Team "
                    "can show you how to write adverts that draw fewer, better matched applicants.",
                    alternatives="Ranking with a check by a person: the bar is on ranking itself.",
                ),
            ),
        ),
    ),
    Story(
        "trees",
        130,
        Proposal(
            title="Predict which trees will fall",
            description="Weather and survey data could say which street trees to look at first.",
            service="Parks",
            volume_per_month=1,
            objective="Looking after what we own",
        ),
        SURVEYOR,
        unsure=frozenset({"harm"}),
        acts=(
            (100, Ready()),
            (99, scored(3, 4, (2, 4), 2, 3, 2, 3, 3, 3)),
            (
                90,
                Decided(
                    DecisionKind.DEFER,
                    "The tree survey is only half done. We look again once it is complete.",
                    days=120,
                ),
            ),
        ),
    ),
)
