// Sends a question without leaving the page. Without this script every form works by itself.
"use strict";

const log = document.getElementById("log");
const composer = document.getElementById("composer");
const text = document.getElementById("text");
const problem = document.getElementById("composer-problem");
const UNREACHED = "It was not sent: the assistant cannot be reached. Your words are still here.";
const waiting = document.getElementById("waiting");
const SLOW = 700; // milliseconds after which somebody wonders whether anything happens
const TOUCHED = matchMedia("(pointer: coarse)");
let sending = false;

document.documentElement.classList.add("js");
text.required = false; // an empty question is answered in words, not by the browser's bubble

document.addEventListener("submit", (event) => {
  if (!event.target.classList.contains("send")) return;
  event.preventDefault();
  if (!sending) send(event.target);
});

text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});

async function send(form) {
  problem.textContent = "";
  if (form === composer && !text.value.trim()) {
    problem.textContent = "Type a question first.";
    text.focus();
    return;
  }
  sending = true;
  log.setAttribute("aria-busy", "true");
  const wondering = setTimeout(() => { waiting.textContent = "Looking through the policies …"; }, SLOW);
  const body = new URLSearchParams(new FormData(form));
  body.set("part", "turn");
  try {
    const response = await fetch(form.getAttribute("action"), { method: "POST", body, redirect: "error" });
    if (response.ok) show(await response.text(), form);
    else form.submit(); // the whole page explains and keeps what was typed
  } catch {
    problem.textContent = UNREACHED;
  } finally {
    clearTimeout(wondering);
    waiting.textContent = "";
    sending = false;
    log.removeAttribute("aria-busy");
  }
}

function show(html, form) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const turn = document.adoptNode(page.querySelector(".turn"));
  turn.classList.add("new");
  const sent = form.querySelector("[name=form]");
  if (sent) form.closest(".form").replaceWith(closed(form));
  log.append(turn);
  // Who typed goes on typing; who tapped reads, without a keyboard over the answer.
  const types = form === composer && document.activeElement === text && !TOUCHED.matches;
  if (form === composer) {
    composer.reset();
    text.value = "";
  }
  renew(form);
  const next = types ? text : turn.querySelector(".summary") || turn;
  next.focus({ preventScroll: true });
  turn.scrollIntoView({ block: "start" });
}

// Who comes back goes on where they were: at the last turn.
function land() {
  const turns = log.querySelectorAll(".turn");
  if (turns.length < 2 || location.hash) return;
  history.scrollRestoration = "manual";
  turns[turns.length - 1].scrollIntoView({ block: "start", behavior: "instant" });
}

function closed(form) {
  const words = document.createElement("p");
  words.className = "sent";
  words.textContent = `You sent the form “${form.querySelector("[name=label]").value}”.`;
  return words;
}

// Each sending has its own key, so that a repeated one is not answered twice.
function renew(form) {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  form.elements.once.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

land();
