#!/usr/bin/env bash
# Adaptive Cards, JavaScript renderer: a ticked choice whose value holds a comma ticks ANOTHER choice.
#
# package    adaptivecards 3.0.6 (npm), in jsdom 26.1.0
# a guess    `value` of a multi-select Input.ChoiceSet names one choice when it equals that choice's value
# behaviour  the value is always split at commas and no value is looked for whole. With the choices
#            "Health, social care" and "Health", a card drawn with the first ticked shows the second ticked,
#            the first not, and sends "Health" back: the person who changes nothing changes the answer.
#            Council departments, wards and data classes are full of such names: give choices short keys.
# output     ticked: Health | sent: Health
set -euo pipefail
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
cd "$there"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit adaptivecards@3.0.6 jsdom@26.1.0 >/dev/null
cat >try.js <<'JS'
const { JSDOM } = require("jsdom");
const page = new JSDOM("<body></body>").window;
for (const name of Object.getOwnPropertyNames(page))
  if (/^(HTML|Element|Node|document$)/.test(name)) globalThis[name] = page[name];
globalThis.window = globalThis.self = page;
const { AdaptiveCard } = require("adaptivecards/dist/adaptivecards.js");
const names = ["Health, social care", "Health", "Housing"];
const card = new AdaptiveCard();
card.parse({
  type: "AdaptiveCard", version: "1.5",
  body: [{
    type: "Input.ChoiceSet", id: "departments", isMultiSelect: true, value: names[0],
    choices: names.map((name) => ({ title: name, value: name })),
  }],
});
const boxes = card.render().querySelectorAll("input");
const ticked = names.filter((_, at) => boxes[at].checked);
console.log(`ticked: ${ticked.join("; ")} | sent: ${card.getAllInputs()[0].value}`);
JS
seen=$(node try.js)
echo "$seen"
[ "$seen" = "ticked: Health | sent: Health" ]
