"""Sample records that belong to no idea."""

from triage.demo.events import Changed, Recorded, Story

STORIES = (
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
