"""Lines of dashes that turn the paragraph above them into a heading."""

from collections.abc import Iterator

from knowledge.markup.parsed_text import ParsedText, Trap
from knowledge.markup.words import slug


def paragraphs_made_headings(parsed: ParsedText) -> Iterator[Trap]:
    """A line of dashes or equals signs right below a paragraph makes it a heading."""
    first = True
    for token, inline in zip(parsed.tokens, parsed.tokens[1:], strict=False):
        if token.type != "heading_open" or not token.map:
            continue
        titled = first and token.markup == "="
        first = False
        if token.markup not in ("-", "=") or titled or "{#" in inline.content:
            continue
        begins, end = token.map
        words = " ".join(inline.content.split())
        anchor = slug(words) or "some-words"
        message = f"the line of {'dashes' if token.markup == '-' else '='} below makes this a "
        message += "heading, so it is never quoted: put an empty line between them; if it is a "
        message += f'heading, write "## {words[:60]} {{#{anchor}}}"'
        yield parsed.trap(begins, message, last=end - 1)
