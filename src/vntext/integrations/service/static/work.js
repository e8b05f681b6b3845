// What the page does: it analyses texts, reads files, and shows what comes back. One work at a time;
// a newer one ends it, and what is shown stays until there is something to show in its place.

import { $ } from "./dom.js";
import { address, analyze, digest as askDigest, read } from "./api.js";
import { viewOf } from "./things.js";
import { shown } from "./article.js";
import { article, keep, problemOf, state, status } from "./state.js";
import { show, showStale } from "./show.js";
import { stored } from "./store.js";

let running = null; // the work under way

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
    const problem = problemOf(e);
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
  status(() => [state.words.done(counts), one.sample ? state.words.sample : ""].join(" ").trim());
}

// Analyses one text and shows it in the place of the current article.
export async function analyzeText(text, name, { example = false, source = "plain", day = $("entry-day").value } = {}) {
  if (!text.trim()) {
    status(() => state.words.empty, true);
    $("input").focus();
    return;
  }
  const before = article();
  const place = state.articles.length > 1 && state.current >= 0 ? state.current : -1;
  const one = { name, text, source, day, sample: example, view: null, problem: null };
  status(() => state.words.working);
  await work(async (signal) => {
    const done = await analyzeOne(one, signal);
    if (!done) return;
    if (!one.view) {
      tell(one);
      if (before) before.stale = Boolean(before.view);
      showStale();
      return;
    }
    if (place >= 0) state.articles[place] = one;
    else state.articles = [one];
    state.current = Math.max(0, place);
    state.digest = [];
    shown.chosen = null;
    $("input").dataset.of = String(state.current);
    if (!example) closeEntry();
    show();
    tell(one);
    keep();
    if (!example) $("result-label").focus({ preventScroll: true });
  });
}

// Another day of the article: dates said from it, and years left out.
export async function changeDay(day) {
  const one = article();
  one.stale = true;
  showStale();
  status(() => state.words.working);
  await work(async (signal) => {
    const next = { ...one, day };
    if (!(await analyzeOne(next, signal))) return;
    if (next.view) Object.assign(one, next, { stale: Boolean(next.problem) });
    tell(next);
    show();
    keep();
  });
}

// Reads files, adds them to the list and analyses them; one that cannot be read says why.
export async function take(files) {
  const { articles, words } = state;
  const made = [...files].map((file) => ({ file, name: file.name, text: "", source: "plain", day: $("entry-day").value, view: null, problem: null }));
  if (!made.length) return;
  await work(async (signal) => {
    for (const one of made) {
      status(() => state.words.reading(one.name));
      try {
        const answer = await read(one.file, signal);
        one.text = answer.text;
        one.source = answer.source;
      } catch (e) {
        one.problem = problemOf(e);
        if (!one.problem) return;
      }
    }
    if (made.length === 1 && made[0].problem) {
      tell(made[0]);
      return;
    }
    const first = articles.length && articles[0].sample ? 0 : articles.length;
    articles.splice(first, articles.length, ...made);
    state.current = first;
    state.digest = [];
    shown.chosen = null;
    closeEntry();
    status(() => words.working);
    if (!(await analyzeAll(made, signal))) return;
    const bad = made.filter((one) => one.problem).length;
    if (made.length === 1) tell(made[0]);
    else {
      state.current = -1;
      await askForDigest(signal);
      status(() => state.words.doneMany(made.length - bad, bad), bad === made.length);
    }
    show();
    keep();
    $(state.current < 0 ? "several-label" : "result-label").focus({ preventScroll: true });
  });
}

async function analyzeAll(list, signal) {
  for (const one of list) {
    show();
    if (!one.problem && !(await analyzeOne(one, signal))) return false;
  }
  return true;
}

async function askForDigest(signal) {
  const texts = state.articles.filter((one) => one.view);
  state.digest = [];
  if (texts.length < 2) return;
  try {
    const answer = await askDigest(texts.map((one) => one.text), 5, signal);
    state.digest = answer.sentences.map((s) => ({ ...s, source: state.articles.indexOf(texts[s.source]) }));
  } catch (e) {
    const problem = problemOf(e);
    if (problem) status(problem, true);
  }
}

// Does what is missing of what was opened: work that something else had ended, or a digest.
export async function complete() {
  const one = article();
  const waiting = one ? [one].filter((x) => !x.view && !x.problem) : state.articles.filter((x) => !x.view && !x.problem);
  if (!waiting.length && (one || state.digest.length)) return;
  await work(async (signal) => {
    status(() => state.words.working);
    if (!(await analyzeAll(waiting, signal))) return;
    if (!one) await askForDigest(signal);
    status(null);
    show();
  });
}

// The box for a text of one's own.
export function openEntry() {
  $("entry").hidden = false;
  $("write").setAttribute("aria-expanded", "true");
  const one = article();
  if (one && !one.sample && !$("input").value) {
    $("input").value = one.text;
    $("entry-day").value = one.day;
    $("input").dataset.of = String(state.current);
  }
  $("input").focus();
}

export function closeEntry() {
  $("entry").hidden = true;
  $("input").value = "";
  $("write").setAttribute("aria-expanded", "false");
}

export async function showExample() {
  state.articles = [];
  state.current = 0;
  state.digest = [];
  let text = "";
  try {
    text = await (await fetch(address("static/example.txt"))).text();
  } catch {
    status(() => state.words.failed, true);
    return;
  }
  await analyzeText(text, state.words.example, { example: true, day: "" });
}

// Analyses again what was kept in this browser; false where nothing was.
export async function restore() {
  const kept = stored();
  const texts = kept ? kept.articles.filter((a) => a && typeof a.text === "string" && a.text.trim()) : [];
  if (!texts.length) return false;
  state.articles = texts.map((a) => ({ name: String(a.name), text: a.text, source: String(a.source || "plain"), day: String(a.day || ""), view: null, problem: null }));
  state.current = 0;
  show();
  status(() => state.words.working);
  await work(async (signal) => {
    if (!(await analyzeAll(state.articles, signal))) return;
    show();
    tell(state.articles[0]);
  });
  return true;
}
