// What a form cannot do by itself, on every page.
"use strict";

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

// A row of places that slides on a phone begins at the one where we are.
for (const here of document.querySelectorAll("nav [aria-current]")) {
  const row = here.closest("nav");
  if (row.scrollWidth > row.clientWidth) row.scrollLeft = here.offsetLeft - row.offsetLeft - 40;
}
// With the keyboard its links come by whole: a browser leaves one that is half behind the edge where it is.
for (const row of document.querySelectorAll(".places, .case-nav")) {
  row.addEventListener("focusin", (event) => event.target.scrollIntoView({ block: "nearest", inline: "nearest" }));
}
