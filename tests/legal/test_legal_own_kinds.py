"""Kinds of references that go wrong elsewhere, in sentences of our own (``kinds.tsv``)."""

import pathlib

import pytest

import vntext

ROWS = [
    line.split("\t")
    for line in (pathlib.Path(__file__).parent / "kinds.tsv")
    .read_text(encoding="utf8")
    .splitlines()
    if line and not line.startswith("#")
]
FIELDS = {"prov": "provision"}


def squeezed(text):
    return " ".join(text.split())


def wrong(text, expected):
    """What is not as expected, one line each."""
    found = vntext.analyze(text.replace("\\n", "\n"), layers=("legal_references",)).legal_references
    at = {squeezed(r.text): r for r in found}
    out = []
    wanted = expected.split(" ¦ ")
    for row in wanted:
        span, _, rest = row.removeprefix("[[").partition("]]")
        r = at.get(squeezed(span))
        if r is None:
            out.append(f"{span!r} not in {[*at]}")
            continue
        fields = [x for x in rest.split("; ") if x]
        parts = [fields[0].strip()]
        for x in fields[1:]:  # "prov=điều 5; khoản 2 điều 7" has the mark inside
            if "=" in x:
                parts.append(x)
            else:
                parts[-1] += f"; {x}"
        if r.type != parts[0]:
            out.append(f"{span!r}: type {r.type!r}, not {parts[0]!r}")
        for part in parts[1:]:
            name, _, value = part.partition("=")
            got = getattr(r, FIELDS.get(name, name))
            if str(got if got is not None else "") != value:
                out.append(f"{span!r}: {name} {got!r}, not {value!r}")
    if len(found) != len(wanted):
        out.append(f"{[squeezed(r.text) for r in found]} are {len(found)}, not {len(wanted)}")
    return out


@pytest.mark.parametrize(
    ("kind", "text", "expected"), ROWS, ids=[f"{r[0]}-{r[1][:40]}" for r in ROWS]
)
def test_kind(kind, text, expected):
    assert wrong(text, expected) == []
