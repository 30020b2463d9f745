#!/usr/bin/env bash
# Bot Framework for Python: taking the bot's mention off a message takes its name out of the whole sentence.
#
# package    botbuilder-core 4.17.1 (PyPI), with aiohttp 3.13.2, which it needs and does not ask for
# a guess    TurnContext.remove_recipient_mention removes <at>…</at>, the text that the mention's entity carries
# behaviour  it removes the NAME wherever it stands, inside words too, and then the empty tag. A bot named "AI" or
#            "Policy" reads another question than was asked; a longer name that is no word of the subject hides it.
#            Remove the entity's own text once, where it stands, as the successor does (microsoft-agents 1.9.0).
# output     below, two lines
set -euo pipefail
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
python3 -m venv "$there/venv"
"$there/venv/bin/pip" install --quiet --disable-pip-version-check botbuilder-core==4.17.1 aiohttp==3.13.2
seen=$("$there/venv/bin/python" - <<'PY'
from botbuilder.core import TurnContext
from botbuilder.schema import Activity

for name, asked in (("Policy", "who wrote the Policy Handbook?"), ("AI", "may I use AI with FAIR data?")):
    mention = {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": "28:bot", "name": name}}
    sent = {"type": "message", "text": f"<at>{name}</at> {asked}", "entities": [mention],
            "recipient": {"id": "28:bot", "name": name}}
    print(f"{name}:", TurnContext.remove_recipient_mention(Activity().deserialize(sent)).strip())
PY
)
echo "$seen"
[ "$seen" = "Policy: who wrote the  Handbook?
AI: may I use  with FR data?" ]
