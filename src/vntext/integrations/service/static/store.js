// What is kept in this browser, when it is asked for: nothing before, nothing after.

const NAME = "vntext";

export function stored() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME));
    return kept && Array.isArray(kept.articles) ? kept : null;
  } catch {
    return null; // storage is closed, or somebody else's value
  }
}

// Keeps a value, or with null forgets everything; false where the browser has no room for it.
export function store(value) {
  try {
    if (value === null) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
