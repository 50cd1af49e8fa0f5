// The command palette: Ctrl-K opens it over any page, arrows choose, Enter goes, Escape closes.
{
  const dialog = () => document.getElementById("palette");
  const options = () => [...document.querySelectorAll("#palette-found a")];

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
  const tell = () => {
    dialog().querySelector(".told").textContent = dialog().querySelector(".count").textContent;
    choose(document.getElementById("palette-q").value ? options()[0] : null);
  };
  const open = () => {
    const found = dialog();
    // Closed means gone: titles of cases do not wait in the page.
    found.addEventListener("close", () => found.remove());
    found.showModal();
    document.getElementById("palette-q").focus();
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      const go = document.getElementById("go");
      if (!go) return;
      event.preventDefault();
      if (!dialog()) go.click();
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
    const found = dialog();
    if (found && (event.target === found || event.target.closest("#palette [data-close]"))) found.close();
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.id === "go" && dialog()) event.preventDefault();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "palette-found") tell();
    else if (dialog() && !dialog().open) open();
  });
}
