"""What looks like a person's own data is masked before anything is kept.

Rules over the written form: rather too much than too little, but words that the policies or the
register use are left alone, as are days, clauses and amounts.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from common.words import words
from knowledge.model.policy_set import PolicySet
from knowledge.privacy import addresses, numbers
from knowledge.privacy.common_names import ALSO_WORDS, PLAIN, SURNAMES
from knowledge.privacy.forms import Forms
from knowledge.privacy.names import without_names


def mask(text: str, known: Collection[str] = ()) -> str:
    """The text with what looks like personal data replaced by what kind of data it was.

    `known` are lower-case words that the policies and the register use: never taken for names.
    """
    return mask_all((text,), known)[0]


def mask_all(texts: Iterable[str], known: Collection[str] = ()) -> list[str]:
    """The same of several texts, in their order."""
    without = [_replaced(text, numbers.WITHOUT_DIGITS) for text in texts]
    numbered = [
        _replaced(text, numbers.WITH_DIGITS) if re.search(r"\d", text) else text for text in without
    ]
    addressed = [_replaced(text, addresses.FORMS) for text in numbered]
    return [without_names(text, known) for text in addressed]


def _replaced(text: str, forms: Forms) -> str:
    """The text with each form replaced, one after the other."""
    for form, kind in forms:
        text = form.sub(kind, text)
    return text


def names_known(policies: PolicySet) -> frozenset[str]:
    """Words that the policies and the register use and that are never taken for people: names of
    tools and policies, and every word of the clauses that is nobody's common name."""
    named = frozenset(word for name in _known_names(policies) for word in words(name))
    used = frozenset(
        word
        for passages in policies.clauses.values()
        for passage in passages
        for word in words(passage.text)
    )
    return named | (used - PLAIN - ALSO_WORDS - SURNAMES)


def _known_names(policies: PolicySet) -> Iterator[str]:
    for tool in policies.tools:
        yield from (tool.name, tool.supplier, *tool.aliases)
    yield from (policy.title for policy in policies.policies)
