#!/usr/bin/env bash
# Adaptive Cards, JavaScript renderer: `regex` looks for a part, and `maxLength` is not asked of words already there.
#
# package    adaptivecards 3.0.6 (npm), in jsdom 26.1.0
# a guess    regex has to match the whole value, as HTML's pattern has; maxLength is part of the check before sending
# behaviour  "AI-[0-9]{4}" passes "see AI-20261 please", and a value that came with the card is sent whole however
#            long it is: maxLength stops only further typing. A draft shown again, or a card filled from a
#            conversation, goes past both. Write ^ and $, and check both again at the server.
# output     sent: {"reference":"see AI-20261 please","title":"longer than five"}
set -euo pipefail
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
cd "$there"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit adaptivecards@3.0.6 jsdom@26.1.0 >/dev/null
cat >try.js <<'JS'
const { JSDOM } = require("jsdom");
const page = new JSDOM("<html lang='en'><body></body></html>").window;
for (const name of Object.getOwnPropertyNames(page))
  if (/^(HTML|Element|Node|document$)/.test(name)) globalThis[name] = page[name];
globalThis.window = globalThis.self = page;
const { AdaptiveCard } = require("adaptivecards/dist/adaptivecards.js");
const card = new AdaptiveCard();
card.onExecuteAction = (action) => console.log(`sent: ${JSON.stringify(action.data)}`);
card.parse({
  type: "AdaptiveCard", version: "1.5",
  body: [
    { type: "Input.Text", id: "reference", label: "Reference", regex: "AI-[0-9]{4}", errorMessage: "Like AI-2026",
      value: "see AI-20261 please" },
    { type: "Input.Text", id: "title", label: "Title", maxLength: 5, value: "longer than five" },
  ],
  actions: [{ type: "Action.Submit", title: "Send" }],
});
const drawn = card.render();
document.body.appendChild(drawn);
drawn.querySelector("button").click();
JS
seen=$(node try.js)
echo "$seen"
[ "$seen" = 'sent: {"reference":"see AI-20261 please","title":"longer than five"}' ]
