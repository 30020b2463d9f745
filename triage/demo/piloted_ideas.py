"""Sample ideas that were tried: one that runs, one that was rolled out and is done."""

from triage.demo.events import (
    ADVISER,
    LIBRARIAN,
    Assessed,
    Changed,
    Decided,
    Ready,
    Recorded,
    Story,
    scored,
)
from triage.model.fields import Proposal
from triage.model.idea import Authority, DecisionKind

STORIES = (
    Story(
        "library-chat",
        170,
        Proposal(
            title="Answer opening-hours questions on the libraries page",
            description="A small assistant on the libraries page that answers from the page itself "
            "and hands over to a person.",
            problem="Half of all calls to the libraries are about opening hours.",
            service="Libraries",
            volume_per_month=900,
            minutes_each=3,
            public_facing=True,
            expected_benefit="Fewer calls, answers out of hours",
            objective="Better services",
        ),
        LIBRARIAN,
        yes=frozenset({"public-facing", "channel"}),
        acts=(
            (150, Ready()),
            (149, scored(3, 3, (2, 3), 4, 4, 3, 2, 3, 4)),
            (148, Assessed(22)),
            (
                140,
                Decided(
                    DecisionKind.PILOT,
                    "A small trial with clear measures; the phone line stays open.",
                    alternatives="A better page without an assistant; nothing.",
                    conditions="A person can be reached from every answer.",
                    evidence={
                        "owner": "Head of Libraries",
                        "people": "Three branch libraries, eight staff",
                        "baseline": "900 calls a month, 3 minutes each, counted in spring",
                        "measures": "Calls a month; share of answers that were right",
                        "exit_plan": "Take the assistant off the page",
                        "ends_on": "+25",
                    },
                    days=170,
                ),
            ),
            (
                135,
                Recorded(
                    "risk",
                    {
                        "title": "A wrong answer sends somebody to a closed library",
                        "detail": "Opening hours change at short notice.",
                        "harm": "service",
                        "likelihood": "3",
                        "impact": "3",
                        "measures": "Hours are read from the page each time",
                        "residual_likelihood": "2",
                        "residual_impact": "3",
                        "owner": "Head of Libraries",
                        "review_on": "+30",
                        "state": "open",
                    },
                ),
            ),
            (
                130,
                Recorded(
                    "benefit",
                    {
                        "title": "Fewer calls about opening hours",
                        "benefit_kind": "time",
                        "unit": "hours a year",
                        "baseline": "540 hours a year on the phone",
                        "baseline_on": "-150",
                        "method": "Calls counted by the phone system, minutes sampled for a week",
                        "expected": "300",
                        "expected_by": "+25",
                        "realised": "140",
                        "realised_on": "-20",
                        "owner": "Head of Libraries",
                        "state": "partly realised",
                    },
                ),
            ),
        ),
    ),
    Story(
        "invoices",
        400,
        Proposal(
            title="Match invoices to orders",
            description="Software proposes which order an invoice belongs to; a clerk confirms.",
            service="Finance",
            volume_per_month=1500,
            minutes_each=4,
            objective="Value for money",
        ),
        ADVISER,
        acts=(
            (390, Ready()),
            (389, scored(2, 2, (1, 2), 5, 1, 4, 4, 3, 3)),
            (
                380,
                Decided(
                    DecisionKind.PILOT,
                    "Low risk and easy to measure.",
                    maker=Authority.OFFICER,
                    evidence={
                        "owner": "Head of Finance",
                        "people": "Four clerks",
                        "baseline": "4 minutes an invoice",
                        "measures": "Minutes an invoice; wrong matches",
                        "exit_plan": "Match by hand",
                        "ends_on": "-250",
                    },
                ),
            ),
            (
                245,
                Changed(
                    {
                        "state": "ended",
                        "results": "1.5 minutes an invoice; two wrong matches in 6,000.",
                        "lessons": "Clean the supplier list first.",
                    }
                ),
            ),
            (
                240,
                Decided(
                    DecisionKind.SCALE,
                    "It works, and the clerks want to keep it.",
                    evidence={
                        "evaluation": "Finance’s note on the pilot",
                        "benefits": "750 hours a year",
                        "register_entry": "the finance system’s entry",
                        "budget": "None needed",
                        "training": "Half an hour for each clerk",
                    },
                ),
            ),
            (
                235,
                Recorded(
                    "benefit",
                    {
                        "title": "Quicker matching of invoices",
                        "benefit_kind": "time",
                        "unit": "hours a year",
                        "baseline": "1,200 hours a year",
                        "baseline_on": "-390",
                        "method": "Time stamps of the finance system",
                        "expected": "700",
                        "expected_by": "-60",
                        "realised": "750",
                        "realised_on": "-60",
                        "owner": "Head of Finance",
                        "state": "realised",
                    },
                ),
            ),
            (50, Decided(DecisionKind.CLOSE, "In daily use; nothing is left to do.")),
        ),
    ),
)
