// The command palette: Ctrl-K opens it over any page, arrows choose, Enter goes, Escape closes.
{
  const dialog = () => document.getElementById("palette");
  const found = () => document.getElementById("palette-found");
  const options = () => [...found().querySelectorAll("a")];
  // What the list on the screen answers, what was asked since, and whether Enter waits for that answer: a list
  // of before begins with somebody else's case.
  let answered = null;
  let asked = "";
  let waits = false;

  const choose = (option) => {
    const box = document.getElementById("palette-q");
    for (const other of options()) other.removeAttribute("aria-selected");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", option.id);
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  };
  const outside = (event) => {
    const edge = dialog().getBoundingClientRect();
    return event.target === dialog() && (event.clientX < edge.left || event.clientX > edge.right || event.clientY < edge.top || event.clientY > edge.bottom);
  };
  const open = () => {
    dialog().showModal();
    htmx.trigger(dialog().querySelector("form"), "opened");
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      if (!dialog()) return;
      event.preventDefault();
      if (!dialog().open) open();
      return;
    }
    if (event.target.id !== "palette-q") return;
    waits = false;
    const all = options();
    const at = all.findIndex((option) => option.hasAttribute("aria-selected"));
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: at <= 0 ? all.length - 1 : at - 1 }[event.key];
    if (to !== undefined && all.length) {
      event.preventDefault();
      choose(all[to]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (at >= 0) return all[at].click();
      if (answered === event.target.value) return;
      waits = true;
      htmx.trigger(event.target.form, "opened");
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target.id !== "palette-q") return;
    waits = false;
    choose(null); // what was chosen, was so for other words
  });
  // No answer is said, and asked for once more when the browser is online again.
  let lost = false;
  for (const failure of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(failure, (event) => {
      waits = false;
      if (!event.target.closest("#palette")) return;
      const told = dialog().querySelector(".told");
      lost = failure === "htmx:sendError";
      told.textContent = lost ? told.dataset.lost : told.dataset.fault;
      found().replaceChildren();
      answered = null;
    });
  }
  window.addEventListener("online", () => lost && dialog().open && htmx.trigger(dialog().querySelector("form"), "opened"));
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target.closest("#palette")) asked = document.getElementById("palette-q").value;
  });
  document.addEventListener("click", (event) => {
    if (!dialog()) return;
    if (event.target.closest("#go") && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      open();
    } else if (event.target.closest("#palette [data-close]") || outside(event)) {
      dialog().close();
    }
  });
  // Closed means gone: titles of cases do not wait in the page.
  dialog()?.addEventListener("close", () => {
    found().replaceChildren();
    answered = null;
    waits = false;
    dialog().querySelector("form").reset();
    choose(null);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== found()) return;
    if (!dialog().open) return found().replaceChildren();
    lost = false;
    dialog().querySelector(".told").textContent = found().querySelector(".count").textContent;
    const typed = document.getElementById("palette-q").value;
    answered = asked;
    choose(typed && answered === typed ? options()[0] : null);
    if (!waits || answered !== typed) return;
    waits = false;
    options()[0]?.click();
  });
}
