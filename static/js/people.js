// Completes names while somebody types: after the last comma of a line, or in a box that holds a name alone.
// Without this file a part of a name will do, and the server says when it may be several people.
"use strict";
(() => {
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const isName = (target) => target.matches?.("[data-people] input");
  const source = () => document.getElementById("people");
  const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));

  // What stands before the name, and what is typed of it so far.
  function split(input) {
    if (input.closest("[data-people]").dataset.people === "whole") return ["", input.value];
    const at = input.value.lastIndexOf(",");
    return at < 0 ? [input.value, ""] : [`${input.value.slice(0, at + 1)} `, input.value.slice(at + 1)];
  }

  function prepare(input) {
    if (input.hasAttribute("aria-controls")) return;
    const list = Object.assign(document.createElement("ul"), { className: "complete", id: `${input.id}-people`, hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", source().dataset.label);
    input.after(list);
    const told = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off" };
    for (const [name, value] of Object.entries(told)) input.setAttribute(name, value);
  }

  function close(input) {
    listOf(input).hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function matches(typed) {
    const asked = folded(typed).split(/\s+/).filter(Boolean);
    if (!asked.length) return [];
    const begins = (words) => { let at = 0; return asked.every((begin) => { while (at < words.length && !words[at].startsWith(begin)) at += 1; return at++ < words.length; }); };
    const known = ({ dataset }) => [dataset.name, dataset.greeted].some((name) => begins(folded(name).split(/\s+/)));
    return [...source().children].filter((one) => known(one) && folded(one.dataset.name) !== folded(typed)).slice(0, 5);
  }

  function offer(input) {
    const found = matches(split(input)[1]);
    if (!found.length) return close(input);
    listOf(input).replaceChildren(...found.map((one, place) => {
      const option = one.cloneNode(true);
      option.id = `${input.id}-person-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    }));
    listOf(input).hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(input, option) {
    input.value = split(input)[0] + option.dataset.name;
    close(input);
    input.focus();
  }

  function move(input, step) {
    const options = [...listOf(input).children];
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = options[now < 0 ? (step > 0 ? 0 : options.length - 1) : (now + step + options.length) % options.length];
    options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
    input.setAttribute("aria-activedescendant", next.id);
  }

  document.addEventListener("focusin", ({ target }) => { if (isName(target)) prepare(target); });
  document.addEventListener("focusout", ({ target }) => { if (isName(target) && listOf(target)) close(target); });
  document.addEventListener("input", ({ target }) => { if (isName(target)) { prepare(target); offer(target); } });
  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!isName(input) || !listOf(input) || listOf(input).hidden) return;
    const chosen = listOf(input).querySelector("[aria-selected=true]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(input, event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && chosen) choose(input, chosen);
    else if (event.key === "Escape") close(input);
    else return;
    event.preventDefault();
  });
  // Before the box loses its focus to the press.
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.("[data-people] [role=option]");
    if (!option) return;
    event.preventDefault();
    choose(option.closest("[data-people]").querySelector("input"), option);
  });
})();
