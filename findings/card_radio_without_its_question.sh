#!/usr/bin/env bash
# Adaptive Cards, JavaScript renderer: only the first radio of a question carries the question and its error.
#
# package    adaptivecards 3.0.6 (npm), in jsdom 26.1.0
# a guess    an expanded Input.ChoiceSet with a label is a radiogroup, or each radio is labelled by the question
# behaviour  there is no radiogroup and no fieldset; the label and, after a failed Send, the error message are
#            named by aria-labelledby of the FIRST radio alone. Whoever arrives with Shift+Tab, or by touch on the
#            second, hears "No" and neither what was asked nor what is wrong. So the question belongs into a
#            TextBlock before it too, and choices must be worth hearing alone ("No, it holds no personal data").
# output     groups: 0 | named by the question: true,false,false | named by the error: true,false,false
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
const card = new AdaptiveCard();
card.parse({
  type: "AdaptiveCard", version: "1.5",
  body: [{
    type: "Input.ChoiceSet", id: "personal", style: "expanded", isRequired: true,
    label: "Does it hold personal data?", errorMessage: "Choose one answer",
    choices: ["Yes", "No", "Not sure"].map((word) => ({ title: word, value: word })),
  }],
});
const drawn = card.render();
document.body.append(drawn);
card.getAllInputs()[0].validateValue();
const radios = [...drawn.querySelectorAll("input[type=radio]")];
const label = drawn.querySelector(".ac-richTextBlock").id;
const error = [...drawn.querySelectorAll(".ac-textBlock")].at(-1).id;
const named = (id) => radios.map((radio) => radio.getAttribute("aria-labelledby").split(" ").includes(id));
const groups = drawn.querySelectorAll("fieldset, [role=radiogroup], [role=group]").length;
console.log(`groups: ${groups} | named by the question: ${named(label)} | named by the error: ${named(error)}`);
JS
seen=$(node try.js)
echo "$seen"
[ "$seen" = "groups: 0 | named by the question: true,false,false | named by the error: true,false,false" ]
