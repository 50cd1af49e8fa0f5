// The search page: "/" goes to the box, from wherever (unless switched off under "My account"), arrows walk the results, Escape goes back to the box.
{
  const box = () => document.getElementById("q");
  const more = () => document.querySelector("#results .more");
  const links = () => [...document.querySelectorAll("#results .result :is(h2, h3) a")];

  // Typing begins in the box, behind the words that it holds. Not by autofocus, which puts the caret before them, and
  // on the way back from a sheet scrolls to the box, away from the place in the list.
  if (box() && [document.body, box()].includes(document.activeElement) && !location.hash) {
    box().focus({ preventScroll: true });
    box().setSelectionRange(box().value.length, box().value.length);
  }

  // Arrow down at once after the last letter waits for the answer to it: the results that still stand there are about
  // to go, and the focus would go with them.
  let waits = false; // for the answer to what stands in the box
  let down = false;
  let asks = false; // the server
  let sent = box()?.value;
  document.addEventListener("input", (event) => {
    if (event.target !== box()) return;
    waits = asks || box().value !== sent; // the same once more is not asked again
    down = false;
  });
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target.id !== "search") return;
    sent = box().value;
    waits = asks = true;
    document.getElementById("results").setAttribute("aria-busy", "true"); // those that come are not
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!box() || !event.target.closest("#results") || box().value !== sent) return;
    if (down && document.activeElement === box()) links()[0]?.focus();
    waits = down = asks = false;
  });
  for (const failure of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(failure, () => {
      waits = down = asks = false;
      document.getElementById("results")?.removeAttribute("aria-busy");
    });
  }

  document.addEventListener("keydown", (event) => {
    down = false;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const page = document.querySelector('.places [aria-keyshortcuts="/"]');
    if (event.key === "/" && page && !event.target.matches("input, textarea, select") && !event.target.isContentEditable) {
      event.preventDefault();
      if (box()) {
        box().focus();
        box().select();
      } else { // in a case, the search for it
        const at = new URL(document.getElementById("go").href).searchParams.get("case");
        location.assign(at ? `${page.pathname}?case=${at}` : page.pathname);
      }
      return;
    }
    if (!box()) return;
    const all = links();
    const at = all.indexOf(event.target.closest(".result")?.querySelector(":is(h2, h3) a"));
    if (event.key === "ArrowDown" && (event.target === box() || at >= 0)) {
      event.preventDefault();
      down = waits && event.target === box();
      if (down) return;
      (all[at + 1] || more() || all[at] || box()).focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (all[at - 1] || box()).focus();
    } else if (event.key === "ArrowUp" && event.target === more()) {
      event.preventDefault();
      all.at(-1).focus();
    } else if (event.key === "Escape" && (at >= 0 || event.target === more())) {
      box().focus();
    }
  });

  // A text that is pasted and does not fit is cut by the browser, without a word.
  const cut = document.getElementById("cut"); // other pages with a box have none
  document.addEventListener("paste", (event) => {
    if (!cut || event.target !== box()) return;
    const [from, to] = [box().selectionStart, box().selectionEnd];
    const length = box().value.length - (to - from) + event.clipboardData.getData("text").length;
    setTimeout(() => (cut.textContent = length > box().maxLength ? cut.dataset.words : "")); // behind what it makes of the field
  });
  document.addEventListener("input", (event) => {
    if (cut && event.target === box() && event.inputType !== "insertFromPaste") cut.textContent = "";
  });

  // An address says what is chosen, and nothing of what is not.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target.id !== "search") return;
    const said = event.detail.formData;
    if (said.get("at") && said.get("hour")) said.set("at", `${said.get("at")}T${said.get("hour")}`);
    said.delete("hour");
    // "Only my words" is of the words that stood there: other words are searched in full again.
    const only = document.querySelector("#results [name=also]");
    if (only && only.dataset.of !== box().value) said.delete("also");
    for (const [name, value] of [...said]) if (!value) said.delete(name);
  });

  // The results bring how many each choice of a filter would leave: "category ocmw 19 youth 3;cost free 4".
  // A choice that would leave nothing cannot be made; the one that is made can always be undone.
  const count = (text) => {
    const known = new Map(text.split(";").map((part) => [part.split(" ")[0], part.split(" ").slice(1)]));
    for (const field of document.querySelectorAll("#filters select")) {
      const pairs = known.get(field.name);
      for (const option of [...field.options].slice(1)) {
        const at = pairs ? pairs.indexOf(option.value) : -1;
        const number = pairs && (at >= 0 ? pairs[at + 1] : "0");
        const words = option.textContent.replace(/ \(\d+\)$/, "") + (pairs ? ` (${number})` : "");
        if (option.textContent !== words) option.textContent = words;
        option.disabled = number === "0" && !option.selected;
      }
    }
  };

  // Of more lines, the first new one has the focus that the link had.
  let shown = 0;
  document.addEventListener("htmx:beforeRequest", (event) => {
    shown = event.target === more() ? links().length : 0;
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (shown) links()[shown]?.focus();
    shown = 0;
  });

  // The count is said from an element that stays; a failed search says so instead of showing old results as new, and
  // so does a star that could not be set.
  let old = false; // the results are, of a search that failed
  let telling; // how many there are
  let saying; // that a search failed
  const lose = (words) => {
    const lost = document.getElementById("lost");
    if (!lost) return;
    clearTimeout(saying);
    const say = () => {
      if (lost.textContent !== words) lost.textContent = words;
      lost.hidden = false;
    };
    if (lost.hidden) say();
    else saying = setTimeout(say, 800); // of what is typed on, once typing rests
  };
  const failed = () => lose(document.getElementById("lost")?.dataset.words);
  const broke = () => lose(document.getElementById("lost").dataset.fault); // no fault of the connection
  document.addEventListener("htmx:afterSwap", (event) => {
    const told = document.getElementById("told");
    if (!told || !event.target.closest("#results")) return;
    // Not of each letter: once typing rests, and where it is something else.
    clearTimeout(telling);
    const now = document.querySelector("#results .count").textContent;
    telling = setTimeout(() => told.textContent !== now && (told.textContent = now), 800);
    clearTimeout(saying);
    document.getElementById("lost").hidden = true;
    rest();
    old = false;
    count(document.getElementById("results").dataset.counts);
  });

  // Where there is no server, the search is sent again by itself: at once when the browser says that it is online again,
  // and now and then, since it may be online without a way to the server. A keystroke of meanwhile takes its place.
  const [SOON, LATE] = [4_000, 60_000];
  let pause = SOON;
  let next;
  const rest = () => {
    clearTimeout(next);
    next = undefined;
    pause = SOON;
  };
  const again = () => {
    clearTimeout(next);
    htmx.trigger(document.getElementById("search"), "again");
  };
  window.addEventListener("online", () => next && again());
  for (const failure of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(failure, (event) => {
      if (!document.getElementById("lost") || event.target.closest("#palette")) return;
      old = true;
      const away = failure === "htmx:sendError" || [502, 503, 504].includes(event.detail.xhr.status);
      if (!away) return broke();
      if (event.target.id !== "search") return failed();
      const { search, nothing } = document.getElementById("lost").dataset;
      lose(box().value.trim() ? search.replace("{}", () => box().value.trim()) : nothing);
      clearTimeout(next);
      next = setTimeout(again, pause);
      pause = Math.min(2 * pause, LATE);
    });
  }

  // Now, or at another moment: what is chosen last takes the other out, before the search is sent. A day without an hour is
  // at ten, an hour without a day today, as on the server; here it is seen in the field.
  const field = (name) => document.getElementById(name);
  document.addEventListener("change", (event) => {
    if (!event.target.closest("#filters")) return;
    const [name, chosen] = [event.target.id, event.target.value];
    if (event.target.validity.rangeUnderflow) return event.stopPropagation(); // the year 202 becomes 2026
    if (name === "open" && chosen) field("at").value = field("hour").value = "";
    if (name === "at") field("hour").value = chosen ? field("hour").value || "10:00" : "";
    if (name === "hour" && field("at").value) event.target.value ||= "10:00";
    if (name === "hour" && chosen && !field("at").value) field("at").value = new Date().toLocaleDateString("sv");
    if (["at", "hour"].includes(name) && chosen) field("open").value = "";
  }, true);
  // Half a day, half an hour or a year of long ago stops no search that is typed meanwhile; it is said where one leaves it.
  if (field("search")) field("search").noValidate = true;
  document.addEventListener("focusout", (event) => {
    if (!event.target.closest(".moment")) return;
    const half = !["at", "hour"].every((name) => field(name).validity.valid);
    field("half").textContent = half ? field("half").dataset.words : "";
  });

  // A filter's chip takes the filter away where it stands, without loading the page anew.
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("a[data-filter]");
    const field = chip && document.getElementById(chip.dataset.filter);
    if (!field || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    field.value = "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.offsetParent ? field.focus() : box().focus();
  });

  const send = (fields, address) => {
    const body = new FormData(document.getElementById("own"));
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return fetch(address, { method: "POST", body, keepalive: true, headers: { "HX-Request": "true" } });
  };

  // How many sheets are on the hand-out, where the link to it stands. When it comes, it covers nothing that has the focus.
  const tray = (more) => {
    const link = document.querySelector("#tray a");
    link.dataset.count = Number(link.dataset.count) + more;
    link.querySelector("span").textContent = link.dataset.count;
    link.parentElement.hidden = link.dataset.count === "0";
    document.querySelector("#results :focus-visible")?.scrollIntoView({ block: "nearest" });
  };

  // A star is set in place; when that fails the form is sent as it is. While one is on its way it is not sent again: the
  // second click of two would ask for the same once more, and show the opposite of what is saved.
  const sending = new Set();
  document.addEventListener("submit", (event) => {
    const star = event.submitter;
    if (event.target.id !== "own" || !star?.matches(".star") || star.dataset.plain) return;
    event.preventDefault();
    if (sending.has(star)) return;
    sending.add(star);
    send({ [star.name]: star.value }, star.getAttribute("formaction") || event.target.action).then((answer) => {
      if (!answer.ok) {
        star.dataset.plain = "1"; // the page that answers says why
        return event.target.requestSubmit(star);
      }
      const on = star.name === "add";
      if (star.matches(".pick")) tray(on ? 1 : -1);
      star.name = on ? "remove" : "add";
      star.setAttribute("aria-pressed", String(on));
      document.getElementById("lost").hidden = !old;
    }, failed).finally(() => sending.delete(star));
  });

  // A search that led somewhere is remembered: a result was opened, or Enter was pressed.
  const remember = () => {
    const query = new URLSearchParams(new FormData(document.getElementById("search")));
    if (query.get("q").trim()) send({ query: query.toString() }, "/recent-searches");
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("#results .result a")) remember();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id === "search") remember();
  });
}
