"""Reads texts in which entities are marked as ``[LABEL text]``, one inside another."""


def read(marked: str) -> tuple[str, set[tuple[int, int, str]]]:
    """The plain text, and its spans with labels."""
    text: list[str] = []
    spans, open_at = set(), []
    i = 0
    while i < len(marked):
        if marked[i] == "[":
            label, _, _ = marked[i + 1 :].partition(" ")
            open_at.append((len(text), label))
            i += len(label) + 2
        elif marked[i] == "]":
            start, label = open_at.pop()
            spans.add((start, len(text), label))
            i += 1
        else:
            text.append(marked[i])
            i += 1
    return "".join(text), spans
