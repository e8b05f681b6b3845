// Several articles: who and what they share.

import { $, collator, element, plain, quoted } from "./dom.js";
import { nameOfDocument } from "./things.js";

const fold = (text) => plain(text).normalize("NFC").toLowerCase();

// What tells things of a kind apart, and how they are written.
const KINDS = {
  people: (a) => a.people.filter((p) => p.role !== "author").map((p) => [fold(p.name), p.name]),
  organizations: (a) => a.organizations.map((o) => [fold(o.name), o.name]),
  places: (a) => a.places.map((p) => (p.code ? [p.code + p.era, p.name] : [fold(p.mentions[0].text), p.mentions[0].text])),
  legal: (a) => a.legal_documents.filter((d) => d.key).map((d) => [d.key, nameOfDocument(d)]),
};

// Rows of what two or more answers name: kind, name, and the places of the answers in the list.
export function sharedOf(answers) {
  const rows = [];
  for (const [kind, keys] of Object.entries(KINDS)) {
    const found = new Map();
    answers.forEach((answer, i) => {
      for (const [key, name] of answer ? keys(answer) : []) {
        if (!found.has(key)) found.set(key, { kind, key, name: plain(name), where: [] });
        const row = found.get(key);
        if (!row.where.includes(i)) row.where.push(i);
      }
    });
    const shared = [...found.values()].filter((row) => row.where.length > 1);
    shared.sort((a, b) => b.where.length - a.where.length || collator.compare(a.name, b.name));
    rows.push(...shared);
  }
  return rows;
}

// Shows what the articles share, and the digest of all, whose sentences name their article.
export function showSeveral(articles, digest, { words, open }) {
  const rows = sharedOf(articles.map((a) => a.view && a.view.answer));
  const numbers = (row) => row.where.map((i) => {
    const at = () => open(i, row);
    return element("button", { type: "button", class: "number", title: articles[i].name, "aria-label": articles[i].name, onclick: at }, String(i + 1));
  });
  const parts = Object.keys(KINDS).map((kind) => {
    const of = rows.filter((row) => row.kind === kind);
    const list = of.map((row) => element("li", {}, quoted("span", { class: "name" }, row.name), " ", numbers(row)));
    return list.length ? element("section", {}, element("h3", {}, words.panels[kind], " ", element("small", { class: "total" }, String(of.length))), element("ul", {}, list)) : null;
  });
  const made = parts.filter(Boolean);
  $("shared").replaceChildren(...(made.length ? made : [element("p", { class: "note" }, words.nothingShared)]));
  $("digest").replaceChildren(...digest.map((s) => element("li", {}, quoted("span", {}, plain(s.text)), " ",
    element("button", { type: "button", class: "number", "aria-label": articles[s.source].name, title: articles[s.source].name, onclick: () => open(s.source, null, s) }, String(s.source + 1)))));
  $("digest-part").hidden = !digest.length;
}
