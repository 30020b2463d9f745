#!/usr/bin/env bash
# Adaptive Cards, JavaScript renderer: a required input in a folded part stops every button, and nobody sees why.
#
# package    adaptivecards 3.0.6 (npm), in jsdom 26.1.0
# a guess    what is not shown is not asked for: an input inside a container with isVisible false is left out of the
#            check, as a browser leaves out a disabled field
# behaviour  the check runs over hidden inputs as over shown ones. "Send" does nothing at all: the error text is
#            written into the hidden container and the cursor is sent to an input that cannot take it. A screening
#            form that unfolds questions by Action.ToggleVisibility is dead until all are unfolded and filled.
#            Leave isRequired off inside folded parts and ask again at the server; associatedInputs "none" passes.
# output     all shown: sent | one folded: not sent | one folded, associatedInputs none: sent
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
function press(isVisible, more) {
  let sent = "not sent";
  const card = new AdaptiveCard();
  card.onExecuteAction = () => { sent = "sent"; };
  card.parse({
    type: "AdaptiveCard", version: "1.5",
    body: [
      { type: "Input.Text", id: "idea", label: "Your idea", value: "Letters in plain English" },
      { type: "Container", isVisible, items: [
        { type: "Input.Text", id: "data", label: "Which data", isRequired: true, errorMessage: "Say which data",
          value: isVisible ? "None" : undefined }] },
    ],
    actions: [{ type: "Action.Submit", title: "Send", ...more }],
  });
  const drawn = card.render();
  document.body.appendChild(drawn);
  drawn.querySelector("button").click();
  return sent;
}
console.log(`all shown: ${press(true)} | one folded: ${press(false)} | ` +
  `one folded, associatedInputs none: ${press(false, { associatedInputs: "none" })}`);
JS
seen=$(node try.js)
echo "$seen"
[ "$seen" = "all shown: sent | one folded: not sent | one folded, associatedInputs none: sent" ]
