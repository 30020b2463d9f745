"""What Teams sent, as the conversation takes it: an activity becomes a `Message`.

All of it is client data: what has a wrong kind counts as not sent, and what nobody can see or
write, such as a NUL or half a character, is left out.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from botbuilder.schema import Activity, ActivityTypes

from bot.message import Message, Scope
from bot.teams import activity_json
from bot.teams.auth.authentication import tenants_of
from bot.teams.inbound.message_text import message_text
from bot.teams.outbound import card_forms, invoke_responses
from common.person import Person
from triage.model.validation import tidied

_SCOPES = {"personal": Scope.PERSONAL, "groupChat": Scope.GROUP, "channel": Scope.CHANNEL}
_OURS = ("action", "say", "values", card_forms.MANY, card_forms.FILLED)
"""The keys of what a button sends that are no boxes."""

_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def message_of(activity: Activity) -> Message:
    """What a person said or pressed, as the conversation takes it."""
    return message_and_quoted(activity)[0]


def message_and_quoted(activity: Activity) -> tuple[Message, Sequence[str]]:
    """The same, and the ids of the messages that it quotes."""
    person = person_of(activity)
    action, said, values = _pressed(activity)
    conversation = activity.conversation.id
    scope = scope_of(activity)
    words = message_text(activity)
    message = Message(
        id=f"{conversation}|{activity.id or uuid4().hex}",
        conversation=f"{conversation}|{person.id}",
        person=person,
        text=tidied(said or words.typed),
        action=action,
        values=values,
        scope=scope,
        channel=conversation.partition(";")[0] if scope is Scope.CHANNEL else "",
        context=tidied(words.context),
        is_edit=activity.type == ActivityTypes.message_update,
        has_unread=words.has_unread,
        is_press=bool(said),
        locale=activity.locale if _LOCALE.fullmatch(activity.locale or "") else "en-GB",
    )
    return message, words.quoted_ids


def scope_of(activity: Activity) -> Scope:
    """Who reads a reply to this; whoever does not say is taken for everybody."""
    return _SCOPES.get(activity.conversation.conversation_type, Scope.CHANNEL)


def person_of(activity: Activity) -> Person:
    """The sender by tenant and directory id; people without one (a meeting's guests) by the id
    that Teams gives them towards this bot, which no directory id looks like."""
    sender = activity.from_property
    tenant = next(iter(sorted(tenants_of(activity))), "")
    return Person(tenant, sender.aad_object_id or sender.id or "", tidied(sender.name or ""))


def _pressed(activity: Activity) -> tuple[str, str, Mapping[str, object]]:
    """The action, the words and the values of a button or a form; empty for typed text.

    All of it is client data: a value of a wrong kind counts as not sent.
    """
    value = object_in(activity.value)
    verb: object = ""
    if activity.type == ActivityTypes.invoke:
        sent = (
            value
            if activity.name in invoke_responses.IN_A_DIALOG
            else object_in(value.get("action"))
        )
        verb, value = sent.get("verb"), _data(sent.get("data"))
    action = verb or value.get("action")
    say = value.get("say")
    many, emptied = _names(value, card_forms.MANY), _names(value, card_forms.FILLED)
    boxes = {
        key: _tidied(_listed(item) if key in many else item)
        for key, item in (dict.fromkeys(emptied, "") | value).items()
        if key not in _OURS
    }
    return (
        action if isinstance(action, str) else "",
        say if isinstance(say, str) else "",
        boxes | {key: _tidied(item) for key, item in object_in(value.get("values")).items()},
    )


def _tidied(value: object) -> object:
    if isinstance(value, list):
        return [_tidied(each) for each in value]
    return tidied(value) if isinstance(value, str) else value


def object_in(value: object) -> dict[str, Any]:
    """A JSON object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def _data(data: object) -> dict[str, Any]:
    """What was filled in, also where a client sends the object as its JSON text."""
    if isinstance(data, str):
        try:
            return activity_json.parse(data.encode())
        except activity_json.NotAnActivity:
            return {}
    return object_in(data)


def _names(value: Mapping[str, object], key: str) -> list[str]:
    names = value.get(key)
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _listed(chosen: object) -> object:
    """Several choices of one box come as text with commas."""
    return [part for part in chosen.split(",") if part] if isinstance(chosen, str) else chosen
