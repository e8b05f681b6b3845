// Panels: tabs on a phone, where one is shown at a time; parts that fold on a wider window.

import { $, element } from "./dom.js";

const narrow = window.matchMedia("(max-width: 60rem)");
let current = "reading";
const folded = new Set();

const panels = () => [...document.querySelectorAll(".panel")];
const nameOf = (panel, words) => (panel.id === "reading" ? words.text : words.panels[panel.id.replace("-panel", "")]);

function showTab(name) {
  current = name;
  for (const panel of panels()) panel.classList.toggle("behind", narrow.matches && panel.id !== current);
  for (const tab of $("tabs").children) {
    const on = tab.dataset.panel === current;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
  }
}

// Shows the text where it is behind another tab; says whether it was.
export function openText() {
  const behind = narrow.matches && current !== "reading";
  if (behind) showTab("reading");
  return behind;
}

function showFold(panel) {
  const button = panel.querySelector(".fold");
  if (!button) return;
  const shut = folded.has(panel.id) && !narrow.matches;
  button.setAttribute("aria-expanded", String(!shut));
  panel.classList.toggle("shut", shut);
}

// Makes tabs of the panels that hold something, and names them.
export function showTabs(words) {
  const there = panels().filter((panel) => !panel.hidden);
  if (!there.some((panel) => panel.id === current)) current = "reading";
  for (const panel of panels()) {
    const tabbed = narrow.matches;
    if (tabbed) {
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", `tab-${panel.id}`);
    } else {
      panel.removeAttribute("role");
      panel.setAttribute("aria-labelledby", `${panel.id}-label`);
    }
    const count = panel.querySelector(".total");
    if (count) count.textContent = panel.dataset.count && panel.dataset.count !== "0" ? panel.dataset.count : "";
    showFold(panel);
  }
  $("tabs").setAttribute("aria-label", words.tabs);
  $("tabs").replaceChildren(...there.map((panel) => {
    const tab = element("button", {
      type: "button", role: "tab", id: `tab-${panel.id}`, "aria-controls": panel.id, "data-panel": panel.id,
      onclick: () => showTab(panel.id),
    }, nameOf(panel, words));
    const count = panel.dataset.count;
    if (count && count !== "0") tab.append(" ", element("small", {}, count));
    return tab;
  }));
  showTab(current);
}

$("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = [...$("tabs").children];
  const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
  event.preventDefault();
  showTab(next.dataset.panel);
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
});

for (const button of document.querySelectorAll(".fold")) {
  button.addEventListener("click", () => {
    const panel = button.closest(".panel");
    if (folded.has(panel.id)) folded.delete(panel.id);
    else folded.add(panel.id);
    showFold(panel);
  });
}

export const onWidth = (act) => narrow.addEventListener("change", act);
