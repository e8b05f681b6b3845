// What can be taken away: JSON, a table, a page, Markdown with citations.

import { plain } from "./dom.js";
import { address } from "./api.js";
import { nameOfDocument } from "./things.js";
import { sharedOf } from "./several.js";

// The documents as the library writes them: `Document.from_dict` reads each.
export function json(articles) {
  const documents = articles.map((a) => a.view.answer.document);
  return JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 1);
}

const cell = (value) => {
  let text = value === null || value === undefined ? "" : plain(String(value));
  if (/^[=+\-@\t]/.test(text)) text = `'${text}`; // no spreadsheet may take a text for a formula
  return /[",;\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

// One row a mention: which article, what, its name, what is known, where.
export function csv(articles) {
  const rows = [["article", "kind", "name", "detail", "text", "start", "end"]];
  for (const { name, view } of articles) {
    const { answer } = view;
    const add = (kind, of, detail, spans) => {
      for (const s of spans) rows.push([name, kind, of, detail, s.text, s.start, s.end]);
    };
    for (const p of answer.people) add("person", p.name, p.titles.map((t) => plain(t.text)).join("; "), p.mentions);
    for (const o of answer.organizations) add("organisation", o.name, o.people.map((i) => answer.people[i].name).join("; "), o.mentions);
    for (const p of answer.places) add("place", p.name, [p.code, ...p.parents.map((u) => u.name)].filter(Boolean).join("; "), p.mentions);
    for (const d of answer.legal_documents) add("document", nameOfDocument(d), [d.issuer, d.date, ...d.provisions].filter(Boolean).join("; "), d.mentions);
    for (const d of answer.dates) add("date", d.value, d.calendar, d.mentions);
    for (const q of answer.quotes) add("statement", q.speaker ? q.speaker.name : "", q.direct ? "direct" : "reported", [q]);
    for (const q of answer.document.quantities) add("figure", `${q.bound}${q.number}`, q.unit, [q]);
    for (const k of answer.keyphrases) add("key phrase", k.text, "", k.mentions);
  }
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

const escape = (text) => plain(text).replace(/[\\`*_[\]<>#|~]/g, "\\$&");

// A note for each article; every statement has a footnote with the sentence that says it.
export function markdown(articles, words, length) {
  const notes = [];
  const parts = articles.map(({ name, view }) => {
    const { answer } = view;
    const { sentences, paragraphs } = answer.document;
    const cite = (index) => {
      if (index === null || index === undefined) return "";
      const s = sentences[index];
      const at = paragraphs.findIndex((p) => p.start <= s.start && s.start < p.end) + 1;
      notes.push(`${escape(name)}, ${words.paragraph} ${at}: “${escape(s.text)}”`);
      return `[^${notes.length}]`;
    };
    const of = (span) => {
      const index = sentences.findIndex((s) => s.start <= span.start && span.start < s.end);
      return cite(index < 0 ? null : index);
    };
    const list = (title, rows) => (rows.length ? `## ${title}\n\n${rows.join("\n")}` : "");
    const summary = answer.summaries[Math.min(length, answer.summaries.length) - 1] || [];
    const out = [
      `# ${escape(answer.headline || name)}`,
      list(words.panels.brief, summary.map((s) => `- ${escape(s.shown || sentences[s.sentence].text)}${cite(s.sentence)}`)),
      list(words.panels.people, answer.people.map((p) => {
        const titles = p.titles.map((t) => escape(t.text)).join("; ");
        const head = `- **${escape(p.name)}**${titles ? `: ${titles}` : ""}${p.mentions.length ? of(p.mentions[0]) : ""}`;
        return [head, ...p.quotes.map((q) => `  - ${answer.quotes[q].direct ? "“" : ""}${escape(answer.quotes[q].text)}${answer.quotes[q].direct ? "”" : ""}${cite(answer.quotes[q].sentence)}`)].join("\n");
      })),
      list(words.panels.organizations, answer.organizations.map((o) => `- ${escape(o.name)} (${words.times(o.mentions.length)})${of(o.mentions[0])}`)),
      list(words.panels.places, answer.places.map((p) => `- ${escape(p.name || p.mentions[0].text)}${of(p.mentions[0])}`)),
      list(words.panels.legal, answer.legal_documents.map((d) => `- ${escape(nameOfDocument(d))}${d.provisions.length ? ` (${d.provisions.map(escape).join("; ")})` : ""}${d.mentions.map((m) => cite(m.sentence)).filter(Boolean).join("")}`)),
      list(words.panels.timeline, answer.dates.map((d) => `- ${escape(d.mentions[0].text)} (${d.value})${cite(d.mentions[0].sentence)}`)),
    ];
    return out.filter(Boolean).join("\n\n");
  });
  const shared = articles.length > 1 ? sharedOf(articles.map((a) => a.view.answer)) : [];
  if (shared.length) {
    parts.push(`# ${words.several}\n\n${shared.map((r) => `- ${escape(r.name)} (${r.where.map((i) => escape(articles[i].name)).join(", ")})`).join("\n")}`);
  }
  const foot = notes.map((note, i) => `[^${i + 1}]: ${note}`).join("\n");
  return `${parts.join("\n\n")}\n\n${foot}\n`;
}

// What is on the page as one file: its text, its panels, its style sheets, no script.
export async function page(title, language) {
  const sheets = await Promise.all(["static/page.css", "static/labels.css"].map(async (path) => (await fetch(address(path))).text()));
  const saved = document.implementation.createHTMLDocument(title);
  const main = saved.createElement("main");
  const copy = document.getElementById("result").cloneNode(true);
  for (const old of copy.querySelectorAll("#tabs, #legend, .slider, .template, .day, #chosen, #stale, .fold svg")) old.remove();
  for (const made of copy.querySelectorAll("button, [role], [tabindex], [aria-pressed]")) still(made, saved);
  for (const panel of copy.querySelectorAll(".panel")) panel.classList.remove("behind", "shut");
  main.append(copy);
  // the policy of this page allows no style element, not even in a page that is never shown
  const head = ['<meta charset="utf-8">', '<meta name="viewport" content="width=device-width, initial-scale=1">', saved.querySelector("title").outerHTML, `<style>\n${sheets.join("\n")}</style>`];
  return `<!DOCTYPE html>\n<html lang="${language}"><head>${head.join("\n")}</head>\n<body class="saved">${main.outerHTML}</body></html>\n`;
}

// Without a script a button is text.
function still(made, saved) {
  for (const name of ["role", "tabindex", "aria-pressed", "aria-haspopup", "aria-expanded", "aria-label", "aria-labelledby", "data-thing"]) made.removeAttribute(name);
  if (made.tagName !== "BUTTON") return;
  const text = saved.createElement("span");
  text.className = made.className;
  text.lang = made.lang;
  text.append(...made.childNodes);
  made.replaceWith(text);
}

export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // pages that are not on a secure host have no clipboard
    const box = document.createElement("textarea");
    box.className = "away";
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}
