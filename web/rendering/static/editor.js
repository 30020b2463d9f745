// Saves a clause from the first key on, shows how it will look, and keeps what could not be sent.
// Without this script the form is saved by its button.
"use strict";

const form = document.getElementById("editor");
const box = document.getElementById("text");
const heading = document.getElementById("heading");
const saved = document.getElementById("saved");
const preview = document.getElementById("preview");
const KEY = `draft:${form.getAttribute("action")}`;
const PAUSE = 700; // milliseconds without a key after which it is saved
const AGAIN = 4000; // milliseconds after which a lost connection is tried again
let timer = 0;
let sending = false;
let sent = both();

function both() { return JSON.stringify([heading.value, box.value]); }

function keep() {
  try { localStorage.setItem(KEY, both()); } catch { /* nothing to keep it in */ }
}

function forget() {
  try { localStorage.removeItem(KEY); } catch { /* nothing to forget */ }
}

function left() {
  try { return localStorage.getItem(KEY); } catch { return null; }
}

const before = left();
if (before && before !== sent && !document.querySelector(".summary")) {
  [heading.value, box.value] = JSON.parse(before);
  saved.textContent = "What you typed before the connection was lost is here again.";
  later(PAUSE);
}

form.addEventListener("input", () => {
  keep();
  later(PAUSE);
});

form.addEventListener("submit", () => { clearTimeout(timer); forget(); });

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  if (sending) { later(PAUSE); return; }
  const now = both();
  if (now === sent) { forget(); return; }
  sending = true;
  const body = new URLSearchParams(new FormData(form));
  body.set("auto", "1");
  try {
    const response = await fetch(form.getAttribute("action"), { method: "POST", body, redirect: "error" });
    const told = await response.json();
    if (response.ok) {
      form.elements.seen.value = told.seen;
      preview.innerHTML = told.preview; // drawn and escaped by the server
      sent = now;
      if (both() === now) forget();
      saved.textContent = "Saved as a draft.";
    } else if (response.status === 409) {
      saved.textContent = "Somebody else has changed this rule. Save it to see both texts.";
    } else {
      saved.textContent = told.problem;
    }
  } catch {
    saved.textContent = "Not saved: the assistant cannot be reached. Your words are kept in this browser and sent again.";
    later(AGAIN);
  } finally {
    sending = false;
  }
  if (both() !== now) later(PAUSE);
}
