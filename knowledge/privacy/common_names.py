"""Names that are common in the United Kingdom, for masking: lower case, without accents."""

from pathlib import Path


def _listed(name: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(name).read_text("utf-8").split())


PLAIN = _listed("first_names.txt")
"""First names that are no other word."""

ALSO_WORDS = _listed("first_names_also_words.txt")
"""First names that are other words too: masked where they are written with a capital and stand as a
person does (with Mark, told Grace, Rose Miller)."""

MONTHS = frozenset(("april", "august", "june", "may"))
"""Those of them that a preposition says nothing of: `by April` is a day."""

SURNAMES = _listed("surnames.txt")
"""Surnames that are no other word. A list of English words counts them as words, because people
write them so often."""
