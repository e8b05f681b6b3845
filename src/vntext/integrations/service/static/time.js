// Dates as readers write them, of values in EDTF.

const figures = (value) => {
  const [year, month, rest] = value.split("-");
  if (rest) return year === "XXXX" ? `${+rest}/${+month}` : `${+rest}/${+month}/${year}`;
  if (!month) return year;
  const number = Number(month);
  if (number >= 40) return `${"I".repeat(number - 39)}/2 ${year}`;
  if (number >= 33 && number <= 36) return `Q${number - 32}/${year}`;
  return year === "XXXX" ? `${number}` : `${number}/${year}`;
};

// A date of an answer, short.
export function day(date, words) {
  const value = date.value.replace(/[~?%]/g, "");
  const shown = value.split("/").map((part) => (part && part !== ".." ? figures(part) : "…")).join(" – ");
  const notes = [];
  if (value.startsWith("XXXX")) notes.push(words.noYear);
  if (date.calendar === "lunar") notes.push(words.lunar);
  return shown + (notes.length ? ` (${notes.join(", ")})` : "");
}
