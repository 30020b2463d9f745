"""OpenDocument texts of different habits: LibreOffice's own, and as Word saves them."""

from tests.knowledge.importing.made_documents import MadeDocument
from tests.knowledge.importing.open_maker import (
    WHO,
    below,
    box,
    h,
    levels,
    note,
    open_file,
    p,
    points,
    table,
    text_style,
)

_OUTLINE = levels(
    "",
    'style:num-format="1" style:num-suffix="."',
    'style:num-format="1" style:num-suffix="." text:display-levels="2"',
    kind="outline-style",
    of="outline-level-style",
)
_STEPS = levels(
    "L1",
    'style:num-format="1" style:num-suffix="."',
    'style:num-format="a" style:num-prefix="(" style:num-suffix=")"',
    'style:num-format="i" style:num-suffix="."',
)


def bees() -> MadeDocument:
    """Numbered headings, a list, a note, a comment and a deletion."""
    body = (
        f'<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion>{WHO}'
        f"{p('never after dark')}</text:deletion></text:changed-region></text:tracked-changes>"
        f"{p('Keeping bees', 'Title')}{h('Hives')}"
        f"<text:p>Hives stand{note('At least two.')} in the yard.<office:annotation>"
        "<dc:creator>B Reader</dc:creator><dc:date>2026-03-04</dc:date>"
        "<text:p>Which yard?</text:p></office:annotation></text:p>"
        f"{h('Feeding', 2)}{points(p('Mix it.'), p('Pour it.'))}"
        f"{table(('Month', 'Sugar'), ('March', 'One pound'))}"
    )
    return MadeDocument(
        "bees.odt",
        open_file(body, automatic=_STEPS, styles=_OUTLINE),
        {
            "1": ("Hives", "Hives stand (note 1) in the yard.", "Note 1: At least two."),
            "1.1": ("Feeding", "1. Mix it.\n2. Pour it.", "| March | One pound |"),
        },
        ("never after dark", "which yard"),
        "Keeping bees",
    )


def libraries() -> MadeDocument:
    """LibreOffice's habits: lists that go on after a paragraph and begin at another number, boxes
    that hang on a heading, a point and a cell, a shape, bold and slanted by automatic styles,
    an endnote, a stale reference, a contents list, a hidden section, an empty field, a date."""
    inserted = (
        '<text:tracked-changes><text:changed-region xml:id="ct7" text:id="ct7"><text:insertion>'
        f"{WHO}</text:insertion></text:changed-region></text:tracked-changes>"
    )
    control = table(
        ("Policy owner", "Library team", "Version", "2.3"),
        (
            "Review date",
            '<text:date text:date-value="2027-05-03T00:00:00">soon</text:date>',
            "",
            "",
        ),
        head=False,
    )
    shape = f"<draw:custom-shape>{p('Whisper only.')}</draw:custom-shape>"
    bold = '<text:span text:style-name="T1">always</text:span>'
    picture = "<draw:frame><draw:image/><svg:title>Plan</svg:title><svg:desc>The desks</svg:desc>"
    body = (
        f"{inserted}{p('Reading rooms', 'P1')}{control}"
        f"<text:table-of-content><text:index-body>{p('1. Quiet')}</text:index-body>"
        "</text:table-of-content>"
        f"{h('Quiet' + box(p('Boxed beside a heading.')))}"
        + p(f"Be {bold} quiet.{shape}")
        + h('<text:bookmark-start text:name="b1"/>Steps<text:bookmark-end text:name="b1"/>', 2)
        + points(
            p("Knock.") + below(p("at the door, or"), p("at the window.") + below(p("twice;"))),
            p("Wait." + box(p("Boxed beside a point."))),
            how='xml:id="list1"',
        )
        + p("When somebody comes:")
        + points(p("Show the card."), how='xml:id="list2" text:continue-list="list1"')
        + p("And later:")
        + '<text:list text:style-name="L1"><text:list-item text:start-value="7">'
        + f"{p('Sign the book.')}</text:list-item></text:list>"
        + h("Keeping", 2)
        + p(
            'As <text:bookmark-ref text:reference-format="number" text:ref-name="b1">9.9'
            '</text:bookmark-ref> says, keep it<text:change-start text:change-id="ct7"/> for thirty'
            f' days<text:change-end text:change-id="ct7"/>{note("Except maps.", "endnote", "i")}.'
        )
        + p(f"{picture}</draw:frame>See the plan.")
        + p("A bat and a ball may not enter.", "P2")
        + '<text:section text:display="none" text:name="S">'
        + f"{p('Only staff see this.')}</text:section>"
        + p("Name of the desk: <text:placeholder>&lt;desk&gt;</text:placeholder>")
        + table(("Room", "Hours"), ("North", "Nine to five" + box(p("Boxed in a cell."))))
    )
    automatic = (
        _STEPS
        + text_style("T1", 'fo:font-weight="bold"')
        + text_style("P1", 'fo:font-size="20pt"', family="paragraph", parent="Title")
        + text_style("P2", 'fo:font-style="italic"', family="paragraph", parent="Standard")
    )
    pages = (
        '<style:master-page style:name="Standard"><style:header><text:p>Guild of readers</text:p>'
        "</style:header><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p>"
        "</style:footer></style:master-page>"
    )
    return MadeDocument(
        "reading-rooms.odt",
        open_file(body, automatic=automatic, styles=_OUTLINE, pages=pages),
        {
            "1": ("Quiet", "Boxed beside a heading.", "Be **always** quiet.", "Whisper only."),
            "1.1": (
                "1. Knock.\n   - (a) at the door, or\n   - (b) at the window.\n",
                "i. twice;",
                "2. Wait.",
                "Boxed beside a point.",
                "3. Show the card.",
                "7. Sign the book.",
            ),
            "1.2": (
                "As [1.1](reading-rooms#steps) says, keep it for thirty days (note 1).",
                "Note 1: Except maps.",
                "(picture: Plan: The desks)See the plan.",
                "_A bat and a ball may not enter._",
                "Only staff see this.",
                "Boxed in a cell.",
            ),
        },
        ("1 quiet", "guild of readers", "page 1", "9 9"),
        "Reading rooms",
        {"version": "2.3", "owner": "Library team", "review_by": "2027-05-03"},
    )


def word_export() -> MadeDocument:
    """As Word saves: every heading and point is a list of its own that goes on from the last."""
    numbered = levels(
        "LFO1",
        'style:num-format="1" style:num-suffix="."',
        'style:num-format="1" text:display-levels="2"',
        'style:num-format="1" text:display-levels="3"',
    )
    letters = levels(
        "LFO2", 'style:num-format="a" style:num-prefix="(" style:num-suffix=")"', "bullet"
    )
    on = 'text:continue-numbering="true"'

    def one(inner: str, style: str = "LFO1") -> str:
        return points(inner, style=style, how=on)

    def second(inner: str) -> str:
        return one(below(inner))

    body = (
        p("Vehicles", "Title")
        + one(h("Driving", 1))
        + second(p("Show a licence once a year."))
        + second(p("Drivers report:"))
        + one(p("a crash;"), "LFO2")
        + one(p("a fine."), "LFO2")
        + one(h("Parking", 1))
        + second(p("Park in the yard."))
        + second(p("Never on the grass."))
        + one(below(below(p("Not even in snow."))))
    )
    return MadeDocument(
        "vehicles.odt",
        open_file(body, automatic=numbered + letters),
        {
            "1": (
                "Driving",
                "1.1 Show a licence",
                "1.2 Drivers report:",
                "(a) a crash;\n",
                "(b) a fine.",
            ),
            "2": ("Parking", "2.1 Park in", "2.2 Never on the grass.", "2.2.1 Not even in snow."),
        },
        title="Vehicles",
    )


def no_headings() -> MadeDocument:
    """Bold lines for headings, as people write who never use styles; LibreOffice's own form of a
    number; a note inside a point; a table with a cell over two columns and one inside a cell."""
    form = 'loext:num-list-format="Step %1%:" style:num-format="1" style:num-suffix=":"'
    inner = table(("Small", "One"), head=False)
    spanned = (
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2">'
        f"{p('Prices')}</table:table-cell><table:covered-table-cell/></table:table-row>"
        f"<table:table-row><table:table-cell>{p('Cup')}</table:table-cell><table:table-cell>{inner}"
        "</table:table-cell></table:table-row></table:table>"
    )
    body = (
        p("Tea", "P1")
        + p("Nobody brews alone.")
        + points(p("Fill it" + note("With water.") + "."), p("Light it."), style="L4")
        + p("<text:s text:c='2'/>Sugar", "P1")
        + p("Two<text:s/>lumps<text:tab/>at most.<text:line-break/>None at noon.")
        + spanned
    )
    automatic = levels("L4", form) + text_style(
        "P1", 'fo:font-weight="bold"', family="paragraph", parent="Standard"
    )
    return MadeDocument(
        "tea.odt",
        open_file(body, automatic=automatic, meta="<dc:title>Tea and sugar</dc:title>"),
        {
            "1": ("Tea", "Step 1: Fill it (note 1).", "Step 2: Light it.", "Note 1: With water."),
            "2": ("Sugar", "Two lumps at most.", "None at noon.", "Prices", "Small", "One"),
        },
        title="Tea and sugar",
    )


OPEN = tuple(make() for make in (bees, libraries, word_export, no_headings))
