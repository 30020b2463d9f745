#!/usr/bin/env bash
# Adaptive Cards, JavaScript renderer: a card in Welsh writes Welsh dates and is read aloud as English.
#
# package    adaptivecards 3.0.6 (npm), in jsdom 26.1.0 on Node 20 or later
# a guess    a card's `lang` becomes the lang attribute of what is drawn, so that a screen reader changes its voice
# behaviour  `lang` is used for nothing but {{DATE()}} and {{TIME()}}: with "cy" the day comes out in Welsh, but no
#            element has a lang attribute, so the page's language holds and an English voice reads the Welsh words
#            (WCAG 3.1.2). `speak` does not help: it replaces the label of the whole card, in the same voice.
#            A host has to set the attribute around the card itself.
# output     day: Dydd Mercher, 4 Mawrth 2026 | elements with lang: 0
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
AdaptiveCard.onProcessMarkdown = (text, result) => { result.outputHtml = text; result.didProcess = true; };
card.parse({
  type: "AdaptiveCard", version: "1.5", lang: "cy", speak: "Adolygu",
  body: [{ type: "TextBlock", text: "{{DATE(2026-03-04T12:00:00Z, LONG)}}" },
    { type: "Input.Text", id: "syniad", label: "Eich syniad" }],
  actions: [{ type: "Action.Submit", title: "Anfon" }],
});
const drawn = card.render();
console.log(`day: ${drawn.querySelector(".ac-textBlock").textContent} | ` +
  `elements with lang: ${drawn.querySelectorAll("[lang]").length + (drawn.lang ? 1 : 0)}`);
JS
seen=$(node try.js)
echo "$seen"
[ "$seen" = "day: Dydd Mercher, 4 Mawrth 2026 | elements with lang: 0" ]
