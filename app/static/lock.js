// A shared desk: a screen that nobody touches ends its session and shows the sign-in page. Notes have their
// draft on the server by then; every other form of case work is kept there, sealed, and any other form is
// carried through signing in.
(() => {
  const meta = document.querySelector('meta[name="idle-minutes"]');
  if (!meta) return;
  const limit = Number(meta.content) * 60_000;
  const SECRETS = meta.dataset.secrets.split(" "); // fields that are typed anew and wait nowhere
  const KEY = "seen"; // when any tab was last touched: one idle tab does not lock the others
  const LOCKED = "locked"; // when a tab locked itself: the others do so with it
  const OWNER = "owner"; // whose pages the last one was, by a mark that tells nothing; "" after signing out
  const OTHERS_KEEP = 1500; // for the forms of the other tabs, before the session ends
  const RETRY = 3000;
  let locked = false;

  const seen = () => localStorage.setItem(KEY, String(Date.now()));
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const ofCase = location.pathname.startsWith("/cases") && !location.pathname.startsWith("/cases/partner");

  // A passphrase or the printed recovery key is in nothing that is sent on by itself.
  const emptySecrets = () => {
    for (const name of SECRETS) for (const field of document.getElementsByName(name)) field.value = "";
  };

  const owner = document.querySelector('meta[name="page-owner"]');
  const anothers = () => !["", owner.content].includes(localStorage.getItem(OWNER) ?? "");

  // Nothing of this page is sent when another account signed in, and nothing stays in it for them to find.
  const leave = () => {
    locked = true;
    document.body.hidden = true;
    document.querySelector("main").remove(); // a note's draft is sent once more when its page goes: not as theirs
    location.replace("/");
  };

  // Whether the server keeps the form; where the line is down it is asked until it answers, or until another
  // account signed in.
  const keep = async (form) => {
    const body = new FormData();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    body.set("kept_form", new URL(form.action).pathname);
    while (!anothers()) {
      const answer = await fetch("/cases/kept", { method: "POST", body, redirect: "manual" }).catch(() => null);
      if (answer && answer.status < 500) return answer.ok;
      await wait(RETRY);
    }
    return false;
  };

  // ``ended``: somebody signed out in another tab, so there is no session to end.
  const lock = async (ended = false) => {
    locked = true;
    document.body.hidden = true;
    if (!ended) localStorage.setItem(LOCKED, String(Date.now()));
    emptySecrets();
    const typed = unsent.forms();
    const left = [];
    for (const form of typed) if (!ofCase || !(await keep(form))) left.push(form);
    if (anothers()) return leave();
    if (!ended) {
      await wait(OTHERS_KEEP);
      const out = document.querySelector('form[action="/sign-out"]');
      await fetch(out.action, { method: "POST", body: new FormData(out), redirect: "manual" }).catch(() => {});
    }
    if (left.length) HTMLFormElement.prototype.submit.call(left[0]);
    else if (typed.length) location.replace("/sign-in?next=/cases/kept");
    else { // not the words of a search; a case's id, as the path of its page has it
      const mine = /[?&](case=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![^&#])/.exec(location.href);
      const place = location.pathname + (mine ? `?${mine[1]}` : "");
      location.replace(`/sign-in?next=${encodeURIComponent(place)}`);
    }
  };

  // The mark of the page's own account is another one where the browser lost its token: until the server said which
  // it is, nothing of the page is seen.
  const whose = async () => {
    if (locked || localStorage.getItem(OWNER) === owner.content) return;
    if (!anothers()) return lock(true); // so does a tab whose browser was emptied: perhaps to leave nothing behind
    const at = document.activeElement;
    locked = document.body.hidden = true;
    if (!(await pageToken.renew()) || anothers()) return leave();
    locked = document.body.hidden = false;
    at.focus();
  };
  // Once the answer is there: the session has ended, unless somebody chose to stay on the page.
  let leaves = false;
  document.addEventListener("click", () => (leaves = false), true);
  document.addEventListener("submit", (event) => (leaves = event.target.matches('form[action="/sign-out"]')));
  window.addEventListener("pagehide", () => leaves && localStorage.setItem(OWNER, ""));

  localStorage.setItem(OWNER, owner.content);
  seen();
  for (const kind of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    document.addEventListener(kind, seen, { passive: true });
  }
  const look = () => {
    if (!locked && Date.now() - Number(localStorage.getItem(KEY) ?? 0) >= limit) lock();
  };
  setInterval(look, Math.min(5_000, limit / 4));
  for (const asks of [whose, look]) document.addEventListener("visibilitychange", asks);
  window.addEventListener("storage", (event) => {
    if (event.key === LOCKED && !locked) lock();
    if (event.key === OWNER) whose();
  });
})();
