// What this device keeps until it can be sent: in IndexedDB, locked by AES-GCM with a key that its person alone gets from
// Clip after signing in. It knows nothing of what it keeps. Where a browser can't keep anything, it says so, and holds it
// for as long as the page is open.
"use strict";
(() => {
  const DAY = 86_400_000, KEPT = 14 * DAY, KEY_KEPT = DAY / 2; // a key that nobody used for twelve hours is fetched anew
  const DEVICE = "clip-device", SHARED = "clip-shared", PERSON = "clip-person", UNSENT = "clip-unsent"; // see elsewhere.js
  const encoder = new TextEncoder(), decoder = new TextDecoder();
  const loose = new Map(); // what is held while the page is open, under numbers below nought
  let db = null, key = null, person = "", nextLoose = -1;

  const canLock = () => Boolean(window.isSecureContext && window.indexedDB && window.crypto?.subtle);
  const isShared = () => { try { return localStorage.getItem(SHARED) === "yes"; } catch { return true; } };

  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  function openDatabase() {
    const request = indexedDB.open("clip", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("queue", { keyPath: "n", autoIncrement: true }); // n is the order
      for (const name of ["keys", "pages"]) request.result.createObjectStore(name, { keyPath: "person" });
    };
    return done(request).then((opened) => {
      opened.onversionchange = () => opened.close();
      opened.onclose = () => { // its owner cleared the storage
        db = key = null;
        document.dispatchEvent(new CustomEvent("clip:store-lost"));
      };
      return opened;
    });
  }

  // Runs one change, and is through when the device has it: a battery may end right after.
  async function change(name, make) {
    const transaction = db.transaction(name, "readwrite", { durability: "strict" });
    const through = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error || new Error("aborted"));
    });
    const request = make(transaction.objectStore(name));
    await through;
    return request?.result;
  }
  const read = (name, make) => done(make(db.transaction(name).objectStore(name)));

  async function lock(words) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(person) }, key, encoder.encode(JSON.stringify(words)));
    return { person, iv, box };
  }
  async function unlock({ iv, box }) {
    return JSON.parse(decoder.decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(person) }, key, box)));
  }

  // --- the key ---

  async function keptKey() {
    for (const row of await read("keys", (keys) => keys.getAll())) {
      const isMine = row.person === person && Date.now() - row.usedAt < KEY_KEPT && !isShared();
      if (!isMine) await change("keys", (keys) => keys.delete(row.person));
      else if (await change("keys", (keys) => keys.put({ ...row, usedAt: Date.now() }))) return row.key;
    }
    return null;
  }

  async function fetchKey(url) {
    let device = localStorage.getItem(DEVICE);
    if (!device) localStorage.setItem(DEVICE, device = crypto.randomUUID());
    const headers = { "HX-Request": "true", "X-CSRFToken": window.clip.token(), "X-Clip-Person": person };
    const answer = await fetch(url, { method: "POST", headers, body: new URLSearchParams({ device }), redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(10_000) });
    if (!answer.ok || answer.headers.get("X-App") !== "1") return null;
    const bytes = Uint8Array.from(atob((await answer.json()).key), (letter) => letter.charCodeAt(0));
    const fetched = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    if (!isShared()) await change("keys", (keys) => keys.put({ person, key: fetched, usedAt: Date.now() }));
    localStorage.setItem(PERSON, person);
    return fetched;
  }

  // Whoever is signed in, or, on a page without anybody, whose key this device has.
  async function open(who, keyUrl) {
    person = who || person;
    if (!canLock()) return false;
    try {
      db ||= await openDatabase();
      person ||= (await read("keys", (keys) => keys.getAll()))[0]?.person || "";
      key ||= person && (await keptKey() || (keyUrl && await fetchKey(keyUrl)));
      if (!key) return false;
      await forgetOld();
      await settle();
      return true;
    } catch {
      return false; // a private window, storage that is full or cleared, no network for the key: what is new stays loose
    }
  }

  // --- what is kept ---

  // Says to the other pages whether anything waits.
  function mark(is) {
    try { localStorage.setItem(`${UNSENT}-${person}`, is ? "yes" : "no"); } catch { /* a browser that keeps nothing */ }
  }

  async function add(item) {
    mark(true);
    if (key && db) {
      try {
        const row = await lock(item);
        return await change("queue", (queue) => queue.add({ ...row, at: item.at }));
      } catch { /* the storage is full, or gone: at least it is held */ }
    }
    loose.set(nextLoose, item);
    return nextLoose--;
  }

  async function put(n, item) {
    if (n < 0) return void loose.set(n, item);
    const row = await lock(item);
    await change("queue", (queue) => queue.put({ ...row, at: item.at, n }));
  }

  async function remove(n) {
    if (n < 0) return void loose.delete(n);
    if (db) await change("queue", (queue) => queue.delete(n));
  }

  // Everything of this person, in order. What does not open any more was locked with a key that is no longer given.
  async function all() {
    const found = [...loose].map(([n, item]) => ({ ...item, n })).sort((a, b) => b.n - a.n);
    if (!key || !db) return found;
    const rows = (await read("queue", (queue) => queue.getAll())).filter((row) => row.person === person);
    const opened = await Promise.all(rows.map((row) => unlock(row).then((item) => ({ ...item, n: row.n })).catch(() => null)));
    return opened.filter(Boolean).concat(found);
  }

  // What had to be held while nothing could be kept is kept as soon as it can; gives old and new numbers.
  const moved = new Map();
  async function settle() {
    for (const [n, item] of [...loose].sort(([a], [b]) => b - a)) {
      const row = await lock(item);
      moved.set(n, await change("queue", (queue) => queue.add({ ...row, at: item.at })));
      loose.delete(n);
    }
  }

  async function forgetOld() {
    const isOld = (row) => Date.now() - row.at > KEPT;
    for (const row of await read("queue", (queue) => queue.getAll())) if (isOld(row)) await change("queue", (queue) => queue.delete(row.n));
    for (const row of await read("pages", (pages) => pages.getAll())) if (isOld(row)) await change("pages", (pages) => pages.delete(row.person));
  }

  // --- the page that was open, for a reload without network ---

  async function putPage(page) {
    if (!key || !db || isShared()) return;
    const row = await lock(page);
    await change("pages", (pages) => pages.put({ ...row, at: Date.now() })).catch(() => {});
  }
  async function page() {
    if (!key || !db) return null;
    const row = await read("pages", (pages) => pages.get(person));
    return row ? { ...await unlock(row), at: row.at } : null;
  }

  // At sign-out: what is unsent stays, locked; nothing on this device opens it any more.
  async function lockUp() {
    key = null;
    localStorage.removeItem(PERSON);
    if (!db) return;
    await change("keys", (keys) => keys.clear());
    await change("pages", (pages) => pages.clear());
  }

  // How much of somebody's waits here: needs no key.
  async function count(who) {
    if (!canLock()) return loose.size;
    try {
      db ||= await openDatabase();
      return (await read("queue", (queue) => queue.getAll())).filter((row) => row.person === who).length + loose.size;
    } catch {
      return loose.size;
    }
  }

  function share(isOn) {
    localStorage.setItem(SHARED, isOn ? "yes" : "no");
    if (isOn && db) return change("keys", (keys) => keys.clear()).then(() => change("pages", (pages) => pages.clear()));
    return Promise.resolve();
  }

  window.clip.store = {
    open, mark, add, put, remove, all, moved, putPage, page, lockUp, count, share, isShared,
    isLasting: () => Boolean(key && db),
    holds: () => loose.size, // which a reload would lose
    person: () => person,
  };
})();
