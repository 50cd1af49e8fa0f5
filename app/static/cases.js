// Case work: a key that opens a note, a clock, "@", and a draft that is sent again when the line comes back.
"use strict";

// "n" opens a note from anywhere; on a page that has one, it goes to the text. Unless switched off under
// "My account", or while something is typed.
document.addEventListener("keydown", (event) => {
  if (event.key !== "n" || !document.querySelector("#new-note[aria-keyshortcuts]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, textarea, select") || event.target.isContentEditable) return;
  if (document.querySelector("dialog[open]")) return;
  const text = document.querySelector("#note #text");
  const link = document.querySelector("#case-nav a") || document.getElementById("new-note");
  if (text) begin(text);
  else if (link) location.assign(`${link.pathname}#text`);
  else return;
  event.preventDefault();
});

// Going to the text starts the clock, here and on the server.
function begin(text) {
  text.focus();
  text.dispatchEvent(new Event("begun", { bubbles: true }));
  text.dispatchEvent(new Event("keep"));
}
if (location.hash === "#text") {
  addEventListener("load", () => {
    const text = document.querySelector("#note #text");
    if (text) begin(text);
  });
}

// How long the conversation lasts; one tap fills the minutes in.
const clock = document.getElementById("clock");
if (clock) {
  const form = document.getElementById("note");
  let started = form.dataset.started ? Date.parse(form.dataset.started) : 0;
  const minutes = () => Math.max(1, Math.round((Date.now() - started) / 60000));
  const show = () => {
    clock.hidden = !started;
    clock.textContent = clock.dataset.words.replace("%", minutes());
  };
  const start = () => {
    started = started || Date.now();
    show();
  };
  form.addEventListener("input", start);
  form.addEventListener("begun", start);
  clock.addEventListener("click", () => {
    form.elements.minutes.value = minutes();
    form.elements.minutes.closest("details")?.setAttribute("open", "");
  });
  show();
  setInterval(show, 20000);
}

// "@" and some letters: ask what it may mean, put the choice in the text. What is typed goes in the body.
const text = document.querySelector("textarea[data-mention]");
if (text) {
  const box = document.querySelector(text.dataset.mention);
  // Behind a blank or a bracket, or where a line begins: anywhere else it is part of an e-mail address.
  const begun = () => {
    const found = text.value.slice(0, text.selectionStart).match(/(?:^|[\s([{])@([^\s@[\]][^@[\]\n]{0,40})$/);
    return found && found[1];
  };
  let asked = 0;
  const ask = async () => {
    const turn = ++asked;
    const found = begun();
    if (!found) {
      box.replaceChildren();
      return;
    }
    const body = new FormData();
    body.set("csrf_token", text.form.elements.csrf_token.value);
    body.set("typed", found);
    const answer = await fetch(box.dataset.url, { method: "POST", body }).catch(() => null);
    if (!answer || !answer.ok || turn !== asked) return;
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    box.replaceChildren(...parsed.body.children);
  };
  let waiting;
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  const take = (button) => {
    const found = begun();
    if (!found) return;
    text.setRangeText(`@[${button.dataset.label}] `, text.selectionStart - found.length - 1, text.selectionStart, "end");
    box.replaceChildren();
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) take(button);
  });
  const move = (event, from) => {
    const buttons = [...box.querySelectorAll("button")];
    const next = buttons[buttons.indexOf(from) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!buttons.length || (!from && event.key !== "ArrowDown")) return;
    event.preventDefault();
    (next || text).focus();
  };
  text.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(event, null); // Enter takes the entry that has the focus, and no other
    if (event.key === "Escape") box.replaceChildren();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event, event.target);
    if (event.key === "Escape") {
      box.replaceChildren();
      text.focus();
    }
  });
}

// A draft that could not be sent is sent again by itself, and one that is refused says so; leaving before it is
// kept asks first.
const draft = document.querySelector("#note #text[data-hx-post]");
if (draft) {
  const notice = document.getElementById("not-kept");
  const refusal = document.getElementById("not-taken");
  let lost = false; // not sent: the line is down, or a proxy answers for a server that is
  let refused = false;
  let saving = false;
  let renewed = false; // once for each refusal: a fresh token that is refused as well will not help
  const keep = () => draft.dispatchEvent(new Event("keep"));
  const show = () => {
    notice.hidden = !lost;
    refusal.hidden = !refused;
  };
  const waits = (is) => draft.form.toggleAttribute("data-unkept", is); // the screen that locks then keeps it
  const unkept = async (event) => {
    if (event.target !== draft) return;
    const status = event.detail.xhr?.status ?? 0;
    waits(true);
    if (status === 400 && !renewed) {
      renewed = true;
      if (await pageToken.renew()) return;
    }
    lost = !status || status === 409 || status >= 500; // 409: the case got another key at this moment
    refused = !lost && status !== 401; // of being signed out another line speaks
    show();
    document.querySelector("#draft [role=status]").textContent = "";
    if (lost) setTimeout(() => lost && keep(), 3000);
  };
  // Who signed in again, in another window, has it kept at once.
  document.addEventListener("renewed", keep);
  document.addEventListener("htmx:sendError", unkept);
  document.addEventListener("htmx:responseError", unkept);
  // A phone that puts the page away may never bring it back.
  document.addEventListener("visibilitychange", () => {
    const unsaved = document.hidden ? draft.value !== draft.defaultValue : "unkept" in draft.form.dataset;
    if (unsaved && !saving) keep();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target !== draft || !event.detail.successful) return;
    lost = refused = renewed = false;
    waits(false);
    show();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const shown = event.detail.target;
    if (shown.id !== "draft") return;
    if (event.detail.xhr.status !== 200) { // a page that says why not has no place under the text
      event.detail.shouldSwap = false;
      event.detail.isError = true;
      return;
    }
    // An answer that says nothing new leaves the buttons alone: one that is replaced while it is pressed does nothing.
    const fresh = new DOMParser().parseFromString(event.detail.serverResponse, "text/html").getElementById("draft");
    const aside = (one) => [...one.querySelectorAll(".person")].map((person) => person.outerHTML).join();
    if (!fresh || aside(fresh) !== aside(shown)) return;
    event.detail.shouldSwap = false;
    shown.querySelector("[name=base]").value = fresh.querySelector("[name=base]").value;
    shown.querySelector("[role=status]").textContent = fresh.querySelector("[role=status]").textContent;
  });
  // What a page brings is not read out; what changes in it is: that the note was saved. There the keyboard goes on.
  const told = document.querySelector("#draft [role=status]");
  const words = [...told.childNodes];
  if (told.querySelector("a")) {
    told.replaceChildren();
    setTimeout(() => {
      if (!told.isConnected || told.firstChild) return;
      told.append(...words);
      if (!document.activeElement.matches("input, select, textarea")) told.querySelector("a").focus();
    }, 200);
  }
  draft.form.addEventListener("submit", () => (saving = true));
  window.addEventListener("beforeunload", (event) => {
    if ((lost || refused) && !document.body.hidden && !saving) event.preventDefault(); // a screen that locks keeps it
  });
}
