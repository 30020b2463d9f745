"""Policies that a person names by their title, id or topics."""

from datetime import date

from common.words import STOP_WORDS, stems, words
from knowledge.model.policies import Policy
from knowledge.model.policy_set import PolicySet

_GENERIC = frozenset("ai policy policies rule rules council guidance".split())


def policies_named(policies: PolicySet, said: str, today: date) -> tuple[str, ...]:
    """The ids of the policies whose name or topics hold every word that was said, those whose
    title holds them first; empty where there is none. Policies that are over count too. A title
    that holds the words as they were said leaves out those that hold others of their kind."""
    asked = [word for word in words(said) if word not in STOP_WORDS | _GENERIC]
    wanted = set(stems(asked))
    if not wanted:
        return ()
    newest: dict[str, Policy] = {}
    for policy in policies.policies:
        term = policies.terms.get(policy.ref)
        if term and term.first <= today and not policy.restricted:
            newest[policy.id] = policy
    exactly = [p.id for p in newest.values() if set(asked) <= _words(f"{p.title} {p.id}")]
    if exactly:
        return tuple(exactly)
    by_title = [p.id for p in newest.values() if wanted <= _stems(f"{p.title} {p.id}")]
    by_topic = [
        p.id for p in newest.values() if wanted <= _stems(f"{p.title} {' '.join(p.topics)}")
    ]
    return tuple(dict.fromkeys((*by_title, *by_topic)))


def _words(text: str) -> set[str]:
    return set(words(text.replace("-", " ")))


def _stems(text: str) -> set[str]:
    return set(stems(list(_words(text))))
