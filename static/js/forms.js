// Keeps a form from being sent twice, gives it a new key once its entry is kept, and sends choices that say data-submit.
"use strict";
(() => {
  const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));
  const free = (form) => form.removeAttribute("data-sending");

  // A second press while the first is on its way does nothing. The button stays enabled: focus must not be lost.
  document.addEventListener("submit", (event) => {
    if (!event.target.hasAttribute("data-sending")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target) return;
    form.setAttribute("data-sending", "");
    setTimeout(free, 10000, form);
  });
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt.tagName === "FORM" && window.clip.isWrite(detail)) detail.elt.setAttribute("data-sending", "");
  });
  // In the capture phase, so that whoever sends the form again on the same event may do so.
  document.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.elt.tagName === "FORM") free(detail.elt); }, true);
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(free));

  // A form that stays on the page is emptied only when what it held is kept; the next entry is another one.
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = detail.elt.closest?.("form[data-fresh-key]");
    if (!form || !window.clip.isKept(detail)) return;
    form.reset();
    form.querySelectorAll("input[name=client_key]").forEach((field) => { field.value = uuid(); });
  });

  // Without script there is a button beside them.
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-submit]")) event.target.form.requestSubmit();
  });
})();
