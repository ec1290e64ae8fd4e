// Looks for what identifies somebody before anything is sent, or kept on this device; the server looks again.
// The rules are those of inquiries/identifying.py and folding.py, and a test holds the two against each other.
//   data-contact  on a box that is there for a telephone number or an address: not looked at
//   data-story    on a box of a story: refuses what leads to anybody, where others only ask whether it is needed
"use strict";
(() => {
  const words = document.getElementById("identifiers")?.dataset || {};
  const YEAR = new Date().getFullYear(), GROWN_UP = 16, BESIDE = 25;

  // --- as one reads it ---

  const NO_WIDTH = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
  const SPOKEN_AS = { zero: 0, oh: 0, nought: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9 };
  const WORD = Object.keys(SPOKEN_AS).join("|");
  const SPOKEN = new RegExp(`\\b(?:${WORD})\\b(?:[ ,.-]{1,3}\\b(?:${WORD})\\b){8,}`, "gi");
  const ND = /\p{Nd}/u;
  // The digits of a script stand side by side, from a place that ends in 0 or in 6.
  function digit(letter) {
    const code = letter.codePointAt(0), low = code & 15;
    const isFromSix = low > 9 || (low > 5 && !ND.test(String.fromCodePoint(code - low)));
    return String(isFromSix ? low - 6 : low);
  }
  function plain(text) {
    return text.replace(/\r\n?/g, "\n").normalize("NFKC").replace(NO_WIDTH, "").replace(/[\u2028\u2029\x85\v\f]/g, "\n")
      .replace(/[^\x00-\x7f]/gu, (letter) => (ND.test(letter) ? digit(letter) : letter))
      .replace(/[\u2010-\u2015\u2043\u2212\u30fb\u00b7\u2022\u2027]/g, "-").replace(/[\u2044\u2215\\|_]/g, "/").replace(/[^\S\n]/g, " ")
      .replace(SPOKEN, (run) => run.match(/[a-z]+/gi).map((word) => SPOKEN_AS[word.toLowerCase()]).join(" "));
  }

  // --- what is refused ---

  const SEPARATORS = "[ \\t./-]{0,3}(?:\\n[ \\t./-]{0,3})?";
  const RUN = new RegExp(`\\d(?:${SEPARATORS}\\d)*`, "g");
  const ABROAD = /(?:\+|\b00) ?44[ .-]?(?:\(0\))?[ .-]?\d(?:[ .-]?\d){8,9}(?!\d)/g;
  const WHEN = /\b(?:\d{1,2}[./-]\d{1,2}[./-]20[1-4]\d|20[1-4]\d-\d{2}-\d{2})[ ,]+\d{1,2}\.\d{2}(?!\d)/g;
  const INSURANCE = /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?(?:\d{2}[ -]?){3}[A-D]\b/gi;
  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*";
  const DAYS = [
    [/(?<![\d./-])(\d{1,2}) ?([ ./-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?![./-]?\d)/g, [4, 3, 1]],
    [/(?<!\d)(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?!\d)/g, [1, 2, 3]],
    [new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]${MONTH}\\.?,?[ -]['’]?(\\d{4}|\\d{2})(?!\\d)`, "gi"), [3, 2, 1]],
    [new RegExp(`\\b${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`, "gi"), [3, 1, 2]],
  ];
  const BIRTH = /\b(?:born|d\.? ?o\.? ?b|date of birth|birth ?date|birthday)\b/i;
  const AREAS = new Set(("AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU "
    + "HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE "
    + "PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS "
    + "WV YO ZE").split(" "));
  const POSTCODE = /\b([A-Z]{1,2})\d[A-Z\d]? ?\d(?!st\b|nd\b|rd\b|th\b)[ABD-HJLNP-UW-Z]{2}\b/gi;
  const EMAIL = /(?<![\w.+-])[\w.+-]{1,64} ?(?:@|\[at\]|\(at\)) ?[\w-]+(?:\.[\w-]+)+/gi;
  const LINK = /\b(?:https?:\/\/|www\.)\S+|\b[\w-]+\.(?:com|org|net|co\.uk|org\.uk|nhs\.uk|scot|gov\.uk)\b/gi;
  const HANDLE = /(?<![\w@.])@[A-Za-z_][\w.]{2,}/g;

  const blank = (found) => found.replace(/[^\n]/g, "_");
  function sumsTo(parts, wanted, isFromStart = false) {
    for (let start = 0; start < (isFromStart ? 1 : parts.length); start += 1) {
      let length = 0;
      for (let at = start; at < parts.length && length < wanted; at += 1) length += parts[at].length;
      if (length === wanted) return true;
    }
    return false;
  }
  function isChi(digits) {
    if (!(+digits.slice(0, 2) >= 1 && +digits.slice(0, 2) <= 31 && +digits.slice(2, 4) >= 1 && +digits.slice(2, 4) <= 12)) return false;
    const rest = [...digits.slice(0, 9)].reduce((sum, one, place) => sum + one * (10 - place), 0) % 11;
    return (11 - rest) % 11 === +digits[9];
  }
  function* numbers({ 0: run, index }) {
    const parts = run.match(/\d+/g);
    if (sumsTo(parts, 10)) yield ["number", index];
    else if (/^0[1-9]/.test(run) && sumsTo(parts.slice(0, 4), 11, true)) yield ["phone number", index];
    else if (parts.some((part) => part.length > 10)) yield ["long number", index];
    else if ([...parts, parts.join("")].some((nine) => nine.length === 9 && isChi(`0${nine}`))) yield ["number", index];
  }
  function* births(text) {
    for (const [pattern, places] of DAYS) for (const found of text.matchAll(pattern)) {
      const [of, month, day] = places.map((place) => found[place]);
      const year = (of.length === 2 ? (+of > (YEAR % 100) + 1 ? 1900 : 2000) : 0) + +of;
      const moon = /^\d/.test(month) ? +month : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
      if (!(year >= 1900 && year <= YEAR + 50 && moon >= 1 && moon <= 12 && +day >= 1 && +day <= 31)) continue;
      const end = found.index + found[0].length;
      const beside = [text.slice(Math.max(0, found.index - BESIDE), found.index), text.slice(end, end + BESIDE)];
      if (year <= YEAR - GROWN_UP || beside.some((part) => BIRTH.test(part))) yield ["date of birth", found.index];
    }
  }
  function* addresses(text) {
    for (const found of text.matchAll(POSTCODE)) if (AREAS.has(found[1].toUpperCase())) yield ["postcode", found.index];
    const emails = [...text.matchAll(EMAIL)].map((found) => [found.index, found.index + found[0].length]);
    for (const [start] of emails) yield ["email address", start];
    for (const [kind, pattern] of [["link", LINK], ["name on social media", HANDLE]]) {
      for (const { index } of text.matchAll(pattern)) if (!emails.some(([start, end]) => start < index && index < end)) yield [kind, index];
    }
  }
  function* all(text) {
    yield* births(text);
    for (const { index } of text.matchAll(ABROAD)) yield ["phone number", index];
    for (const run of text.replace(ABROAD, blank).replace(WHEN, blank).matchAll(RUN)) if (run[0].length >= 9) yield* numbers(run);
    for (const { index } of text.matchAll(INSURANCE)) yield ["insurance number", index];
    yield* addresses(text);
  }
  const EVERYWHERE = ["number", "long number", "insurance number", "date of birth"];
  const ASIDE = ["postcode", "phone number", "email address"];
  const ORDER = [...EVERYWHERE, ...ASIDE, "link", "name on social media"];

  // What must not be kept, as [kind, paragraph], first things first; in a story more than elsewhere.
  function refused(text, isStory = false) {
    const folded = plain(text).toLowerCase();
    const begins = [...folded.matchAll(/^.*\S.*$/gm)].map((line) => line.index);
    const found = new Map();
    for (const [kind, at] of all(folded)) {
      const paragraph = Math.max(1, begins.filter((begin) => begin <= at).length);
      if (isStory || EVERYWHERE.includes(kind)) found.set(`${kind} ${paragraph}`, [kind, paragraph]);
    }
    return [...found.values()].sort((a, b) => ORDER.indexOf(a[0]) - ORDER.indexOf(b[0]) || a[1] - b[1]);
  }

  // --- saying so ---

  const keyOf = (kind) => kind.replace(/ (.)/g, (_space, letter) => letter.toUpperCase()); // "long number" → data-long-number
  const sentence = ([kind, paragraph], isLong) =>
    (words[keyOf(kind)] || "?").replace("{where}", isLong ? words.inParagraph.replace("{number}", paragraph) : "");
  const isLooked = (box) => box.name && !box.readOnly && !("contact" in box.dataset) && box.matches("textarea, input:not([type]), input[type=text]");
  const why = (box) => refused(box.value, "story" in box.dataset).map((found) => sentence(found, box.matches("textarea"))).join(" ");

  function unsay(box) {
    if (!("identifies" in box.dataset)) return;
    document.getElementById(`${box.dataset.identifies}`)?.remove();
    delete box.dataset.identifies;
    box.removeAttribute("aria-invalid");
    const rest = (box.getAttribute("aria-describedby") || "").split(" ").filter((id) => document.getElementById(id));
    if (rest.length) box.setAttribute("aria-describedby", rest.join(" "));
    else box.removeAttribute("aria-describedby");
  }
  let count = 0;
  function say(box, text, isError) {
    unsay(box);
    const told = Object.assign(document.createElement("p"), { className: isError ? "ds_question__error-message" : "ds_hint-text", id: `identifies-${(count += 1)}`, textContent: text });
    told.setAttribute("role", isError ? "alert" : "status");
    box.before(told);
    box.dataset.identifies = told.id;
    box.setAttribute("aria-describedby", `${box.getAttribute("aria-describedby") || ""} ${told.id}`.trim());
    if (isError) box.setAttribute("aria-invalid", "true");
  }

  // Before the queue, htmx or the browser takes it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.submitter?.hasAttribute("formnovalidate")) return;
    const bad = [...form.elements].filter((box) => isLooked(box) && box.value.length > 7).map((box) => [box, why(box)]).filter(([, text]) => text);
    if (!bad.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    bad.forEach(([box, text]) => say(box, text, true));
    bad[0][0].focus();
    document.dispatchEvent(new CustomEvent("clip:not-kept"));
  }, true);

  // Nothing is refused here; whoever writes is asked whether it is needed.
  document.addEventListener("change", ({ target: box }) => {
    if (!box.matches?.("textarea, input") || !isLooked(box) || box.form?.method !== "post") return;
    unsay(box);
    const text = why(box);
    if (text) return say(box, text, true);
    const aside = "story" in box.dataset ? undefined : refused(box.value, true).find(([kind]) => ASIDE.includes(kind));
    if (aside && words.aside) say(box, `${words[`${keyOf(aside[0])}Aside`]} ${words.aside}`, false);
  });

  window.clip = Object.assign(window.clip || {}, { refused });
  // What the queue keeps is looked at once more, other words for what waits already among it.
  document.addEventListener("DOMContentLoaded", () => window.clip.beforeKeeping?.(({ words: boxes, fields }) => {
    const said = boxes.map(({ name, isLong }) => [fields.find(([of]) => of === name)?.[1], isLong]);
    const found = said.flatMap(([text, isLong]) => (typeof text === "string" ? refused(text).map((one) => sentence(one, isLong)) : []));
    return found[0] || "";
  }));
})();
