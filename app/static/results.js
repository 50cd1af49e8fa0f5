// From a sheet back to the results that it was opened from, as the browser's Back: the same lines, at the same place. No
// word of the search is in an address for it: pages hand on the mark that the browser itself gave that entry of its history.
"use strict";
{
  const KEY = "results"; // a mark that tells nothing, and the next page takes it away
  const handed = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  // Older browsers do not know which entry they are at: there the link stays hidden, and Back does the same.
  const entries = () => window.navigation?.entries() ?? [];
  const ofSheet = /^\/(resources|cases\/refer)\//.test(location.pathname);
  const [loaded] = performance.getEntriesByType("navigation");
  const mark = (loaded?.type === "navigate" && handed) || history.state?.results;
  if (ofSheet && mark) history.replaceState({ ...history.state, results: mark }, "");

  const link = document.getElementById("to-results");
  const steps = () => {
    const at = entries().findIndex((entry) => entry.key === mark);
    return at < 0 ? 0 : Math.max(0, navigation.currentEntry.index - at);
  };
  if (link) link.hidden = !steps();

  // What leads on from a result, or from a sheet, knows the way back too: the form of a report, another sheet.
  const hand = (place) => {
    if (place.closest("#results > .result, #results > .aside .result")) {
      sessionStorage.setItem(KEY, window.navigation?.currentEntry.key ?? "");
    } else if (ofSheet && mark && place.closest("main")) {
      sessionStorage.setItem(KEY, mark);
    }
  };
  window.addEventListener("click", (event) => {
    const away = event.target.closest("a[href]");
    if (!away || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (away !== link) return hand(away);
    event.preventDefault();
    history.go(-steps());
  });
  window.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) hand(event.target);
  });
}
