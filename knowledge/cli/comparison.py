"""What changed between two versions, as a shell shows it."""

from collections.abc import Iterable, Iterator

from knowledge.versions.compare import ClauseChange, ClauseChangeKind, VersionComparison
from knowledge.versions.word_diff import DiffPiece, DiffSide

_MARKS = {DiffSide.BOTH: "{}", DiffSide.OLD: "[-{}-]", DiffSide.NEW: "{{+{}+}}"}


def comparison_as_text(found: VersionComparison) -> Iterator[str]:
    """Each clause that changed, its words marked as `[-taken out-]` and `{+put in+}`."""
    yield f"{found.old.ref} -> {found.new.ref}: {_tally(found)}"
    for policy, note in found.notes:
        yield f"  {policy.version}: {note}"
    for change in found.changes:
        if change.kind is not ClauseChangeKind.SAME:
            yield ""
            yield _title(change)
            if change.kind is ClauseChangeKind.REWORDED:
                if len(change.heading) > 1:
                    yield f"  {_marked(change.heading)}"
                yield from (f"  {line}" for line in _marked(change.text).splitlines())
                if change.old and change.new and change.old.verdict != change.new.verdict:
                    yield f"  verdict: [-{change.old.verdict}-] {{+{change.new.verdict}+}}"
            elif change.kind in (ClauseChangeKind.ADDED, ClauseChangeKind.REMOVED):
                yield from (f"  {line}" for line in change.passage.text.splitlines())


def comparison_as_json(found: VersionComparison) -> dict[str, object]:
    return {
        "old": found.old.ref,
        "new": found.new.ref,
        "notes": {policy.ref: note for policy, note in found.notes},
        "clauses": [
            {
                "change": change.kind.value,
                "anchor": change.passage.anchor,
                "heading": change.passage.heading,
                "old_clause": change.old.clause if change.old else None,
                "new_clause": change.new.clause if change.new else None,
                "text": [[piece.side.value, piece.text] for piece in change.text],
            }
            for change in found.changes
        ],
    }


def _tally(found: VersionComparison) -> str:
    counts = (
        (kind, len(found.of(kind)))
        for kind in ClauseChangeKind
        if kind is not ClauseChangeKind.SAME
    )
    told = [f"{count} {kind}" for kind, count in counts if count]
    return ", ".join(told) or "no clause changed"


def _title(change: ClauseChange) -> str:
    number = change.passage.clause
    if change.old and change.new and change.old.clause != change.new.clause:
        number = f"{change.old.clause} -> {change.new.clause}"
    return f"{number} {change.passage.heading} {{#{change.passage.anchor}}}: {change.kind}"


def _marked(pieces: Iterable[DiffPiece]) -> str:
    return "".join(_MARKS[piece.side].format(piece.text) for piece in pieces)
