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

  // What signing in has to say is said in the dialog: too many tries, no mail just now.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (dialog()?.contains(event.detail.elt) && [429, 503].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
  });

  // Focus goes to the first field of each form as soon as it stands in the dialog.
  document.addEventListener("htmx:afterSettle", () => {
    const form = dialog()?.open && document.getElementById("sign-in-form");
    if (form && !form.contains(document.activeElement)) form.querySelector("input:not([type=hidden]), button")?.focus();
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
