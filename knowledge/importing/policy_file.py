"""An outline as the Markdown file of one draft version."""

import re
from collections.abc import Mapping

from knowledge.importing.markdown_text import tidy
from knowledge.importing.policy_outline import DraftClause, Outline

FACTS = (
    *("title", "id", "version", "status", "effective_from", "approved_on", "review_by", "owner"),
    *("approver", "supersedes", "audience", "classification", "summary", "change_note", "contact"),
)
"""The keys that an import can fill in, in the order in which they are written."""

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,.()/&'’–-]*")
_NOT_PLAIN = re.compile(r"^(?:true|false|yes|no|null|on|off|~)$|\s#|:\s|:$", re.IGNORECASE)


def policy_markdown(outline: Outline, facts: Mapping[str, str], texts: Mapping[int, str]) -> str:
    """The whole file; `texts` holds the text of each clause by its place."""
    lines = ["---"]
    lines += [f"{key}: {_value(facts[key])}" for key in FACTS if facts.get(key)]
    lines += ["---", f"# {_heading(outline.title)}"]
    for at, clause in enumerate(outline.clauses):
        lines += ["", heading_line(clause, bool(texts.get(at)))]
        if texts.get(at):
            lines.append(texts[at])
    return "\n".join(lines) + "\n"


def heading_line(clause: DraftClause, has_text: bool) -> str:
    number = clause.printed or clause.number
    words = _heading(clause.words)
    if clause.words != number:  # `Schedule 1` alone is both
        words = f"{number} {words}".strip()
    return f"{'#' * clause.level} {words}" + (f" {{#{clause.anchor}}}" if has_text else "")


def _heading(text: str) -> str:
    return re.sub(r"([\\*_`\[\]<])", r"\\\1", tidy(text).strip()).rstrip("#").strip() or "Policy"


def _value(text: str) -> str:
    if text.startswith("[") and text.endswith("]"):
        return text  # a list, written here
    text = tidy(text).strip()
    if _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
