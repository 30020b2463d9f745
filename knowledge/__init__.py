"""Policy Markdown in, quotable passages out."""

from knowledge.files.load import PolicyError
from knowledge.library import Library
from knowledge.model.answers import Answer, AnswerKind, Match
from knowledge.model.policies import Passage, Policy, Problem, Tool

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
