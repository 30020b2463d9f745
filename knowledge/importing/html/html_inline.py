"""What stands inside a paragraph: runs of text, as Markdown that shows every word."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from knowledge.importing.html.html_tree import Element
from knowledge.importing.markdown_text import escaped, tidy

NOTE_BEGINS, NOTE_ENDS = "\ue002", "\ue003"
"""Around the name of a footnote where it is called, until its text is placed."""

_NOTE = re.compile(f"{NOTE_BEGINS}[^{NOTE_ENDS}]*{NOTE_ENDS}")
_BOLD = frozenset({"b", "strong"})
_SLANTED = frozenset({"i", "em", "cite", "dfn"})
_WEB = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one form. `href` is where it leads, "" for nowhere."""

    text: str
    bold: bool = False
    slanted: bool = False
    href: str = ""


def runs(nodes: Iterable[Element | str], notes: Mapping[int, str], form: Run) -> Iterator[Run]:
    """The text of inline nodes. `notes` names the footnote that a link (by its id()) calls."""
    for node in nodes:
        if isinstance(node, str):
            yield replace(form, text=tidy(node))  # a line of the file is no line of the text
        elif id(node) in notes:
            if name := notes[id(node)]:
                yield Run(f"{NOTE_BEGINS}{name}{NOTE_ENDS}")
        elif node.tag == "br":
            yield replace(form, text="\n")
        elif node.tag == "img":
            if alt := tidy(node.get("alt")):
                yield replace(form, text=f"(picture: {alt})")
        else:
            style = node.get("style").replace(" ", "").lower()
            inner = replace(
                form,
                bold=form.bold or node.tag in _BOLD or "font-weight:bold" in style,
                slanted=form.slanted or node.tag in _SLANTED,
                href=node.get("href") or form.href if node.tag == "a" else form.href,
            )
            yield from runs(node.children, notes, inner)


def plain_text(found: Iterable[Run]) -> str:
    """The words alone; marks of footnotes stay."""
    return tidy("".join(run.text for run in found)).strip()


def markdown_lines(found: Sequence[Run]) -> list[str]:
    """The runs as Markdown, one text for each line that the document breaks."""
    lines: list[list[Run]] = [[]]
    for run in found:
        first, *others = re.split(r"\n", run.text) if "\n" in run.text else [run.text]
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=other)] for other in others]
    return [text for line in lines if (text := _markdown(line))]


def is_bold(found: Iterable[Run]) -> bool:
    """Whether every word is bold."""
    worded = [run for run in found if any(map(str.isalnum, run.text))]
    return bool(worded) and all(run.bold for run in worded)


def _markdown(found: Sequence[Run]) -> str:
    joined: list[Run] = []
    for run in found:
        run = replace(run, text=tidy(run.text))  # noqa: PLW2901 - the same run, tidied
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    texts = [run.text for run in joined]
    parts = []
    for at, run in enumerate(joined):
        before = texts[at - 1][-1:] if at else ""
        after = texts[at + 1][:1] if at + 1 < len(joined) else ""
        parts.append(_marked(run, before, after))
    return tidy("".join(parts)).strip()


def _marked(run: Run, before: str, after: str) -> str:
    """One run with its marks, its outer spaces outside of them. Bold that Markdown would not
    read as bold, as it touches a word (CommonMark 0.31, section 6.2), is left out."""
    inner = run.text.strip()
    if not inner or _NOTE.search(inner):
        return run.text
    left = run.text[: len(run.text) - len(run.text.lstrip())]
    right = run.text[len(run.text.rstrip()) :]
    shown = _linked(escaped(inner), run.href)
    touches = (not left and before.isalnum() and not inner[0].isalnum()) or (
        not right and after.isalnum() and not inner[-1].isalnum()
    )
    glued = (not left and before in ("*", "_")) or (not right and after in ("*", "_"))
    if any(map(str.isalnum, inner)) and not touches and not glued:
        if (
            run.slanted
            and not (not left and before.isalnum())
            and not (not right and after.isalnum())
        ):
            shown = f"_{shown}_"
        if run.bold:
            shown = f"**{shown}**"
    return f"{left}{shown}{right}"


def _past_redirect(href: str) -> str:
    """Where a link of Google Docs leads: its export sends each by way of a page of its own."""
    parts = urlsplit(href)
    if parts.netloc == "www.google.com" and parts.path == "/url":
        return parse_qs(parts.query).get("q", [href])[0]
    return href


def _linked(shown: str, href: str) -> str:
    target = _past_redirect(href.strip())
    if target.startswith("#") and len(target) > 1:
        return f"[{shown}]({target})"
    if _WEB.fullmatch(target):
        safe = target.replace("(", "%28").replace(")", "%29").replace("\\", "%5C")
        return f"[{shown}]({safe})"
    return shown
