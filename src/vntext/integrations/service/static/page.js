// The page: what its buttons, its marks, files and pasted texts do.

import { WORDS } from "./words.js";
import { $, plain } from "./dom.js";
import { address } from "./api.js";
import { markOf, shown } from "./article.js";
import { hide, hideSoon, isKept, showCard } from "./card.js";
import { showLegal } from "./law.js";
import { onWidth, showTabs } from "./tabs.js";
import { copy, csv, download, json, markdown, page } from "./save.js";
import { store, stored } from "./store.js";
import { article, keep, state, status } from "./state.js";
import { choose, context, openArticle, showDocument, showStale, speak, step, summary } from "./show.js";
import { analyzeText, changeDay, closeEntry, complete, openEntry, restore, showExample, take } from "./work.js";

const stem = () => plain((article() && (article().view.answer.headline || article().name)) || state.words.several).slice(0, 60).replace(/[\\/:*?"<>|]/g, "");
const savable = () => (state.current < 0 ? state.articles : [article()]).filter((one) => one && one.view);

const SAVE = {
  "save-json": () => download(`${stem()}.json`, "application/json", json(savable())),
  "save-csv": () => download(`${stem()}.csv`, "text/csv;charset=utf-8", csv(savable())),
  "save-markdown": () => download(`${stem()}.md`, "text/markdown;charset=utf-8", markdown(savable(), state.words, state.length)),
  "save-html": async () => download(`${stem()}.html`, "text/html;charset=utf-8", await page(stem(), state.language)),
  "copy-json": () => copied(json(savable())),
  "copy-summary": () => copied(savable().map((one) => summary(one.view).map((s) => s.shown || plain(s.text)).join(" ")).join("\n\n")),
  print: () => window.print(),
};

async function copied(text) {
  const done = await copy(text);
  status(() => (done ? state.words.copied : state.words.copyFailed), !done);
}

for (const [id, act] of Object.entries(SAVE)) {
  $(id).addEventListener("click", () => {
    $("save-menu").hidePopover();
    if (savable().length) act();
  });
}

const submit = () => analyzeText($("input").value, state.words.pasted);

function example() {
  closeEntry();
  showExample();
}

$("write").addEventListener("click", () => ($("entry").hidden ? openEntry() : closeEntry()));
$("close-entry").addEventListener("click", () => { closeEntry(); $("write").focus(); });
$("run").addEventListener("click", submit);
$("again").addEventListener("click", () => ($("entry").hidden ? changeDay($("day").value) : submit()));
$("input").addEventListener("input", showStale);
$("input").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
});
$("key").addEventListener("keydown", (event) => {
  if (event.key === "Enter") ($("input").value.trim() ? submit() : showExample());
});
$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", async () => {
  await take($("file").files);
  $("file").value = "";
});
$("example").addEventListener("click", example);
$("clear").addEventListener("click", () => {
  $("input").value = "";
  showStale();
  $("input").focus();
});
$("remove-all").addEventListener("click", example);
$("common").addEventListener("click", () => openArticle(-1));
document.addEventListener("opened", complete);
$("length").addEventListener("input", () => {
  state.length = Number($("length").value);
  showDocument(); // all lengths are in the answer: nothing is asked again
  keep();
});
$("day").addEventListener("change", () => changeDay($("day").value));
$("template").addEventListener("change", () => {
  state.template = $("template").value.trim();
  const bad = Boolean(state.template) && !/^https?:\/\//i.test(state.template);
  $("template").setAttribute("aria-invalid", String(bad));
  if (bad) status(() => state.words.badTemplate, true);
  showLegal(shown.view, context());
  showTabs(state.words);
  keep();
});
$("remember").addEventListener("change", () => ($("remember").checked ? keep() : store(null)));
$("language").addEventListener("click", () => {
  state.language = state.language === "vi" ? "en" : "vi";
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
    else if (event.dataTransfer.getData("text")) analyzeText(event.dataTransfer.getData("text"), state.words.pasted);
  });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
document.addEventListener("paste", (event) => {
  if (event.target.closest && event.target.closest("input, textarea")) return;
  const files = event.clipboardData.files;
  const text = event.clipboardData.getData("text");
  if (files.length) take(files);
  else if (text.trim()) analyzeText(text, state.words.pasted);
});

// On paper everything is unfolded.
window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("#result details:not([open])")) {
    part.open = true;
    part.dataset.printed = "yes";
  }
});
window.addEventListener("afterprint", () => {
  for (const part of document.querySelectorAll("details[data-printed]")) {
    part.open = false;
    delete part.dataset.printed;
  }
});
onWidth(() => { if (shown.view) showTabs(state.words); });

// -- the beginning -------------------------------------------------------------------------------

async function start() {
  const kept = stored();
  if (kept) {
    $("remember").checked = true;
    if (WORDS[kept.language]) state.language = kept.language;
    if (typeof kept.template === "string") state.template = kept.template;
    state.length = Number(kept.length) || state.length;
    $("template").value = state.template;
  }
  speak();
  document.documentElement.dataset.ready = "yes";
  fetch(address("version")).then((a) => a.json()).then((v) => { $("version").textContent = v.version; }, () => {});
  if (!(await restore())) await showExample();
}

start();
