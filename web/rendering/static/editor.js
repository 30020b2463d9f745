// Saves a form from the first key on, shows how it will look, and keeps what could not be sent.
// Where nothing can be saved yet (data-hold: a new clause or line; data-waits: a field whose change
// is one act with the rest), what is typed is kept in this browser until it is saved by its button.
// Without this script the form is saved by its button.
"use strict";

const form = document.getElementById("editor");
const saved = document.getElementById("saved");
const preview = document.getElementById("preview");
const KEY = `draft:${form.getAttribute("action")}`;
const NO_WORDS = ["token", "seen", "auto"];
const PAUSE = 700; // milliseconds without a key after which it is saved
const AGAIN = 4000; // milliseconds after which a lost connection is tried again
const first = typed();
let timer = 0;
let sending = false;
let sent = all();

function typed() { return [...new FormData(form)].filter(([name]) => !NO_WORDS.includes(name)); }

function all() { return JSON.stringify(typed()); }

function waits() {
  const name = form.dataset.waits;
  const of = (pairs) => JSON.stringify(pairs.filter(([one]) => one === name));
  return "hold" in form.dataset || (name && of(typed()) !== of(first));
}

function keep() {
  try { localStorage.setItem(KEY, all()); } catch { /* nothing to keep it in */ }
}

function forget() {
  try { localStorage.removeItem(KEY); } catch { /* nothing to forget */ }
}

function left() {
  try {
    const pairs = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(pairs) && pairs.every(Array.isArray) ? pairs : null;
  } catch { return null; }
}

function fill(pairs) {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || NO_WORDS.includes(field.name)) continue;
    const held = values.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = held.includes(field.value);
    else if (field.multiple) for (const one of field.options) one.selected = held.includes(one.value);
    else if (held.length) field.value = held.shift();
  }
}

const before = left();
if (before && JSON.stringify(before) !== sent && !document.querySelector(".summary")) {
  fill(before);
  saved.textContent = "What you typed before and did not save is here again.";
  if (!waits()) later(PAUSE);
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
  const now = all();
  if (now === sent) { forget(); return; }
  if (waits()) {
    saved.textContent = "Kept in this browser. Save it to make it a draft.";
    return;
  }
  sending = true;
  const body = new URLSearchParams(new FormData(form));
  body.set("auto", "1");
  try {
    const response = await fetch(form.getAttribute("action"), { method: "POST", body, redirect: "error" });
    const told = await response.json();
    if (response.ok) {
      form.elements.seen.value = told.seen;
      if (preview) preview.innerHTML = told.preview; // drawn and escaped by the server
      if (told.action) form.setAttribute("action", told.action);
      sent = now;
      if (all() === now) forget();
      saved.textContent = "Saved as a draft.";
    } else if (response.status === 409) {
      saved.textContent = "Somebody else has changed this. Save it to see both texts.";
    } else {
      saved.textContent = told.problem;
    }
  } catch {
    saved.textContent = "Not saved: the assistant cannot be reached. Your words are kept in this browser and sent again.";
    later(AGAIN);
  } finally {
    sending = false;
  }
  if (all() !== now) later(PAUSE);
}
