"""Verdict marks as officers read and write them in a box: `{Not allowed}` behind a sentence."""

import re
from collections.abc import Mapping

from knowledge.model.policies import Verdict

MARK_NAMES: Mapping[Verdict, str] = {
    Verdict.ALLOWED: "Allowed",
    Verdict.CONDITIONS: "Allowed with conditions",
    Verdict.NOT_ALLOWED: "Not allowed",
    Verdict.REQUIRED: "Required",
    Verdict.NOT_REQUIRED: "Not required",
    Verdict.DEPENDS: "It depends",
}
"""What a mark is called where policies are written."""

_BY_NAME = {name.casefold(): verdict for verdict, name in MARK_NAMES.items()}
_WRITTEN = re.compile(r"\{verdict=([a-z-]+)(?: since=([0-9-]+))?\}")
_PLAIN = re.compile(r"\{([A-Za-z ]+?)(?: since ([0-9-]+))?\}")


def as_typed(text: str) -> str:
    """A clause's text with its marks as words."""
    return _WRITTEN.sub(_name, text)


def as_written(typed: str) -> str:
    """What was typed with its marks as the format has them; other braces stay as they are."""
    return _PLAIN.sub(_mark, typed)


def _name(found: re.Match[str]) -> str:
    known = found[1] in list(Verdict)
    since = f" since {found[2]}" if found[2] else ""
    return f"{{{MARK_NAMES[Verdict(found[1])]}{since}}}" if known else found[0]


def _mark(found: re.Match[str]) -> str:
    verdict = _BY_NAME.get(" ".join(found[1].split()).casefold())
    since = f" since={found[2]}" if found[2] else ""
    return f"{{verdict={verdict}{since}}}" if verdict else found[0]
