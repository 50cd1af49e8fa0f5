// What a form cannot do by itself: "/" goes to the search box, arrows walk the results.
"use strict";

document.addEventListener("keydown", (event) => {
  const box = document.getElementById("q");
  if (!box || event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input, textarea, select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    box.focus();
    return;
  }
  const links = [...document.querySelectorAll("#results h2 a")];
  const at = links.indexOf(document.activeElement.closest(".result")?.querySelector("h2 a"));
  if (event.key === "ArrowDown" && (event.target === box || at >= 0)) {
    event.preventDefault();
    (links[at + 1] || links[at] || box).focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    event.preventDefault();
    (links[at - 1] || box).focus();
  } else if (event.key === "Escape" && at >= 0) {
    box.focus();
  }
});

// The count is said from an element that stays; a failed search says so instead of showing old results as new.
document.addEventListener("htmx:afterSwap", () => {
  const told = document.getElementById("told");
  if (!told) return;
  told.textContent = document.querySelector("#results .count").textContent;
  document.getElementById("lost").hidden = true;
});
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, () => {
    const lost = document.getElementById("lost");
    if (!lost) return;
    lost.textContent = lost.dataset.words;
    lost.hidden = false;
  });
}

// Searching changes the address: another language keeps the search as it is now.
document.querySelector(".languages")?.addEventListener("submit", (event) => {
  if (document.getElementById("q")) event.target.elements.next.value = window.location.pathname + window.location.search;
});

// A page that the browser brings back from its memory may belong to somebody who has signed out.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

// Typing goes on when the session has ended: the text stays, and a line says how to go on.
document.addEventListener("htmx:responseError", (event) => {
  const notice = document.getElementById("signed-out");
  if (notice && event.detail.xhr.status === 401) notice.hidden = false;
});
document.addEventListener("htmx:afterRequest", (event) => {
  const notice = document.getElementById("signed-out");
  if (notice && event.detail.successful) notice.hidden = true;
});
