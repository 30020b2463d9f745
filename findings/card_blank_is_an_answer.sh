#!/usr/bin/env bash
# Adaptive Cards, JavaScript renderer: a required box takes spaces, and a prefilled one ignores maxLength.
#
# package    adaptivecards 3.0.6 (npm), in jsdom 26.1.0
# a guess    isRequired refuses a box with nothing but spaces; maxLength holds for what Send sends
# behaviour  the check of isRequired is "not empty", so three spaces pass; maxLength becomes the box's maxlength,
#            which stops typing only: a value that the card itself brought in (a draft, a longer former limit) is
#            sent whole and found valid. The server's own check is the only one.
# output     spaces valid: true | 6 of at most 3 valid: true, sent: abcdef
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
function box(more) {
  const card = new AdaptiveCard();
  const input = { type: "Input.Text", id: "idea", label: "Your idea", isRequired: true, errorMessage: "Say it" };
  card.parse({ type: "AdaptiveCard", version: "1.5", body: [{ ...input, ...more }] });
  card.render();
  return card.getAllInputs()[0];
}
const spaces = box({ value: "   " });
const long = box({ value: "abcdef", maxLength: 3 });
console.log(
  `spaces valid: ${spaces.validateValue()} | 6 of at most 3 valid: ${long.validateValue()}, sent: ${long.value}`,
);
JS
seen=$(node try.js)
echo "$seen"
[ "$seen" = "spaces valid: true | 6 of at most 3 valid: true, sent: abcdef" ]
