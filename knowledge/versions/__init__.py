"""Versions of a policy set against each other, and what depends on a clause."""
