"""A sample idea from its first day to its roll-out, with benefits, risks and a description."""

from triage.demo.events import (
    ADVISER,
    LIBRARIAN,
    Assessed,
    Changed,
    Decided,
    Ready,
    Recorded,
    Story,
    SupportGiven,
    scored,
)
from triage.model.fields import Proposal
from triage.model.idea import Authority, DecisionKind

STORIES = (
    Story(
        "visits",
        330,
        Proposal(
            title="Notes of occupational therapy visits",
            description="A note-taking app drafts the note of a home visit; the therapist corrects "
            "it before it goes into the case system.",
            problem="Therapists write up visits in the evening.",
            service="Adult social care",
            volume_per_month=220,
            minutes_each=70,
            data_classes=("personal", "special"),
            affects_decisions=True,
            children_or_vulnerable=True,
            expected_benefit="More time with people",
            objective="Better services",
        ),
        ADVISER,
        yes=frozenset(
            {"personal", "sensitive", "vulnerable", "recording", "speech-and-faces", "staff-work"}
        ),
        acts=(
            (320, SupportGiven(LIBRARIAN)),
            (310, Ready()),
            (309, scored(3, 4, (2, 3), 3, 5, 5, 2, 4, 5)),
            (305, Assessed(11)),
            (
                300,
                Decided(
                    DecisionKind.PILOT,
                    "Large benefit for people and staff; risks are held by asking each person and "
                    "checking every note.",
                    alternatives="Dictation without drafting; more typists.",
                    conditions="No recording without the person’s agreement.",
                    evidence={
                        "owner": "Principal occupational therapist",
                        "people": "Fifteen therapists in two teams",
                        "baseline": "70 minutes to write up a visit, from diaries of four weeks",
                        "measures": "Minutes a visit; corrections a note; people who said no",
                        "exit_plan": "Back to typing; recordings deleted",
                        "ends_on": "-120",
                    },
                    days=120,
                ),
            ),
            (
                110,
                Changed(
                    {
                        "state": "ended",
                        "results": "Writing up a visit took 31 minutes instead of 70. One note in "
                        "twelve held something nobody had said, found by the check each time. Four "
                        "people in a hundred said no.",
                        "equality": "Strong accents needed more corrections; the supplier knows.",
                        "environment": "No measurable change; fewer printed drafts.",
                        "lessons": "Practise on a colleague first. Check names and numbers aloud.",
                    }
                ),
            ),
            (
                105,
                Recorded(
                    "benefit",
                    {
                        "title": "Shorter write-ups of visits",
                        "benefit_kind": "time",
                        "unit": "hours a year",
                        "baseline": "3,080 hours a year",
                        "baseline_on": "-310",
                        "method": "Diaries of fifteen therapists, four weeks before and after",
                        "expected": "1,200",
                        "expected_by": "-100",
                        "realised": "1,710",
                        "realised_on": "-105",
                        "owner": "Principal occupational therapist",
                        "state": "realised",
                    },
                ),
            ),
            (
                104,
                Recorded(
                    "benefit",
                    {
                        "title": "Agency hours no longer bought",
                        "benefit_kind": "cash",
                        "unit": "pounds a year",
                        "baseline": "48,000 pounds a year for agency typing",
                        "baseline_on": "-310",
                        "method": "Ledger, agency code",
                        "expected": "20,000",
                        "expected_by": "+120",
                        "budget": "Agency typing, adult social care",
                        "owner": "Head of Adult Social Care",
                        "state": "expected",
                    },
                ),
            ),
            (
                100,
                Decided(
                    DecisionKind.ESCALATE,
                    "High risk by its nature: the board decides on a roll-out.",
                ),
            ),
            (
                95,
                Decided(
                    DecisionKind.SCALE,
                    "The pilot met every measure and people were asked each time.",
                    maker=Authority.BOARD,
                    alternatives="A longer pilot.",
                    conditions="Accents are tested again after each update of the app.",
                    evidence={
                        "evaluation": "Evaluation of the visit notes pilot",
                        "benefits": "1,710 hours a year, measured by diaries",
                        "register_entry": "the note-taking app’s entry",
                        "budget": "Adult social care, 18,000 pounds a year",
                        "training": "One hour for each therapist, before the first visit",
                    },
                    days=270,
                ),
            ),
            (
                90,
                Recorded(
                    "risk",
                    {
                        "title": "Invented words stay in a case note",
                        "detail": "The draft can hold what nobody said, and a tired reader misses "
                        "it.",
                        "harm": "people",
                        "likelihood": "3",
                        "impact": "4",
                        "measures": "Every note read against memory the same day; one in twenty "
                        "sampled",
                        "residual_likelihood": "2",
                        "residual_impact": "4",
                        "owner": "Principal occupational therapist",
                        "review_on": "-5",
                        "state": "open",
                    },
                ),
            ),
            (
                10,
                Changed(
                    {"residual_likelihood": "3"},
                    "risk",
                    "Invented words stay in a case note",
                ),
            ),
            (
                85,
                Recorded(
                    "sharing",
                    {
                        "title": "Drafting notes of home visits",
                        "problem": "Practitioners write up visits in the evening.",
                        "service": "Adult social care",
                        "supplier": "small supplier",
                        "governance": "Agreement of the person each time, a check of every note, "
                        "a sample every month",
                        "assessments": "dpia",
                        "training": "for those who use it",
                        "results": "Less than half the time for a note",
                        "reusable": "Script for asking people\nChecklist for reading a draft",
                        "collaboration": "shares documents",
                        "contact": "Principal occupational therapist",
                    },
                ),
            ),
        ),
    ),
)
