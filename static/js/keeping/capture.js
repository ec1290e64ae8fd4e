// Makes items of the queue of forms, and puts each answer where its form stands.
//
// A form with data-queue="what it is" is sent by the queue rather than by htmx, which sends it where this file is missing.
// What the page may say about such a form, or about its button:
//   data-queue-place="id"      the element that shows what is not sent yet; else it stands in the list of unsent.js
//   data-queue-about="words"   what it is about, where no box of it says so
//   data-queue-closes          an element around a form that was opened: it goes once what was typed waits
//   data-pressed, data-unpressed on a button with aria-pressed: the value that it sends in each state
// "clip:queued" on a form says that what it held waits now, and that it is free for the next.
"use strict";
(() => {
  const { queue } = window.clip;
  const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));
  const isWords = (box) => box.matches("textarea, input:not([type]), input[type=text], input[type=search]");
  const boxes = (form) => [...form.elements].filter(isWords);
  const ticks = (form) => [...form.elements].filter((box) => box.matches("input[type=radio]:checked, input[type=checkbox]:checked"));
  const labelOf = (box) => box.labels?.[0]?.innerText.trim() || "";

  async function fieldsOf(form, button) {
    const fields = [];
    for (const [name, value] of new FormData(form, button)) {
      if (name === "csrfmiddlewaretoken") continue; // the token of the moment goes along when it is sent
      fields.push([name, value instanceof File ? await bytesOf(value) : value]);
    }
    return fields;
  }
  const bytesOf = (file) => new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, type: file.type, bytes: reader.result.split(",")[1] || "" });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

  async function describe(form, button) {
    const isPress = button?.hasAttribute("data-pressed") || false;
    const { queue: label, queueAbout: about = "", queuePlace: place = "" } = isPress ? { ...form.dataset, ...button.dataset } : form.dataset;
    const lists = [...form.elements].filter((box) => box.matches("select") && box.value).map((box) => box.selectedOptions[0].text);
    return {
      url: button?.getAttribute("formaction") || form.getAttribute("action"),
      label, about, place: isPress ? button.id : place, isPress,
      chosen: [...ticks(form).map(labelOf), ...lists],
      words: boxes(form).filter((box) => box.name).map((box) => ({ name: box.name, label: labelOf(box), isLong: box.matches("textarea") })),
      fields: await fieldsOf(form, button),
      from: location.pathname, at: Date.now(), tries: 0, state: "waiting", note: "", html: "",
    };
  }

  // While something is on its way, its boxes hold still: what is typed into them now would be lost with the answer.
  function hold(form, is) {
    form.toggleAttribute("data-sending", is);
    boxes(form).forEach((box) => { box.readOnly = is; });
  }
  // A row's form comes without a key, which would be the heaviest part of it: it gets one as it is sent.
  const mint = (form) => form.querySelectorAll('input[name=client_key][value=""]').forEach((field) => { field.value ||= uuid(); });
  const renew = (form) => form.querySelectorAll("input[name=client_key]").forEach((field) => { field.value = uuid(); });

  function empty(form) {
    const opened = form.closest("[data-queue-closes]");
    if (opened) return opened.remove();
    boxes(form).forEach((box) => { box.value = ""; });
    ticks(form).forEach((box) => { box.checked = false; });
    form.querySelectorAll("input[type=file]").forEach((box) => { box.value = ""; });
    form.dispatchEvent(new CustomEvent("clip:queued", { bubbles: true }));
  }

  function swap(form, button, { status, headers, html }) {
    const source = button?.hasAttribute("hx-target") ? button : form;
    const asked = headers.get("HX-Retarget") || source.getAttribute("hx-target") || "";
    const target = asked === "this" ? source : asked.startsWith("closest ") ? source.closest(asked.slice(8)) : asked && document.querySelector(asked);
    if (!target) return document.dispatchEvent(new CustomEvent("clip:sent"));
    const swapStyle = (headers.get("HX-Reswap") || source.getAttribute("hx-swap") || "innerHTML").split(" ")[0];
    const eventInfo = { xhr: { status }, requestConfig: { verb: "post" } };
    if (headers.get("HX-Trigger")?.includes("clip:sent")) document.dispatchEvent(new CustomEvent("clip:sent")); // it shows elsewhere too
    const put = (content, style) => window.htmx.swap(target, content, { swapStyle: style, swapDelay: 0, settleDelay: 20 }, { eventInfo });
    if (swapStyle !== "outerHTML" || !window.clip.isTypedIn(target, form)) return put(html, swapStyle);
    // Somebody types into another form of the same part: it is brought in around that.
    const parts = document.createElement("template");
    parts.innerHTML = html;
    const fresh = parts.content.getElementById(target.id);
    if (form.contains(document.activeElement)) document.activeElement.blur();
    fresh?.remove();
    put(parts.innerHTML, "none");
    if (fresh) window.clip.merge(target, fresh);
  }

  function refuse(form, why) {
    const told = Object.assign(document.createElement("p"), { className: "ds_question__error-message", textContent: why });
    told.setAttribute("role", "alert");
    told.dataset.refused = "";
    form.prepend(told);
    boxes(form)[0]?.focus();
    document.dispatchEvent(new CustomEvent("clip:not-kept"));
  }

  async function capture(form, button) {
    const isPress = button?.hasAttribute("data-pressed");
    mint(form);
    if (!isPress) hold(form, true);
    const item = await describe(form, button);
    const why = await queue.mayKeep(item);
    form.querySelector("[data-refused]")?.remove();
    if (why) {
      hold(form, false);
      return refuse(form, why);
    }
    renew(form);
    await queue.add(item, {
      free() { if (isPress) return; hold(form, false); empty(form); },
      answer(answer) { if (!isPress) hold(form, false); swap(form, button, answer); },
    });
    form.dispatchEvent(new CustomEvent("clip:captured", { bubbles: true }));
  }

  // Before htmx or the browser sends it. A second press while the first is on its way does nothing.
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!form.matches?.("form[data-queue]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!form.hasAttribute("data-sending")) queue.expect(capture(form, submitter));
  }, true);
})();
