"""What documents say of themselves in pairs of a name and a value, in the words that people use."""

import re
from collections.abc import Iterable

from knowledge.files.front_matter import day

_NAMES = {
    "title": "title|document title|policy title|policy name|document name|name of policy",
    "version": "version|version no|version number|document version|issue|revision",
    "owner": "owner|policy owner|document owner|owning team|responsible team|responsible officer"
    "|lead officer|service owner|author team|department|service",
    "approver": "approved by|approver|approving body|ratified by|authorised by|signed off by",
    "approved_on": "approved on|date approved|approval date|date of approval|ratified on",
    "effective_from": "effective from|effective date|date effective|in force from|start date"
    "|issue date|date issued|date of issue|valid from",
    "review_by": "review by|review date|next review|next review date|date of next review"
    "|review due|date for review",
    "summary": "summary|purpose of document|description|abstract",
    "classification": "classification|protective marking|marking|security classification",
    "contact": "contact|contact details|who to ask|enquiries to",
    "change_note": "change note|changes|summary of changes|reason for change",
}
_KEYS = {name: key for key, names in _NAMES.items() for name in names.split("|")}
_DAYS = frozenset({"approved_on", "effective_from", "review_by"})
_VERSION = re.compile(r"v?(?:ersion)?\s*(\d{1,4})(?:\.(\d{1,4}))?(?:\.\d+)*", re.IGNORECASE)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def facts_from_pairs(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Facts by front matter key; the last pair that can be read for a key is the one."""
    facts: dict[str, str] = {}
    for name, told in pairs:
        key = _KEYS.get(" ".join(re.sub(r"[^a-z ]+", " ", name.lower()).split()))
        text = " ".join(told.split())
        if key in _DAYS:
            text = iso_day(text)
        elif key == "version":
            found = _VERSION.fullmatch(text)
            text = f"{int(found[1])}.{int(found[2] or 0)}" if found else ""
        if key and text:
            facts[key] = text
    return facts


def iso_day(text: str) -> str:
    """A day as documents of the United Kingdom write it, as `2026-09-30`; "" for anything else:
    `30 September 2026`, `30/09/2026`, `2026-09-30`."""
    text = text.strip()
    if day(text[:10]):
        return text[:10]
    if (found := _WORDED.fullmatch(text)) and found[2][:3].lower() in _MONTHS:
        iso = f"{found[3]}-{_MONTHS.index(found[2][:3].lower()) + 1:02d}-{int(found[1]):02d}"
    elif found := _FIGURES.fullmatch(text):
        iso = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    else:
        return ""
    return iso if day(iso) else ""
