"""The board: the list of all ideas, kept in memory, and one idea with what reviewers do to it."""
