// What the page holds, and the line that says what it does.

import { WORDS } from "./words.js";
import { $ } from "./dom.js";
import { Refused } from "./api.js";
import { store } from "./store.js";

export const state = {
  language: (navigator.language || "vi").toLowerCase().startsWith("vi") ? "vi" : "en",
  words: null,
  articles: [], // name, text, source, day, view, problem, stale, sample
  current: 0, // the article on the page, or -1 for what all share
  length: 3, // sentences of the summary
  template: "", // of links to legal documents
  digest: [], // sentences that stand for all articles
};
state.words = WORDS[state.language];

export const article = () => state.articles[state.current];

let say = null; // what the status line says, made again when the language changes

export function status(make, bad = false) {
  say = make;
  $("status").textContent = make ? make() : "";
  $("status").className = bad ? "bad" : "";
}

export const sayAgain = () => status(say, $("status").className === "bad");

// What is said of a failure; null where a newer request took its place.
export function problemOf(e) {
  if (e.name === "AbortError") return null;
  if (!(e instanceof Refused)) return () => state.words.failed;
  const { error } = e;
  if (error.code === "unauthorized") {
    $("key-row").hidden = false;
    $("entry").hidden = false;
    $("key").focus();
  }
  return () => {
    const known = state.words.errors[error.code];
    return known ? known(error) : error.message;
  };
}

// Keeps texts and choices in this browser, if that was asked for.
export function keep() {
  if (!$("remember").checked) return;
  const kept = state.articles.filter((a) => !a.sample).map(({ name, text, source, day }) => ({ name, text, source, day }));
  const { language, template, length } = state;
  store({ articles: kept, language, template, length });
}
