// Says in words, in the page's one save region, whether what was written is kept; each state is announced once.
"use strict";
(() => {
  const region = () => document.querySelector("[data-save-state]");
  const clock = (at) => at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  let here = "", savedAt = null; // what the forms that htmx sends have come to
  let queued = { waiting: 0, two: 0, refused: 0, isLate: false, isLasting: true, savedAt: null }; // and those of keeping/queue.js

  // The worst there is comes first: "saved" is said only where nothing waits, and after Clip itself has said so.
  function words({ saving, saved, kept, problem, two, unsent, holding }) {
    if (queued.two) return [two, "kept"];
    if (queued.refused || here === "problem") return [problem, "kept"];
    if (queued.waiting && queued.isLate) return [`${queued.isLasting ? unsent : holding} ${queued.waiting}`, "kept"];
    if (here === "kept") return [kept, "kept"];
    if (queued.waiting || here === "saving") return [saving, ""];
    const last = [savedAt, queued.savedAt].filter(Boolean).sort((a, b) => b - a)[0];
    return last ? [`${saved} ${clock(last)}`, ""] : [];
  }

  function say() {
    const box = region();
    if (!box) return;
    const [told, look] = words(box.dataset);
    if (told === undefined) return;
    if (box.textContent !== told) box.textContent = told;
    box.classList.toggle("save--kept", look === "kept");
  }

  const counts = ({ detail }) => window.clip.isWrite(detail) && !detail.elt.closest?.("[data-no-save-state], dialog");
  document.addEventListener("htmx:beforeRequest", (event) => { if (counts(event)) { here = "saving"; say(); } });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!counts(event)) return;
    if (window.clip.isKept(event.detail)) [here, savedAt] = ["saved", new Date()];
    else here = window.clip.isRefused(event.detail) ? "problem" : "kept";
    say();
  });
  document.addEventListener("clip:not-kept", () => { here = "problem"; say(); });
  document.addEventListener("clip:queue", ({ detail }) => {
    if (detail.savedAt !== queued.savedAt) here = "saved";
    queued = detail;
    say();
  });
})();
