// The panels beside the text: each lists things, and each thing lights up its places.

import { $, collator, element, plain, quoted } from "./dom.js";
import { day } from "./time.js";
import { shown } from "./article.js";

const RANK = (a, b) => b.spans.length - a.spans.length || collator.compare(a.name, b.name);

// A name that lights up its thing, with the number of its mentions.
export function chooser(thing, context, count) {
  const { words, choose } = context;
  const made = quoted("button", {
    type: "button", class: "name", "data-thing": `${thing.kind}-${thing.index}`,
    "aria-pressed": String(shown.chosen === thing),
    "aria-label": count > 1 ? words.timesOf(thing.name, count) : undefined,
    onclick: () => choose(shown.chosen === thing ? null : thing),
  }, thing.name);
  if (count > 1) made.append(" ", element("small", { "aria-hidden": "true" }, `×${count}`));
  return made;
}

// Text that leads to its place.
export const link = (text, span, context, css = "link") =>
  quoted("button", { type: "button", class: css, onclick: () => context.goTo(span) }, plain(text));

function markedTitle(title, organizations) {
  const text = plain(title.text);
  const made = quoted("li", { class: "title" });
  const org = title.organization === null ? "" : plain(organizations[title.organization].name);
  const at = org ? text.toLowerCase().lastIndexOf(org.toLowerCase()) : -1;
  if (at < 0) {
    made.append(element("span", {}, text));
    if (org && org !== text) made.append(element("span", { class: "org" }, org));
    return made;
  }
  made.append(element("span", {}, text.slice(0, at)), element("span", { class: "org O" }, text.slice(at, at + org.length)));
  if (at + org.length < text.length) made.append(element("span", {}, text.slice(at + org.length)));
  return made;
}

function said(quote, context) {
  const { words } = context;
  const text = plain(quote.text);
  const short = text.length > 180 ? `${text.slice(0, 180).replace(/\s+\S*$/u, "")}…` : text;
  const made = link(quote.direct ? `“${short}”` : short, { ...quote.span, text }, context, "said");
  made.prepend(element("small", { lang: document.documentElement.lang, class: "how" }, quote.direct ? words.said : words.reported));
  return element("li", {}, made);
}

const LEAST = 2; // statements shown before the rest is unfolded

function statements(things, context) {
  if (!things.length) return [];
  const { words } = context;
  const rows = things.map((t) => said(t.data, context));
  const made = [element("ul", { class: "statements" }, rows.slice(0, LEAST))];
  if (rows.length > LEAST) {
    made.push(element("details", {}, element("summary", {}, words.more(rows.length - LEAST)),
      element("ul", { class: "statements" }, rows.slice(LEAST))));
  }
  return made;
}

function people(view, context) {
  return view.things.people.map((thing) => {
    const { data } = thing;
    const name = chooser(thing, context, data.mentions.length);
    const head = element("h3", {}, name);
    if (data.role === "author") head.append(element("small", { class: "tag" }, context.words.author));
    const titles = data.titles.map((t) => markedTitle(t, view.answer.organizations));
    return element("li", { class: "card" }, head,
      data.aliases.length ? quoted("p", { class: "note" }, data.aliases.join(", ")) : null,
      titles.length ? element("ul", { class: "titles" }, titles) : null,
      statements(data.quotes.map((q) => view.things.quotes[q]), context));
  });
}

function organizations(view, context) {
  return [...view.things.organizations].sort(RANK).map((thing) => {
    const { data } = thing;
    const names = data.people.map((i) => view.answer.people[i].name);
    return element("li", {}, chooser(thing, context, data.mentions.length),
      names.length ? quoted("p", { class: "note" }, names.join(", ")) : null,
      statements(data.quotes.map((q) => view.things.quotes[q]), context));
  });
}

function places(view, context) {
  return [...view.things.places].sort(RANK).map((thing) => {
    const { data } = thing;
    const known = data.code || data.country;
    const unit = known && plain(data.name).toLowerCase() !== thing.name.toLowerCase() ? [data.name] : [];
    const around = known ? [...unit, ...data.parents.map((p) => p.name)].join(", ") : "";
    return element("li", {}, chooser(thing, context, data.mentions.length),
      around ? quoted("p", { class: "note" }, around) : null);
  });
}

function timeline(view, context) {
  const { words } = context;
  return view.things.timeline.map((thing) => {
    const time = element("time", { datetime: thing.data.from || undefined }, day(thing.data, words));
    const rows = thing.spans.map((s) => (s.sentence ? link(s.sentence.text, s, context, "cite") : null));
    return element("li", { class: "moment" }, element("div", {}, time, " ", chooser(thing, context, thing.spans.length)),
      rows.slice(0, 3));
  });
}

// Statements whose speaker is no person of the text: bodies have theirs in their own panel.
function quotes(view, context) {
  const { words } = context;
  const others = view.things.quotes.filter(({ data }) => !data.speaker || (data.speaker.person === null && data.speaker.organization === null));
  return others.map((thing) => element("li", {},
    element("p", { class: "note" }, thing.data.speaker ? quoted("span", {}, thing.data.speaker.name) : words.noSpeaker),
    element("ul", { class: "statements" }, said(thing.data, context))));
}

function figures(view, context) {
  const rows = [...view.things.figures];
  const unit = ({ data }) => data.unit;
  rows.sort((a, b) => collator.compare(unit(a), unit(b)) || a.data.number - b.data.number);
  const units = new Map();
  for (const thing of rows) units.set(unit(thing), [...(units.get(unit(thing)) || []), thing]);
  return [...units].map(([name, found]) => element("li", { class: "figure" },
    quoted("span", { class: "unit" }, name || "–"),
    element("span", { class: "flow" }, found.map((thing) => link(thing.name, thing.spans[0], context)))));
}

const phrases = (view, context) =>
  view.things.phrases.map((thing) => element("li", {}, chooser(thing, context, thing.spans.length)));

function brief(view, context) {
  const { words, language, sentences } = context;
  const line = (name, things) => (things.length
    ? element("p", { class: "line" }, element("b", {}, name), " ", things.flatMap((t, i) => [i ? ", " : "", chooser(t, context, 0)]))
    : null);
  const least = (kind, n) => [...view.things[kind]].sort(RANK).slice(0, n);
  const whole = [];
  const authors = (t) => t.data.role !== "author";
  whole.push(line(words.who, view.things.people.filter(authors).slice(0, 4)));
  whole.push(line(words.where, least("places", 3)));
  whole.push(line(words.when, view.things.timeline.slice(0, 3)));
  const rows = sentences.map((s) => element("li", {}, link(s.shown || s.text, s, context)));
  $("summary").replaceChildren(...(rows.length ? rows : [element("li", { class: "note" }, words.none)]));
  $("lines").replaceChildren(...whole.filter(Boolean));
  $("length-value").textContent = words.sentences(Math.max(1, sentences.length));
  $("length").setAttribute("aria-valuetext", words.sentences(sentences.length));
  $("summary").lang = "vi";
  $("lines").lang = language;
}

const LISTS = { people, organizations, places, timeline, quotes, figures, phrases };

// Fills the lists; those of nothing are hidden.
export function showPanels(view, context) {
  brief(view, context);
  for (const [name, rows] of Object.entries(LISTS)) {
    const made = rows(view, context);
    const list = $(name);
    list.replaceChildren(...made);
    const panel = list.closest(".panel");
    panel.dataset.count = String(made.length);
    panel.hidden = !made.length;
  }
}

// What is chosen, in the lists.
export function showChosen() {
  const chosen = shown.chosen ? `${shown.chosen.kind}-${shown.chosen.index}` : "";
  for (const button of document.querySelectorAll("[data-thing]")) {
    button.setAttribute("aria-pressed", String(button.dataset.thing === chosen));
  }
}
