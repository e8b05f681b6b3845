// What is on the page: one article with its panels, or what several share.

import { WORDS } from "./words.js";
import { $, element, plain, quoted } from "./dom.js";
import { article, keep, sayAgain, state } from "./state.js";
import { goTo as goInText, light, reveal, shown, showLegend, showText } from "./article.js";
import { hide } from "./card.js";
import { showChosen, showPanels } from "./panels.js";
import { showAct, showLegal } from "./law.js";
import { openText, showTabs } from "./tabs.js";
import { showSeveral } from "./several.js";

export function speak() {
  const { language } = state;
  state.words = WORDS[language];
  const { words } = state;
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-t]")) {
    node.textContent = node.dataset.t.split(".").reduce((at, name) => at[name], words);
  }
  for (const node of document.querySelectorAll("[data-l]")) node.setAttribute("aria-label", words[node.dataset.l]);
  $("language").textContent = words.other;
  $("language").lang = language === "vi" ? "en" : "vi";
  $("help-text").replaceChildren(...words.helpText.map((line) => element("li", {}, line)));
  sayAgain();
  show();
}

export function summary(view) {
  const { summaries, document } = view.answer;
  const chosen = summaries[Math.min(state.length, summaries.length) - 1] || [];
  return chosen.map((s) => ({ ...view.at(document.sentences[s.sentence]), shown: s.shown }));
}

export const context = () => ({ words: state.words, language: state.language, template: state.template, sentences: summary(shown.view), answer: shown.view.answer, choose, goTo });

export function show() {
  const several = state.articles.length > 1;
  $("articles").hidden = !several;
  showList();
  const now = article();
  const view = now && now.view;
  $("several").hidden = !(several && state.current < 0);
  $("result").hidden = !view;
  shown.view = view || null;
  showStale();
  hide();
  if (several && state.current < 0) showSeveral(state.articles, state.digest, { words: state.words, open: openFrom });
  if (!view) return;
  $("day").value = /^\d{4}-\d\d-\d\d$/.test(now.day) ? now.day : "";
  showDocument();
}

export function showDocument() {
  const all = context();
  $("length").max = String(Math.max(1, (shown.view.answer.summaries.at(-1) || []).length));
  $("length").value = String(Math.min(state.length, Number($("length").max)));
  showText(all.sentences, state.words, state.language);
  showLegend(state.words, state.language, keep);
  showPanels(shown.view, all);
  showLegal(shown.view, all);
  showAct(shown.view, all);
  $("text-panel-title").textContent = state.words.text;
  showTabs(state.words);
  showChosenBar();
}

function showChosenBar() {
  const thing = shown.chosen;
  $("chosen").hidden = !thing;
  if (!thing) return;
  const count = (role) => thing.spans.filter((s) => s.role === role).length;
  const mentions = thing.kind === "people" ? count("mention") : thing.spans.length;
  const facts = [state.words.times(mentions)];
  if (count("title")) facts.push(state.words.titlesN(count("title")));
  if (thing.kind === "people" && count("quote")) facts.push(state.words.quotesN(count("quote")));
  $("chosen-name").replaceChildren(`${state.words.chosen}: `, quoted("b", {}, thing.name), ` · ${facts.join(" · ")}`);
}

export function showStale() {
  const now = article();
  const changed = Boolean(now && now.view && !$("entry").hidden && $("input").value.trim() && $("input").value !== now.text && $("input").dataset.of === String(state.current));
  $("stale").hidden = !(changed || (now && now.stale));
  $("result").classList.toggle("old", !$("stale").hidden);
}

function showList() {
  const rows = state.articles.map((one, i) => {
    const open = element("button", { type: "button", class: "row", "aria-current": i === state.current ? "true" : undefined, onclick: () => openArticle(i) },
      element("span", { class: "number" }, String(i + 1)), " ", quoted("span", {}, (one.view && one.view.answer.headline) || one.name));
    if (one.problem) open.append(" ", element("small", { class: "bad" }, one.problem()));
    else if (!one.view) open.append(" ", element("small", {}, state.words.waiting));
    const gone = element("button", { type: "button", class: "quiet", "aria-label": state.words.remove(one.name), onclick: () => remove(i) }, "×");
    return element("li", {}, open, gone);
  });
  $("list").replaceChildren(...rows);
  $("common").setAttribute("aria-current", String(state.current < 0));
}

let turn = 0; // which of its places is shown

// Lights up whatever belongs to a thing; null ends it. The focus stays where it is, but for a phone,
// where the list gives way to the text.
export function choose(thing) {
  shown.chosen = thing;
  light();
  showChosen();
  showChosenBar();
  if (!thing) return;
  const first = thing.spans.find((s) => s.role !== "quote") || thing.spans[0];
  turn = thing.spans.indexOf(first);
  if (openText()) goTo(first);
  else reveal(first);
}

function remove(i) {
  const { articles } = state;
  articles.splice(i, 1);
  state.digest = [];
  state.current = articles.length > 1 ? Math.min(state.current, articles.length - 1) : 0;
  shown.chosen = null;
  show();
  keep();
  if (articles.length > 1) $("list").querySelector("button").focus();
}

export function step(by) {
  const { spans } = shown.chosen;
  turn = (turn + by + spans.length) % spans.length;
  goTo(spans[turn]);
}

export function goTo(span) {
  openText();
  goInText(span);
  if (shown.chosen) turn = Math.max(0, shown.chosen.spans.indexOf(span));
}

export function openArticle(i) {
  state.current = i;
  shown.chosen = null;
  show();
  keep();
  document.dispatchEvent(new Event("opened"));
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
