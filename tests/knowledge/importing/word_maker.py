"""Word files made of raw XML, one habit each: nothing here is read with what reads it."""

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WHO = 'w:id="9" w:author="An Officer" w:date="2026-01-05T09:00:00Z"'


def run(text: str, properties: str = "") -> str:
    form = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{form}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of text, or of runs where the content is XML already."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, list_id: int, level: int = 0) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, properties=numbering)


def table(*rows: tuple[str, ...], head: bool = True) -> str:
    drawn = []
    for number, row in enumerate(rows):
        properties = "<w:trPr><w:tblHeader/></w:trPr>" if head and not number else ""
        cells = "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row)
        drawn.append(f"<w:tr>{properties}{cells}</w:tr>")
    return f"<w:tbl><w:tblPr/>{''.join(drawn)}</w:tbl>"


def text_box(*inner: str) -> str:
    """A run that holds a box, as Word writes it: twice, the second time for older readers."""
    box = f"<w:txbxContent>{''.join(inner)}</w:txbxContent>"
    new = f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{new}</w:drawing>'
        f"</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(instruction: str, kept: str) -> str:
    """A field of the kind begin, instruction, separate, result, end."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(kept)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark(name: str, inner: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="1"/>'


def footnote_mark(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def level(number: int, form: str, text: str, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{named}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def style(identity: str, name: str, inner: str = "", based_on: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{inner}</w:pPr></w:style>"
    )


HEADINGS = "".join(style(f"Heading{n}", f"heading {n}") for n in (1, 2, 3)) + style(
    "Title", "Title"
)
NUMBERED_HEADINGS = (
    style("Title", "Title")
    + style("Heading1", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    + style("Heading2", "heading 2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
)
LISTS = (
    level(0, "decimal", "%1", "Heading1") + level(1, "decimal", "%1.%2", "Heading2"),
    level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "(%3)"),
    level(0, "bullet", "•") + level(1, "bullet", "o"),
)
"""Lists 1 to 3: headings, steps with lettered points, bullets."""


def word_file(
    *body: str,
    styles: str = HEADINGS,
    lists: tuple[str, ...] = LISTS,
    footnotes: dict[int, str] | None = None,
    comments: tuple[str, ...] = (),
    header: str = "",
    properties: dict[str, str] | None = None,
) -> bytes:
    """A whole .docx."""
    parts = {
        "word/document.xml": f"<w:document {_NAMES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_NAMES}>"
        + "".join(
            f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>'
            for n, levels in enumerate(lists, 1)
        )
        + "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
            for n in range(1, len(lists) + 1)
        )
        + "</w:numbering>",
    }
    if footnotes:
        notes = "".join(
            f'<w:footnote w:id="{n}">{paragraph(text)}</w:footnote>'
            for n, text in footnotes.items()
        )
        parts["word/footnotes.xml"] = f"<w:footnotes {_NAMES}>{notes}</w:footnotes>"
    if comments:
        told = "".join(
            f'<w:comment w:id="{n}" w:author="An Officer">{paragraph(text)}</w:comment>'
            for n, text in enumerate(comments)
        )
        parts["word/comments.xml"] = f"<w:comments {_NAMES}>{told}</w:comments>"
    if header:
        parts["word/header1.xml"] = f"<w:hdr {_NAMES}>{paragraph(header)}</w:hdr>"
    if properties:
        core = "".join(f"<dc:{name}>{text}</dc:{name}>" for name, text in properties.items())
        parts["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            f'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>'
        )
    own = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{name.partition(".")[0]}" Target="{name}"/>'
        for n, name in enumerate(
            part.removeprefix("word/") for part in parts if part != "word/document.xml"
        )
        if "/" not in name
    )
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}">{own}</Relationships>'
    )
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    parts["[Content_Types].xml"] = _TYPES
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
