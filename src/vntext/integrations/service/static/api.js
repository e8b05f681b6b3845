// Requests to the service of this page.

const base = new URL(".", document.baseURI);

export class Refused extends Error {
  constructor(error) {
    super(error.message);
    this.error = error;
  }
}

export const address = (path) => new URL(path, base);

async function send(path, body, type, signal) {
  const headers = { "Content-Type": type };
  const key = document.getElementById("key").value;
  if (key) headers.Authorization = `Bearer ${key}`;
  const answer = await fetch(address(path), {
    method: "POST", headers, body, signal, credentials: "same-origin",
  });
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text);
  let error = { code: "", message: `HTTP ${answer.status}` };
  try {
    error = JSON.parse(text).error;
  } catch {
    // an answer of something between the page and the service
  }
  throw new Refused(error);
}

// Everything that the page shows of a text.
export function analyze(text, source, reference, signal) {
  const body = { text, source, reference };
  return send("v1/page", JSON.stringify(body), "application/json", signal);
}

// The text of a file.
export function read(file, signal) {
  const path = `v1/read?name=${encodeURIComponent(file.name)}`;
  return send(path, file, "application/octet-stream", signal);
}

export function digest(texts, sentences, signal) {
  return send("v1/digest", JSON.stringify({ texts, sentences }), "application/json", signal);
}
