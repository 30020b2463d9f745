"""How the versions of a policy follow each other in time."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby, pairwise

from knowledge.files.policy_version import PolicyFile
from knowledge.files.scoring_version import ScoringFile
from knowledge.files.screening_version import ScreeningFile
from knowledge.model.in_force import NEVER_IN_FORCE, successors
from knowledge.model.policies import Problem, Status
from knowledge.rules.inspection import Inspection, fault, warning

File = PolicyFile | ScreeningFile | ScoringFile


def _by_policy(inspection: Inspection) -> Iterator[list[File]]:
    """The versions of each policy that were ever approved, the oldest first."""
    approved = [f for f in inspection.reading.dated if f.policy.status not in NEVER_IN_FORCE]
    approved.sort(key=lambda file: (file.policy.id, file.policy.version))
    for _, files in groupby(approved, key=lambda file: file.policy.id):
        yield list(files)


def supersedes_a_version(inspection: Inspection) -> Iterator[Problem]:
    """`supersedes` names the `id@version` of another version, approved before this one."""
    known = {file.policy.ref: file.policy for file in inspection.reading.dated}
    for file in inspection.reading.dated:
        policy, line = file.policy, file.front.line("supersedes")
        if not policy.supersedes:
            continue
        other = known.get(policy.supersedes)
        if other is None:
            message = f"`supersedes` names no version that is here: {policy.supersedes}"
            yield fault(policy.file, line, message)
        elif other.ref == policy.ref or (other.id == policy.id and policy.version < other.version):
            yield fault(policy.file, line, "`supersedes` must name an earlier version")
        elif other.status in NEVER_IN_FORCE:
            message = f"`supersedes` names {other.ref}, which was never approved"
            yield fault(policy.file, line, message)


def later_versions_say_what_changed(inspection: Inspection) -> Iterator[Problem]:
    """From the second approved version on, a version names what it supersedes and what changed."""
    for files in _by_policy(inspection):
        for before, file in pairwise(files):
            policy = file.policy
            if not policy.change_note:
                message = "`change_note` is missing: say for people what changed"
                yield fault(policy.file, file.front.line("change_note"), message)
            if not policy.supersedes and before.policy.status is not Status.WITHDRAWN:
                message = f"`supersedes` is missing: this version follows {before.policy.ref}"
                yield fault(policy.file, file.front.line("supersedes"), message)


def versions_in_order(inspection: Inspection) -> Iterator[Problem]:
    """A higher version begins later than a lower one."""
    for files in _by_policy(inspection):
        for before, file in pairwise(files):
            first, begins = before.policy.effective_from, file.policy.effective_from
            if first and begins and begins <= first:
                message = f"`effective_from` is not after that of {before.policy.ref} ({first})"
                yield fault(file.policy.file, file.front.line("effective_from"), message)


def versions_without_gap(inspection: Inspection) -> Iterator[Problem]:
    """A version begins on the day after its forerunner's last, unless that was withdrawn."""
    terms = inspection.policies.terms
    for files in _by_policy(inspection):
        held = [file for file in files if file.policy.ref in terms]
        held.sort(key=lambda file: terms[file.policy.ref].first)
        for before, file in pairwise(held):
            last, first = terms[before.policy.ref].last, terms[file.policy.ref].first
            if last is None or before.policy.status is Status.WITHDRAWN:
                continue
            if last + timedelta(days=1) < first:
                message = f"a gap: no version is in force after {last} and before {first}"
                yield fault(file.policy.file, file.front.line("effective_from"), message)


def an_end_agrees_with_the_successor(inspection: Inspection) -> Iterator[Problem]:
    """`effective_to` is before the day on which the next version begins."""
    after = successors(file.policy for file in inspection.reading.dated)
    for file in inspection.reading.dated:
        ends, next_one = file.policy.effective_to, after.get(file.policy.ref)
        if ends and next_one and next_one.effective_from and ends >= next_one.effective_from:
            message = f"`effective_to` would leave two versions in force at once: {next_one.ref} "
            message += f"begins on {next_one.effective_from}"
            yield fault(file.policy.file, file.front.line("effective_to"), message)


def status_tells_the_truth(inspection: Inspection) -> Iterator[Problem]:
    """A withdrawn version has a last day, and a version whose successor is in force is no longer
    `approved`."""
    after = successors(file.policy for file in inspection.reading.dated)
    for file in inspection.reading.dated:
        policy, line = file.policy, file.front.line("status")
        next_one = after.get(policy.ref)
        if policy.status is Status.WITHDRAWN and not policy.effective_to:
            yield fault(policy.file, line, "withdrawn without `effective_to`, its last day")
        elif (
            policy.status is Status.APPROVED
            and next_one
            and next_one.effective_from
            and next_one.effective_from <= inspection.on
        ):
            message = f"{next_one.ref} is in force: the status of this version is superseded"
            yield warning(policy.file, line, message)


def review_in_time(inspection: Inspection) -> Iterator[Problem]:
    """A version in force is reviewed by its day."""
    terms = inspection.policies.terms
    for file in inspection.reading.dated:
        policy = file.policy
        term = terms.get(policy.ref)
        review = policy.review_by
        if term and term.holds(inspection.on) and review and review < inspection.on:
            message = f"the review is overdue since {review}"
            yield warning(policy.file, file.front.line("review_by"), message)
