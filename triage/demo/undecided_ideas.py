"""Sample ideas before a decision, and some that were decided on early."""

from triage.demo.events import (
    ADVISER,
    LIBRARIAN,
    SURVEYOR,
    Assessed,
    Decided,
    Noted,
    Ready,
    Story,
    SupportGiven,
    Withdrawn,
    scored,
)
from triage.model.fields import Proposal
from triage.model.idea import Authority, DecisionKind

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
            (70, SupportGiven(ADVISER, "Licensing visits need it too.")),
            (40, Ready()),
            (38, scored(3, 3, (2, 2), 4, 2, 5, 2, 4, 4)),
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
            (33, scored(2, 3, (1, 3), 5, 5, 3, 2, 4, 5)),
            (30, Assessed(31)),
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
                    maker=Authority.OFFICER,
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
)
