// What an answer speaks of: people, bodies, places, documents, dates ... each with its spans.

import { plain } from "./dom.js";
import { unitsOf } from "./marks.js";

const LABEL = { mention: "PERSON", title: "TITLE", organizations: "ORG", places: "LOC", legal: "LAW", timeline: "DATE" };

export const spanKey = (span) => `${span.start}-${span.end}`;

function uniqueSpans(spans) {
  const seen = new Map();
  for (const span of spans) if (!seen.has(spanKey(span))) seen.set(spanKey(span), span);
  return [...seen.values()].sort((a, b) => a.start - b.start);
}

// A view of one answer. Offsets are those of JavaScript; the answer stays as it came.
export function viewOf(answer) {
  const text = answer.document.text;
  const units = unitsOf(text);
  const at = (span, role = "") => ({ start: units(span.start), end: units(span.end), text: span.text, role });
  const sentence = (index) => (index === null || index === undefined ? null : at(answer.document.sentences[index]));
  const things = { people: [], organizations: [], places: [], legal: [], timeline: [], quotes: [], figures: [], phrases: [], inner: [] };
  const add = (kind, name, data, spans) => {
    const thing = { kind, index: things[kind].length, name: plain(name), data, spans: uniqueSpans(spans) };
    things[kind].push(thing);
    return thing;
  };
  const quotes = answer.quotes.map((q) => ({ ...q, span: at(q, "quote") }));
  for (const p of answer.people) {
    add("people", p.name, p, [
      ...p.mentions.map((m) => at(m, "mention")),
      ...p.titles.flatMap((t) => t.mentions.map((m) => at(m, "title"))),
      ...p.quotes.map((q) => quotes[q].span),
    ]);
  }
  for (const o of answer.organizations) {
    add("organizations", o.name, o, [
      ...o.mentions.map((m) => at(m, "organizations")), ...o.quotes.map((q) => quotes[q].span),
    ]);
  }
  for (const p of answer.places) add("places", p.mentions[0].text, p, p.mentions.map((m) => at(m, "places")));
  for (const d of answer.legal_documents) {
    add("legal", nameOfDocument(d), d, d.mentions.map((m) => ({ ...at(m, "legal"), sentence: sentence(m.sentence), provision: m.provision })));
  }
  for (const d of answer.dates) {
    add("timeline", d.mentions[0].text, d, d.mentions.map((m) => ({ ...at(m, "timeline"), sentence: sentence(m.sentence) })));
  }
  for (const q of quotes) add("quotes", q.text, q, [q.span]);
  for (const q of answer.document.quantities) add("figures", q.text, q, [at(q, "figures")]);
  for (const k of answer.keyphrases) add("phrases", k.text, k, k.mentions.map((m) => at(m, "phrases")));
  if (answer.act) {
    for (const r of answer.act.references) {
      const node = typeof r.target === "number" ? answer.act.nodes[r.target] : null;
      add("inner", r.text, { ...r, node, start: node ? units(node.start) : 0 }, [at(r, "inner")]);
    }
  }
  const view = { answer, text, units, at, sentence, things, marks: [], hidden: [] };
  addMarks(view);
  return view;
}

export function nameOfDocument(d) {
  if (d.type === "provision" || !d.code) return plain(d.name);
  const type = d.type ? d.type[0].toUpperCase() + d.type.slice(1) : "";
  return `${type} ${d.code}`.trim();
}

// Coloured marks are the entities and what cites a document; every other span of a thing is marked
// too, without a colour, so that it can light up.
function addMarks(view) {
  const marks = new Map();
  for (const e of view.answer.document.entities) {
    const span = view.at(e);
    marks.set(`${spanKey(span)}-${e.label}`, { ...span, label: e.label, things: [] });
  }
  const hidden = new Map();
  for (const thing of Object.values(view.things).flat()) {
    for (const span of thing.spans) {
      const label = LABEL[span.role];
      const key = `${spanKey(span)}-${label}`;
      if (label === "LAW" && !marks.has(key)) marks.set(key, { ...span, label, things: [] });
      const mark = marks.get(key);
      if (mark) mark.things.push(thing);
      else if (thing.kind === "inner") addInner(marks, span, thing);
      else hidden.set(spanKey(span), span);
    }
  }
  view.marks = [...marks.values()];
  view.hidden = [...hidden.values()];
}

function addInner(marks, span, thing) {
  const key = `${spanKey(span)}-LAW`;
  if (!marks.has(key)) marks.set(key, { ...span, label: "LAW", things: [] });
  marks.get(key).things.push(thing);
}
