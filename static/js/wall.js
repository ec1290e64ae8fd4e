// The wall: asks every few seconds whether it looks different now, which costs Clip next to nothing, and fills the screen.
"use strict";
(() => {
  const main = document.getElementById("main");
  const EVERY = 3000, AT_MOST = 15_000;
  const channel = window.BroadcastChannel ? new BroadcastChannel("clip-wall") : null;
  let tag = `"${main.dataset.tag}"`, wait = EVERY, timer = null;

  async function look() {
    clearTimeout(timer);
    try {
      const headers = { "HX-Request": "true", "If-None-Match": tag, "X-Clip-Looks": "1" }; // looking is no sign of life
      const answer = await fetch(main.dataset.now, { headers, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(8000) });
      if (answer.headers.get("X-App") !== "1") throw new Error("not Clip's own answer");
      if (answer.status === 200) {
        const top = scrollY;
        main.innerHTML = await answer.text();
        scrollTo(0, top);
        tag = answer.headers.get("ETag");
      }
      wait = answer.status < 400 ? EVERY : AT_MOST;
    } catch {
      wait = Math.min(wait * 1.5, AT_MOST);
    }
    timer = setTimeout(look, wait);
  }

  // The laptop beside it says so without the way over Clip: a wall that should be blank does not wait for the network.
  if (channel) channel.onmessage = ({ data }) => {
    if (data === "blank") [main.innerHTML, tag] = ["", ""];
    if (data === "look") look();
  };
  document.addEventListener("visibilitychange", () => document.hidden || look());
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "f" && !event.ctrlKey && !event.metaKey && !event.altKey) fill();
  });
  document.addEventListener("click", (event) => { if (event.target.closest?.("[data-fill]")) fill(); });
  const fill = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.());
  timer = setTimeout(look, EVERY);
})();
