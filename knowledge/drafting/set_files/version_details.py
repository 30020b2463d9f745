"""What stands above the text of a version: the facts that an officer changes."""

from collections.abc import Mapping

from knowledge.drafting.facts import Value, front_of, with_fact
from knowledge.drafting.set_files.parts import Part, Values
from knowledge.rules.metadata import POLICY_LISTS

DETAILS = "details"
NAMES = (
    *("title", "summary", "owner", "contact", "audience", "classification", "review_by"),
    *("approver", "author", "topics", "conflicts"),
)
"""The facts that can be changed; the others are given by the number, the approval and the day."""


def facts_of(text: str) -> Mapping[str, str]:
    """The facts that can be changed, lists with commas. Raises ValueError for a front matter that
    cannot be read."""
    front = front_of(text)
    return {
        name: ", ".join(front.items(name)) if name in POLICY_LISTS else front.text(name)
        for name in NAMES
    }


def with_facts(text: str, values: Values) -> str:
    """The text with the facts that differ set. Raises ValueError likewise."""
    held = facts_of(text)
    for name, value in values.items():
        if name in held and value != held[name]:
            text = with_fact(text, name, _as_fact(name, value))
    return text


def details_part(text: str) -> Part:
    """The facts as a part of the file."""
    return Part(DETAILS, DETAILS, "Details", facts_of(text), 1, front_of(text).body)


def _as_fact(name: str, typed: str) -> Value:
    if name in POLICY_LISTS:
        return [item.strip() for item in typed.split(",") if item.strip()]
    return " ".join(typed.split())
