"""Links and citations: whatever a text points at is there on the day that it is read."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from knowledge.files.front_matter import shown
from knowledge.files.sections import paragraph_numbers
from knowledge.model.policies import Problem
from knowledge.nearest import did_you_mean
from knowledge.rules.inspection import CheckedText, Inspection, fault
from knowledge.rules.teams_markdown import TEXTS_KEPT, tokens

_PLACE = re.compile(r"([a-z0-9-]+)#([^#\s]+)")
_REF = re.compile(r"([a-z0-9-]+@\d+\.\d+)#([^#\s]+)")
_CLAUSE = re.compile(r"\bclause (\d+(?:\.\d+)+)(?! of\b)", re.IGNORECASE)


def links_lead_somewhere(inspection: Inspection) -> Iterator[Problem]:
    """A link names a clause in force, an entry of the register or a web page."""
    for text in inspection.texts():
        for below, target in _links(text.text):
            if trouble := _trouble(inspection, text, target):
                yield fault(text.file, text.line + below, trouble)


@lru_cache(maxsize=TEXTS_KEPT)
def _links(text: str) -> Sequence[tuple[int, str]]:
    """Where each link of a text leads, and how many lines below the first one it stands."""
    return [
        (below, unquote(str(token.attrGet("href") or "")))
        for below, token in tokens(text, 0)
        if token.type == "link_open"
    ]


def _trouble(inspection: Inspection, text: CheckedText, target: str) -> str:
    if target.startswith(("https://", "http://")):
        return ""
    if target.startswith("mailto:"):
        return "a link to an e-mail address: name a role and how to reach it"
    if exact := _REF.fullmatch(target):
        clauses = inspection.policies.clauses.get(exact[1], ())
        there = any(passage.anchor == exact[2] for passage in clauses)
    elif _PLACE.fullmatch(target):
        there = inspection.cited(target, text.day)
        if not there and inspection.cited(target, None):
            return f"the link leads to a clause that is not in force on {text.day}: {target}"
    else:
        forms = "policy-id#anchor, register#tool-id or https://"
        return f"the link leads nowhere: write {forms}, not {shown(target)}"
    if there:
        return ""
    return f"the link leads to no clause: {target}" + did_you_mean(
        target, inspection.places(text.day)
    )


def clauses_named_by_number_are_there(inspection: Inspection) -> Iterator[Problem]:
    """ "Clause 4.3" in a text is a clause of the same version."""
    for text in inspection.texts():
        if text.policy is None:
            continue
        clauses = inspection.policies.clauses.get(text.policy.ref, ())
        numbers = {p.clause for p in clauses}
        numbers |= {number for p in clauses for number in paragraph_numbers(p.text)}
        for number, line in enumerate(text.text.splitlines(), text.line):
            for named in _CLAUSE.findall(line):
                if named not in numbers:
                    message = f"there is no clause {named} in this version: link the clause instead"
                    yield fault(text.file, number, message)


def conflicts_name_clauses(inspection: Inspection) -> Iterator[Problem]:
    """`conflicts` lists clauses of other policies, as `policy-id#anchor`."""
    for file in inspection.reading.policies:
        entry = file.front.entries.get("conflicts")
        day = inspection.day_of(file.policy)
        for place, line in entry.items if entry else ():
            if not inspection.cited(place, day):
                message = f"`conflicts` names no clause in force: {place}"
                message += did_you_mean(place, inspection.places(day))
                yield fault(file.source.name, line, message)
            elif place.startswith(f"{file.policy.id}#"):
                yield fault(file.source.name, line, "a version cannot conflict with itself")


def screening_cites_clauses(inspection: Inspection) -> Iterator[Problem]:
    """Every screening question cites a clause that is in force when it is asked."""
    for file in inspection.reading.screenings:
        day = inspection.day_of(file.policy)
        for question in file.content.questions:
            if not inspection.cited(question.clause, day):
                message = f"`clause` of {question.anchor} is no clause in force: {question.clause}"
                message += did_you_mean(question.clause, inspection.places(day))
                yield fault(question.file, question.line, message)


def scoring_cites_clauses(inspection: Inspection) -> Iterator[Problem]:
    """Every clause that decisions rest on as a rule is in force when they are taken."""
    for file in inspection.reading.scorings:
        day = inspection.day_of(file.policy)
        for kind, places in file.content.clauses.items():
            for place, line in places:
                if not inspection.cited(place, day):
                    message = f"the clause for {kind} is not in force: {place}"
                    message += did_you_mean(place, inspection.places(day))
                    yield fault(file.source.name, line, message)
