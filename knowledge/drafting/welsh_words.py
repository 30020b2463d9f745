"""What a policy says in Welsh, taken on into its next version as far as it still words the same.

A clause whose English changes is left out: its Welsh would say what the rule was. Until somebody
words it anew it is shown in English, and the check names it as missing.
"""

from collections.abc import Mapping

from knowledge.drafting.clauses import clauses_of
from knowledge.files.sections import sections
from knowledge.files.source_file import SourceFile
from knowledge.files.verdict_marks import without_marks


def without_welsh(welsh: str, former: str, new: str) -> Mapping[str, str]:
    """The clauses of the Welsh file whose English is another in the new version, or that are not
    there any more: their headings in English by their anchors. Raises ValueError where a front
    matter cannot be read."""
    was, will = _said(former), _said(new)
    there = {piece.anchor for piece in sections(SourceFile.of("draft.cy.md", welsh.encode()))}
    return {
        anchor: heading
        for anchor, (heading, text) in was.items()
        if anchor in there and will.get(anchor) != (heading, text)
    }


def taken_on(welsh: str, former: str, new: str) -> str:
    """The Welsh file for the new version, as it was but for the clauses that it loses; "" where
    none is left. Raises ValueError likewise."""
    lost = without_welsh(welsh, former, new)
    source = SourceFile.of("draft.cy.md", welsh.encode())
    kept, is_worded = "", False
    pieces = list(sections(source))
    ends = [*(piece.line for piece in pieces[1:]), source.end]
    for piece, end in zip(pieces, ends, strict=True):
        if piece.anchor not in lost:
            kept += source.lines(piece.line, end)
            is_worded |= bool(piece.anchor)
    return kept if is_worded else ""


def _said(text: str) -> Mapping[str, tuple[str, str]]:
    return {one.anchor: (one.heading, without_marks(one.text)[0]) for one in clauses_of(text)}
