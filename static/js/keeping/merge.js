// Brings a part of the page to how Clip has it, without touching what somebody is at: neither the element with the focus
// nor a box that holds typed words is ever replaced. What stands around them is, row by row.
"use strict";
(() => {
  const typed = (box) => box.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio])") ? box.value !== box.defaultValue
    : box.matches("[type=checkbox], [type=radio]") ? box.checked !== box.defaultChecked : false;
  let isBehind = false; // something had to be left as it was
  const isAt = (element) => element.contains(document.activeElement) || [element, ...element.querySelectorAll("input, textarea")].some(typed) || element.matches("[data-sending]") || element.querySelector("[data-sending]");

  // Anew on each rendering, and the same to its reader.
  const MINTED = /(name="(?:csrfmiddlewaretoken|client_key)" value=")[^"]*/g;
  const looks = (element) => element.outerHTML.replace(MINTED, "$1").replace(/\s+/g, " ");

  function merge(old, fresh) {
    if (looks(old) === looks(fresh)) return;
    if (!isAt(old)) {
      old.replaceWith(fresh);
      window.htmx.process(fresh);
      return;
    }
    if (old.tagName !== fresh.tagName || old.matches("input, textarea, select")) { isBehind = true; return; }
    if (old.matches("a, button")) same(old, fresh);
    else children(old, fresh);
  }

  // A button or a link with the focus keeps it: only what it says and does is changed.
  function same(old, fresh) {
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
    old.replaceChildren(...fresh.childNodes);
  }

  function children(old, fresh) {
    const left = new Set(old.children);
    let here = old.firstElementChild;
    for (const child of [...fresh.children]) {
      const match = [...left].find((one) => child.id ? one.id === child.id : !one.id && one.tagName === child.tagName && one.className === child.className);
      if (!match) {
        old.insertBefore(child, here);
        window.htmx.process(child);
        continue;
      }
      left.delete(match);
      const next = match.nextElementSibling;
      if (match !== here && !isAt(match)) old.insertBefore(match, here); // what has the focus would lose it by moving
      else here = next;
      merge(match, child);
    }
    for (const one of left) {
      if (isAt(one)) isBehind = true;
      else one.remove();
    }
  }

  window.clip.merge = merge;
  window.clip.isTypedIn = (element, form) => [...element.querySelectorAll("input, textarea")].some((box) => !form.contains(box) && (typed(box) || box === document.activeElement));

  // What had to be left is brought in as soon as somebody has moved on.
  document.addEventListener("focusout", () => {
    if (!isBehind) return;
    isBehind = false;
    setTimeout(() => document.dispatchEvent(new CustomEvent("clip:behind")), 300);
  });

  // The parts that come along with an answer are brought in the same way.
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    const fresh = detail.fragment.firstElementChild;
    if (!fresh || !isAt(detail.target)) return;
    detail.shouldSwap = false;
    fresh.removeAttribute("hx-swap-oob");
    merge(detail.target, fresh);
  });
})();
