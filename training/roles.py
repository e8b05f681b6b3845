"""Trains the weights of the paragraph scorer.

usage: python training/roles.py [--data FOLDER] [--show] [--out FOLDER]

Reads ``gold/train`` (roles marked by hand), gives every line the roles that rules
can tell, and fits a multinomial logistic regression to the named facts of the lines that are left.
Prints the share of right roles on ``gold/train`` and ``gold/dev``; writes
``src/vntext/data/roles/weights.tsv``.
"""

import itertools
from collections import Counter

import numpy as np
from sklearn.linear_model import LogisticRegression

import corpora
from vntext.roles import tables as role_tables
from vntext.roles.assign import assign_roles
from vntext.roles.features import LEARNT_ROLES, Line, Page, features
from vntext.roles.reader import reader
from vntext.roles.rules import mark_rules

STRENGTH = 0.3
LEAST = 3
BODY = 0.12  # of that, for a line of the text
SHORTEST = 7  # syllables of a sentence that has a line of its own
AGAIN = 0.4  # of the weight of an article, for each shape that it is given


def articles(part):
    for gold in corpora.gold(part):
        starts = [a for a, _ in gold["paragraph_roles"]] + [len(gold["text"])]
        spans = []
        for a, b in itertools.pairwise(starts):
            line = gold["text"][a:b]
            spans.append((a, a + len(line.rstrip())))
        yield gold["id"], gold["text"], spans, [r for _, r in gold["paragraph_roles"]]


def shaped(part):
    """The articles; once more with a line for each sentence; and their beginnings alone.

    Newspapers have long paragraphs. Blogs, portals and short notices have lines of a sentence, and
    end soon, so that size and place say less there.
    """
    for gold in corpora.gold(part):
        starts = [a for a, _ in gold["paragraph_roles"]] + [len(gold["text"])]
        rows = []
        for (a, role), b in zip(gold["paragraph_roles"], starts[1:], strict=True):
            rows.append((a, a + len(gold["text"][a:b].rstrip()), role))
        yield gold["text"], rows, 1.0
        ends = gold["sentence_ends"]
        pieces = []
        for a, b, role in rows:
            cuts = [e for e in ends if a < e < b] if role in ("body", "lead") else []
            last = a
            for k, cut in enumerate([*cuts, b]):
                piece = gold["text"][last:cut]
                start = cut - len(piece.lstrip())
                if len(piece.split()) < SHORTEST and cut < b:
                    continue
                if start < cut:
                    pieces.append((start, cut, "body" if k and role == "lead" else role))
                last = cut
        if len(pieces) > len(rows):
            yield gold["text"], pieces, AGAIN
        for part_of in (rows, pieces):
            for size in (4, 7):
                if len(part_of) > size + 2:
                    yield gold["text"], part_of[:size], AGAIN


def examples(part):
    for text, rows, weight in shaped(part):
        spans, gold = [(a, b) for a, b, _ in rows], [role for _, _, role in rows]
        lines = [Line(text[a:b]) for a, b in spans]
        headline, byline = mark_rules(lines)
        page = Page.of(lines, headline, byline)
        for i, (line, role) in enumerate(zip(lines, gold, strict=True)):
            if line.role or role not in LEARNT_ROLES:
                continue
            if headline == 0 and i == 1 and line.size <= 110:
                line.role = "lead"
                continue
            # sentences are many, and must not outweigh headings and captions
            yield features(page, i), role, weight * (BODY if weight < 1 and role == "body" else 1)
            # the lines below see the role of the line above as the scorer will give it
            line.role = role


def score(part, *, show):
    right = total = 0
    wrong = Counter()
    for name, text, spans, gold in articles(part):
        for (a, b), (role, reason), want in zip(
            spans, assign_roles(text, spans), gold, strict=True
        ):
            total += 1
            right += role == want
            if role != want:
                wrong[want, role] += 1
                if show:
                    print(f"{name} {want}->{role} ({reason}) {text[a:b][:90]!r}")
    print(f"{part}: {right}/{total} = {100 * right / max(1, total):.2f} %  {wrong.most_common(8)}")


def main():
    parser = corpora.arguments(__doc__)
    parser.add_argument("--show", action="store_true", help="print what goes wrong on train")
    options = parser.parse_args()
    rows = list(examples("train"))
    counts = Counter(name for names, _, _ in rows for name in names)
    names = sorted(n for n, c in counts.items() if c >= LEAST)
    column = {n: k for k, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for r, (present, _, _) in enumerate(rows):
        for n in present:
            if n in column:
                x[r, column[n]] = 1
    y = np.array([LEARNT_ROLES.index(role) for _, role, _ in rows])
    weight = np.array([w for _, _, w in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False).fit(x, y, weight)
    weights = np.full((len(LEARNT_ROLES), len(names)), 0.0)
    for k, c in enumerate(model.classes_):
        weights[c] = model.coef_[k]
    out = ["# Weights of the paragraph scorer. Made by: python training/roles.py"]
    out.append("\t".join(["fact", *LEARNT_ROLES]))
    for k, n in enumerate(names):
        out.append("\t".join([n, *(f"{v:.2f}" for v in weights[:, k])]))
    name = "roles/weights.tsv"
    corpora.read_instead(name, corpora.made(options.out, name, "\n".join(out) + "\n"))
    role_tables.weights.cache_clear()
    reader.cache_clear()
    score("train", show=options.show)
    score("dev", show=False)


if __name__ == "__main__":
    main()
