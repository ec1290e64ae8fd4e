// Keeps the page that is open on this device, locked, so that a reload without network opens it again (offline.js).
"use strict";
(() => {
  const { store, queue } = window.clip;
  const main = document.getElementById("main");
  const worker = document.querySelector("[data-worker]")?.dataset.worker;
  let timer = null;

  function copy() {
    const page = main.cloneNode(true);
    page.querySelector("#unsent ul")?.replaceChildren();
    for (const told of page.querySelectorAll("[data-save-state]")) told.textContent = ""; // true of now, and not of then
    return {
      path: location.pathname, title: document.title, look: document.body.className, html: page.innerHTML,
      above: document.querySelector(".purpose")?.outerHTML || "",
      scripts: [...document.scripts].map(({ src }) => src).filter(Boolean),
    };
  }
  const keep = () => queue.ready().then(() => store.putPage(copy()));
  const soon = () => { clearTimeout(timer); timer = setTimeout(keep, 1500); };

  // On a computer that others use, no key stays behind and no page: without network a reload then shows neither.
  const shared = document.querySelector("[data-shared-computer]");
  if (shared && window.isSecureContext) {
    const box = shared.querySelector("input");
    shared.hidden = false;
    box.checked = store.isShared();
    box.addEventListener("change", () => store.share(box.checked).then(soon));
  }

  window.addEventListener("load", () => {
    soon();
    if (worker && "serviceWorker" in navigator) navigator.serviceWorker.register(worker).catch(() => {}); // a private window has none
  });
  for (const name of ["htmx:afterSettle", "clip:merged"]) document.addEventListener(name, soon);
})();
