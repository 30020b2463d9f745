#!/usr/bin/env bash
# Microsoft 365 Agents SDK for Python: a null here and there refuses the whole activity, and new properties are lost.
#
# package    microsoft-agents-activity 1.9.0 (PyPI; needs pyjwt and does not ask for it), botbuilder-schema 4.17.1
# a guess    what botbuilder reads its successor reads: null is the same as absent, and what Teams adds to an
#            activity stands among additional properties until somebody wants it
# behaviour  text and recipient may be null, attachments and localTimestamp may not: such a null is a validation error
#            and the person gets no answer. A property that the models do not know is kept
#            on accounts and entities, dropped from the activity, its conversation and its attachments; botbuilder
#            keeps all. Whoever moves over must take nulls out and read new properties from the raw body.
# output     below, three lines
set -euo pipefail
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
python3 -m venv "$there/venv"
"$there/venv/bin/pip" install --quiet --disable-pip-version-check microsoft-agents-activity==1.9.0 \
  botbuilder-schema==4.17.1 pyjwt==2.10.1
seen=$("$there/venv/bin/python" - 2>"$there/log" <<'PY'
from botbuilder.schema import Activity as Former
from microsoft_agents.activity import Activity
from pydantic import ValidationError

refused = []
for name in ("text", "attachments", "localTimestamp", "recipient"):
    sent = {"type": "message", "channelId": "msteams", name: None}
    assert Former().deserialize(sent).type == "message"
    try:
        Activity.model_validate(sent)
    except ValidationError:
        refused.append(name)
print("null refused:", ", ".join(refused))
new = {"isNew": True}
sent = {"type": "message", **new, "from": {"id": "29:a", **new}, "conversation": {"id": "19:b", **new},
        "attachments": [{"contentType": "text/html", **new}], "entities": [{"type": "quotedReply", **new}]}
now, former = Activity.model_validate(sent), Former().deserialize(sent)
places = {
    "activity": (now, former),
    "account": (now.from_property, former.from_property),
    "conversation": (now.conversation, former.conversation),
    "attachment": (now.attachments[0], former.attachments[0]),
    "entity": (now.entities[0], former.entities[0]),
}
kept = {place for place, (here, _) in places.items() if "isNew" in here.model_dump(by_alias=True)}
print("new property kept:", *(place for place in places if place in kept))
print("kept by botbuilder:", *(place for place, (_, there) in places.items() if there.additional_properties))
PY
) || { cat "$there/log"; exit 1; }
echo "$seen"
[ "$seen" = "null refused: attachments, localTimestamp
new property kept: account entity
kept by botbuilder: activity account conversation attachment entity" ]
