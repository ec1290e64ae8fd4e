// Says in words, in the page's one save region, whether what was written is kept; each state is announced once.
"use strict";
(() => {
  const region = () => document.querySelector("[data-save-state]");
  const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  function say(state) {
    const here = region();
    if (!here) return;
    const { saving, saved, kept, problem } = here.dataset;
    const words = { saving, saved: `${saved} ${clock()}`, kept, problem: problem || "" }[state];
    if (here.textContent !== words) here.textContent = words;
    here.classList.toggle("save--kept", state === "kept" || state === "problem");
  }

  const counts = ({ detail }) => window.clip.isWrite(detail) && !detail.elt.closest?.("[data-no-save-state], dialog");
  document.addEventListener("htmx:beforeRequest", (event) => { if (counts(event)) say("saving"); });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!counts(event)) return;
    if (window.clip.isKept(event.detail)) say("saved");
    else say(window.clip.isRefused(event.detail) ? "problem" : "kept");
  });
})();
