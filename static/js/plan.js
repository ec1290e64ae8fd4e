// The plan: focus goes where the server says after a change, and items can be dragged by their time.
// The buttons do the same without this file; dragging presses them in one step ("place").
"use strict";
(() => {
  document.addEventListener("focus-on", (event) => {
    const wanted = document.getElementById(event.detail.id);
    if (wanted && document.activeElement !== wanted) wanted.focus();
  });

  // A button that can go no further stays where the focus is, and does nothing.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[aria-disabled='true']")) event.preventDefault();
  }, true);

  let dragged = null;
  const row = (target) => target.closest?.(".agenda > li[data-item]");
  document.addEventListener("dragstart", (event) => {
    dragged = row(event.target);
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(dragged, 0, 0);
    dragged.classList.add("is-dragged");
  });
  document.addEventListener("dragover", (event) => {
    const over = row(event.target);
    if (!dragged || !over) return;
    event.preventDefault();
    if (over === dragged) return;
    const { top, height } = over.getBoundingClientRect();
    over.parentNode.insertBefore(dragged, event.clientY < top + height / 2 ? over : over.nextSibling);
  });
  document.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });
  document.addEventListener("dragend", () => {
    if (!dragged) return;
    const form = dragged.querySelector("form[data-move]");
    const place = [...dragged.parentNode.querySelectorAll(":scope > li[data-item]")].indexOf(dragged);
    dragged.classList.remove("is-dragged");
    dragged = null;
    window.htmx.ajax("POST", form.action, { source: form, target: "#agenda", swap: "outerHTML", values: { to: "place", place } });
  });
})();
