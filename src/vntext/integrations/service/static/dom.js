// Elements, and text that stays text: it only ever becomes text nodes, never markup.

const TURNING = /([\u202a-\u202e\u2066-\u2069])/;

// Text for one line of a list.
export const plain = (text) => text.trim().replace(/\s+/gu, " ");

// Appends text; what turns the direction of writing stands in an element of its own, so that it
// reorders nothing else.
export function addText(parent, text) {
  if (!TURNING.test(text)) {
    if (text) parent.append(text);
    return;
  }
  for (const part of text.split(TURNING)) {
    if (!part) continue;
    if (!TURNING.test(part)) {
      parent.append(part);
      continue;
    }
    const alone = document.createElement("bdi");
    alone.className = "turning";
    alone.append(part);
    parent.append(alone);
  }
}

// An element: properties, attributes, and children that are elements, texts, or nothing.
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") made.className = value;
    else if (key === "onclick") made.addEventListener("click", value);
    else if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value);
  }
  for (const child of children.flat()) {
    if (typeof child === "string") addText(made, child);
    else if (child) made.append(child);
  }
  return made;
}

// What is quoted from a text: Vietnamese, whatever the language of the page.
export const quoted = (name, properties, ...children) =>
  element(name, { lang: "vi", ...properties }, ...children);

export const $ = (id) => document.getElementById(id);

// The order of Vietnamese dictionaries.
export const collator = new Intl.Collator("vi", { numeric: true });
