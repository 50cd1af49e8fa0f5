// A button that copies a text of the page; without scripts the text itself is selected as a whole.
"use strict";
for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    getSelection().selectAllChildren(source);
    // Only an address with https has the clipboard; elsewhere what is selected is copied.
    const copied = await (navigator.clipboard?.writeText(source.textContent).then(() => true, () => false) ?? false);
    if (copied || document.execCommand("copy")) button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
  });
}
