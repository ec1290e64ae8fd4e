// Shows what is not sent yet, in its place: on the button that was pressed, on the row that it is about, or at the top of
// the list. It can be changed, taken back, copied or sent again from there. The words stand in the page, translated.
"use strict";
(() => {
  const { queue } = window.clip;
  const section = document.getElementById("unsent");
  if (!section) return;
  const list = section.querySelector("ul"), row = section.querySelector("template").content;
  const shown = new Map(); // item → its row
  const removed = new Map(); // rows of what was taken back, for as long as that can be undone
  const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true }).replace(":", ".");
  const part = (li, name) => li.querySelector(`[data-${name}]`);

  const said = (item) => {
    const typed = item.words.map(({ name }) => item.fields.find(([key]) => key === name)?.[1]).filter(Boolean);
    return [item.about, ...typed, ...item.chosen].filter(Boolean).join(" · ");
  };
  // What lies on a button or a row needs no line of its own, unless something is to be decided.
  const standsElsewhere = (item) => item.state === "waiting" && item.place && document.getElementById(item.place);

  function draw(li, item) {
    li.dataset.item = item.n;
    li.className = `unsent unsent--${item.state}`;
    part(li, "at").textContent = clock(item.at);
    part(li, "label").textContent = item.label ? `${item.label}:` : "";
    part(li, "words").textContent = said(item);
    part(li, "note").textContent = item.note || section.dataset[queue.isSending(item) ? "sending" : item.state] || "";
    part(li, "more").innerHTML = item.html; // Clip's own answer: both texts, to choose
    if (item.html) window.htmx.process(part(li, "more"));
    const can = { change: ["waiting", "refused"].includes(item.state) && item.words.length, again: item.state === "refused", copy: item.state === "gone" && said(item), remove: item.state !== "two" };
    for (const [name, is] of Object.entries(can)) part(li, name).hidden = !is;
  }

  function render(items) {
    for (const [item, li] of shown) {
      if (items.includes(item) && !standsElsewhere(item)) continue;
      if (li.contains(document.activeElement)) document.getElementById("unsent-title").focus();
      if (!removed.has(li)) li.remove();
      shown.delete(item);
    }
    for (const item of items) {
      if (standsElsewhere(item)) continue;
      let li = shown.get(item);
      if (!li) {
        li = row.cloneNode(true).firstElementChild;
        shown.set(item, li);
        list.prepend(li); // newest first, like the list below
      }
      const looks = JSON.stringify([item.state, item.note, item.n, item.fields, queue.isSending(item)]);
      if (item.state === "changing" || li.dataset.looks === looks) continue;
      li.dataset.looks = looks;
      draw(li, item);
      if (item.state === "two") (li.querySelector(".conflict") || li).focus();
    }
    section.hidden = !list.children.length;
    for (const is of document.querySelectorAll(".is-unsent")) is.classList.remove("is-unsent");
    items.filter((item) => item.state === "waiting").forEach(mark);
  }

  // On the page itself. A button is pressed at once, and can be pressed back before anything is sent.
  function mark(item) {
    const element = item.place && document.getElementById(item.place);
    if (!element) return;
    element.classList.add("is-unsent");
    if (!item.isPress) return;
    const isPressed = element.dataset.unpressed === item.fields.find(([name]) => name === element.name)?.[1];
    element.setAttribute("aria-pressed", String(isPressed));
    element.value = isPressed ? element.dataset.pressed : element.dataset.unpressed;
  }

  // A press while it is just being tried counts once that is over, unless it has arrived by then.
  function whenFree(item, then) {
    if (!queue.isSending(item)) { then(); return; }
    document.addEventListener("clip:queue", () => { if (shown.has(item)) whenFree(item, then); }, { once: true });
  }

  // Other words, before it is sent.
  function change(li, item) {
    if (item.state === "changing") return;
    const back = item.state;
    item.state = "changing";
    const form = document.createElement("form");
    for (const { name, label, isLong } of item.words) {
      const box = Object.assign(document.createElement(isLong ? "textarea" : "input"), { name, id: `unsent-${item.n}-${name}`, className: "ds_input", value: item.fields.find(([key]) => key === name)?.[1] || "" });
      const named = Object.assign(document.createElement("label"), { className: "ds_label", htmlFor: box.id, textContent: label });
      form.append(named, box);
    }
    const buttons = row.querySelector("[data-buttons]").cloneNode(true);
    buttons.hidden = false;
    form.append(buttons);
    part(li, "more").replaceChildren(form);
    form.querySelector(".ds_input").focus();
    const close = (state) => { item.state = state; delete li.dataset.looks; queue.say(); li.querySelector("[data-change]").focus(); };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const typed = Object.fromEntries(new FormData(form));
      const fields = item.fields.map(([name, value]) => [name, name in typed ? typed[name] : value]);
      const why = await queue.mayKeep({ ...item, fields });
      if (why) { part(li, "note").textContent = why; return; }
      delete li.dataset.looks;
      await queue.again(item, fields);
    });
    part(form, "leave").addEventListener("click", () => close(back));
  }

  async function takeBack(li, item) {
    removed.set(li, item);
    await queue.drop(item);
    li.className = "unsent unsent--removed";
    part(li, "note").textContent = section.dataset.removed;
    for (const name of ["change", "again", "copy", "remove"]) part(li, name).hidden = true;
    part(li, "undo").hidden = false;
    part(li, "undo").focus();
  }

  list.addEventListener("click", (event) => {
    const li = event.target.closest("li"), item = [...shown].find(([, one]) => one === li)?.[0];
    const pressed = (name) => event.target.closest(`[data-${name}]`);
    if (pressed("undo")) { queue.add(Object.assign(removed.get(li), { state: "waiting" })); removed.delete(li); li.remove(); }
    if (!item) return;
    if (pressed("choose-theirs")) { event.preventDefault(); event.stopPropagation(); queue.drop(item).then(() => document.dispatchEvent(new CustomEvent("clip:sent"))); }
    if (pressed("change")) whenFree(item, () => change(li, item));
    if (pressed("again")) queue.again(item);
    if (pressed("remove")) whenFree(item, () => takeBack(li, item));
    if (pressed("copy")) navigator.clipboard?.writeText(said(item)).then(() => { part(li, "copy").textContent = section.dataset.copied; });
  }, true);
  // A choice between two texts is an entry of its own, and takes the place of this one.
  list.addEventListener("clip:captured", ({ target }) => {
    const li = target.closest("li"), item = [...shown].find(([, one]) => one === li)?.[0];
    if (item) queue.drop(item);
  });
  document.addEventListener("clip:queue", ({ detail }) => render(detail.items));
  document.addEventListener("htmx:afterSettle", queue.say); // what was swapped in shows what Clip has
})();
