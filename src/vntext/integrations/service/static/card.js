// The details of a mark, beside it: shown with the pointer or the focus, kept by Enter or a click.

import { LABELS } from "./labels.js";
import { $, element, plain, quoted } from "./dom.js";
import { day } from "./time.js";

const card = $("card");
let anchor = null; // the run of text that the card belongs to
let kept = false;
let soon = 0;
let left = null; // a run of text that the focus comes back to, whose details were just closed

// What is known of a mark beyond its text, in short: for its name, and the card.
export function factsOf(mark, words) {
  const facts = new Set();
  for (const { kind, data, name } of mark.things) {
    if (kind === "people") {
      if (plain(mark.text) !== name) facts.add(name);
      if (mark.label === "PERSON") for (const t of data.titles.slice(0, 2)) facts.add(plain(t.text));
    } else if (kind === "places") {
      const known = [data.name, ...data.parents.map((p) => p.name)].filter(Boolean);
      if (data.code || data.country) facts.add(known.join(", "));
    } else if (kind === "legal") {
      if (name !== plain(mark.text)) facts.add(name);
      if (data.act && data.act.name) facts.add(data.act.name);
    } else if (kind === "timeline") facts.add(day(data, words));
    else if (kind === "inner") facts.add(data.node ? `${words.innerLink}: ${data.node.path}` : words.innerLink);
  }
  return [...facts].filter(Boolean);
}

const row = (name, ...values) => (values.length ? [element("dt", {}, name), ...values.map((v) => quoted("dd", {}, v))] : []);

function rowsOf(thing, answer, words) {
  const { kind, data } = thing;
  if (kind === "people") {
    return [
      ...data.titles.map((t) => quoted("p", {}, plain(t.text))),
      element("p", { class: "count" }, [words.times(data.mentions.length), data.quotes.length ? words.quotesN(data.quotes.length) : ""].filter(Boolean).join(" · ")),
    ];
  }
  if (kind === "organizations") {
    const people = data.people.map((i) => answer.people[i].name);
    return [
      element("p", { class: "count" }, words.times(data.mentions.length)),
      people.length ? element("dl", {}, row(words.officers, people.join(", "))) : null,
    ];
  }
  if (kind === "places") {
    const unit = data.name && (data.code || data.country) ? [data.name] : [];
    const whole = data.successors.length && data.successors.every((s) => s.share === "whole");
    const now = data.successors.map((s) => s.name);
    return [element("dl", {},
      row(words.unit, ...unit),
      row(words.inside, ...data.parents.map((p) => p.name)),
      now.length ? row(whole ? words.now : words.parts, now.slice(0, 6).join(", ") + (now.length > 6 ? "…" : "")) : [],
      data.centroid ? row(words.coordinates, data.centroid.map((c) => c.toFixed(2)).join(", ")) : [],
    )];
  }
  if (kind === "legal") {
    const { act } = data;
    const title = (act && act.name) || data.title;
    return [
      title ? quoted("p", {}, title) : null,
      quoted("p", { class: "count" }, [data.issuer || (act && act.issuer), (act && act.date) || data.date, words.times(data.mentions.length)].filter(Boolean).join(" · ")),
    ];
  }
  if (kind === "timeline") return [element("p", {}, day(data, words))];
  if (kind === "inner") return [quoted("p", {}, data.node ? `${words.innerLink}: ${data.node.path}` : data.target === "self" ? words.innerLink : words.missing)];
  return [];
}

function content(mark, { answer, words, language, choose, goTo }) {
  const label = LABELS[mark.label] ? LABELS[mark.label][language] : mark.label;
  // what is meant inside this document says more than that a provision is cited
  const inner = mark.things.some((t) => t.kind === "inner");
  const things = mark.things.filter((t) => !(inner && t.kind === "legal" && t.data.type === "provision"));
  const [thing] = things;
  const parts = [
    element("p", { class: "kind" }, label),
    quoted("p", { class: "name" }, thing ? thing.name : plain(mark.text)),
  ];
  const buttons = [];
  for (const one of things) {
    if (one !== thing) parts.push(quoted("p", { class: "name" }, one.name));
    parts.push(...rowsOf(one, answer, words));
    if (one.kind === "inner" && one.data.node) {
      const where = { start: one.data.start, end: one.data.start + 1 };
      buttons.push(element("button", { type: "button", onclick: () => { hide(); goTo(where); } }, words.go));
    } else if (one.kind !== "inner") {
      const name = things.length > 1 ? ` (${one.name})` : "";
      buttons.push(element("button", { type: "button", onclick: () => { hide(true); choose(one); } }, words.choose + name));
    }
  }
  if (kept) buttons.push(element("button", { type: "button", class: "quiet", onclick: () => hide(true) }, words.close));
  if (kept && buttons.length) parts.push(element("p", { class: "buttons" }, buttons));
  return parts.filter(Boolean);
}

function place() {
  const [box] = anchor.getClientRects();
  if (!box) return;
  const width = document.documentElement.clientWidth;
  const { offsetWidth, offsetHeight } = card;
  const below = box.bottom + offsetHeight + 14 < window.innerHeight;
  card.style.left = `${Math.max(8, Math.min(box.left, width - offsetWidth - 8))}px`;
  card.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - offsetHeight - 6)}px`;
}

// Shows the details of a mark beside one of its runs of text.
export function showCard(piece, mark, context, keep = false) {
  clearTimeout(soon);
  if (kept && !keep && anchor === piece) return;
  if (!keep && left === piece) return;
  if (anchor && anchor !== piece) anchor.removeAttribute("aria-expanded");
  anchor = piece;
  kept = keep;
  card.className = LABELS[mark.label] ? LABELS[mark.label].css : "X";
  card.setAttribute("aria-label", `${context.words.details}: ${plain(mark.text)}`);
  card.replaceChildren(...content(mark, context));
  card.hidden = false;
  place();
  if (keep) {
    piece.setAttribute("aria-expanded", "true");
    const button = card.querySelector("button");
    if (button) button.focus({ preventScroll: true });
  }
}

export function hide(back = false) {
  clearTimeout(soon);
  if (card.hidden) return false;
  const inside = card.contains(document.activeElement);
  card.hidden = true;
  const piece = anchor;
  anchor = null;
  kept = false;
  if (piece) {
    piece.removeAttribute("aria-expanded");
    if ((back || inside) && piece.isConnected) {
      left = piece;
      piece.focus({ preventScroll: true });
      left = null;
    }
  }
  return true;
}

// Hides it a little later, so that the pointer can reach it.
export function hideSoon() {
  if (kept) return;
  clearTimeout(soon);
  soon = setTimeout(() => hide(), 200);
}

export const isKept = () => kept;

card.addEventListener("pointerenter", () => clearTimeout(soon));
card.addEventListener("pointerleave", hideSoon);
card.addEventListener("focusout", (event) => {
  if (kept && event.relatedTarget && !card.contains(event.relatedTarget)) hide();
});
window.addEventListener("resize", () => hide());
window.addEventListener("scroll", () => { if (anchor) place(); }, { passive: true });
