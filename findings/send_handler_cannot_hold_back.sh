#!/usr/bin/env bash
# Bot Framework for Python: a handler of outgoing messages cannot hold one back, and never hears what became of it.
#
# package    botbuilder-core 4.17.1 (PyPI), with aiohttp 3.13.2, which it needs and does not ask for
# a guess    as in the SDK for .NET and JavaScript, a handler of TurnContext.on_send_activities that does not call
#            the next one stops the messages, and what it gets from the next one are the ids that were given
# behaviour  in Python the messages go out whether the next is called or not (the same for updates and deletions,
#            which share the code), the next gives None, and the messages are sent only after every handler has
#            ended: what a handler does after "next" still comes before the sending. A filter for what nobody may
#            read has to stand in the adapter's send_activities; a handler may only change the messages in place
# output     below, three lines
set -euo pipefail
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
python3 -m venv "$there/venv"
"$there/venv/bin/pip" install --quiet --disable-pip-version-check botbuilder-core==4.17.1 aiohttp==3.13.2
seen=$("$there/venv/bin/python" - <<'PY'
import asyncio

from botbuilder.core import TurnContext
from botbuilder.core.adapters import TestAdapter
from botbuilder.schema import Activity, ActivityTypes, ChannelAccount, ConversationAccount

heard = Activity(type=ActivityTypes.message, text="hello", channel_id="test", id="1", service_url="https://test",
                 from_property=ChannelAccount(id="user"), recipient=ChannelAccount(id="bot"),
                 conversation=ConversationAccount(id="c"))


async def turn(name, handler):
    adapter = TestAdapter()
    context = TurnContext(adapter, heard)
    seen = []
    context.on_send_activities(lambda *given: handler(seen, *given))
    await context.send_activity("for nobody")
    print(f"{name}:", len(adapter.activity_buffer), "sent;", *seen)


async def holds_back(seen, _context, _activities, _next):
    seen.append("next was not called")


async def passes_on(seen, context, _activities, forward):
    ids = await forward()
    seen.append(f"next gave {ids}; sent by then: {len(context.adapter.activity_buffer)}")


async def changes(seen, _context, activities, _next):
    activities[0].text = "for everybody"
    seen.append("changed in place")


for name, handler in (("holds back", holds_back), ("passes on", passes_on), ("changes", changes)):
    asyncio.run(turn(name, handler))
PY
)
echo "$seen"
[ "$seen" = "holds back: 1 sent; next was not called
passes on: 1 sent; next gave None; sent by then: 0
changes: 1 sent; changed in place" ]
