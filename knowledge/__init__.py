"""Policy Markdown in, quotable passages out."""

from knowledge.library import Library
from knowledge.load import PolicyError
from knowledge.model import Answer, AnswerKind, Match, Passage, Policy, Problem, Tool

__all__ = [
    "Answer",
    "AnswerKind",
    "Library",
    "Match",
    "Passage",
    "Policy",
    "PolicyError",
    "Problem",
    "Tool",
]
