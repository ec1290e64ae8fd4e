// The recording page: the clock of the agenda, one-key jumps to what is typed most, and names completed in the new action.
"use strict";
(() => {
  // Where the agenda is, by the clock of this device.
  function tick() {
    const clock = document.querySelector("[data-clock]");
    const items = [...document.querySelectorAll("[data-agenda] li")];
    if (!clock || !items.length) return;
    const now = Date.now() / 1000;
    const at = items.findIndex((item) => now < +item.dataset.starts + 60 * item.dataset.minutes);
    if (now < +items[0].dataset.starts || at < 0) return;
    const item = items[at];
    const left = Math.ceil((+item.dataset.starts + 60 * item.dataset.minutes - now) / 60);
    const time = new Date().toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true }).replace(":", ".");
    document.querySelector("[data-now]").textContent = ` · ${item.textContent}`;
    const then = items[at + 1];
    if (then) document.querySelector("[data-next]").textContent = `${clock.dataset.then} ${then.textContent}`;
    clock.replaceChildren(Object.assign(document.createElement("b"), { textContent: time }), ` ${left} ${clock.dataset.left}`);
  }
  tick();
  setInterval(tick, 15000);

  // One key to the box that is needed now, unless somebody is typing.
  const boxes = { n: "#new-action input[name$=line]", a: "#agreed input[name$=text]", q: "#quote input[name$=text]" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
    const box = document.querySelector(boxes[event.key.toLowerCase()] || "none");
    if (!box) return;
    event.preventDefault();
    box.focus();
  });

  // Names, completed after the last comma.
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const parts = (input) => { const at = input.value.lastIndexOf(","); return at < 0 ? null : [input.value.slice(0, at + 1), input.value.slice(at + 1).trim()]; };
  const listOf = (input) => input.closest("[data-people]")?.querySelector("[role=listbox]");

  function offer(input) {
    const list = listOf(input);
    const typed = parts(input)?.[1];
    const names = [...document.querySelectorAll(`#${input.closest("[data-people]").dataset.people} li`)];
    const found = typed ? names.filter((name) => folded(name.dataset.name).split(" ").some((word) => word.startsWith(folded(typed)))).slice(0, 5) : [];
    const sure = found.length === 1 && folded(found[0].dataset.name) === folded(typed || "");
    list.replaceChildren(...(sure ? [] : found).map((name, index) => {
      const option = name.cloneNode(true);
      option.id = `people-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    }));
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function choose(input, option) {
    input.value = `${parts(input)[0]} ${option.dataset.name}`;
    offer(input);
    listOf(input).hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.focus();
  }

  function move(input, step) {
    const options = [...listOf(input).children];
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = options[(now + step + options.length + (now < 0 && step < 0 ? 1 : 0)) % options.length];
    options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
    input.setAttribute("aria-activedescendant", next.id);
  }

  const isName = (target) => target.matches?.("[data-people] input");
  document.addEventListener("focusin", ({ target }) => {
    if (!isName(target) || target.getAttribute("role")) return;
    const list = listOf(target);
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"], ["autocomplete", "off"]]) target.setAttribute(name, value);
  });
  document.addEventListener("input", ({ target }) => { if (isName(target)) offer(target); });
  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!isName(input) || listOf(input).hidden) return;
    const chosen = listOf(input).querySelector("[aria-selected=true]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(input, event.key === "ArrowDown" ? 1 : -1);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) choose(input, chosen);
    else if (event.key === "Escape") { listOf(input).hidden = true; input.setAttribute("aria-expanded", "false"); }
    else return;
    if (event.key !== "Tab") event.preventDefault();
  });
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.("[data-people] [role=option]");
    if (!option) return;
    event.preventDefault();
    choose(option.closest("[data-people]").querySelector("input"), option);
  });
})();
