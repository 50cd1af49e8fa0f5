// The token of this page's forms. The browser loses its other half with its cookies, and gets another by signing in
// anew: a page of the account that is signed in takes the fresh one, so that what is typed in it can be sent.
const pageToken = (() => {
  const RETRY = 3000;
  const fields = () => [...document.getElementsByName("csrf_token")];
  const ask = async () => {
    const body = new FormData();
    body.set("csrf_token", fields()[0].value);
    const answer = await fetch("/form-token", { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (!answer || answer.status >= 500) { // the line is down: that says nothing of who is signed in
      await new Promise((done) => setTimeout(done, RETRY));
      return ask();
    }
    const fresh = answer.ok ? await answer.json() : {};
    if (!fresh.token) return false; // nobody is signed in, or another account
    for (const field of fields()) field.value = fresh.token;
    document.querySelector('meta[name="page-owner"]').content = fresh.owner;
    localStorage.setItem("owner", fresh.owner);
    document.dispatchEvent(new Event("renewed"));
    return true;
  };
  let asking = null;
  // Whether this page has a fresh one; asked once, whoever needs it at that moment.
  return { renew: () => (asking ??= ask().finally(() => (asking = null))) };
})();
