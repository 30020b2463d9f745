"""What a message says, in the shapes that Teams sends: quoted replies, forwards, tables, files.

Quotations: https://microsoft.github.io/teams-sdk/blog/quoted-and-threaded-replies and
https://learn.microsoft.com/python/api/microsoft-teams-api/microsoft_teams.api.quotedreplydata
Text and its HTML: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
Files: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
"""

import html
from typing import Any

import pytest

from bot.teams import activity_json
from bot.teams.inbound.message_text import MessageText, message_text
from tests.microsoft import APP_ID, activity

Json = dict[str, Any]

BOT = f"28:{APP_ID}"
MARK = '<quoted messageId="1772050244572"/>'
REPLY = (
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1772050244572">'
    '<strong itemprop="mri" itemid="8:orgid:x">Sam Smith</strong><span itemprop="time" '
    'itemid="1772050244572"></span><p itemprop="preview">Can I use ChatGPT?</p></blockquote>'
)
FORWARD = (
    '<blockquote itemtype="http://schema.skype.com/Forward"><p>May I record it?</p></blockquote>'
)
MENTION = {
    "type": "mention",
    "text": "<at>Policy assistant</at>",
    "mentioned": {"id": BOT, "name": "Policy assistant"},
}
OTHER = {
    "type": "mention",
    "text": "<at>Jo Bloggs</at>",
    "mentioned": {"id": "29:jo", "name": "Jo Bloggs"},
}


def quotation(**told: object) -> Json:
    return {"type": "quotedReply", "quotedReply": {"messageId": "1772050244572", **told}}


def read(
    text: str | None,
    shown: str | None = None,
    *entities: Json,
    files: tuple[Json, ...] = (),
    **of: object,
) -> MessageText:
    """A message with a text and, where it is given, the HTML that Teams sends beside it."""
    beside = [] if shown is None else [{"contentType": "text/html", "content": shown}]
    body = activity(
        "https://x", text=text, attachments=[*beside, *files], entities=[*entities], **of
    )
    return message_text(activity_json.read(body))


@pytest.mark.parametrize("between", [" ", "", "\n", "\r\n\r\n"])
def test_what_follows_the_mark_of_a_quotation_is_read_as_if_typed_alone(between: str) -> None:
    found = read(f"{MARK}{between}my ideas", None, quotation(senderName="Policy assistant"))
    assert found.typed == "my ideas"
    assert found.quoted_ids == ["1772050244572"]


def test_two_quotations_are_both_left_out_and_both_known() -> None:
    second = {"type": "quotedReply", "quotedReply": {"messageId": "2", "preview": "Later words"}}
    found = read(f'{MARK} <quoted messageId="2"/> why?', None, quotation(preview="First"), second)
    assert (found.typed, found.context) == ("why?", "Later words")
    assert found.quoted_ids == ["1772050244572", "2"]


def test_a_quotation_alone_says_nothing() -> None:
    assert read(MARK, None, quotation()).typed == ""


def test_a_quoted_colleagues_words_are_what_the_message_leans_on() -> None:
    told = quotation(senderId="29:sam", senderName="Sam Smith", preview="Can I use ChatGPT?")
    found = read(f"{MARK}<at>Policy assistant</at>&nbsp;is that so?", None, told, MENTION)
    assert (found.typed, found.context) == ("is that so?", "Can I use ChatGPT?")


@pytest.mark.parametrize(
    "told",
    [{"senderId": BOT, "preview": "Clause 1"}, {"isReplyDeleted": True}, {"preview": 7}, {}],
)
def test_our_own_words_and_deleted_ones_are_no_context(told: Json) -> None:
    assert read(f"{MARK} why", None, quotation(**told)).context == ""


def test_the_quoted_block_of_the_html_is_no_part_of_what_was_typed() -> None:
    """Older clients put what they quote into the text as well."""
    for text in ("and for minutes?", "Sam Smith Can I use ChatGPT? and for minutes?"):
        assert read(text, f"{REPLY}<p>and for minutes?</p>").typed == "and for minutes?"


def test_a_forwarded_message_alone_is_what_is_asked() -> None:
    found = read("May I record it?", FORWARD)
    assert (found.typed, found.context) == ("May I record it?", "")


def test_words_beside_a_forwarded_message_lean_on_it() -> None:
    found = read("what do we say?\r\n\r\nMay I record it?", f"<p>what do we say?</p>{FORWARD}")
    assert (found.typed, found.context) == ("what do we say?", "May I record it?")


def test_the_mentions_of_others_stay_and_ours_goes_from_html_too() -> None:
    shown = (
        '<p><span itemtype="http://schema.skype.com/Mention" itemscope itemid="0">Policy assistant'
        '</span>&nbsp;may <span itemtype="http://schema.skype.com/Mention" itemscope itemid="1">'
        "Jo Bloggs</span> record?<br>Today</p>"
    )
    text = "<at>Policy assistant</at> may <at>Jo Bloggs</at> record?Today"
    assert read(text, shown, MENTION, OTHER).typed == "may Jo Bloggs record?\nToday"


def test_the_cells_of_a_table_and_lines_are_kept_apart() -> None:
    shown = (
        "<table><tr><td>Price</td><td>40</td></tr><tr><th>Hours</th><td>2</td></tr></table>"
        "<p>ok?</p>"
    )
    assert read("Price40Hours2ok?", shown).typed == "Price 40\nHours 2\nok?"


@pytest.mark.parametrize(
    "typed", ["terms&parameters", "5 < 6 & 7 > 2", "R&D", "<b>bold</b>", "&copy"]
)
def test_a_text_is_as_it_was_typed_whether_it_came_raw_or_escaped(typed: str) -> None:
    shown = f"<p>{html.escape(typed)}</p>"
    assert read(typed, shown).typed == typed
    assert read(html.escape(typed), shown).typed == typed
    assert read(html.escape(typed)).typed == typed


def test_a_raw_text_without_html_keeps_what_only_looks_like_a_character() -> None:
    assert read("terms&parameters").typed == "terms&parameters"


def test_html_that_says_something_else_than_the_text_is_not_taken() -> None:
    assert read("help", "<p>may I record a meeting?</p>").typed == "help"


def test_a_text_that_is_itself_html_is_read_as_such() -> None:
    assert read("<p>may I &amp; when?</p>", textFormat="xml").typed == "may I & when?"


FILES: list[Json] = [
    {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "draft.docx"},
    {"contentType": "reference", "contentUrl": "https://x.sharepoint.com/draft.docx"},
    {"contentType": "image/png", "contentUrl": "https://smba/x"},
    {"contentType": "image/*", "contentUrl": "https://smba/x"},
    {"contentType": "audio/mp4", "contentUrl": "https://smba/x"},
    {"contentType": "video/mp4", "contentUrl": "https://smba/x"},
    {"contentType": "application/vnd.microsoft.card.fluidEmbedCard", "content": {}},
    {"contentType": "application/octet-stream"},
]
SHOWN = [
    '<p><img src="https://graph/x" itemtype="http://schema.skype.com/AMSImage"></p>',
    '<p><span itemtype="http://schema.skype.com/AudioMessage"></span></p>',
    '<p><a itemtype="http://schema.skype.com/FluidEmbedCard" href="https://loop"></a></p>',
    '<URIObject type="Video.2/CallRecording.1"></URIObject>',
    '<p><readonly itemtype="http://schema.skype.com/Giphy"><img src="https://giphy"></readonly></p>',
]


@pytest.mark.parametrize("file", FILES)
def test_every_kind_of_file_is_noticed(file: Json) -> None:
    assert read("does this comply?", "<p>does this comply?</p>", files=(file,)).has_unread
    assert read(None, None, files=(file,)).has_unread


@pytest.mark.parametrize("shown", SHOWN)
def test_what_stands_in_the_html_and_is_no_words_is_noticed(shown: str) -> None:
    assert read("", shown).has_unread


@pytest.mark.parametrize(
    "shown",
    [
        '<p>thanks <img itemtype="http://schema.skype.com/Emoji" alt="👍" src="https://x"></p>',
        REPLY.replace("Can I", '<img src="https://x">Can I') + "<p>thanks</p>",
    ],
)
def test_emoji_and_a_picture_in_what_is_quoted_are_no_files(shown: str) -> None:
    assert not read("thanks 👍" if "👍" in shown else "thanks", shown).has_unread


@pytest.mark.parametrize(
    "of",
    [
        {"entities": [{"type": "quotedReply"}, {"type": "quotedReply", "quotedReply": [1]}]},
        {"attachments": [{"contentType": "text/html", "content": {"a": 1}}, {"contentType": 7}]},
        {"attachments": [{"contentType": "text/html", "content": "<p><blockquote><at>" * 9_000}]},
        {"textFormat": ["xml"]},
    ],
)
def test_odd_shapes_count_as_not_sent(of: Json) -> None:
    assert (
        message_text(activity_json.read(activity("https://x", text="help", **of))).typed == "help"
    )
