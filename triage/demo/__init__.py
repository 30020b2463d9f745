"""Samples for a newcomer: made-up ideas in every state with their decisions, pilots and benefits.

They are numbered in the year 0000, belong to made-up people and go in one step.
"""

from triage.demo.fill import are_there, fill, is_empty, remove
from triage.demo.loader import SampleError

__all__ = ["SampleError", "are_there", "fill", "is_empty", "remove"]
