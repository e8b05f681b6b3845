// The page: sends the text to the service of this page, shows the document that comes back.

import { LABELS, ROLES } from "./labels.js";
import { WORDS } from "./words.js";
import { element, fill, unitsOf } from "./marks.js";

// labels that no panel shows with their fields: their spans are listed as they are
const LISTED = Object.values(LABELS).filter((row) => !row.layer);
const $ = (id) => document.getElementById(id);
const base = new URL(".", document.baseURI);

let language = (navigator.language || "vi").toLowerCase().startsWith("vi") ? "vi" : "en";
let words = WORDS[language];
let shown = null; // the document on the page, as parsed JSON
let phrases = []; // key phrases of the document
let raw = ""; // the same, as it came
let running = null; // the request under way
let say = null; // what the status line says, made again when the language changes
const hidden = new Set(); // labels that are not coloured

// -- language ----------------------------------------------------------------------------------

function speak() {
  words = WORDS[language];
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = words[node.dataset.t];
  for (const node of document.querySelectorAll("[data-l]")) {
    node.setAttribute("aria-label", words[node.dataset.l]);
  }
  const button = $("language");
  button.textContent = words.other;
  button.setAttribute("aria-label", words.other);
  button.lang = language === "vi" ? "en" : "vi";
  $("length-value").textContent = words.sentences(Number($("length").value));
  status(say);
  if (shown) show();
}

function status(make, bad = false) {
  say = make;
  $("status").textContent = make ? make() : "";
  $("status").className = bad ? "bad" : "";
}

// -- requests ----------------------------------------------------------------------------------

class Refused extends Error {
  constructor(error) {
    super(error.message);
    this.error = error;
  }
}

async function post(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  if ($("key").value) headers.Authorization = `Bearer ${$("key").value}`;
  const answer = await fetch(new URL(path, base), {
    method: "POST", headers, body: JSON.stringify(body), signal, credentials: "same-origin",
  });
  const text = await answer.text();
  if (answer.ok) return text;
  let error = { code: "", message: `HTTP ${answer.status}` };
  try {
    error = JSON.parse(text).error;
  } catch {
    // an answer of something between the page and the service
  }
  throw new Refused(error);
}

function complain(e) {
  if (e.name === "AbortError") return;
  if (!(e instanceof Refused)) {
    status(() => words.failed, true);
    return;
  }
  const { error } = e;
  if (error.code === "unauthorized") {
    $("key-row").hidden = false;
    $("key").focus();
  }
  status(() => (words.errors[error.code] ? words.errors[error.code](error) : error.message), true);
}

function begin() {
  if (running) running.abort();
  running = new AbortController();
  return running.signal;
}

async function analyze() {
  const text = $("input").value;
  if (!text.trim()) {
    status(() => words.empty, true);
    $("input").focus();
    return;
  }
  const signal = begin();
  status(() => words.working);
  $("run").setAttribute("aria-busy", "true");
  try {
    const sentences = Number($("length").value);
    const terms = post("v1/keyphrases", { text, n: 12 }, signal).catch(() => '{"keyphrases": []}');
    raw = await post("v1/analyze", { text, sentences }, signal);
    shown = JSON.parse(raw);
    phrases = JSON.parse(await terms).keyphrases;
    show();
    const counts = {
      people: shown.people.length,
      legal: shown.legal_references.length,
      entities: shown.entities.length,
    };
    status(() => words.done(counts));
    $("result").hidden = false;
    $("result-label").focus({ preventScroll: true });
    $("result").scrollIntoView({ block: "start" });
  } catch (e) {
    complain(e);
  } finally {
    $("run").removeAttribute("aria-busy");
  }
}

let soon = 0;

function changeLength() {
  const sentences = Number($("length").value);
  $("length-value").textContent = words.sentences(sentences);
  clearTimeout(soon);
  soon = setTimeout(async () => {
    if (!shown) return;
    const from = shown;
    try {
      const answer = await post("v1/summarize", { text: from.text, sentences }, begin());
      if (shown !== from) return;
      shown.summary = JSON.parse(answer).summary;
      raw = JSON.stringify(shown);
      show();
    } catch (e) {
      complain(e);
    }
  }, 150);
}

// -- the document ------------------------------------------------------------------------------

const spanKey = (span, label) => `${span.start}-${span.end}-${label}`;
const plain = (text) => text.trim().replace(/\s+/gu, " ");
let places = new Map(); // key of a span -> its elements

function factsOf() {
  const facts = new Map();
  const add = (span, label, ...values) => {
    const key = spanKey(span, label);
    facts.set(key, [...(facts.get(key) || []), ...values.filter(Boolean).map(plain)]);
  };
  for (const person of shown.people) {
    const titles = person.titles.map((t) => t.text);
    for (const m of person.mentions) add(m, "PERSON", m.text === person.name ? "" : person.name, ...titles);
    for (const t of person.titles) add(t, "TITLE", person.name);
  }
  for (const r of shown.legal_references) {
    const kind = r.type === "provision" ? "" : [r.type, r.code].filter(Boolean).join(" ");
    add(r, "LAW", kind, r.provision, r.issuer, r.date, r.title);
  }
  return facts;
}

function marksOf(units) {
  const facts = factsOf();
  const marks = [];
  const spans = new Map(shown.entities.map((e) => [spanKey(e, e.label), [e, e.label]]));
  for (const r of shown.legal_references) {
    if (!spans.has(spanKey(r, "LAW"))) spans.set(spanKey(r, "LAW"), [r, "LAW"]);
  }
  let rank = 1;
  for (const [key, [span, label]] of spans) {
    const row = LABELS[label];
    const css = hidden.has(label) ? "plain" : row ? row.css : "X";
    const known = [...new Set(facts.get(key) || [])].join("; ");
    const name = row ? row[language] : label;
    const make = () => {
      const made = element("mark", { class: css, tabIndex: -1 });
      made.dataset.fields = known ? `${name}: ${known}` : name;
      places.set(key, [...(places.get(key) || []), made]);
      return made;
    };
    marks.push({ start: units(span.start), end: units(span.end), rank: rank++, make });
  }
  for (const m of phrases.flatMap((k) => k.mentions)) {
    const make = () => {
      const made = element("span", { tabIndex: -1 });
      places.set(spanKey(m, "phrase"), [...(places.get(spanKey(m, "phrase")) || []), made]);
      return made;
    };
    marks.push({ start: units(m.start), end: units(m.end), rank: 1e9, make });
  }
  for (const s of shown.summary) {
    const make = () => {
      const made = element("span", { class: "s", tabIndex: -1 });
      places.set(spanKey(s, "summary"), [made]);
      return made;
    };
    marks.push({ start: units(s.start), end: units(s.end), rank: 0, make });
  }
  return marks.sort((a, b) => a.start - b.start);
}

function showText() {
  places = new Map();
  const units = unitsOf(shown.text);
  const marks = marksOf(units);
  const blocks = shown.paragraphs.map((p) => [units(p.start), units(p.end), p.role]);
  const made = [];
  let first = 0;
  for (const [start, end, role] of blocks) {
    while (first < marks.length && marks[first].end <= start) first++;
    const inside = [];
    for (let k = first; k < marks.length && marks[k].start < end; k++) inside.push(marks[k]);
    const row = ROLES[role];
    const block = element("p", { class: row ? row.look : "plain" });
    if (row && row.look !== "plain") block.dataset.role = row[language];
    fill(block, shown.text, start, end, inside);
    made.push(block);
  }
  $("text").replaceChildren(...made);
  const one = $("text").querySelector("mark");
  if (one) one.tabIndex = 0; // one stop for the Tab key, arrow keys go on from there
}

function showLegend() {
  const counts = {};
  for (const e of shown.entities) counts[e.label] = (counts[e.label] || 0) + 1;
  const buttons = Object.entries(LABELS)
    .filter(([label]) => counts[label])
    .map(([label, row]) => {
      const on = !hidden.has(label);
      const made = element("button", { type: "button", class: on ? row.css : "plain" });
      made.append(`${row[language]} `, element("small", {}, String(counts[label])));
      made.setAttribute("aria-pressed", String(on));
      made.addEventListener("click", () => {
        if (on) hidden.add(label);
        else hidden.delete(label);
        showText();
        showLegend();
        $("legend").querySelectorAll("button")[buttons.indexOf(made)].focus();
      });
      return made;
    });
  $("legend").replaceChildren(...buttons);
}

// A row that goes to its places in the text, one after the other.
function jumper(text, keys, ...more) {
  let turn = 0;
  const made = element("button", { type: "button", class: "jump" }, plain(text));
  if (keys.length > 1) {
    made.append(" ", element("small", { title: words.times(keys.length) }, `×${keys.length}`));
  }
  made.addEventListener("click", () => {
    const found = keys.flatMap((k) => places.get(k) || []);
    if (!found.length) return;
    go(found[turn++ % found.length]);
  });
  return element("li", {}, made, ...more);
}

function go(target) {
  for (const old of document.querySelectorAll(".here")) old.classList.remove("here");
  target.classList.add("here");
  target.scrollIntoView({ block: "center" });
  if (target.tagName === "MARK") focusMark(target);
  else target.focus({ preventScroll: true });
}

function unique(rows, keyOf) {
  const seen = new Map();
  for (const row of rows) if (!seen.has(keyOf(row))) seen.set(keyOf(row), row);
  return [...seen.values()];
}

function titleOf(title) {
  const row = element("div", { class: "held" });
  const org = title.organization;
  const units = unitsOf(title.text);
  const marks = [];
  if (org && title.start <= org.start && org.end <= title.end) {
    const make = () => element("mark", { class: LABELS.ORG.css });
    const [start, end] = [units(org.start - title.start), units(org.end - title.start)];
    marks.push({ start, end, rank: 0, make });
  }
  fill(row, title.text, 0, title.text.length, marks);
  return row;
}

// One panel a label: each wording once, in the order of the text.
function showLists() {
  const panels = LISTED.map((row) => {
    const found = new Map();
    for (const e of shown.entities.filter((x) => x.label === row.name)) {
      const key = plain(e.text).toLowerCase();
      found.set(key, [...(found.get(key) || []), e]);
    }
    const items = [...found.values()].map((g) => jumper(g[0].text, g.map((e) => spanKey(e, row.name))));
    const list = element("ul", { id: `list-${row.name}`, class: "flow" }, ...items);
    return items.length ? element("section", { class: "panel" }, element("h3", {}, heading(row)), list) : null;
  });
  $("lists").replaceChildren(...panels.filter(Boolean));
}

function heading(row) {
  const name = language === "vi" ? row.vi : row.plural;
  return name[0].toUpperCase() + name.slice(1);
}

function showPanels() {
  const people = shown.people.map((p) => {
    const titles = unique(p.titles, (t) => plain(t.text).toLowerCase()).map(titleOf);
    const author = p.role === "author" ? [element("small", { class: "note" }, words.author)] : [];
    return jumper(p.name, p.mentions.map((m) => spanKey(m, "PERSON")), ...author, ...titles);
  });
  const groups = new Map();
  for (const r of shown.legal_references) {
    const key = JSON.stringify([r.key || r.text.toLowerCase(), r.provision]);
    groups.set(key, [...(groups.get(key) || []), r]);
  }
  const legal = [...groups.values()].map((group) => {
    const r = group[0];
    const one = (name) => (group.find((g) => g[name]) || {})[name] || "";
    const name = r.code ? [r.type === "provision" ? "" : r.type, r.code].filter(Boolean).join(" ") : r.text;
    const facts = [r.code ? one("provision") : "", one("issuer"), one("date"), one("title")];
    const tail = facts.filter(Boolean).map(plain).join(" · ");
    const note = tail ? [element("div", { class: "held" }, tail)] : [];
    return jumper(name, group.map((g) => spanKey(g, "LAW")), ...note);
  });
  const terms = phrases.map((k) => jumper(k.text, k.mentions.map((m) => spanKey(m, "phrase"))));
  for (const [name, rows] of Object.entries({ people, legal, phrases: terms })) {
    $(name).replaceChildren(...rows);
    $(`${name}-panel`).hidden = !rows.length;
  }
  const summary = shown.summary.map((s) => jumper(s.text, [spanKey(s, "summary")]));
  const none = element("li", { class: "none" }, words.none);
  $("summary").replaceChildren(...(summary.length ? summary : [none]));
}

function show() {
  showText();
  showLegend();
  showPanels();
  showLists();
  fields(null);
}

// -- fields of the mark under the pointer or with the focus --------------------------------------

function fields(mark) {
  const bar = $("fields");
  bar.hidden = !mark;
  if (!mark) return;
  bar.textContent = mark.dataset.fields;
  bar.className = mark.classList[0];
}

function focusMark(mark) {
  for (const old of $("text").querySelectorAll('mark[tabindex="0"]')) old.tabIndex = -1;
  mark.tabIndex = 0;
  mark.focus({ preventScroll: true });
}

const markOf = (event) => (event.target.closest ? event.target.closest("#text mark") : null);
const focused = () => document.activeElement.closest("#text mark");
$("text").addEventListener("mouseover", (event) => fields(markOf(event) || focused()));
$("text").addEventListener("mouseleave", () => fields(focused()));
$("text").addEventListener("focusin", (event) => fields(markOf(event)));
$("text").addEventListener("focusout", () => fields(null));
$("text").addEventListener("click", (event) => {
  const mark = markOf(event);
  if (mark) focusMark(mark);
  fields(mark);
});
$("text").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const mark = markOf(event);
  if (!step || !mark) return;
  const all = [...$("text").querySelectorAll("mark")];
  const next = all[all.indexOf(mark) + step];
  if (next) {
    event.preventDefault();
    next.scrollIntoView({ block: "nearest" });
    focusMark(next);
  }
});

// -- input -------------------------------------------------------------------------------------

async function take(file) {
  if (!file) return;
  const bytes = await file.arrayBuffer();
  try {
    $("input").value = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    status(() => words.notUtf8, true);
    return;
  }
  analyze();
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // pages that are not on a secure host have no clipboard
    const box = element("textarea", { value: text, class: "away" });
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (!done) {
      status(() => words.copyFailed, true);
      return;
    }
  }
  status(() => words.copied);
}

$("run").addEventListener("click", analyze);
$("input").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) analyze();
});
$("key").addEventListener("keydown", (event) => {
  if (event.key === "Enter") analyze();
});
$("file").addEventListener("change", () => take($("file").files[0]));
$("example").addEventListener("click", async () => {
  try {
    const answer = await fetch(new URL("static/example.txt", base));
    $("input").value = await answer.text();
    analyze();
  } catch (e) {
    complain(e);
  }
});
$("clear").addEventListener("click", () => {
  if (running) running.abort();
  shown = null;
  $("input").value = "";
  $("file").value = "";
  $("result").hidden = true;
  status(null);
  $("input").focus();
});
$("length").addEventListener("input", changeLength);
$("language").addEventListener("click", () => {
  language = language === "vi" ? "en" : "vi";
  speak();
});
$("copy-json").addEventListener("click", () => copy(raw));
$("copy-summary").addEventListener("click", () => copy(shown.summary.map((s) => plain(s.text)).join(" ")));
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    $("input").classList.toggle("over", name === "dragover");
    if (name === "drop") take(event.dataTransfer.files[0]);
  });
}
document.addEventListener("dragleave", () => $("input").classList.remove("over"));
speak();
document.documentElement.dataset.ready = "yes";
