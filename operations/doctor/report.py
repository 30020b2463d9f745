"""The doctor's findings as text for a person and as JSON for a machine."""

import json
import shutil
import textwrap
from collections.abc import Sequence
from dataclasses import asdict

from operations.doctor.finding import Finding, FindingStatus


def as_json(findings: Sequence[Finding]) -> str:
    return json.dumps(
        {"healthy": is_healthy(findings), "findings": [asdict(finding) for finding in findings]},
        indent=2,
        ensure_ascii=False,
    )


def as_text(findings: Sequence[Finding]) -> str:
    """A line each, wrapped under itself where it is long, and what it comes to at the end."""
    wide = max(len(finding.about) for finding in findings)
    width = shutil.get_terminal_size((100, 24)).columns
    lines = []
    for finding in findings:
        label = (
            finding.verdict.upper() if finding.verdict is FindingStatus.FAIL else finding.verdict
        )
        head = f"{label:<5} {finding.about:<{wide}}  "
        lines += textwrap.wrap(
            finding.said,
            max(width, len(head) + 40),
            initial_indent=head,
            subsequent_indent=" " * len(head),
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join([*lines, "", _sum(findings)])


def is_healthy(findings: Sequence[Finding]) -> bool:
    return all(finding.verdict is not FindingStatus.FAIL for finding in findings)


def _sum(findings: Sequence[Finding]) -> str:
    failed = sum(finding.verdict is FindingStatus.FAIL for finding in findings)
    if failed:
        return f"{failed} thing{'s' if failed > 1 else ''} to repair, marked FAIL, the first first."
    if any(finding.verdict is FindingStatus.LOOK for finding in findings):
        return "Nothing found that keeps the bot silent. Compare by eye what is marked look."
    return "Nothing to repair."
