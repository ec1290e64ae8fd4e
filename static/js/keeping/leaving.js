// Signing out: what is unsent is told first, and can be waited for. Either way it stays on this device, locked, until its
// person signs in here again.
"use strict";
(() => {
  const { store, queue } = window.clip;
  const dialog = document.getElementById("unsent-at-leaving");
  let form = null;

  async function goNow() {
    await store.lockUp().catch(() => {});
    form.submit(); // past the listeners, which would ask again
  }

  function tell(count) {
    dialog.querySelectorAll("[data-count]").forEach((part) => { part.textContent = count; });
    dialog.querySelectorAll("[data-when]").forEach((part) => { part.hidden = part.dataset.when !== (count ? "unsent" : "sent"); });
  }

  window.clip.leave = async (signOut) => {
    form = signOut;
    const count = await store.count(dialog.dataset.person);
    if (!count) return goNow();
    tell(count);
    dialog.showModal();
    queue.wake();
  };

  dialog.addEventListener("click", ({ target }) => {
    if (target.matches("[data-go]")) goNow();
    if (target.matches("[data-wait]")) { dialog.close(); queue.wake(); }
  });
  // Everything may arrive while one looks at it.
  document.addEventListener("clip:queue", ({ detail }) => { if (dialog.open) tell(detail.waiting + detail.two + detail.refused); });
})();
