// Puts focus where the news is: the summary of problems, both versions of a text, or the title of a new page.
"use strict";
(() => {
  const PROBLEM = ".ds_error-summary, .conflict";
  const focus = (found) => {
    if (!found.matches("a[href], button, input, select, textarea, [tabindex]")) found.tabIndex = -1;
    found.focus();
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    const { elt, xhr, requestConfig } = event.detail;
    const at = document.activeElement;
    if (at?.matches("input, textarea, select") && !elt.contains(at)) return; // somebody types elsewhere already
    const cause = requestConfig?.triggeringEvent?.type;
    const found = elt.matches?.(PROBLEM) ? elt : elt.querySelector?.(PROBLEM);
    // Somebody who is still typing while a draft was refused in the background is left in peace.
    if (found && [409, 422].includes(xhr?.status) && cause !== "input" && cause !== "keyup") return focus(found);
    const wanted = elt.matches?.("[data-focus]") ? elt : elt.querySelector?.("[data-focus]");
    if (wanted) return focus(wanted);
    if (elt.id === "main" || requestConfig?.boosted) focus(document.querySelector("main h1") || document.getElementById("main"));
  });

  window.addEventListener("DOMContentLoaded", () => {
    const problem = document.querySelector(`main :is(${PROBLEM})`);
    if (problem) focus(problem);
  });

  // A link of the summary goes to its field, and the cursor with it.
  document.addEventListener("click", (event) => {
    const id = event.target.closest?.(".ds_error-summary a[href^='#']")?.hash.slice(1);
    const field = id && document.getElementById(id);
    if (!field) return;
    event.preventDefault();
    field.focus();
    (field.closest(".ds_question") || field).scrollIntoView({ block: "nearest" });
  });
})();
