"""The facts of a policy's version as labelled fields."""

from collections.abc import Mapping, Sequence

from bot.message import Field, FieldKind
from knowledge.model.policy_set import PolicySet

LABELS: Mapping[str, tuple[str, str]] = {
    "title": ("Title", ""),
    "summary": ("Summary", "One sentence: what the policy is for."),
    "owner": ("Owner", "A role, never a person."),
    "contact": ("Who to ask", "A role and how to reach it, no e-mail address."),
    "audience": ("For whom", "With commas between, for example: all_staff, managers."),
    "classification": ("Classification", ""),
    "review_by": ("Review date", ""),
    "approver": ("Approved by", "The board or role that stands behind the policy."),
    "author": ("Written by", "A role other than the one that approves."),
    "topics": ("Topics", "With commas between."),
    "conflicts": ("Known conflicts", "Clauses that disagree with this policy."),
}
"""Each fact that can be changed: what it is called, and a hint."""


def needed() -> Sequence[str]:
    """The facts that no version can do without."""
    return ("title", "summary", "owner", "contact", "audience", "classification", "review_by")


def detail_fields(policies: PolicySet | None) -> Sequence[Field]:
    """The facts of a version as fields; with a set what can be chosen is filled in."""
    kinds = {
        "summary": FieldKind.LONG_TEXT,
        "review_by": FieldKind.DATE,
        "classification": FieldKind.CHOICE,
    }
    options = tuple((word, word) for word in policies.settings.classifications) if policies else ()
    return [
        Field(
            name,
            label,
            kinds.get(name, FieldKind.TEXT),
            hint,
            options=options if name == "classification" else (),
            required=name in needed(),
        )
        for name, (label, hint) in LABELS.items()
    ]
