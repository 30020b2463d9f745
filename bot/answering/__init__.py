"""Answers as neutral blocks: what is quoted, for which day, why, and what a person may do next."""
