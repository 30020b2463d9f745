"""The report of an import as lines for a person."""

from collections.abc import Iterator

from knowledge.importing.import_document import ImportedPolicy
from knowledge.importing.import_files import ImportOutcome
from knowledge.model.policies import Severity


def outcome_lines(outcome: ImportOutcome) -> Iterator[str]:
    """What became of one document: where it went, its words, what to decide, what to mend."""
    if outcome.policy is None:
        yield f"{outcome.source}: not imported. {outcome.refused}"
        return
    if outcome.written is None:
        yield f"{outcome.source}: not written. {outcome.refused}"
    else:
        yield f"{outcome.source}: written to {outcome.written}, as a draft"
    yield from report_lines(outcome.policy)


def report_lines(policy: ImportedPolicy) -> Iterator[str]:
    """The report, indented by two below the line that names the document."""
    words = policy.words
    yield f"  {policy.clauses} clauses"
    yield (
        f"  {words.words_in} words in the document: {words.quotable} can be quoted or are headings,"
        f" {words.reported} are listed here"
    )
    if policy.changed is not None:
        yield f"  {len(policy.changed)} clauses differ from the version before"
        yield from (f"    {name}" for name in policy.changed)
    if words.lost:
        yield "  Words that are not in any clause:"
        yield from (f"    {lost.place} ({lost.why}): {lost.words}" for lost in words.lost)
    if words.added:
        yield f"  Words that the import wrote: {' '.join(words.added)}"
    if policy.remarks:
        yield "  To look at:"
        for remark in policy.remarks:
            yield f"    {f'{remark.place}: ' if remark.place else ''}{remark.message}"
    todo = [problem for problem in policy.problems if problem.severity is not Severity.WARNING]
    if todo:
        yield "  To mend before it is approved:"
        yield from (f"    line {problem.line}: {problem.message}" for problem in todo)
