// On every page but the recording page: sends what that one could not, tells how much waits, and has a word to say before
// one signs out. Nothing more is fetched where nothing was ever kept. Also takes a key away from this device as soon as
// somebody else has signed in there.
"use strict";
(() => {
  const note = document.getElementById("kept-elsewhere");
  if (!note) return;
  const remembered = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const last = remembered("clip-person");
  let brought = null;

  const bring = () => brought ||= Promise.all(note.dataset.scripts.split(" ").map((src) => new Promise((resolve) => {
    document.head.append(Object.assign(document.createElement("script"), { src, async: false, onload: resolve, onerror: resolve }));
  })));

  document.addEventListener("clip:queue", ({ detail }) => {
    const count = detail.waiting + detail.two + detail.refused;
    note.hidden = !count;
    note.querySelector("b").textContent = count;
    const from = detail.items.find((item) => item.from)?.from;
    if (from) note.querySelector("a").href = from;
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!remembered("clip-person") || !form.matches?.(`form[action="${note.dataset.signOut}"]`)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    bring().then(() => window.clip.leave(form));
  }, true);

  if (remembered(`clip-unsent-${note.dataset.person}`) === "yes" || (last && last !== note.dataset.person)) bring();
})();
