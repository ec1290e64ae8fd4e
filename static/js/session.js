// Brings back who was signed out: signs in over the page, then sends what was refused; nothing typed is lost.
"use strict";
(() => {
  const dialog = () => document.getElementById("sign-in-again");
  let waiting = [];

  // Sends a request as it was; a form sends what stands in it now, with the button that was pressed.
  window.clip.replay = ({ elt, requestConfig }) => {
    const { verb, path, parameters, target, triggeringEvent } = requestConfig;
    if (elt.isConnected && elt.tagName === "FORM" && triggeringEvent?.type === "submit") {
      const button = triggeringEvent.submitter;
      elt.requestSubmit(button?.form === elt ? button : undefined);
    } else {
      const source = elt.isConnected ? elt : undefined;
      window.htmx.ajax(verb.toUpperCase(), path, { source, target, values: parameters });
    }
  };

  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 401 || dialog()?.contains(event.detail.elt)) return;
    waiting = waiting.filter((one) => one.elt !== event.detail.elt).concat(event.detail);
    open();
  });

  function open() {
    const box = dialog();
    if (!box || box.open) return;
    box.showModal();
    window.htmx.ajax("GET", box.dataset.signIn, { target: "#sign-in-form", swap: "outerHTML" });
  }

  // Focus goes to the first field of the form as soon as it stands in the dialog.
  document.addEventListener("htmx:afterSettle", () => {
    const box = dialog();
    if (box?.open && !box.contains(document.activeElement)) box.querySelector("input:not([type=hidden]), button")?.focus();
  });

  // Words typed by one person are never sent in the name of another.
  document.addEventListener("htmx:afterRequest", ({ detail: { elt, xhr } }) => {
    const box = dialog();
    if (!box?.contains(elt) || xhr.getResponseHeader("HX-Trigger") !== "signed-in") return;
    if (xhr.getResponseHeader("X-Clip-Person") !== box.dataset.person) return window.location.assign("/");
    box.close();
    const requests = waiting;
    waiting = [];
    requests.forEach(window.clip.replay);
  });
})();
