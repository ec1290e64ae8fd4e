// Asks the browser for a passkey, or to make one, and sends what it says with the form (allauth's webauthn-json.js reads and writes it).
"use strict";
(() => {
  const forms = () => document.querySelectorAll("form[data-passkey]");
  const can = window.PublicKeyCredential && window.isSecureContext;
  const reasons = { NotAllowedError: "cancelled", AbortError: "cancelled", SecurityError: "elsewhere", InvalidStateError: "known" };

  // Hidden until now: a browser that knows no passkeys offers none.
  const show = () => {
    if (!can) return;
    forms().forEach((form) => { form.hidden = false; });
    document.querySelectorAll("[data-no-passkeys]").forEach((instead) => { instead.hidden = true; });
  };

  function tell(form, reason) {
    const line = form.querySelector("[role=alert]");
    line.textContent = line.dataset[reason] || line.dataset.notSent;
    line.hidden = false;
  }

  async function options(form) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(form.dataset.ask, { method: "POST", headers: { "X-CSRFToken": token, "HX-Request": "true" } });
    if (answer.status === 401) { // one has to show first that one is oneself
      const proof = answer.headers.get("X-Clip-Sign-In") || "/sign-in/";
      window.location.assign(`${proof}?next=${encodeURIComponent(window.location.pathname)}`);
    }
    if (!answer.ok || answer.headers.get("X-App") !== "1") throw new Error("not sent");
    return answer.json();
  }

  async function ask(form, button) {
    const field = form.elements.credential;
    try {
      const verb = form.dataset.passkey === "create" ? "create" : "get";
      field.value = JSON.stringify(await window.webauthnJSON[verb](await options(form)));
    } catch (problem) {
      return tell(form, reasons[problem.name] || "notSent");
    } finally {
      form.removeAttribute("data-asking");
    }
    form.requestSubmit(button?.form === form ? button : undefined);
    field.value = ""; // each answer is good once
  }

  // Before all other listeners: the form leaves once it carries what the browser said.
  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset?.passkey || form.elements.credential.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.hasAttribute("data-asking")) return;
    form.setAttribute("data-asking", "");
    form.querySelector("[role=alert]").hidden = true;
    ask(form, event.submitter);
  }, true);

  document.addEventListener("htmx:afterSettle", show);
  show();
})();
