"""The citations of a reply: what Teams shows when a `[1]` is pointed at.

Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-ai-bot-messages. The
label for generated content is never set: nothing here is generated.
"""

from collections.abc import Sequence

from bot.message import Quotation, Reply
from bot.messages.formats import listed
from bot.messages.say import say
from bot.teams import limits
from bot.teams.outbound import card_markdown
from bot.teams.outbound.card_markdown import Json, literal


def quotations(reply: Reply) -> list[Quotation]:
    """What is cited, in the order of its numbers, which begin with 1."""
    found = [block for block in reply.blocks if isinstance(block, Quotation)]
    return found[: limits.MOST_CITATIONS]


def mark(number: int) -> str:
    """How a text refers to a citation; Teams finds it by these very characters."""
    return f"[{number}]"


def line(reply: Reply) -> str:
    """The line above a card, in Markdown: that the assistant is automatic and what it quotes, with
    every mark; "" where nothing is quoted."""
    cited = [
        f"{literal(_place(quoted))} {mark(number)}"
        for number, quoted in enumerate(quotations(reply), 1)
    ]
    return say("reply-automatic", clauses=listed(cited)) if cited else ""


def entities(text: str, quoted: Sequence[Quotation], site: str) -> list[Json]:
    """The entity with the citations whose marks are in a text; none without any."""
    claims = [
        _claim(number, one, site) for number, one in enumerate(quoted, 1) if mark(number) in text
    ]
    if not claims:
        return []
    return [
        {
            "type": "https://schema.org/Message",
            "@type": "Message",
            "@context": "https://schema.org",
            "citation": claims,
        }
    ]


def _claim(number: int, quoted: Quotation, site: str) -> Json:
    keywords = [say("reply-clause-number", number=quoted.clause)] if quoted.clause else []
    keywords.append(say("reply-version-number", version=quoted.version))
    appearance: Json = {
        "@type": "DigitalDocument",
        "name": short(_place(quoted), limits.LONGEST_CITATION_NAME),
        "abstract": short(card_markdown.plain(quoted.text, ""), limits.LONGEST_ABSTRACT),
        "keywords": [short(keyword, limits.LONGEST_KEYWORD) for keyword in keywords],
    }
    if site and quoted.link:
        appearance["url"] = site + quoted.link
    return {"@type": "Claim", "position": number, "appearance": appearance}


def _place(quoted: Quotation) -> str:
    return say("reply-cited", title=quoted.title, number=quoted.clause, entry=quoted.heading)


def short(text: str, longest: int) -> str:
    """A text on one line of at most so many UTF-16 units, cut between words."""
    line = " ".join(text.split())
    units = line.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * longest:
        return line
    cut = units[: 2 * (longest - 1)].decode("utf-16-le", "ignore")
    return f"{cut.rsplit(' ', 1)[0]}…"
