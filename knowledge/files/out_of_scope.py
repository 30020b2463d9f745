"""Subjects on which the policies say nothing, and who to ask: `not-covered.md`."""

from dataclasses import dataclass

from knowledge.files.sections import lines_not_read, prose_and_items, sections
from knowledge.files.source_file import SourceFile
from knowledge.model.policies import OutOfScopeTopic, Problem, Severity

MODEL_SET = "model-set"


@dataclass(frozen=True, slots=True)
class OutOfScopeExamples:
    """A subject with the ways of asking about it, and whether it stands in the list that comes
    with the product: below a heading of level 1 that ends in `{#model-set}`."""

    subject: OutOfScopeTopic
    lines: tuple[tuple[str, int], ...]
    of_model_set: bool = False


def read_out_of_scope(
    source: SourceFile, problems: list[Problem]
) -> tuple[OutOfScopeExamples, ...]:
    """Read every heading with an anchor; what cannot be told to a person is left out."""
    found: dict[str, OutOfScopeExamples] = {}
    of_model_set = False
    for piece in sections(source):
        if piece.level < 2:
            of_model_set |= piece.anchor == MODEL_SET
            problems += lines_not_read(source, piece)
            continue
        if not (piece.text or piece.anchor):
            continue
        prose, items = prose_and_items(piece)
        if not piece.anchor or piece.anchor in found:
            what = "stands twice" if piece.anchor else "is missing: end the heading with {#words}"
            message = f"the anchor {piece.anchor} {what}".replace("  ", " ")
            problems.append(source.problem(piece.line, message))
            continue
        if not prose:
            message = "a paragraph is missing: say that it is not covered, and who to ask"
            problems.append(source.problem(piece.line, message))
            continue
        for name in piece.attributes:
            if name not in ("outside", "orders"):
                message = f"{name} is not read here; only `outside` and `orders` are"
                problems.append(source.problem(piece.line, message, Severity.FAULT))
        found[piece.anchor] = OutOfScopeExamples(
            OutOfScopeTopic(
                id=piece.anchor,
                title=piece.words,
                outside="outside" in piece.attributes,
                text=prose,
                file=source.name,
                line=piece.line,
                orders="orders" in piece.attributes,
            ),
            items,
            of_model_set,
        )
    return tuple(found.values())
