"""Documents of different habits, made by script. Each says which words must be quotable, in which
clause, and which must be named as left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.knowledge.importing.word_maker import (
    NUMBERED_HEADINGS,
    WHO,
    bookmark,
    footnote_mark,
    numbered,
    paragraph,
    run,
    table,
    text_box,
    word_file,
)
from tests.knowledge.importing.word_maker import field as word_field


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """`quoted` are texts by the number of the clause that must hold them (or its heading);
    `named` are texts that the report must list."""

    name: str
    data: bytes
    quoted: Mapping[str, tuple[str, ...]]
    named: tuple[str, ...] = ()
    title: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def numbered_word() -> MadeDocument:
    """Word's automatic numbers, a stale cross-reference, a footnote, a box, tracked changes, a
    comment, a header and document control."""
    body = (
        paragraph("Recording meetings", "Title"),
        table(("Policy owner", "Records team"), ("Version", "2.1"), head=False),
        table(("Review date", "3 May 2027"), head=False),
        paragraph("Purpose", "Heading1"),
        paragraph("This policy says when staff may record."),
        paragraph("Rules", "Heading1"),
        paragraph(bookmark("_Ref1", run("Asking first")), "Heading2"),
        paragraph(run("Ask everyone before you record") + footnote_mark(2) + run(". ")
                  + text_box(paragraph("Never record a child."))),
        numbered("Say so aloud.", 2),
        numbered("Wait until:", 2),
        numbered("all have answered, or", 2, 1),
        numbered("a minute has gone.", 2, 1),
        paragraph("Then go on:"),
        numbered("Begin to record.", 2),
        paragraph("Keeping", "Heading2"),
        paragraph(run("As section ") + word_field("REF _Ref1 \\r \\h", "1.9")
                  + run(" says, keep it") + f"<w:ins {WHO}>{run(' thirty days')}</w:ins>"
                  + f"<w:del {WHO}><w:r><w:delText> for ever</w:delText></w:r></w:del>" + run(".")),
    )  # fmt: skip
    return MadeDocument(
        "Recording_policy v2.docx",
        word_file(
            *body,
            styles=NUMBERED_HEADINGS,
            footnotes={2: "Except in public meetings."},
            comments=("Is thirty right?",),
            header="OFFICIAL - do not print",
        ),
        {
            "1": ("Purpose", "when staff may record"),
            "2.1": (
                "Asking first",
                "before you record (note 1).",
                "Note 1: Except in public meetings.",
                "Never record a child.",
                "1. Say so aloud.\n2. Wait until:\n   - (a) all have answered, or",
                "3. Begin to record.",
            ),
            "2.2": ("keep it thirty days.", "[2.1](recording-meetings#asking-first)"),
        },
        ("for ever", "is thirty right", "official do not print"),
        "Recording meetings",
        {"version": "2.1", "owner": "Records team", "review_by": "2027-05-03"},
    )


def bold_word() -> MadeDocument:
    """No heading styles at all: bold lines with typed numbers, typed bullets and letters."""
    bold = "<w:b/>"
    body = (
        paragraph(run("1. Who this is for", bold)),
        paragraph("It is for all staff of the guild."),
        paragraph(run("2. What you must do", bold)),
        paragraph("You must:"),
        paragraph("(a) lock the door;"),
        paragraph("(b) switch off the light."),
        paragraph("•\u00a0keep the key"),
    )
    return MadeDocument(
        "closing up.docx",
        word_file(*body, properties={"title": "Closing up"}),
        {
            "1": ("Who this is for", "all staff of the guild"),
            "2": ("- (a) lock the door;", "- (b) switch off the light.", "- keep the key"),
        },
        title="Closing up",
    )


def long_table_word() -> MadeDocument:
    """A table of forty rows, a clause of five hundred words, merged and inner lists."""
    rows = [("Tool", "Who may use it", "With which data")]
    rows += [(f"Tool {n}", f"Team {n} after its training", f"Data of shelf {n}") for n in range(40)]
    sentences = " ".join(f"Rule {n} is about shelf number {n} and its keeper." for n in range(60))
    body = (
        paragraph("Tools and shelves", "Title"),
        paragraph("Tools", "Heading1"),
        paragraph("These tools may be used:"),
        table(*rows),
        paragraph("Shelves", "Heading1"),
        paragraph(sentences),
        numbered("first bullet", 3),
        numbered("inner bullet", 3, 1),
    )
    return MadeDocument(
        "tools.docx",
        word_file(*body),
        {"1": ("| Tool 39 |", "| Tool | Who may use it |"), "2": ("Rule 59", "  - inner bullet")},
        title="Tools and shelves",
    )


def page() -> MadeDocument:
    """A web page with a menu, hidden text, a rowspan, lettered points and a footnote."""
    html = """<!doctype html><html><head><title>Borrowing - Guild</title></head><body>
<nav><a href="/">Home</a></nav><main><h1>Borrowing</h1>
<h2>1. What may be borrowed</h2><p>Books<sup><a id="r1" href="#n1">1</a></sup> and <b>maps </b>may
be borrowed, as <a href="#two">section 2</a> says.
<h2 id="two">2. Bringing back</h2><p>You must:<ol type="a" start="3"><li>bring it back<li>sign</ol>
<table><tr><th>Thing<th>Days<tr><td rowspan="2">Book<td>ten<tr><td>two in summer</table>
<p style="display: none">Old rule</p>
<ol><li id="n1">Not the red ones. <a href="#r1">&#8617;</a></ol></main>
<footer>Copyright</footer></body></html>"""
    return MadeDocument(
        "borrowing.html",
        html.encode(),
        {
            "1": ("Books (note 1)", "**maps** may be", "Note 1: Not the red ones.",
                  "[section 2](borrowing#bringing-back)"),
            "2": ("- c. bring it back", "- d. sign", "| Book | two in summer |"),
        },
        ("home", "old rule", "copyright"),
        "Borrowing",
    )  # fmt: skip


def wiki() -> MadeDocument:
    """Markdown of another tool: its front matter, dashed headings, footnotes and references."""
    text = """---
title: "Visiting: the rules"
layout: page
version: v3.1
---
Anybody may visit.

At the door
-----------
Sign the book[^late]. Fill in [the form][f] too.
[^late]: After six, ring the bell.
[f]: https://guild.example/form

* first floor
* second floor
    * the east wing

[Scope]: visitors

Inside
------
Do not touch. <!-- ask the keeper -->
"""
    return MadeDocument(
        "visiting.md",
        text.encode(),
        {
            "1": ("Anybody may visit.",),
            "2": ("the book (note 1).", "Note 1: After six, ring the bell.",
                  "[the form](https://guild.example/form)", "  - the east wing",
                  "\\[Scope\\]: visitors"),
            "3": ("Do not touch.",),
        },
        ("ask the keeper",),
        "Visiting: the rules",
        {"version": "3.1"},
    )  # fmt: skip


def structured() -> MadeDocument:
    """reStructuredText with an admonition, a footnote, a table and a role."""
    text = """==========
Lighting up
==========

:Version: 1.4

Candles
=======

Candles stand on stone. [1]_ See :ref:`the hall <hall>`.

.. note:: Never on paper.

The hall
========

#. Open the window.
#. Light the lamp.

===== =====
Lamp  Oil
===== =====
Red   Whale
===== =====

.. [1] Except on feast days.
"""
    text = text.replace(
        "==========\nLighting up\n==========", "===========\nLighting up\n==========="
    )
    return MadeDocument(
        "lighting.rst",
        text.encode(),
        {
            "2": ("Candles", "Note 1: Except on feast days.", "Never on paper.", "the hall"),
            "3": ("1. Open the window.", "2. Light the lamp.", "| Red | Whale |"),
        },
        title="Lighting up",
        facts={"version": "1.4"},
    )


def print_out() -> MadeDocument:
    """A PDF of three pages with a header and a page number on each."""
    pages = [
        ["1 Purpose", "The gate is kept shut.", "It opens at noon."],
        ["2 Keys", "The keeper holds the keys."],
        ["3 Fines", "A late return costs a penny."],
    ]
    return MadeDocument(
        "gate.pdf",
        _pdf([["Guild rules", *lines, f"Page {n}"] for n, lines in enumerate(pages, 1)]),
        {
            "1": ("Purpose", "The gate is kept shut."),
            "2": ("Keys", "holds the keys"),
            "3": ("late return costs a penny",),
        },
        ("guild rules", "page 3"),
    )


def _pdf(pages: list[list[str]]) -> bytes:
    """A PDF with one line of text below the other."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        stream = "BT /F1 12 Tf 14 TL 72 720 Td " + " T* ".join(f"({t}) Tj" for t in lines) + " ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 << "
            "/Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> "
            f"/Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table_of_places = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table_of_places}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    )
    return data + end.encode()


MADE = tuple(
    make()
    for make in (
        numbered_word,
        bold_word,
        long_table_word,
        page,
        wiki,
        structured,
        print_out,
    )
)
