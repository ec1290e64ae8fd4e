// Gives each request the form token of the moment it leaves: one that was written into an old page may be out of date.
"use strict";
(() => {
  const cookie = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  const token = () => cookie("__Host-csrf") || cookie("clip-csrf") || document.querySelector("meta[name=csrf-token]")?.content || "";
  window.clip.token = token;

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    detail.headers["X-CSRFToken"] = token();
    if (detail.formData?.has("csrfmiddlewaretoken")) detail.formData.set("csrfmiddlewaretoken", token());
  });
  document.addEventListener("submit", (event) => {
    const field = event.target.querySelector?.("input[name=csrfmiddlewaretoken]");
    if (field && token()) field.value = token();
  }, true);

  // The answer to an old token brings a fresh one: send the same request once more, and once only.
  const again = new WeakSet();
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, xhr } = event.detail;
    if (window.clip.isKept(event.detail)) again.delete(elt);
    if (xhr.getResponseHeader("X-Clip-Code") !== "csrf") return;
    if (again.has(elt)) return window.clip.tell("notSent");
    again.add(elt);
    window.clip.replay(event.detail);
  });
})();
