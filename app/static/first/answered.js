// Nothing of an answer to a form is stored, so the browser's Back would show an error of its own, or send what was
// typed once more: it keeps that for it, in its files too. In its place the history gets the page of the form, or the
// nearest address that can be asked for, which the answer itself names: the browser's stores hold nothing for it. At
// once, before the page is read on: a browser writes its session down every few seconds, whatever stands there then.
"use strict";

document.documentElement.dataset.posted = location.pathname;
history.replaceState(history.state, "", document.querySelector('meta[name="address"]').content);
