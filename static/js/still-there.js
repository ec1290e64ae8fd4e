// Warns three minutes before a session ends, at one's own pace: one key stays signed in, and nothing typed is touched.
"use strict";
(() => {
  const box = document.getElementById("session-ends");
  if (!box) return;
  const SECOND = 1000;
  const warn = Math.min(180, Number(box.dataset.idle) / 2); // seconds before the end that comes when nothing happens
  const warnOfEnd = 300; // and before the one that comes whatever happens
  let isTouched = false, wasToldOfEnd = false, lookAt;

  const later = (seconds) => { lookAt = Date.now() + Math.max(seconds, 5) * SECOND; };
  later(Number(box.dataset.idle) - 60 - warn); // the server notes a request once a minute

  // Looking is no sign of life: the server does not count it.
  async function look(method = "GET") {
    later(30);
    let answer;
    try {
      answer = await fetch(box.dataset.url, { method, headers: { "HX-Request": "true", "X-CSRFToken": window.clip.token() } });
    } catch {
      return; // no network: nothing to warn of that could be helped, and the next look comes
    }
    if (answer.status === 401) return ended();
    if (!answer.ok || answer.headers.get("X-App") !== "1") return;
    judge(await answer.json());
  }

  function judge({ idle, end }) {
    const untilEnd = wasToldOfEnd ? end : end - warnOfEnd;
    later(Math.min(idle > warn ? idle - warn : idle + 2, untilEnd > 0 ? untilEnd : end + 2));
    if (end <= warnOfEnd) return wasToldOfEnd || show("end", end);
    if (idle > warn) return box.open && box.close();
    if (isTouched) return stay(); // somebody is typing: they are there
    show("idle", idle);
  }

  function show(why, seconds) {
    if (box.open || document.querySelector("dialog[open]")) return later(30);
    wasToldOfEnd = wasToldOfEnd || why === "end";
    const clock = new Date(Date.now() + seconds * SECOND).toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true });
    box.querySelectorAll("[data-when]").forEach((part) => { part.hidden = part.dataset.when !== why; });
    box.querySelectorAll("[data-clock]").forEach((part) => { part.textContent = clock.replace(":", "."); });
    box.setAttribute("aria-labelledby", `ends-${why}`);
    box.setAttribute("aria-describedby", `ends-${why}-words`);
    box.showModal();
    box.querySelector(`[data-when=${why}] button`).focus();
  }

  function stay() {
    isTouched = false;
    box.close();
    look("POST");
  }

  function ended() {
    box.close();
    later(3600);
    window.clip.signInAgain();
  }

  async function again() {
    box.close();
    await fetch(box.dataset.signOut, { method: "POST", redirect: "manual", headers: { "X-CSRFToken": window.clip.token() } }).catch(() => {});
    window.clip.signInAgain();
  }

  for (const sign of ["input", "keydown", "pointerdown"]) {
    document.addEventListener(sign, () => { isTouched = true; }, { capture: true, passive: true });
  }
  const tick = () => Date.now() >= lookAt && look();
  setInterval(tick, 5 * SECOND);
  document.addEventListener("visibilitychange", () => document.hidden || tick());
  document.addEventListener("clip:signed-in", () => { wasToldOfEnd = false; look(); });
  box.addEventListener("cancel", (event) => { event.preventDefault(); box.querySelector("[data-when=idle]").hidden ? box.close() : stay(); });
  box.addEventListener("click", ({ target }) => {
    if (target.matches("[data-stay]")) stay();
    if (target.matches("[data-again]")) again();
    if (target.matches("[data-later]")) box.close();
  });
})();
