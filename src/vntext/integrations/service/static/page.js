// The page: takes texts and files, sends them to the service of this page, shows what comes back.

import { WORDS } from "./words.js";
import { $, element, plain, quoted } from "./dom.js";
import { Refused, address, analyze, digest as askDigest, read } from "./api.js";
import { viewOf } from "./things.js";
import { goTo as goInText, light, markOf, shown, showLegend, showText } from "./article.js";
import { hide, hideSoon, isKept, showCard } from "./card.js";
import { showChosen, showPanels } from "./panels.js";
import { showAct, showLegal } from "./law.js";
import { onWidth, openText, showTabs } from "./tabs.js";
import { showSeveral } from "./several.js";
import { copy, csv, download, json, markdown, page } from "./save.js";
import { store, stored } from "./store.js";

let language = (navigator.language || "vi").toLowerCase().startsWith("vi") ? "vi" : "en";
let words = WORDS[language];
let articles = []; // name, text, source, day, view, problem
let current = 0; // the article on the page, or -1 for what all share
let length = 3; // sentences of the summary
let template = "";
let sample = false; // the article on the page is the example
let running = null; // the work under way
let say = null; // what the status line says, made again when the language changes
let digest = [];

const article = () => articles[current];

// -- words -----------------------------------------------------------------------------------

function status(make, bad = false) {
  say = make;
  $("status").textContent = make ? make() : "";
  $("status").className = bad ? "bad" : "";
}

function speak() {
  words = WORDS[language];
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-t]")) {
    node.textContent = node.dataset.t.split(".").reduce((at, name) => at[name], words);
  }
  for (const node of document.querySelectorAll("[data-l]")) node.setAttribute("aria-label", words[node.dataset.l]);
  $("language").textContent = words.other;
  $("language").lang = language === "vi" ? "en" : "vi";
  $("help-text").replaceChildren(...words.helpText.map((line) => element("li", {}, line)));
  const bad = $("status").className === "bad";
  status(say, bad);
  show();
}

function complain(e) {
  if (e.name === "AbortError") return null;
  if (!(e instanceof Refused)) return () => words.failed;
  const { error } = e;
  if (error.code === "unauthorized") {
    openEntry();
    $("key-row").hidden = false;
    $("key").focus();
  }
  return () => (words.errors[error.code] ? words.errors[error.code](error) : error.message);
}

// -- showing -----------------------------------------------------------------------------------

function summary(view) {
  const { summaries, document } = view.answer;
  const chosen = summaries[Math.min(length, summaries.length) - 1] || [];
  return chosen.map((s) => ({ ...view.at(document.sentences[s.sentence]), shown: s.shown }));
}

const context = () => ({ words, language, template, sentences: summary(shown.view), answer: shown.view.answer, choose, goTo });

function show() {
  const several = articles.length > 1;
  $("articles").hidden = !several;
  showList();
  const now = article();
  const view = now && now.view;
  $("several").hidden = !(several && current < 0);
  $("result").hidden = !view;
  shown.view = view || null;
  showStale();
  hide();
  if (several && current < 0) showSeveral(articles, digest, { words, open: openFrom });
  if (!view) return;
  $("day").value = /^\d{4}-\d\d-\d\d$/.test(now.day) ? now.day : "";
  showDocument();
}

function showDocument() {
  const all = context();
  $("length").max = String(Math.max(1, (shown.view.answer.summaries.at(-1) || []).length));
  $("length").value = String(Math.min(length, Number($("length").max)));
  showText(all.sentences, words, language);
  showLegend(words, language, keep);
  showPanels(shown.view, all);
  showLegal(shown.view, all);
  showAct(shown.view, all);
  $("text-panel-title").textContent = words.text;
  showTabs(words);
  showChosenBar();
}

function showChosenBar() {
  const thing = shown.chosen;
  $("chosen").hidden = !thing;
  if (!thing) return;
  const count = (role) => thing.spans.filter((s) => s.role === role).length;
  const mentions = thing.kind === "people" ? count("mention") : thing.spans.length;
  const facts = [words.times(mentions)];
  if (count("title")) facts.push(words.titlesN(count("title")));
  if (thing.kind === "people" && count("quote")) facts.push(words.quotesN(count("quote")));
  $("chosen-name").replaceChildren(`${words.chosen}: `, quoted("b", {}, thing.name), ` · ${facts.join(" · ")}`);
}

function showStale() {
  const now = article();
  const changed = Boolean(now && now.view && !$("entry").hidden && $("input").value.trim() && $("input").value !== now.text && $("input").dataset.of === String(current));
  $("stale").hidden = !(changed || (now && now.stale));
  $("result").classList.toggle("old", !$("stale").hidden);
}

function showList() {
  const rows = articles.map((one, i) => {
    const open = element("button", { type: "button", class: "row", "aria-current": i === current ? "true" : undefined, onclick: () => openArticle(i) },
      element("span", { class: "number" }, String(i + 1)), " ", quoted("span", {}, (one.view && one.view.answer.headline) || one.name));
    if (one.problem) open.append(" ", element("small", { class: "bad" }, one.problem()));
    else if (!one.view) open.append(" ", element("small", {}, words.waiting));
    const gone = element("button", { type: "button", class: "quiet", "aria-label": words.remove(one.name), onclick: () => remove(i) }, "×");
    return element("li", {}, open, gone);
  });
  $("list").replaceChildren(...rows);
  $("common").setAttribute("aria-current", String(current < 0));
}

function choose(thing) {
  shown.chosen = thing;
  light();
  showChosen();
  showChosenBar();
  if (thing) goTo(thing.spans[0]);
}

let turn = 0;

function step(by) {
  const { spans } = shown.chosen;
  turn = (turn + by + spans.length) % spans.length;
  goTo(spans[turn]);
}

function goTo(span) {
  openText();
  goInText(span);
  if (shown.chosen) turn = Math.max(0, shown.chosen.spans.indexOf(span));
}

function openArticle(i) {
  current = i;
  shown.chosen = null;
  show();
  keep();
}

// From what all share to its place in one article.
function openFrom(i, row, sentence) {
  openArticle(i);
  const { view } = article();
  if (sentence) goTo(view.at(sentence));
  else if (row) {
    const name = row.name.toLowerCase();
    const thing = view.things[row.kind].find((t) => t.name.toLowerCase() === name || plain(t.data.name || "").toLowerCase() === name || t.data.key === row.key);
    if (thing) choose(thing);
  }
}

// -- work --------------------------------------------------------------------------------------

async function work(todo) {
  if (running) running.abort();
  const mine = new AbortController();
  running = mine;
  $("run").setAttribute("aria-busy", "true");
  try {
    return await todo(mine.signal);
  } finally {
    if (running === mine) {
      running = null;
      $("run").removeAttribute("aria-busy");
    }
  }
}

async function analyzeOne(one, signal) {
  try {
    const answer = await analyze(one.text, one.source, one.day, signal);
    if (signal.aborted) return false;
    one.view = viewOf(answer);
    one.problem = null;
    one.stale = false;
  } catch (e) {
    const problem = complain(e);
    if (!problem) return false; // a newer request took its place
    one.problem = problem;
    one.stale = Boolean(one.view);
  }
  return true;
}

function tell(one) {
  if (one.problem) {
    status(one.problem, true);
    return;
  }
  const { answer } = one.view;
  const counts = { people: answer.people.length, organizations: answer.organizations.length, legal: answer.legal_documents.length };
  status(() => [words.done(counts), one.sample ? words.sample : ""].join(" ").trim());
}

// Analyses one text and shows it in the place of the current article.
async function analyzeText(text, name, { example = false, source = "auto", day = $("entry-day").value } = {}) {
  if (!text.trim()) {
    status(() => words.empty, true);
    $("input").focus();
    return;
  }
  const before = article();
  const one = { name, text, source, day, sample: example, view: null, problem: null };
  status(() => words.working);
  await work(async (signal) => {
    const done = await analyzeOne(one, signal);
    if (!done) return;
    if (!one.view) {
      tell(one);
      if (before) before.stale = Boolean(before.view);
      showStale();
      return;
    }
    sample = example;
    if (articles.length > 1 && current >= 0) articles[current] = one;
    else {
      articles = [one];
      current = 0;
    }
    shown.chosen = null;
    $("input").dataset.of = String(current);
    if (!example) closeEntry();
    show();
    tell(one);
    keep();
    if (!example) $("result-label").focus({ preventScroll: true });
  });
}

// Another day of the article: dates said from it, and years left out.
async function changeDay(day) {
  const one = article();
  one.stale = true;
  showStale();
  status(() => words.working);
  await work(async (signal) => {
    const next = { ...one, day };
    if (!(await analyzeOne(next, signal))) return;
    if (next.view) Object.assign(one, next, { stale: Boolean(next.problem) });
    tell(next);
    show();
    keep();
  });
}

async function take(files) {
  const list = [...files];
  if (!list.length) return;
  const more = list.length > 1;
  await work(async (signal) => {
    const made = [];
    for (const file of list) {
      status(() => words.reading(file.name));
      const one = { name: file.name, text: "", source: "plain", day: $("entry-day").value, view: null, problem: null };
      made.push(one);
      try {
        const answer = await read(file, signal);
        one.text = answer.text;
        one.source = answer.source;
      } catch (e) {
        one.problem = complain(e);
        if (!one.problem) return;
      }
    }
    if (!more && made[0].problem) {
      status(made[0].problem, true);
      return;
    }
    const kept = more && articles.length > 1 ? articles : [];
    if (more) {
      sample = false;
      articles = [...kept, ...made];
      current = kept.length;
      digest = [];
      shown.chosen = null;
      closeEntry();
      show();
    }
    for (const one of made) {
      if (one.problem) continue;
      status(() => words.working);
      if (!(await analyzeOne(one, signal))) return;
      if (more) show();
    }
    if (!more) {
      if (!made[0].view) {
        tell(made[0]);
        return;
      }
      sample = false;
      if (articles.length > 1) {
        articles.push(made[0]);
        current = articles.length - 1;
      } else {
        articles = made;
        current = 0;
      }
      shown.chosen = null;
      closeEntry();
      show();
      tell(made[0]);
    } else {
      current = -1;
      await askForDigest(signal);
      show();
      const bad = made.filter((one) => one.problem).length;
      status(() => words.doneMany(made.length - bad, bad), bad > 0 && bad === made.length);
    }
    keep();
    $(current < 0 ? "several-label" : "result-label").focus({ preventScroll: true });
  });
}

async function askForDigest(signal) {
  const texts = articles.filter((one) => one.view);
  digest = [];
  if (texts.length < 2) return;
  try {
    const answer = await askDigest(texts.map((one) => one.text), 5, signal);
    digest = answer.sentences.map((s) => ({ ...s, source: articles.indexOf(texts[s.source]) }));
  } catch (e) {
    const problem = complain(e);
    if (problem) status(problem, true);
  }
}

function remove(i) {
  articles.splice(i, 1);
  digest = [];
  current = articles.length > 1 ? Math.min(current, articles.length - 1) : 0;
  shown.chosen = null;
  show();
  keep();
  if (articles.length > 1) $("list").querySelector("button").focus();
}

// -- input -------------------------------------------------------------------------------------

function openEntry() {
  $("entry").hidden = false;
  $("write").setAttribute("aria-expanded", "true");
  const one = article();
  if (one && !sample && !$("input").value) {
    $("input").value = one.text;
    $("entry-day").value = one.day;
    $("input").dataset.of = String(current);
  }
  $("input").focus();
}

function closeEntry() {
  $("entry").hidden = true;
  $("input").value = "";
  $("write").setAttribute("aria-expanded", "false");
}

const submit = () => analyzeText($("input").value, words.pasted);

function keep() {
  if (!$("remember").checked) return;
  const kept = articles.map(({ name, text, source, day }) => ({ name, text, source, day }));
  store({ articles: sample ? [] : kept, language, template, length });
}

async function start() {
  const kept = stored();
  if (kept) {
    $("remember").checked = true;
    if (WORDS[kept.language]) language = kept.language;
    template = typeof kept.template === "string" ? kept.template : "";
    length = Number(kept.length) || 3;
    $("template").value = template;
  }
  speak();
  document.documentElement.dataset.ready = "yes";
  fetch(address("version")).then((a) => a.json()).then((v) => { $("version").textContent = v.version; }, () => {});
  const texts = kept ? kept.articles.filter((a) => typeof a.text === "string") : [];
  if (!texts.length) {
    await showExample();
    return;
  }
  articles = texts.map((a) => ({ name: String(a.name), text: a.text, source: a.source || "auto", day: a.day || "", view: null, problem: null }));
  current = 0;
  show();
  status(() => words.working);
  await work(async (signal) => {
    for (const one of articles) {
      if (!(await analyzeOne(one, signal))) return;
      show();
    }
    await askForDigest(signal);
    tell(articles[0]);
  });
}

async function showExample() {
  try {
    const answer = await fetch(address("static/example.txt"));
    await analyzeText(await answer.text(), words.example, { example: true, source: "plain", day: "" });
  } catch {
    status(() => words.failed, true);
  }
}

const stem = () => plain((article() && (article().view.answer.headline || article().name)) || words.several).slice(0, 60).replace(/[\\/:*?"<>|]/g, "");
const savable = () => (current < 0 ? articles : [article()]).filter((one) => one && one.view);

const SAVE = {
  "save-json": () => download(`${stem()}.json`, "application/json", json(savable())),
  "save-csv": () => download(`${stem()}.csv`, "text/csv;charset=utf-8", csv(savable())),
  "save-markdown": () => download(`${stem()}.md`, "text/markdown;charset=utf-8", markdown(savable(), words, length)),
  "save-html": async () => download(`${stem()}.html`, "text/html;charset=utf-8", await page(stem(), language)),
  "copy-json": () => copied(json(savable())),
  "copy-summary": () => copied(savable().map((one) => summary(one.view).map((s) => s.shown || plain(s.text)).join(" ")).join("\n\n")),
  print: () => window.print(),
};

async function copied(text) {
  const done = await copy(text);
  status(() => (done ? words.copied : words.copyFailed), !done);
}

for (const [id, act] of Object.entries(SAVE)) {
  $(id).addEventListener("click", () => {
    $("save-menu").hidePopover();
    if (savable().length) act();
  });
}

$("write").addEventListener("click", () => ($("entry").hidden ? openEntry() : closeEntry()));
$("close-entry").addEventListener("click", () => { closeEntry(); $("write").focus(); });
$("run").addEventListener("click", submit);
$("again").addEventListener("click", () => ($("entry").hidden ? changeDay(article().day) : submit()));
$("input").addEventListener("input", showStale);
$("input").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
});
$("key").addEventListener("keydown", (event) => {
  if (event.key === "Enter") ($("input").value.trim() ? submit() : showExample());
});
for (const id of ["file", "open"]) $(id).addEventListener(id === "file" ? "change" : "click", () => (id === "file" ? take($("file").files).then(() => { $("file").value = ""; }) : $("file").click()));
$("example").addEventListener("click", () => { closeEntry(); articles = []; current = 0; showExample(); });
$("clear").addEventListener("click", () => {
  $("input").value = "";
  showStale();
  $("input").focus();
});
$("remove-all").addEventListener("click", () => { articles = []; current = 0; digest = []; showExample(); });
$("common").addEventListener("click", () => openArticle(-1));
$("length").addEventListener("input", () => {
  length = Number($("length").value);
  showDocument(); // all lengths are in the answer: nothing is asked again
  keep();
});
$("day").addEventListener("change", () => changeDay($("day").value));
$("template").addEventListener("change", () => {
  template = $("template").value.trim();
  const bad = Boolean(template) && !/^https?:\/\//i.test(template);
  $("template").setAttribute("aria-invalid", String(bad));
  if (bad) status(() => words.badTemplate, true);
  showLegal(shown.view, context());
  showTabs(words);
  keep();
});
$("remember").addEventListener("change", () => ($("remember").checked ? keep() : store(null)));
$("language").addEventListener("click", () => {
  language = language === "vi" ? "en" : "vi";
  speak();
  keep();
});
$("help-open").addEventListener("click", () => $("help").showModal());
$("help-close").addEventListener("click", () => $("help").close());
$("release").addEventListener("click", () => choose(null));
$("previous").addEventListener("click", () => step(-1));
$("next").addEventListener("click", () => step(1));

// -- the marks of the text -----------------------------------------------------------------------

const pieceOf = (event) => (event.target.closest ? event.target.closest("#text .m") : null);
const card = (piece, kept) => showCard(piece, markOf(piece), context(), kept);
$("text").addEventListener("pointerover", (event) => {
  const piece = pieceOf(event);
  if (piece && event.pointerType === "mouse" && !isKept()) card(piece, false);
});
$("text").addEventListener("pointerout", (event) => { if (pieceOf(event)) hideSoon(); });
$("text").addEventListener("focusin", (event) => { if (pieceOf(event)) card(pieceOf(event), false); });
$("text").addEventListener("focusout", hideSoon);
$("text").addEventListener("click", (event) => { if (pieceOf(event)) card(pieceOf(event), true); });
$("text").addEventListener("keydown", (event) => {
  const piece = pieceOf(event);
  if (!piece || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  card(piece, true);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || $("help").open) return;
  if (hide(true)) return;
  if (shown.chosen) choose(null);
});
document.addEventListener("pointerdown", (event) => {
  if (isKept() && !event.target.closest("#card, #text .m")) hide();
});

// -- files and texts from anywhere ---------------------------------------------------------------

for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    document.body.classList.toggle("over", name === "dragover");
    if (name !== "drop") return;
    if (event.dataTransfer.files.length) take(event.dataTransfer.files);
    else if (event.dataTransfer.getData("text")) analyzeText(event.dataTransfer.getData("text"), words.pasted);
  });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
document.addEventListener("paste", (event) => {
  if (event.target.closest && event.target.closest("input, textarea")) return;
  const files = event.clipboardData.files;
  const text = event.clipboardData.getData("text");
  if (files.length) take(files);
  else if (text.trim()) analyzeText(text, words.pasted);
});
window.addEventListener("beforeprint", () => { for (const part of document.querySelectorAll("details:not([open])")) { part.open = true; part.dataset.printed = "yes"; } });
window.addEventListener("afterprint", () => { for (const part of document.querySelectorAll("details[data-printed]")) { part.open = false; delete part.dataset.printed; } });
onWidth(() => { if (shown.view) showTabs(words); });
start();
