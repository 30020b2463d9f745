"""What the set says of itself: each purpose has its clause, contacts are roles."""

from collections.abc import Iterator

from knowledge.files.settings_file import SETTINGS
from knowledge.model.policies import Problem
from knowledge.model.set_settings import NO_CLAUSE, ClauseRole
from knowledge.nearest import did_you_mean
from knowledge.rules.inspection import Inspection, fault, warning
from knowledge.rules.metadata import no_role

_FOR = {
    ClauseRole.REGISTER_RULE: "that a tool which is not on the register is not approved",
    ClauseRole.SUBMIT_IDEA: "how an idea is sent in",
    ClauseRole.IDEA_TRIAGE: "what happens to an idea, and by when",
    ClauseRole.INCIDENT: "what to do at once when something has gone wrong",
    ClauseRole.MISTAKE: "how a mistake of AI in work that was sent is put right",
    ClauseRole.FAKE_CALL: "what to do when a voice or a face may be faked",
}
_MAY_BE_LEFT_OUT = frozenset({ClauseRole.MISTAKE, ClauseRole.FAKE_CALL})


def the_set_says_what_it_is(inspection: Inspection) -> Iterator[Problem]:
    """There is a settings file."""
    if inspection.reading.policies and inspection.reading.settings.source is None:
        message = "is missing, so nobody is offered a question to begin with and bodies have no "
        message += "names: begin with the one in docs/own-policies.md"
        yield warning(SETTINGS, 0, message)


def each_role_has_one_clause(inspection: Inspection) -> Iterator[Problem]:
    """Every purpose has one clause in force, or says that there is none."""
    file = inspection.reading.settings
    if file.source is None:
        return
    at = file.lines.get("clauses", 1)
    known = inspection.places(inspection.on)
    for role in ClauseRole:
        places = file.named.get(role, ())
        line = places[0][1] if places else at
        say = f"`{role}`, the clause that says {_FOR[role]},"
        if not places and role in _MAY_BE_LEFT_OUT:
            continue
        if not places:
            message = f"{say} is missing: write `{role}: policy-id#anchor` below `clauses`, or "
            yield fault(SETTINGS, line, f"{message}`{NO_CLAUSE}` if there is no such rule")
        elif len(places) > 1:
            yield fault(SETTINGS, line, f"{say} names {len(places)} clauses: leave one")
        elif places[0][0] == NO_CLAUSE:
            yield warning(SETTINGS, line, f"no clause says {_FOR[role]}")
        elif not inspection.cited(places[0][0], inspection.on):
            message = f"{say} is not in force: {places[0][0]}"
            yield fault(SETTINGS, line, message + did_you_mean(places[0][0], known))


def the_contact_is_a_role(inspection: Inspection) -> Iterator[Problem]:
    """Who to ask where no clause names anybody is a role, never a person."""
    file = inspection.reading.settings
    if trouble := no_role(file.settings.contact):
        yield fault(SETTINGS, file.lines.get("contact", 1), f"`contact` {trouble}")
