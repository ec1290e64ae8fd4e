// Sends what is recorded, in order, and lets go of each thing only when Clip itself has said that it has it.
// It knows nothing of what it carries. capture.js makes items of forms, unsent.js shows them.
//
// What other scripts may count on:
//   clip.beforeKeeping(check)  a check of what is about to be kept: {url, label, words, fields}. What it returns, or
//                              promises, is a sentence for the person: then nothing is kept, and nothing sent.
//   "clip:queue"               on the document, tells how things stand whenever that changes
//   "clip:sent"                something arrived whose form is free already: the page may be behind
"use strict";
(() => {
  const { store } = window.clip;
  const AGAIN = [2, 5, 15, 30, 60]; // seconds; then each 60
  const LATE = 2000; // milliseconds, after which it is said that something is not sent yet
  const checks = [], items = [];
  const words = document.querySelector("[data-queue-key]")?.dataset || {};
  const channel = window.BroadcastChannel ? new BroadcastChannel("clip-queue") : null; // other pages of this browser
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const waiting = () => items.filter((item) => item.state === "waiting");
  let isRunning = false, isSignedOut = false, isFailing = false, timer = null, tries = 0, sending = null, before = null, savedAt = null, isLoaded = false, coming = 0;

  function say() {
    const of = (...states) => items.filter((item) => states.includes(item.state)).length;
    const isLate = isFailing || waiting().some((item) => !item.source && Date.now() - item.at >= LATE);
    if (isLoaded) store.mark(items.length > 0);
    tell("clip:queue", { items, savedAt, isLate, waiting: of("waiting", "changing") + coming, two: of("two"), refused: of("refused", "gone"), isLasting: store.isLasting() && !store.holds() });
  }

  // --- before anything is kept ---

  window.clip.beforeKeeping = (check) => { checks.push(check); };
  // The first sentence that a check has against this; a check that breaks keeps nothing either.
  async function mayKeep(item) {
    for (const check of checks) {
      const why = await Promise.resolve().then(() => check(item)).catch(() => words.unchecked || "?");
      if (why) return why;
    }
    return "";
  }

  // --- keeping: `source` is the form that waits for the answer, and knows what to do with it ---

  const plain = ({ n, source, ...item }) => item;

  function free(item) {
    const { source } = item;
    item.source = null;
    source?.free();
  }

  async function add(item, source) {
    if (!store.isLasting()) await Promise.race([ready(true), new Promise((resolve) => { setTimeout(resolve, 300); })]);
    Object.assign(item, { n: await store.add(plain(item)), source });
    items.push(item);
    if (isFailing || navigator.onLine === false || waiting().length > 1) free(item);
    else setTimeout(() => { free(item); say(); }, LATE);
    say();
    channel?.postMessage("more");
    if (!timer) run();
  }

  async function drop(item) {
    const at = items.indexOf(item);
    if (at >= 0) items.splice(at, 1);
    await store.remove(item.n);
  }

  async function park(item, state, note, html = "") {
    Object.assign(item, { state, note, html });
    free(item);
    await store.put(item.n, plain(item)).catch(() => {});
  }

  // --- sending ---

  function bodyOf({ fields }) {
    if (fields.every(([, value]) => typeof value === "string")) return new URLSearchParams(fields);
    const form = new FormData();
    for (const [name, value] of fields) {
      if (typeof value === "string") form.append(name, value);
      else form.append(name, new File([Uint8Array.from(atob(value.bytes), (letter) => letter.charCodeAt(0))], value.name, { type: value.type }));
    }
    return form;
  }

  // The answer, if it is Clip's own: a captive portal or a proxy that stands in between is as good as none.
  async function ask(item) {
    const headers = { "HX-Request": "true", "X-CSRFToken": window.clip.token(), "X-Clip-Person": store.person() };
    if (item.place) headers["HX-Target"] = item.place;
    const age = Date.now() - item.at;
    if (age > 1000) headers["X-Clip-Age"] = String(age); // it stands in the record at the time when it was said
    if (before && before.at <= item.at) headers["X-Clip-After"] = before.kept; // and after what was said before it
    const body = bodyOf(item);
    const weight = item.fields.reduce((sum, [, value]) => sum + (value.bytes || value).length, 0);
    const signal = AbortSignal.timeout(8000 + weight / 20); // twenty bytes a millisecond, at the least
    const answer = await fetch(item.url, { method: "POST", body, headers, redirect: "manual", cache: "no-store", signal });
    if (answer.headers.get("X-App") !== "1") return null;
    const kept = answer.headers.get("X-Clip-At");
    if (kept) before = { at: item.at, kept };
    return { status: answer.status, headers: answer.headers, html: await answer.text() };
  }

  // Sends one, and says whether the next may go.
  async function send(item, isSecond = false) {
    const answer = await ask(item).catch(() => null);
    if (!answer || [429, 502, 503, 504].includes(answer.status)) return later(item);
    if (answer.status === 401) return signIn(answer.headers.get("X-Clip-Sign-In"));
    const isToken = answer.headers.get("X-Clip-Code") === "csrf";
    if (isToken && !isSecond) return send(item, true); // it brought a fresh one along
    [isFailing, tries] = [false, 0];
    await settle(item, answer, isToken);
    say();
    return true;
  }

  async function settle(item, answer, isToken) {
    const { status, html } = answer;
    if (status >= 200 && status < 300) return kept(item, answer);
    if (status === 409) return park(item, "two", "", html);
    if ([403, 404, 410].includes(status) && !isToken) return park(item, "gone", textOf(html, ".conflict p") || words[status === 403 ? "forbidden" : "gone"]);
    if (status === 422 && item.source) return wrong(item, answer);
    return park(item, "refused", textOf(html, ".ds_question__error-message") || words.refused);
  }
  const textOf = (html, which) => new DOMParser().parseFromString(html, "text/html").querySelector(which)?.textContent.trim();

  async function kept(item, answer) {
    savedAt = new Date();
    const { source } = item;
    item.source = null;
    await drop(item);
    channel?.postMessage(item.n);
    if (source) source.answer(answer);
    else tell("clip:sent", item);
  }

  // What is wrong is said at its form, where the words still stand: from here on they wait there.
  async function wrong(item, answer) {
    const { source } = item;
    item.source = null;
    await drop(item);
    source.answer(answer);
    tell("clip:not-kept");
  }

  function later(item) {
    isFailing = true;
    item.tries += 1;
    free(item);
    timer = setTimeout(wake, 1000 * AGAIN[Math.min(tries, AGAIN.length - 1)], tries + 1);
    return false;
  }

  function signIn(asks) {
    isSignedOut = true;
    window.clip.signInAgain?.(asks);
    tell("clip:must-sign-in");
    return false;
  }

  async function work(lock) {
    if (lock === null) { timer = setTimeout(wake, 2000, tries); return; } // another page of this browser is at it
    while ((sending = waiting()[0])) {
      say();
      if (!await send(sending)) break;
    }
  }

  // One page of a browser sends at a time, and one thing after the other.
  async function run() {
    if (isRunning || isSignedOut || !waiting().length) return;
    isRunning = true;
    if (!store.isLasting()) ready(true);
    try {
      if (navigator.locks) await navigator.locks.request("clip-queue", { ifAvailable: true }, work);
      else await work();
    } finally {
      [isRunning, sending] = [false, null];
      say();
    }
  }

  function wake(after = 0) {
    tries = after;
    clearTimeout(timer);
    timer = null;
    run();
  }
  // What may mean that the network is back: waiting begins anew.
  window.addEventListener("online", () => wake());
  window.addEventListener("focus", () => wake());
  document.addEventListener("visibilitychange", () => document.hidden || wake());
  document.addEventListener("clip:back", () => wake());
  document.addEventListener("clip:signed-in", () => { isSignedOut = false; ready(true).then(load).then(() => wake()); });
  window.addEventListener("beforeunload", (event) => { if (store.holds()) event.preventDefault(); }); // a reload would lose it

  // --- what was kept before, or by another page of this browser ---

  let opening = null;
  function ready(isAnew = false) {
    if (opening && !isAnew) return opening;
    const signedIn = document.getElementById("sign-in-again");
    opening = store.open(signedIn?.dataset.person, words.queueKey).then((isLasting) => {
      for (const item of items) if (store.moved.has(item.n)) item.n = store.moved.get(item.n);
      return isLasting;
    });
    return opening;
  }

  async function load() {
    for (const item of await store.all()) if (!items.some((one) => one.n === item.n)) items.push(item);
    items.sort((a, b) => a.at - b.at || a.n - b.n);
    isLoaded = store.isLasting();
    say();
  }

  document.addEventListener("clip:store-lost", async () => {
    await ready(true);
    for (const item of items) item.n = await store.add(plain(item));
    say();
  });
  if (channel) channel.onmessage = ({ data }) => {
    if (data === "more") return load();
    const item = items.find((one) => one.n === data);
    if (!item) return;
    items.splice(items.indexOf(item), 1);
    [savedAt, isFailing] = [new Date(), false];
    free(item);
    tell("clip:sent", item);
    say();
  };

  window.clip.queue = {
    ready, add, mayKeep, say, wake,
    // From the moment of a submit until it is kept or refused: nothing is called saved meanwhile.
    async expect(work) {
      coming += 1;
      say();
      try { await work; } finally { coming -= 1; say(); }
    },
    drop: (item) => drop(item).then(say),
    isSending: (item) => item === sending,
    // Once more: as it is, or with other words.
    async again(item, fields = item.fields) {
      Object.assign(item, { fields, state: "waiting", note: "", html: "" });
      await store.put(item.n, plain(item));
      wake();
    },
  };

  const start = () => ready().then(load).then(() => wake());
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
