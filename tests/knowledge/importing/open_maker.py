"""OpenDocument texts written as the tools write them, for tests of the import."""

import io
import zipfile

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("meta", "meta"),
        ("form", "form"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_NAMES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_NAMES += ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'

WHO = (
    "<office:change-info><dc:creator>A Clerk</dc:creator>"
    "<dc:date>2026-03-04T10:00:00</dc:date></office:change-info>"
)


def open_file(
    body: str, *, automatic: str = "", styles: str = "", pages: str = "", meta: str = ""
) -> bytes:
    """The file with the text `body`, its automatic and named styles, headers and properties."""
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_NAMES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_NAMES}><office:styles>{styles}</office:styles>"
        f"<office:master-styles>{pages}</office:master-styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {_NAMES}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def p(inner: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def h(inner: str, level: int = 1, style: str = "") -> str:
    named = style or f"Heading_20_{level}"
    return f'<text:h text:style-name="{named}" text:outline-level="{level}">{inner}</text:h>'


def points(*items: str, style: str = "L1", how: str = "") -> str:
    """A list of items, each what stands inside its `text:list-item`."""
    inner = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}" {how}>{inner}</text:list>'


def below(*items: str) -> str:
    """A list inside an item, which has the style of the one around it."""
    inner = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f"<text:list>{inner}</text:list>"


def levels(
    name: str, *told: str, kind: str = "list-style", of: str = "list-level-style-number"
) -> str:
    """A list style: for each level, from 1 on, its attributes; `bullet` for a bullet."""
    made = []
    for level, attributes in enumerate(told, 1):
        tag = "list-level-style-bullet" if attributes == "bullet" else of
        said = 'text:bullet-char="•"' if attributes == "bullet" else attributes
        made.append(f'<text:{tag} text:level="{level}" {said}/>')
    named = f' style:name="{name}"' if name else ""
    return f"<text:{kind}{named}>{''.join(made)}</text:{kind}>"


def text_style(name: str, properties: str, *, family: str = "text", parent: str = "") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    inner = f"<style:text-properties {properties}/>"
    return f'<style:style style:name="{name}" style:family="{family}"{above}>{inner}</style:style>'


def table(*rows: tuple[str, ...], head: bool = True) -> str:
    def row(cells: tuple[str, ...]) -> str:
        told = "".join(f"<table:table-cell>{p(c)}</table:table-cell>" for c in cells)
        return f"<table:table-row>{told}</table:table-row>"

    first = f"<table:table-header-rows>{row(rows[0])}</table:table-header-rows>" if head else ""
    rest = rows[1:] if head else rows
    return f"<table:table>{first}{''.join(map(row, rest))}</table:table>"


def box(inner: str) -> str:
    return f'<draw:frame draw:name="Frame1"><draw:text-box>{inner}</draw:text-box></draw:frame>'


def note(inner: str, kind: str = "footnote", mark: str = "1") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body>{p(inner)}</text:note-body></text:note>"
    )
