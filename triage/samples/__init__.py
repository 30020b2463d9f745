"""Samples for a newcomer: made-up ideas in every state with their decisions, pilots and benefits.

They are numbered in the year 0000, belong to made-up people and go in one step.
"""

from triage.samples.keeping import are_there, fill, is_empty, remove
from triage.samples.telling import SampleError

__all__ = ["SampleError", "are_there", "fill", "is_empty", "remove"]
