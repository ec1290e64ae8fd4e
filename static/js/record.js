// The recording page: the agenda's clock, one-key jumps to what is typed most, and boxes that hold still while they are sent.
"use strict";
(() => {
  // Where the agenda is, by the clock of this device; the words come from the page, where they are translated.
  function tick() {
    const bar = document.querySelector("[data-hall]");
    if (!bar) return;
    const say = (what, words) => { const here = bar.querySelector(`[data-hall-${what}]`); if (here.textContent !== words) here.textContent = words; };
    const now = Date.now() / 1000;
    let current = null;
    for (const item of bar.querySelectorAll("rect")) {
      const phase = +item.dataset.ends <= now ? "done" : +item.dataset.starts <= now ? "now" : "later";
      item.setAttribute("class", `is-${phase}`);
      if (phase === "now") current = item.dataset;
    }
    const time = new Date();
    say("clock", `${time.getHours() % 12 || 12}.${String(time.getMinutes()).padStart(2, "0")}`);
    if (!current) return say("left", "");
    const left = Math.ceil((current.ends - now) / 60);
    say("title", current.title);
    say("line", current.line);
    say("left", left === 1 ? bar.dataset.minute : bar.dataset.minutes.replace("{n}", left));
  }
  tick();
  setInterval(tick, 5000);

  // One key to the box that is needed now, unless somebody is typing.
  const boxes = { n: "#new-action-line", a: "#agreed-text", q: "#quote-text" };
  // They can be switched off on this device: who speaks to the computer would press them by accident.
  const keys = document.querySelector("[data-keys]");
  const isOn = keys?.querySelector("input");
  if (keys) {
    keys.hidden = false;
    isOn.checked = localStorage.getItem("clip-keys") !== "off";
    isOn.addEventListener("change", () => localStorage.setItem("clip-keys", isOn.checked ? "on" : "off"));
  }
  document.addEventListener("keydown", (event) => {
    if (!isOn?.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog")) return;
    const box = document.querySelector(boxes[event.key.toLowerCase()] || "none");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.scrollIntoView({ block: "center" });
  });

  // What is typed while a form is on its way would be lost with the answer: its boxes wait for it.
  const hold = (form, is) => form.querySelectorAll("input:not([type]), input[type=text], textarea").forEach((box) => { box.readOnly = is; });
  document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => { if (elt.tagName === "FORM") hold(elt, true); });
  document.addEventListener("htmx:afterRequest", ({ detail: { elt } }) => { if (elt.tagName === "FORM") hold(elt, false); });
})();
