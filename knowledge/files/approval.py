"""Publishing is a two-person act: what nobody approved stops the set from being served."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from knowledge.files.reading import ParsedFolder
from knowledge.model.in_force import NEVER_IN_FORCE, successors
from knowledge.model.policies import Problem, Severity, Status


def unapproved(reading: ParsedFolder) -> Iterator[Problem]:
    """A version that is to be served names who approved it and when, no later than it begins,
    and was not approved by its author's own role."""
    for file in reading.dated:
        policy, front = file.policy, file.front
        wrong: list[tuple[str, str]] = []
        if policy.status not in NEVER_IN_FORCE:
            needed = ("approver", "approved_on")
            wrong = [(key, f"`{key}` is missing") for key in needed if not front.text(key)]
        if policy.author and policy.author.casefold() == policy.approver.casefold():
            wrong.append(("author", "`author` and `approver` are the same role"))
        approved, begins = policy.approved_on, policy.effective_from
        if approved and begins and approved > begins:
            message = "`approved_on` is after `effective_from`: no rule begins unapproved"
            wrong.append(("approved_on", message))
        for key, message in wrong:
            yield file.source.problem(front.line(key), message)


def superseded_by_nothing(reading: ParsedFolder) -> Iterator[Problem]:
    """A superseded version has a successor.

    Between two saves, when the old file says superseded and the new one is not there yet, the
    rule must not vanish: the set before goes on being served. A version that could not be read
    has said so itself, and stops the set: whether it is the successor is seen once it is mended.
    """
    after = successors(file.policy for file in reading.dated)
    unread = _policies_with_an_unread_version(reading)
    for file in reading.dated:
        policy = file.policy
        if (
            policy.status is Status.SUPERSEDED
            and policy.ref not in after
            and policy.id not in unread
        ):
            message = f"superseded by nothing: no version says `supersedes: {policy.ref}`"
            yield file.source.problem(file.front.line("status"), message)


def _policies_with_an_unread_version(reading: ParsedFolder) -> set[str]:
    read = {file.source.name for file in reading.dated}
    wrong = (one.file for one in reading.problems if one.severity is Severity.ERROR)
    return {PurePosixPath(name).parent.name for name in wrong if name not in read}
