"""Activities on the wire: JSON of a request to the SDK's `Activity`, and an `Activity` to JSON.

Read and written by hand because the SDK's own mapping costs more than the rest of a turn, fails
in many ways on odd input, loses the tenant of a conversation and strips what entities carry.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from botbuilder.schema import Activity, Attachment, ChannelAccount, ConversationAccount

from bot.teams import limits

Json = dict[str, Any]


class NotAnActivity(ValueError):  # noqa: N818 - it names the outcome
    """The body is not an activity that Teams could have sent."""


def parse(body: bytes) -> Json:
    """The JSON object in a request's body. Raises NotAnActivity for anything else."""
    try:
        parsed = json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError):  # bad JSON, bad UTF-8, integers of thousands of digits
        raise NotAnActivity("not JSON") from None
    if not isinstance(parsed, dict):
        raise NotAnActivity("not an object")
    if _deeper_than(parsed, limits.DEEPEST_JSON):
        raise NotAnActivity("nested too deeply")
    return parsed


def segment(identifier: str) -> str:
    """An id as one segment of an address, at most `limits.LONGEST_SEGMENT` characters.

    Raises ValueError for what no address carries to where it should: nothing at all, dots that
    stand for another folder, signs that nobody sees, more than a server reads.
    """
    quoted = quote(identifier, safe="") if identifier.isprintable() else ""
    if quoted in ("", ".", "..") or len(quoted) > limits.LONGEST_SEGMENT:
        raise ValueError("an id that cannot stand in an address")
    return quoted


def read(body: Json) -> Activity:
    """The activity in a JSON object. What every activity needs must be there and be text;
    other fields of a wrong kind count as missing, and so do ids of messages that cannot be
    answered by them. Raises NotAnActivity."""
    conversation = body.get("conversation")
    if not isinstance(conversation, dict) or not _identifier(conversation, "id"):
        raise NotAnActivity("no conversation")
    return Activity(
        type=_needed(body, "type"),
        channel_id=_needed(body, "channelId"),
        service_url=_needed(body, "serviceUrl"),
        conversation=ConversationAccount(
            id=_identifier(conversation, "id"),
            conversation_type=_text(conversation, "conversationType"),
            tenant_id=_text(conversation, "tenantId"),
            name=_text(conversation, "name"),
        ),
        id=_identifier(body, "id"),
        name=_text(body, "name"),
        text=_text(body, "text"),
        text_format=_text(body, "textFormat"),
        locale=_text(body, "locale"),
        action=_text(body, "action"),
        reply_to_id=_identifier(body, "replyToId"),
        from_property=_account(body.get("from")),
        recipient=_account(body.get("recipient")),
        members_added=_accounts(body.get("membersAdded")),
        members_removed=_accounts(body.get("membersRemoved")),
        entities=_objects(body.get("entities")),
        attachments=[
            Attachment(content_type=_text(entry, "contentType"), content=_words(entry))
            for entry in _objects(body.get("attachments"))
        ],
        value=body.get("value"),
        channel_data=_object(body.get("channelData")),
    )


def write(activity: Activity) -> Json:
    """The JSON object of an activity to send; what is empty is left out."""
    written: Json = {
        "type": activity.type,
        "channelId": activity.channel_id,
        "serviceUrl": activity.service_url,
        "conversation": _write_conversation(activity.conversation),
        "from": _write_account(activity.from_property),
        "recipient": _write_account(activity.recipient),
        "replyToId": activity.reply_to_id,
        "locale": activity.locale,
        "inputHint": activity.input_hint,
        "text": activity.text,
        "textFormat": activity.text_format,
        "summary": activity.summary,
        "speak": activity.speak,
        "attachments": [
            {"contentType": attachment.content_type, "content": attachment.content}
            for attachment in activity.attachments or ()
        ],
        "entities": activity.entities,
        "channelData": activity.channel_data,
        "value": activity.value,
    }
    return {key: value for key, value in written.items() if value not in (None, "", [], {})}


def _write_account(account: ChannelAccount | None) -> Json | None:
    if account is None:
        return None
    fields = {"id": account.id, "name": account.name, "aadObjectId": account.aad_object_id}
    return {key: value for key, value in fields.items() if value}


def _write_conversation(conversation: ConversationAccount) -> Json:
    fields = {
        "id": conversation.id,
        "conversationType": conversation.conversation_type,
        "tenantId": conversation.tenant_id,
    }
    return {key: value for key, value in fields.items() if value}


def _refuse(_constant: str) -> None:
    raise ValueError("NaN and infinities are not JSON")


def _deeper_than(value: object, levels: int) -> bool:
    layer: Sequence[object] = [value]
    for _ in range(levels):
        below: list[object] = []
        for item in layer:
            if isinstance(item, dict):
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        if not below:
            return False
        layer = below
    return True


def _needed(body: Mapping[str, Any], key: str) -> str:
    value = _text(body, key)
    if not value:
        raise NotAnActivity(f"no {key}")
    return value


def _text(body: Mapping[str, Any], key: str) -> str:
    """Text under a key, or ""; without the half characters that no encoding can carry."""
    value = body.get(key)
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-8", "ignore").decode()


def _words(attachment: Mapping[str, Any]) -> str:
    """The content of an attachment that is a message's own words; of no other is any taken."""
    is_html = _text(attachment, "contentType") == "text/html"
    return _text(attachment, "content") if is_html else ""


def _identifier(body: Mapping[str, Any], key: str) -> str:
    """An id that replies are addressed by, or ""."""
    value = _text(body, key)
    try:
        segment(value)
    except ValueError:
        return ""
    return value


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _account(value: object) -> ChannelAccount:
    account = _object(value)
    return ChannelAccount(
        id=_text(account, "id"),
        name=_text(account, "name"),
        aad_object_id=_text(account, "aadObjectId"),
        properties={"isTargeted": True} if account.get("isTargeted") is True else {},
    )


def _accounts(value: object) -> list[ChannelAccount]:
    return [_account(item) for item in _objects(value)]
