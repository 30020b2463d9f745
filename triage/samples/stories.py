"""The sample ideas, one in every state, and what is kept beside them."""

from triage.samples import beside, decided, rolled_out, tried, undecided

STORIES = (
    *undecided.STORIES,
    *decided.STORIES,
    *tried.STORIES,
    *rolled_out.STORIES,
    *beside.STORIES,
)
