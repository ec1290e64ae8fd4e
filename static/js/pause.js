// One key blanks the wall and pauses recording: this page is covered at once, whatever the network does meanwhile, and
// Clip is told until it has heard. What others do to the pause comes with what they record (keeping/others.js).
"use strict";
(() => {
  const dialog = document.getElementById("paused");
  if (!dialog) return;
  const AGAIN = 3000; // milliseconds
  const wall = window.BroadcastChannel ? new BroadcastChannel("clip-wall") : null; // a wall of this browser looks at once
  const time = dialog.querySelector("[data-paused-at]");
  const isTyping = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog");
  let wanted = null; // "pause" or "go-on", until Clip has heard of it

  function show(is) {
    if (is === dialog.matches(":modal")) return;
    dialog.close();
    if (!is) return;
    dialog.showModal();
    dialog.querySelector("button").focus();
  }

  async function tell() {
    const body = new URLSearchParams({ do: wanted });
    const headers = { "HX-Request": "true", "X-CSRFToken": window.clip.token() };
    const answer = await fetch(dialog.dataset.url, { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout(8000) }).catch(() => null);
    if (answer?.headers.get("X-App") !== "1" || answer.status >= 500) { setTimeout(tell, AGAIN); return; }
    wanted = null;
    wall?.postMessage("look");
    document.dispatchEvent(new CustomEvent("clip:behind")); // the agenda has moved
  }

  function want(what) {
    const isOnItsWay = wanted !== null;
    wanted = what;
    show(what === "pause");
    if (what === "pause") {
      const now = new Date();
      time.textContent = `${now.getHours() % 12 || 12}.${String(now.getMinutes()).padStart(2, "0")}`;
      wall?.postMessage("blank");
    }
    if (!isOnItsWay) tell();
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-pause]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    want(event.submitter.value);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "b" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("[data-keys] input")?.checked === false) return;
    event.preventDefault();
    want("pause");
  });
  dialog.addEventListener("cancel", (event) => event.preventDefault()); // only its button ends it
  document.addEventListener("clip:paused", ({ detail }) => { if (wanted === null) show(detail); });
  if (dialog.open) show(true);
})();
