// The page for when Clip can't be reached: opens the page that was open, as this device kept it, and lets one go on there.
"use strict";
(() => {
  const { store } = window.clip;
  const shell = document.getElementById("offline"), main = document.getElementById("main");
  const show = (name) => shell.querySelectorAll("[data-when]").forEach((part) => { part.hidden = part.dataset.when !== name; });
  const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true }).replace(":", ".");
  const uuid = () => crypto.randomUUID();
  const script = (src) => new Promise((resolve) => {
    const element = Object.assign(document.createElement("script"), { src, async: false, onload: resolve, onerror: resolve });
    document.head.append(element);
  });

  // Nothing of it can be pressed before the scripts that keep what is pressed are there.
  async function restore(page) {
    main.hidden = true;
    document.title = page.title;
    document.body.className = page.look;
    const parts = new DOMParser().parseFromString(`${page.above}<main>${page.html}</main>`, "text/html");
    const above = parts.querySelector("body > .purpose");
    if (above) main.before(above);
    main.replaceChildren(...parts.querySelector("main").childNodes);
    main.querySelectorAll("input[name=client_key]").forEach((field) => { field.value = uuid(); }); // the old ones are used
    shell.querySelectorAll("[data-clock]").forEach((part) => { part.textContent = clock(page.at); });
    show("open");
    const loaded = new Set([...document.scripts].map(({ src }) => src));
    await Promise.all(page.scripts.filter((src) => !loaded.has(src) && new URL(src).origin === location.origin).map(script));
    window.htmx.process(main);
    main.hidden = false;
  }

  // Once Clip answers again and has everything, its own page is better than this one.
  let waits = 0, isBack = false;
  const isTyping = () => [...main.querySelectorAll("textarea, input:not([type=hidden])")].some((box) => box.matches("[type=checkbox], [type=radio]") ? box.checked !== box.defaultChecked : box.value !== box.defaultValue);
  function leave() {
    if (!isBack || waits) return;
    if (isTyping()) show("back");
    else location.reload();
  }
  document.addEventListener("clip:queue", ({ detail }) => { waits = detail.waiting + detail.two + detail.refused; leave(); });
  document.addEventListener("clip:heard", () => { isBack = true; leave(); });
  document.addEventListener("clip:must-sign-in", () => show("sign-in"));

  document.addEventListener("DOMContentLoaded", async () => {
    await store.open();
    const page = await store.page().catch(() => null);
    const here = location.pathname;
    if (page && [page.path, "/"].includes(here)) return restore(page);
    if (!page) return show("nothing");
    shell.querySelector("[data-page]").href = page.path;
    shell.querySelector("[data-page]").textContent = page.title;
    show("elsewhere");
  });
})();
