"""The sample ideas, one in every state."""

from triage.ideas import DecisionKind, Maker, Proposal, Scores
from triage.samples.acts import (
    ADVISER,
    LIBRARIAN,
    SURVEYOR,
    Assessed,
    Changed,
    Decided,
    Noted,
    Ready,
    Recorded,
    Scored,
    Story,
    Supported,
    Withdrawn,
)


def _scores(
    likelihood: int, impact: int, left: tuple[int, int], ease: int, *benefit: int
) -> Scored:
    """`benefit` in the order of the standard weights."""
    parts = ("resident-outcome", "staff-time", "money", "quality", "reuse")
    return Scored(Scores(likelihood, impact, *left, ease, dict(zip(parts, benefit, strict=True))))


STORIES = (
    Story(
        "reading",
        2,
        Proposal(
            title="Book suggestions for reading groups",
            description="Let Copilot draft a shortlist of books for the library’s reading groups "
            "from our public catalogue. A librarian picks.",
            service="Libraries",
            objective="Better services",
        ),
        screened=False,
    ),
    Story(
        "allotments",
        12,
        Proposal(
            title="Sort the allotment waiting list emails",
            description="People write to ask where they are on the list. It could sort the emails "
            "and draft an answer for us to check.",
            problem="Sixty emails a month, each looked up by hand.",
            service="Parks",
            volume_per_month=60,
            minutes_each=8,
            data_classes=("personal",),
            public_facing=True,
            objective="Productive staff",
        ),
        SURVEYOR,
        yes=frozenset({"personal", "public-facing"}),
        unsure=frozenset({"channel"}),
        acts=((9, Noted("Which mailbox is it? Does it hold health details?", for_submitter=True)),),
    ),
    Story(
        "minutes",
        75,
        Proposal(
            title="Minutes of site meetings",
            description="Record site meetings in Teams and let the recap write the minutes. The "
            "surveyor checks them the same day.",
            problem="Minutes come a week late and are argued about.",
            service="Building control",
            volume_per_month=40,
            minutes_each=45,
            data_classes=("personal",),
            tool_in_mind="Teams recap",
            affects_decisions=False,
            expected_benefit="30 minutes for each meeting",
            objective="Productive staff",
        ),
        SURVEYOR,
        yes=frozenset({"personal", "recording", "staff-work"}),
        acts=(
            (70, Supported(ADVISER, "Licensing visits need it too.")),
            (40, Ready()),
            (38, _scores(3, 3, (2, 2), 4, 2, 5, 2, 4, 4)),
        ),
    ),
    Story(
        "letters",
        50,
        Proposal(
            title="Benefit letters in plain words",
            description="Reword our blank standard letters so that they read easily. Officers "
            "approve each one.",
            service="Benefits",
            volume_per_month=20,
            minutes_each=90,
            public_facing=True,
            children_or_vulnerable=False,
            objective="Better services",
        ),
        ADVISER,
        yes=frozenset({"channel"}),
        acts=(
            (35, Ready()),
            (33, _scores(2, 3, (1, 3), 5, 5, 3, 2, 4, 5)),
            (30, Assessed(31)),
        ),
    ),
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
            (118, _scores(3, 3, (2, 3), 2, 2, 2, 3, 3, 3)),
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
            (149, _scores(3, 3, (2, 3), 4, 4, 3, 2, 3, 4)),
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
            (320, Supported(LIBRARIAN)),
            (310, Ready()),
            (309, _scores(3, 4, (2, 3), 3, 5, 5, 2, 4, 5)),
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
                    maker=Maker.BOARD,
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
            (389, _scores(2, 2, (1, 2), 5, 1, 4, 4, 3, 3)),
            (
                380,
                Decided(
                    DecisionKind.PILOT,
                    "Low risk and easy to measure.",
                    maker=Maker.OFFICER,
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
            (79, _scores(4, 5, (3, 4), 2, 1, 3, 2, 1, 2)),
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
            (99, _scores(3, 4, (2, 4), 2, 3, 2, 3, 3, 3)),
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
    Story(
        "call-minutes",
        60,
        Proposal(
            title="Automatic notes for planning site visits",
            description="Teams could write up what was agreed on site.",
            service="Planning",
            data_classes=("personal",),
            objective="Productive staff",
        ),
        LIBRARIAN,
        yes=frozenset({"personal", "recording"}),
        acts=(
            (45, Ready()),
            (
                36,
                Decided(
                    DecisionKind.DUPLICATE,
                    "Building control has suggested the same; both are kept informed.",
                    maker=Maker.OFFICER,
                    duplicate_of="minutes",
                ),
            ),
        ),
    ),
    Story(
        "slogans",
        33,
        Proposal(
            title="Slogans for the summer fair",
            description="Have it think up slogans.",
            service="Events",
        ),
        LIBRARIAN,
        screened=False,
        acts=((31, Withdrawn("The fair has one already.")),),
    ),
    Story(
        "",
        0,
        None,
        acts=(
            (
                160,
                Recorded(
                    "risk",
                    {
                        "title": "Staff put personal data into a public chatbot",
                        "detail": "Public tools are one click away.",
                        "harm": "legal",
                        "likelihood": "4",
                        "impact": "4",
                        "measures": "Training for everybody; the assistant answers what is allowed",
                        "residual_likelihood": "3",
                        "residual_impact": "4",
                        "owner": "Data Protection Officer",
                        "review_on": "+45",
                        "state": "open",
                    },
                ),
            ),
            (
                8,
                Changed(
                    {"residual_likelihood": "2"},
                    "risk",
                    "Staff put personal data into a public chatbot",
                ),
            ),
            (
                160,
                Recorded(
                    "indicator",
                    {
                        "title": "Staff trained in the basics",
                        "unit": "staff",
                        "target": "400",
                        "target_on": "+130",
                        "direction": "at least the target",
                        "current": "265",
                        "measured_on": "-14",
                        "method": "Learning platform",
                        "owner": "Head of the People Team",
                    },
                ),
            ),
            (
                160,
                Recorded(
                    "indicator",
                    {
                        "title": "Serious incidents with AI",
                        "unit": "incidents a year",
                        "target": "0",
                        "target_on": "+130",
                        "direction": "at most the target",
                        "current": "0",
                        "measured_on": "-14",
                        "owner": "Data Protection Officer",
                    },
                ),
            ),
            (
                42,
                Recorded(
                    "action",
                    {
                        "title": "Write a script for asking people before a recording",
                        "owner": "Principal occupational therapist",
                        "due_on": "-6",
                        "source": "Decision on the notes of visits",
                        "state": "in progress",
                    },
                ),
            ),
            (
                42,
                Recorded(
                    "action",
                    {
                        "title": "Tell services which tools they may use now",
                        "owner": "Head of the Change Support Team",
                        "due_on": "+20",
                        "state": "open",
                    },
                ),
            ),
            (
                25,
                Recorded(
                    "incident",
                    {
                        "title": "A meeting was recorded before everybody had agreed",
                        "happened_on": "-25",
                        "tool": "Teams recap",
                        "harm": "slight",
                        "told_on": "-25",
                        "ico": "no",
                        "lessons": "Ask first, then start. The recording was deleted.",
                        "owner": "Head of Planning",
                        "state": "closed",
                    },
                ),
            ),
        ),
    ),
)
