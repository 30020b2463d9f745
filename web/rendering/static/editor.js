// Saves a form from the first key on, shows how it will look, and keeps what could not be sent.
// Where nothing can be saved yet (data-hold: a new clause or line; data-waits: a field whose change
// is one act with the rest), what is typed is kept for its writer until it is saved by its button.
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
const stop = new AbortController(); // what is sent by its button is not kept as typed after that
let timer = 0;
let sending = false;
let sent = all();
let held = ""; // what is kept for its writer

function typed() { return [...new FormData(form)].filter(([name]) => !NO_WORDS.includes(name)); }

function all() { return JSON.stringify(typed()); }

function waits() {
  const name = form.dataset.waits;
  const of = (pairs) => JSON.stringify(pairs.filter(([one]) => one === name));
  return "hold" in form.dataset || (name && of(typed()) !== of(first));
}

// With the text of which it is: what somebody else writes meanwhile is not written over.
function kept() { return JSON.stringify({ seen: form.elements.seen?.value ?? "", pairs: typed() }); }

function keep() {
  try { localStorage.setItem(KEY, kept()); } catch { /* nothing to keep it in */ }
}

function forget() {
  try { localStorage.removeItem(KEY); } catch { /* nothing to forget */ }
}

function left() {
  try {
    const one = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(one?.pairs) && one.pairs.every(Array.isArray) ? one : null;
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

function restore(one) {
  fill(one.pairs);
  if (form.elements.seen && one.seen) form.elements.seen.value = one.seen;
  saved.textContent = "What you typed before and did not save is here again.";
  later(PAUSE);
}

async function remember() {
  const local = left();
  if (document.querySelector(".summary")) return; // drawn again with what was typed
  if (local && JSON.stringify(local.pairs) !== sent) { restore(local); return; }
  if (!("hold" in form.dataset) && !form.dataset.waits) return;
  try {
    const asked = new URLSearchParams({ form: form.getAttribute("action") });
    const one = await (await fetch(`/desk/typed?${asked}`, { redirect: "error" })).json();
    if (one.pairs.length && all() === sent) restore(one);
  } catch { /* nothing is known */ }
}
remember();

form.addEventListener("input", () => {
  keep();
  later(PAUSE);
});

form.addEventListener("submit", () => { clearTimeout(timer); stop.abort(); forget(); });

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  if (sending) { later(PAUSE); return; }
  const now = all();
  if (now === sent) {
    forget();
    if (held) await hold([]);
    return;
  }
  sending = true;
  try {
    if (waits()) await hold(typed());
    else await store(now);
  } catch {
    saved.textContent = "Not saved: the assistant cannot be reached. Your words are kept in this browser and sent again.";
    later(AGAIN);
  } finally {
    sending = false;
  }
  if (all() !== now) later(PAUSE);
}

async function store(now) {
  const body = new URLSearchParams(new FormData(form));
  body.set("auto", "1");
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
}

// Keeps what is typed for its writer, on the server; no pairs drop what was kept.
async function hold(pairs) {
  const what = pairs.length ? kept() : JSON.stringify({ seen: "", pairs });
  if (what === held) return;
  const body = new URLSearchParams({
    token: form.elements.token.value,
    form: form.getAttribute("action"),
    name: document.title.replace(/^(?:Changed meanwhile: |Error: )+| – [^–]*$/g, ""),
    kept: what,
  });
  const options = { method: "POST", body, redirect: "error", signal: stop.signal };
  const response = await fetch("/desk/typed", options);
  if (!response.ok) throw new Error(response.statusText);
  held = pairs.length ? what : "";
  saved.textContent = pairs.length ? "Kept for you. Save it to make it a draft." : "";
}
