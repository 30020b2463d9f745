"""The sample ideas, one in every state, and what is kept beside them."""

from triage.demo import (
    declined_ideas,
    piloted_ideas,
    scaled_idea,
    undecided_ideas,
    unlinked_records,
)

STORIES = (
    *undecided_ideas.STORIES,
    *declined_ideas.STORIES,
    *piloted_ideas.STORIES,
    *scaled_idea.STORIES,
    *unlinked_records.STORIES,
)
