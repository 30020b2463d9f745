// Bold, lists, links and what a sentence answers, by button, for the box that a toolbar controls.
// Without this script the toolbar stays hidden, and the same can be typed.
"use strict";

for (const tools of document.querySelectorAll(".tools")) {
  const box = document.getElementById(tools.getAttribute("aria-controls"));
  const mark = tools.querySelector("select");
  tools.hidden = false;

  tools.addEventListener("click", (event) => {
    const act = event.target.dataset.do;
    if (act === "bold") around(box, "**", "**", "words");
    if (act === "link") around(box, "[", "](policy#clause)", "words");
    if (act === "list") lines(box, "- ");
    if (act === "numbers") lines(box, "1. ");
  });

  mark.addEventListener("change", () => {
    if (mark.value) {
      const end = box.selectionEnd;
      put(box, end, end, ` {${mark.value}}`);
    }
    mark.value = "";
  });
}

function around(box, open, close, words) {
  const { selectionStart: start, selectionEnd: end } = box;
  const chosen = box.value.slice(start, end) || words;
  put(box, start, end, open + chosen + close);
  box.setSelectionRange(start + open.length, start + open.length + chosen.length);
}

function lines(box, begin) {
  const start = box.value.lastIndexOf("\n", box.selectionStart - 1) + 1;
  const end = box.selectionEnd;
  const chosen = box.value.slice(start, end).split("\n").map((line) => begin + line).join("\n");
  const gap = start && box.value[start - 2] !== "\n" ? "\n" : "";
  put(box, start, end, gap + chosen);
}

function put(box, start, end, words) {
  box.focus();
  box.setRangeText(words, start, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
