// What was typed in the forms of a page and is not sent yet: leaving asks first, and a screen that locks keeps it.
// A form that is on its way is not sent a second time. And boxes that grow, and what was taken in, read out.
"use strict";

// A box of text grows with what is typed, also where the style sheet's field-sizing is not known.
if (!CSS.supports("field-sizing", "content")) {
  const grow = (box) => {
    if (box.scrollHeight > box.clientHeight) box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  };
  document.addEventListener("input", (event) => event.target.matches("main textarea") && grow(event.target));
  for (const box of document.querySelectorAll("main textarea")) grow(box);
}

// What a page brings is not read out; what changes in it is: that something was taken in.
for (const told of document.querySelectorAll("[data-told]")) {
  const words = told.textContent;
  const unread = document.createElement("span"); // as wide and as high, wherever it stands: nothing moves
  unread.style.visibility = "hidden";
  unread.textContent = words;
  told.replaceChildren(unread);
  setTimeout(() => (told.textContent = words), 200);
}

const unsent = (() => {
  const chosen = (select) => [...select.options].map((one) => one.selected).join();
  const atFirst = (select) => {
    const options = [...select.options];
    const none = !select.multiple && !options.some((one) => one.defaultSelected); // then the first is shown
    return options.map((one, number) => (none ? number === 0 : one.defaultSelected)).join();
  };
  const changed = (field) => {
    if (field.type === "file") return false;
    if (field.options) return field.localName === "select" && chosen(field) !== atFirst(field);
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    return "defaultValue" in field && field.value !== field.defaultValue;
  };
  const all = () => [...document.querySelectorAll("main form[method=post]:not(#note:not([data-unkept]))")];

  // A form that came back refused holds what was typed as if the page had brought it.
  const [loaded] = performance.getEntriesByType("navigation");
  const refused = [409, 422].includes(loaded?.responseStatus);
  const written = (field) => field.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=hidden], [type=file])");
  const posted = document.documentElement.dataset.posted ?? location.pathname;
  const cameBack = (form) => refused && new URL(form.action).pathname === posted &&
    [...form.elements].some((field) => written(field) && field.localName !== "select" && field.value);
  // One that is answered as one types loses nothing, and a passphrase is no text.
  const answered = (form) => form.matches("[data-hx-post], :has([type=password])");
  const holds = (form) => "unsent" in form.dataset || cameBack(form) ||
    [...form.elements].some((field) => written(field) && changed(field));

  // The second click of two, or an impatient one: what the form asks for would be done twice. A form of which the
  // answer is a file leaves its page standing, so after a while it can be sent anew.
  const WHILE = 3000;
  let sent = null;
  let button = null;
  let when = 0;
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (event.target === sent && event.submitter === button && event.timeStamp - when < WHILE) return event.preventDefault();
    [sent, button, when] = [event.target, event.submitter, event.timeStamp];
  });
  window.addEventListener("input", (event) => {
    if (event.target.form === sent) sent = null;
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.body.hidden) return; // the screen locks: it is kept, and nobody is asked
    if (!all().some((form) => form !== sent && !answered(form) && holds(form))) return;
    when = -WHILE; // who stays may send it at once
    event.preventDefault();
    event.returnValue = true; // for browsers of before 2024
  });

  return {
    // The forms of which any field is not as the page brought it. A note is among them only where its draft is not
    // on the server.
    forms: () => all().filter((one) => [...one.elements].some(changed)),
  };
})();
