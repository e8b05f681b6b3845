// A stretch of text with elements around its marks.

import { addText } from "./dom.js";

// Offsets of the service count code points; those of JavaScript count UTF-16 units.
export function unitsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (position) => position;
  const starts = [];
  let unit = 0;
  for (const character of text) {
    starts.push(unit);
    unit += character.length;
  }
  starts.push(unit);
  return (position) => starts[position];
}

const order = (a, b) => a.start - b.start || b.end - a.end || a.rank - b.rank;

// Fills an element with text.slice(start, end) and elements around the marks; a mark that crosses
// the end of another one is cut there. Each mark has start, end, rank, and make(), which gives the
// element of one piece; wrap(), if it has one, gives the element of each run of text that lies in
// it and in no inner mark with a wrap of its own.
export function fill(parent, text, start, end, marks) {
  const queue = marks
    .map((m) => ({ ...m, start: Math.max(m.start, start), end: Math.min(m.end, end) }))
    .filter((m) => m.start < m.end)
    .sort(order);
  const open = [{ element: parent, end }];
  let position = start;
  const write = (to) => {
    if (to <= position) return;
    const top = open[open.length - 1].element;
    const wrapping = open.findLast((level) => level.wrap);
    const place = wrapping ? wrapping.wrap() : top;
    addText(place, text.slice(position, to));
    if (place !== top) top.append(place);
    position = to;
  };
  for (let next = 0; next < queue.length; next++) {
    const mark = queue[next];
    while (open.length > 1 && open[open.length - 1].end <= mark.start) {
      write(open[open.length - 1].end);
      open.pop();
    }
    const inner = open[open.length - 1];
    let stop = mark.end;
    if (stop > inner.end) {
      stop = inner.end;
      const rest = { ...mark, start: inner.end };
      let place = next + 1;
      while (place < queue.length && order(queue[place], rest) < 0) place++;
      queue.splice(place, 0, rest);
    }
    write(mark.start);
    const made = mark.make();
    inner.element.append(made);
    open.push({ element: made, end: stop, wrap: mark.wrap });
  }
  while (open.length > 1) {
    write(open[open.length - 1].end);
    open.pop();
  }
  write(end);
}
