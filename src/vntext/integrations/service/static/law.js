// Legal documents that a text cites, and the tree of one that is a legal document itself.

import { $, element, plain, quoted } from "./dom.js";
import { chooser, link } from "./panels.js";

// The address that a template makes of a document; "" where it makes none.
export function addressOf(template, d) {
  if (!/^https?:\/\//i.test(template)) return "";
  const number = d.code.split("/")[0] || "";
  const year = (/(?:19|20)\d\d/.exec(d.code) || /(?:19|20)\d\d/.exec(d.date) || [""])[0];
  const values = { code: d.code || plain(d.name), type: d.type, number, year, uri: d.uri };
  const filled = template.replace(/\{(code|type|number|year|uri)\}/g, (_, name) => encodeURIComponent(values[name]));
  try {
    return new URL(filled).href;
  } catch {
    return "";
  }
}

function facts(d) {
  const { act } = d;
  const title = (act && act.name) || d.title;
  const date = (act && act.date) || d.date;
  return [
    title ? quoted("p", { class: "official" }, plain(title)) : null,
    quoted("p", { class: "note" }, [d.issuer || (act && act.issuer) || "", date].filter(Boolean).map(plain).join(" · ")),
  ];
}

export function showLegal(view, context) {
  const { words, template } = context;
  // a legal document names its own provisions everywhere: the tree has them
  const cited = view.things.legal.filter(({ data }) => !view.answer.act || data.type !== "provision");
  const rows = cited.map((thing) => {
    const d = thing.data;
    const href = d.type === "provision" ? "" : addressOf(template, d);
    const sentences = new Map(thing.spans.filter((s) => s.sentence).map((s) => [s.sentence.start, s]));
    const citing = [...sentences.values()].map((s) => element("li", {}, link(s.sentence.text, s, context, "cite")));
    return element("li", { class: "card" },
      element("h3", {}, chooser(thing, context, d.mentions.length)),
      facts(d),
      d.provisions.length ? element("p", { class: "note" }, `${words.provisions}: `, quoted("span", {}, d.provisions.join("; "))) : null,
      href ? element("a", { class: "out", href, target: "_blank", rel: "noopener noreferrer" }, words.openLink) : null,
      citing.length ? element("details", {}, element("summary", {}, words.citing(citing.length)), element("ul", { class: "statements" }, citing)) : null);
  });
  $("legal").replaceChildren(...rows);
  $("legal-panel").dataset.count = String(rows.length);
  $("legal-panel").hidden = !rows.length;
}

const NAMES = { article: "Điều", clause: "Khoản", point: "Điểm", chapter: "Chương", section: "Mục", subsection: "Tiểu mục", part: "Phần" };

function nameOf(node) {
  const kind = NAMES[node.kind];
  const name = kind ? `${kind} ${node.number || ""}`.trim() : plain(node.path);
  return node.title ? `${name}. ${plain(node.title)}` : name;
}

function branch(nodes, children, index, view, context, depth) {
  const node = nodes[index];
  const span = { start: view.units(node.start), end: view.units(node.start) + 1 };
  const here = link(nameOf(node), span, context, "node");
  const inner = children.get(index) || [];
  if (!inner.length) return element("li", {}, here);
  const list = element("ul", {}, inner.map((i) => branch(nodes, children, i, view, context, depth + 1)));
  // clauses and points are folded: an outline shows articles
  if (node.kind === "article" || depth > 3) return element("li", {}, here, element("details", {}, element("summary", {}, context.words.innerParts(inner.length)), list));
  return element("li", {}, here, list);
}

export function showAct(view, context) {
  const { act } = view.answer;
  $("act-panel").hidden = !act;
  if (!act) return;
  const { identity, nodes } = act;
  const children = new Map();
  nodes.forEach((node, i) => children.set(node.parent, [...(children.get(node.parent) || []), i]));
  const facts = [identity.type, identity.number, identity.issuer, identity.date, identity.effective && `${context.words.effect} ${identity.effective}`];
  $("act-facts").replaceChildren(quoted("span", {}, facts.filter(Boolean).join(" · ")));
  $("act").replaceChildren(...(children.get(null) || []).map((i) => branch(nodes, children, i, view, context, 1)));
  $("act-panel").dataset.count = String(nodes.filter((n) => n.kind === "article").length);
  const terms = act.definitions.map((d) => element("li", {}, link(d.term, view.at(d), context)));
  $("terms").replaceChildren(...terms);
  $("terms-label").hidden = !terms.length;
}
