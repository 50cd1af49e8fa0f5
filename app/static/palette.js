// The command palette: Ctrl-K opens it over any page, arrows choose, Enter goes, Escape closes.
{
  const dialog = () => document.getElementById("palette");
  const found = () => document.getElementById("palette-found");
  const options = () => [...found().querySelectorAll("a")];

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
    const all = options();
    const at = all.findIndex((option) => option.hasAttribute("aria-selected"));
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: at <= 0 ? all.length - 1 : at - 1 }[event.key];
    if (to !== undefined && all.length) {
      event.preventDefault();
      choose(all[to]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      (all[at] || all[0])?.click();
    }
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
    dialog().querySelector("form").reset();
    choose(null);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== found()) return;
    if (!dialog().open) return found().replaceChildren();
    dialog().querySelector(".told").textContent = found().querySelector(".count").textContent;
    choose(document.getElementById("palette-q").value ? options()[0] : null);
  });
}
