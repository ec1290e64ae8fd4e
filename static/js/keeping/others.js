// Fetches what others record on the same page: asks every three seconds whether anything changed, which costs Clip next to
// nothing, and brings in what did.
"use strict";
(() => {
  const bar = document.querySelector("[data-now]");
  if (!bar) return;
  const EVERY = 3000, AT_MOST = 15_000;
  let tag = `"${bar.dataset.tag}"`, wait = EVERY, timer = null, isAsking = false, isOver = false, wasAway = false, isLate = false;

  async function ask() {
    const ask = document.querySelector("[data-ask]")?.dataset.ask || "";
    const headers = { "HX-Request": "true", "If-None-Match": tag, "X-Clip-Looks": "1" }; // looking is no sign of life
    const answer = await fetch(`${bar.dataset.now}?ask=${ask}`, { headers, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(8000) });
    if (answer.headers.get("X-App") !== "1") throw new Error("not Clip's own answer");
    const paused = answer.headers.get("X-Clip-Paused");
    if (paused) document.dispatchEvent(new CustomEvent("clip:paused", { detail: paused === "1" }));
    if (answer.status === 200) bring(await answer.text(), answer.headers.get("ETag"));
    if (answer.status === 410) end(await answer.text());
    return answer.status;
  }

  function bring(html, newTag) {
    const parts = document.createElement("template");
    parts.innerHTML = html;
    for (const fresh of parts.content.querySelectorAll("[hx-swap-oob]")) {
      const old = document.getElementById(fresh.id);
      fresh.removeAttribute("hx-swap-oob");
      if (old) window.clip.merge(old, fresh);
    }
    tag = newTag;
    document.dispatchEvent(new CustomEvent("clip:merged"));
    window.clip.queue?.say();
  }

  function end(html) {
    isOver = true;
    const toast = document.getElementById("toast");
    if (toast) toast.innerHTML = html;
  }

  async function look() {
    clearTimeout(timer);
    isLate = isAsking; // what happened since it was asked may not be in that answer
    if (isOver || isAsking || document.hidden) return;
    isAsking = true;
    try {
      const status = await ask();
      wait = status < 400 ? EVERY : AT_MOST;
      document.dispatchEvent(new CustomEvent("clip:heard"));
      if (wasAway) document.dispatchEvent(new CustomEvent("clip:back"));
      wasAway = false;
    } catch {
      wasAway = true;
      wait = Math.min(wait * 1.5, AT_MOST);
    }
    isAsking = false;
    timer = setTimeout(look, isLate ? 0 : wait);
  }

  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
  document.addEventListener("clip:signed-in", look);
  document.addEventListener("clip:behind", () => { tag = ""; look(); });
  document.addEventListener("clip:sent", look); // something of one's own arrived, and shows elsewhere on the page
  timer = setTimeout(look, EVERY);
})();
