"""Assessing an idea: suggested answers, screenings, scores, and how each assessment stands."""
