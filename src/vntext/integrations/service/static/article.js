// The text with its marks: what is chosen lights up, arrow keys go from mark to mark.

import { LABELS, ROLES } from "./labels.js";
import { $, element, plain } from "./dom.js";
import { fill } from "./marks.js";
import { factsOf } from "./card.js";
import { spanKey } from "./things.js";

const OTHER = "X"; // class of labels that are in no table

export const shown = {
  view: null, // what is on the page
  chosen: null, // the thing that is lit
  off: new Set(), // labels without colour
  roles: true,
  summary: true,
};

let elements = new Map(); // key of a span -> its elements
let marks = new Map(); // element of a run of text -> its mark
let blocks = []; // start, end and element of each paragraph

const nameOf = (label, language) => (LABELS[label] ? LABELS[label][language] : label);

export const markOf = (piece) => marks.get(piece);

function keep(key, made) {
  elements.set(key, [...(elements.get(key) || []), made]);
  return made;
}

function marksOf(view, sentences, words, language) {
  const made = sentences.map((s) => ({
    ...s, rank: -2, make: () => keep(spanKey(s), element("span", { class: "s" })),
  }));
  for (const span of view.hidden) {
    made.push({ ...span, rank: span.role === "quote" ? -1 : 1e9, make: () => keep(spanKey(span), element("span", { class: "u" })) });
  }
  view.marks.forEach((mark, rank) => {
    const row = LABELS[mark.label];
    const css = shown.off.has(mark.label) ? "plain" : row ? row.css : OTHER;
    const facts = factsOf(mark, words);
    const name = [plain(mark.text), nameOf(mark.label, language), ...facts].join(", ");
    made.push({
      ...mark,
      rank,
      make: () => keep(spanKey(mark), element("mark", { class: css, "data-label": mark.label })),
      wrap: () => {
        const piece = element("span", { class: "m", role: "button", tabindex: "-1", "aria-haspopup": "dialog", "aria-label": name });
        marks.set(piece, mark);
        return piece;
      },
    });
  });
  return made.sort((a, b) => a.start - b.start);
}

// How the paragraphs of a legal document look, by where its nodes begin; null for other texts.
function headsOf({ answer, units }) {
  if (!answer.act) return null;
  const looks = { article: "strong", clause: "plain", point: "point" };
  const heads = new Map();
  const name = plain(answer.act.identity.title || "").toLowerCase();
  const line = answer.document.paragraphs.find((p) => name && plain(p.text).toLowerCase() === name);
  if (line) heads.set(units(line.start), "headline");
  for (const node of answer.act.nodes) {
    if (!heads.has(units(node.start))) heads.set(units(node.start), looks[node.kind] || "strong");
  }
  return heads;
}

const LONG = 300; // characters of what is shown unfolded

// What lies in no paragraph: marks of HTML and Markdown aside it is shown, so that nothing is lost.
function between(text, words) {
  if (!text.replace(/<[^>]*>|[#*_|\-]/gu, "").trim()) return [];
  const inner = element("span", { class: "words" }, text.trim());
  if (text.length <= LONG) return [element("p", { class: "quiet" }, inner)];
  return [element("details", { class: "quiet" }, element("summary", { lang: document.documentElement.lang }, words.aside), inner)];
}

// Fills the article; sentences are the spans of the summary.
export function showText(sentences, words, language) {
  const { view } = shown;
  elements = new Map();
  marks = new Map();
  const all = marksOf(view, sentences, words, language);
  let first = 0;
  let headed = false;
  let position = 0;
  const heads = headsOf(view);
  const body = [];
  blocks = [];
  for (const p of view.answer.document.paragraphs) {
    const { start, end } = view.at(p);
    body.push(...between(view.text.slice(position, start), words));
    position = end;
    while (first < all.length && all[first].end <= start) first++;
    const inside = [];
    for (let k = first; k < all.length && all[k].start < end; k++) inside.push(all[k]);
    // a legal document has parts, not the roles of an article
    const row = heads ? null : ROLES[p.role];
    const title = !headed && (heads ? heads.get(start) === "headline" : p.role === "title");
    headed = headed || title;
    const look = heads ? heads.get(start) || "plain" : row ? row.look : "plain";
    const made = element(title ? "h2" : "p", { class: look });
    if (row && row.look !== "plain") {
      made.append(element("small", { class: "role", lang: language }, row[language]));
    }
    const inner = element("span", { class: "words" });
    fill(inner, view.text, start, end, inside);
    made.append(inner);
    blocks.push({ start, end, element: made });
    body.push(made);
  }
  body.push(...between(view.text.slice(position), words));
  $("text").replaceChildren(...body);
  showLooks();
  light();
  const one = $("text").querySelector(".m");
  if (one) one.tabIndex = 0; // one stop for the Tab key, arrow keys go on from there
}

// Switches that change no element: badges of roles, sentences of the summary.
export function showLooks() {
  $("text").classList.toggle("no-roles", !shown.roles);
  $("text").classList.toggle("no-summary", !shown.summary);
  for (const mark of $("text").querySelectorAll("mark")) {
    const label = mark.dataset.label;
    const css = LABELS[label] ? LABELS[label].css : OTHER;
    mark.classList.toggle("plain", shown.off.has(label));
    mark.classList.toggle(css, !shown.off.has(label));
  }
}

export function light() {
  for (const old of $("text").querySelectorAll(".lit")) old.classList.remove("lit");
  $("text").classList.toggle("dim", Boolean(shown.chosen));
  for (const span of shown.chosen ? shown.chosen.spans : []) {
    for (const made of elements.get(spanKey(span)) || []) made.classList.add("lit");
  }
}

// The elements of a span, or the paragraph in which it lies.
export function elementsOf(span) {
  const found = elements.get(spanKey(span));
  if (found) return found;
  const block = blocks.find((b) => span.start < b.end) || blocks[blocks.length - 1];
  return block ? [block.element] : [];
}

// Scrolls to a span.
export function reveal(span) {
  const found = elementsOf(span);
  for (const old of document.querySelectorAll(".here")) old.classList.remove("here");
  for (const made of found) made.classList.add("here");
  if (found.length) found[0].scrollIntoView({ block: "center" });
  return found[0];
}

// Scrolls to a span and puts the focus there.
export function goTo(span) {
  const target = reveal(span);
  if (!target) return;
  const piece = target.matches("mark") ? target.querySelector(".m") : null;
  if (piece) focusPiece(piece);
  else {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
}

export function focusPiece(piece) {
  for (const old of $("text").querySelectorAll('.m[tabindex="0"]')) old.tabIndex = -1;
  piece.tabIndex = 0;
  piece.focus({ preventScroll: true });
}

export function showLegend(words, language, changed) {
  const counts = {};
  for (const mark of shown.view.marks) counts[mark.label] = (counts[mark.label] || 0) + 1;
  const toggle = (css, name, count, on, flip) => {
    const made = element("button", { type: "button", class: `chip ${css}`, "aria-pressed": String(on) }, name);
    if (count) made.append(" ", element("small", {}, String(count)));
    made.addEventListener("click", () => {
      const now = made.getAttribute("aria-pressed") !== "true";
      made.setAttribute("aria-pressed", String(now));
      flip(now);
      showLooks();
      changed();
    });
    return made;
  };
  const labels = Object.entries(LABELS).filter(([label]) => counts[label]);
  const made = labels.map(([label, row]) =>
    toggle(row.css, row[language], counts[label], !shown.off.has(label), (on) => {
      if (on) shown.off.delete(label);
      else shown.off.add(label);
    }));
  made.push(toggle("sum", words.marked, 0, shown.summary, (on) => { shown.summary = on; }));
  if (!shown.view.answer.act) made.push(toggle("roles", words.roles, 0, shown.roles, (on) => { shown.roles = on; }));
  $("legend").replaceChildren(...made);
}

$("text").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -1e9, End: 1e9 }[event.key];
  const piece = event.target.closest(".m");
  if (!step || !piece) return;
  const all = [...$("text").querySelectorAll(".m")];
  const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(piece) + step))];
  event.preventDefault();
  next.scrollIntoView({ block: "nearest" });
  focusPiece(next);
});
