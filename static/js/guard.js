// Swaps in only what Clip itself answered, and says in words when a request did not arrive.
"use strict";
(() => {
  // What the other scripts ask of a request that has ended: was it Clip that answered, and did it keep what was sent?
  const isOurs = (xhr) => xhr.getResponseHeader("X-App") === "1";
  window.clip = {
    isKept: ({ xhr }) => xhr.status >= 200 && xhr.status < 300 && isOurs(xhr),
    isRefused: ({ xhr }) => [409, 422].includes(xhr.status) && isOurs(xhr),
    isWrite: ({ requestConfig }) => !["get", "head"].includes((requestConfig?.verb || "get").toLowerCase()),
    // The bar at the foot of the page, which holds its sentences itself: they are translated there.
    tell(reason) {
      const bar = document.getElementById("trouble");
      if (!bar) return;
      bar.hidden = false;
      bar.querySelector("p").textContent = bar.dataset[reason];
    },
  };
  const { tell } = window.clip;
  const reasonOf = (status) => ({ 403: "refused", 404: "gone", 413: "tooLarge", 429: "tooMany" })[status] || "notSent";

  // A hall's captive portal answers with a page of its own, and may say 200: never swap that in, nor call it kept.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (isOurs(event.detail.xhr)) return;
    event.detail.shouldSwap = false;
    event.detail.isError = true;
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    const willBeSentAgain = xhr.status === 401 || xhr.getResponseHeader("X-Clip-Code") === "csrf";
    if (!willBeSentAgain) tell(isOurs(xhr) ? reasonOf(xhr.status) : "notSent");
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => tell("notSent"));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (window.clip.isKept(event.detail)) document.getElementById("trouble")?.setAttribute("hidden", "");
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#trouble button")) document.getElementById("trouble").hidden = true;
  });

  // Who listens to the page hears that a part of it is on its way.
  document.addEventListener("htmx:beforeRequest", (event) => event.detail.target?.setAttribute?.("aria-busy", "true"));
  document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute?.("aria-busy"));
})();
