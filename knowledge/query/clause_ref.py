"""A clause that a question names by its number and its policy: `clause 2.1 of meetings`."""

import re
from datetime import date

from common.words import STOP_WORDS, words
from knowledge.files.sections import paragraph_numbers
from knowledge.model.answers import Answer, AnswerKind, Explanation, Match
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.query.policy_names import policies_named

_NUMBER = re.compile(
    r"\b(?:clause|section|paragraph|para|rule|(?=appendix|annex|schedule))"
    r" ?((?:[a-z]\.?)?\d+[a-z]?(?:\.\d+[a-z]?)*|(?:appendix|annex|schedule) (?:[a-z]|\d+))\b"
    r"(?: (?:of|in) (?:the |our )?([\w ,'’-]{2,60}?)"
    r"(?= polic| guidance| rules| sa(?:y|id|ys)\b| about\b|[?.!]|$))?",
    re.IGNORECASE,
)
_NOT_A_NAME = STOP_WORDS | frozenset(
    "say says said read show quote text whole full wording word exactly tell give see open find"
    " what where today now current currently please policy policies guidance".split()
)


def clause_named(policies: PolicySet, question: str, on: date) -> Answer | None:
    """The answer that quotes it as in force on a day; None where no such clause is named."""
    found = _NUMBER.search(question)
    if found is None:
        return None
    rest = found[2] or f"{question[: found.start()]} {question[found.end() :]}"
    named = " ".join(word for word in words(rest) if word not in _NOT_A_NAME)
    for policy_id in policies_named(policies, named, on):
        passage = _numbered(policies, policy_id, found[1], on)
        if passage is not None:
            return _answer(policies, question, passage, on)
    return None


def _numbered(policies: PolicySet, policy_id: str, number: str, on: date) -> Passage | None:
    policy = policies.version_in_force(policy_id, on)
    if policy is None or policy.restricted:
        return None
    clauses = policies.clauses.get(policy.ref, ())
    wanted = number.casefold()
    whole = (p for p in clauses if p.clause.casefold() == wanted)
    # A numbered paragraph is quoted with the clause that it stands in.
    parts = (p for p in clauses if wanted in map(str.casefold, paragraph_numbers(p.text)))
    return next(whole, None) or next(parts, None)


def _answer(policies: PolicySet, question: str, passage: Passage, on: date) -> Answer:
    why = Explanation(
        fingerprint=policies.fingerprint,
        repairs=(),
        lexicon=(),
        matched=(passage.clause,),
        nearest="",
        signals={},
        rival="",
        confidence=1.0,
        threshold=0.0,
        meaning=True,
    )
    return Answer(
        kind=AnswerKind.ANSWERED,
        asked=question,
        matches=(Match(passage, 1.0, f"clause {passage.clause}"),),
        contact=passage.contact,
        on=on,
        confidence=1.0,
        explanation=why,
    )
