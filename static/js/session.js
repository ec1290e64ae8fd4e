// Brings back who was signed out: signs in over the page, then sends what was refused; nothing typed is lost.
//
// What other scripts may count on, and these names stay:
//   the answer 401 with "HX-Trigger: session-expired" says that one is not signed in, or has to prove who one is
//     ("X-Clip-Sign-In" then names the form that asks);
//   the answer 204 with "HX-Trigger: signed-in" says that one is in again, and "X-Clip-Person" who;
//   on the document, "clip:signed-out" is heard when the form opens, and "clip:signed-in" once the same person is back:
//     whoever keeps things to be sent goes on then. Another person is led away to "/", and hears neither.
//   clip.signInAgain() opens the form for a script that met a 401 by itself.
"use strict";
(() => {
  const dialog = () => document.getElementById("sign-in-again");
  const say = (name) => document.dispatchEvent(new CustomEvent(name));
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
    const { elt, xhr } = event.detail;
    if (xhr.status !== 401 || dialog()?.contains(elt)) return;
    waiting = waiting.filter((one) => one.elt !== elt).concat(event.detail);
    open(xhr.getResponseHeader("X-Clip-Sign-In"));
  });

  // `asks` is the address of the form that asks who one is; without it, one was signed out.
  function open(asks) {
    const box = dialog();
    if (!box || box.open) return;
    box.querySelectorAll("[data-when]").forEach((words) => { words.hidden = words.dataset.when !== (asks ? "asked" : "ended"); });
    box.setAttribute("aria-labelledby", asks ? "again-asked" : "again-title");
    bringScripts(box);
    box.showModal();
    say("clip:signed-out");
    window.htmx.ajax("GET", asks || box.dataset.signIn, { target: "#sign-in-form", swap: "outerHTML" });
  }
  window.clip.signInAgain = open;

  // What passkeys need comes with the form alone: most pages never ask.
  function bringScripts(box) {
    (box.dataset.scripts || "").split(" ").filter(Boolean).forEach((src) => {
      if (document.querySelector(`script[src="${src}"]`)) return;
      const script = document.createElement("script");
      script.src = src;
      script.async = false;
      document.head.append(script);
    });
  }

  // What signing in has to say is said in the dialog: too many tries, no mail just now.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (dialog()?.contains(event.detail.elt) && [429, 503].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
  });

  // Focus goes to the first field of each form as soon as it stands in the dialog.
  document.addEventListener("htmx:afterSettle", () => {
    const form = dialog()?.open && document.getElementById("sign-in-form");
    if (form && !form.contains(document.activeElement)) form.querySelector("input:not([type=hidden]), button, a[href]")?.focus();
  });

  // Words typed by one person are never sent in the name of another.
  document.addEventListener("htmx:afterRequest", ({ detail: { elt, target, xhr } }) => {
    const box = dialog();
    const isOurs = box?.contains(elt) || box?.contains(target); // asking for the form may tell that one is in already
    if (!isOurs || xhr.getResponseHeader("HX-Trigger") !== "signed-in") return;
    if (xhr.getResponseHeader("X-Clip-Person") !== box.dataset.person) return window.location.assign("/");
    box.close();
    say("clip:signed-in");
    const requests = waiting;
    waiting = [];
    requests.forEach(window.clip.replay);
  });
})();
