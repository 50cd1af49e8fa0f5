// A form that was saved brings its page anew: one goes on where the form was, with the keyboard too, not at the top.
"use strict";
{
  const KEY = "place"; // no id of a case or a sheet is in it, and the next page takes it away
  const kindOf = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=^\/resources\/)[^/]+/g, "…");
  const formsOf = (kind) => [...document.querySelectorAll("main form[method=post]")].filter(
    (form) => kindOf(new URL(form.action).pathname) === kind && [...form.elements].some((one) => one.type === "submit"));
  const headings = () => [...document.querySelectorAll("main :is(h1, h2)")];
  const isBefore = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const top = (one) => one.getBoundingClientRect().top;

  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.closest("main") || form.method !== "post") return;
    const kind = kindOf(new URL(form.action).pathname);
    const button = event.submitter ?? form;
    sessionStorage.setItem(KEY, JSON.stringify({
      kind,
      page: kindOf(location.pathname),
      number: formsOf(kind).indexOf(form),
      value: button.value ?? "",
      top: top(form.closest("details")?.querySelector("summary") ?? button),
      heading: headings().findLastIndex((one) => isBefore(one, form)),
    }));
  });

  // The button that was pressed, of the form or of the next of its kind; where it is folded away, what unfolds it;
  // where none is left, the heading above.
  const find = (kept) => {
    const forms = formsOf(kept.kind);
    const form = forms[kept.number] ?? forms.at(-1);
    if (!form) return kindOf(location.pathname) === kept.page ? headings()[kept.heading] ?? headings()[0] : null;
    let folded = null;
    for (let at = form.closest("details"); at; at = at.parentElement.closest("details")) if (!at.open) folded = at;
    const buttons = [...form.elements].filter((field) => field.type === "submit");
    return folded?.querySelector("summary") ?? buttons.find((one) => one.value === kept.value) ?? buttons[0] ?? headings()[0];
  };

  const kept = JSON.parse(sessionStorage.getItem(KEY));
  sessionStorage.removeItem(KEY);
  const [loaded] = performance.getEntriesByType("navigation");
  // What is refused, or has another place to lead to, does so itself; on a page of searching that is the box.
  const goesOn = kept && loaded?.redirectCount && !document.querySelector("main :is([autofocus], #q)");
  // The server says what comes next, or it is found; any other place on the page is led to by the browser.
  const next = document.getElementById(location.hash.slice(1))?.closest("main [data-next]");
  const target = goesOn ? next ?? (location.hash ? null : find(kept)) : null;
  if (target && next) history.replaceState(history.state, "", location.pathname + location.search); // else the browser scrolls
  if (target) {
    const told = document.querySelector("main [data-told]");
    const spot = target.closest("ul, ol, details") ?? target.closest("form") ?? target;
    const whole = told?.closest("form") ?? told;
    if (told) { // that it was saved is said where one looks, and read out with the place
      if (spot.matches("h1, h2")) spot.after(whole);
      else spot.before(whole);
      told.id = "told-here";
      target.setAttribute("aria-describedby", told.id);
    }
    if (target.matches("h1, h2")) {
      target.tabIndex = -1;
      target.scrollIntoView({ block: "nearest" });
    } else {
      scrollBy(0, top(target) - kept.top);
      if (told && Math.abs(top(target) - kept.top) > 1) { // at the end of the page: below the place instead
        spot.after(whole);
        scrollBy(0, top(target) - kept.top);
      }
    }
    target.focus({ preventScroll: true });
  }
}
