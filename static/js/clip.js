// What htmx needs from us: a fresh token, our own answers only, focus where the news is, fresh keys,
// the save state in words, and a way back after the session has ended. No eval, nothing inline.
"use strict";
(() => {
  const cookie = (name) => document.cookie.split("; ").find((c) => c.startsWith(name + "="))?.slice(name.length + 1);
  const token = () => cookie("__Host-csrf") || cookie("clip-csrf") || "";
  const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

  // The token is taken when a request leaves: one baked into an old page may be out of date.
  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRFToken"] = token(); });
  document.addEventListener("submit", (event) => {
    const field = event.target.querySelector?.("input[name=csrfmiddlewaretoken]");
    if (field && token()) field.value = token();
  }, true);

  // A hall's captive portal answers with a page of its own: never swap that in.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.getResponseHeader("X-App") !== "1") {
      event.detail.shouldSwap = false;
      say("kept", event.detail.elt);
    }
  });

  // The save state, in words, in the one region that is read out.
  const region = () => document.querySelector("[data-save-state]");
  function say(state) {
    const here = region();
    if (!here) return;
    const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const words = { saving: here.dataset.saving, saved: `${here.dataset.saved} ${now}`, kept: here.dataset.kept };
    if (here.textContent !== words[state]) here.textContent = words[state];
    here.classList.toggle("save--kept", state === "kept");
  }
  const writes = (event) => !["get", "head"].includes((event.detail.requestConfig?.verb || "get").toLowerCase());
  document.addEventListener("htmx:beforeRequest", (event) => { if (writes(event)) say("saving"); });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (writes(event)) say(event.detail.successful ? "saved" : "kept");
  });

  // After a swap that brings a summary of problems, or asks for it, focus goes there.
  document.addEventListener("htmx:afterSettle", (event) => {
    const problem = event.detail.elt.querySelector?.(".ds_error-summary, .conflict");
    const wanted = problem || event.detail.elt.querySelector?.("[data-focus]");
    if (wanted) wanted.focus();
  });
  window.addEventListener("DOMContentLoaded", () => document.querySelector(".ds_error-summary, .conflict")?.focus());

  // A form that stays on the page gets a new key once its entry is kept, so that the next is another one.
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest?.("form[data-fresh-key]");
    if (!form || !event.detail.successful) return;
    form.reset();
    form.querySelectorAll("input[name=client_key]").forEach((field) => { field.value = uuid(); });
  });

  // The session has ended: keep the page, sign in beside it, and send the same request again.
  let waiting = null;
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 401) return;
    const { elt, requestConfig } = event.detail;
    waiting = { elt, verb: requestConfig.verb, path: requestConfig.path, values: requestConfig.parameters, target: requestConfig.target };
    document.getElementById("sign-in-again")?.showModal();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.matches?.("[data-again]") || !waiting) return;
    const { elt, verb, path, values, target } = waiting;
    document.getElementById("sign-in-again").close();
    waiting = null;
    if (elt.isConnected && elt.tagName === "FORM") elt.requestSubmit();
    else window.htmx.ajax(verb.toUpperCase(), path, { source: elt, values, target });
  });

  // Filters and choices that say data-submit take effect when they change; without script there is a button.
  document.addEventListener("change", (event) => { if (event.target.matches?.("[data-submit]")) event.target.form.requestSubmit(); });
})();
