// A shared desk: a screen that nobody touches ends its session and shows the sign-in page. Notes have their
// draft on the server by then; another form of case work is kept there, sealed, and any other is carried
// through signing in.
(() => {
  const meta = document.querySelector('meta[name="idle-minutes"]');
  if (!meta) return;
  const limit = Number(meta.content) * 60_000;
  const KEY = "seen"; // when any tab was last touched: one idle tab does not lock the others
  let locked = false;

  const seen = () => localStorage.setItem(KEY, String(Date.now()));
  const changed = (field) => ("defaultChecked" in field && field.checked !== field.defaultChecked)
    || ("defaultValue" in field && field.type !== "checkbox" && field.value !== field.defaultValue);
  const form = () => [...document.querySelectorAll("main form[method=post]:not(#note)")].find((one) =>
    [...one.elements].some(changed));
  const ofCase = location.pathname.startsWith("/cases") && !location.pathname.startsWith("/cases/partner");

  const lock = async () => {
    locked = true;
    document.body.hidden = true;
    const out = document.querySelector('form[action="/sign-out"]');
    const kept = form();
    if (kept && ofCase) {
      const body = new FormData(kept);
      body.set("kept_form", new URL(kept.action).pathname);
      await fetch("/cases/kept", { method: "POST", body }).catch(() => {});
    }
    await fetch(out.action, { method: "POST", body: new FormData(out), redirect: "manual" }).catch(() => {});
    if (kept && ofCase) location.replace("/sign-in?next=/cases/kept");
    else if (kept) HTMLFormElement.prototype.submit.call(kept);
    else location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  };

  seen();
  for (const kind of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    document.addEventListener(kind, seen, { passive: true });
  }
  const look = () => {
    if (!locked && Date.now() - Number(localStorage.getItem(KEY) ?? 0) >= limit) lock();
  };
  setInterval(look, Math.min(5_000, limit / 4));
  document.addEventListener("visibilitychange", look);
})();
