"""Labels of the tagger: one tag a token, which also says where an ORG lies inside a TITLE."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "ALIKE",
    "GOES_ON",
    "LABELS",
    "OPENS",
    "OPENS_INNER",
    "SPAN_LABELS",
    "legal_first",
    "legal_transitions",
    "span_columns",
    "spans_of",
]

Array = Any

LABELS = (
    "O",
    "B-PERSON", "I-PERSON",
    "B-ORG", "I-ORG",
    "B-LOC", "I-LOC",
    "B-TITLE", "I-TITLE",
    "B-TITLE+B-ORG", "I-TITLE+B-ORG", "I-TITLE+ORG",
)  # fmt: skip
"""``Trưởng Ban Tổ chức`` is ``B-TITLE``, ``I-TITLE+B-ORG``, ``I-TITLE+ORG``, ``I-TITLE+ORG``."""

_O, _BP, _IP, _BO, _IO, _BL, _IL, _BT, _IT, _BTO, _ITO, _JTO = range(12)
_INSIDE = {
    _IP: (_BP, _IP),
    _IO: (_BO, _IO),
    _IL: (_BL, _IL),
    _IT: (_BT, _IT, _BTO, _ITO, _JTO),
    _ITO: (_BT, _IT, _BTO, _ITO, _JTO),
    _JTO: (_BTO, _ITO, _JTO),
}


def legal_transitions() -> NDArray[np.uint8]:
    """Which label may follow which, rows first."""
    n = len(LABELS)
    out = np.ones((n, n), np.uint8)
    for inside, before in _INSIDE.items():
        out[:, inside] = 0
        out[list(before), inside] = 1
    return out


def legal_first() -> NDArray[np.uint8]:
    """Which label may begin a sequence."""
    out = np.ones(len(LABELS), np.uint8)
    out[list(_INSIDE)] = 0
    return out


SPAN_LABELS = ("PERSON", "TITLE", "ORG", "LOC")
"""Labels of spans, by number."""

_OUTER_BEGIN = {_BP: "PERSON", _BO: "ORG", _BL: "LOC", _BT: "TITLE", _BTO: "TITLE"}
_ORG = SPAN_LABELS.index("ORG")

OPENS = np.array(
    [SPAN_LABELS.index(_OUTER_BEGIN[k]) + 1 if k in _OUTER_BEGIN else 0 for k in range(12)],
    np.uint8,
)
"""For each label the span that it begins, numbered from 1; 0 for none."""

OPENS_INNER = np.isin(range(12), (_BTO, _ITO)) * np.uint8(_ORG + 1)
"""The same for the spans inside."""

GOES_ON = np.isin(range(12), list(_INSIDE)) + np.uint8(2) * (np.arange(12) == _JTO).astype(np.uint8)
"""Bit 1: the label goes on with the span before it; bit 2: with the span inside that one too."""

_KIND = np.array([name.split("+")[0][-3:] for name in LABELS])
ALIKE = _KIND[:, None] == _KIND
"""Which labels are of one kind: B-PERSON and I-PERSON, all that begin with B-TITLE or I-TITLE."""


def span_columns(labels: Array, lines: Array) -> tuple[Array, Array, Array]:
    """Reads the spans off a column of labels.

    Args:
        labels: A label number for each token.
        lines: Line of each token: no span crosses a line.

    Returns:
        First token, end (exclusive) and number of the label (in `SPAN_LABELS`) of each span,
        outer before inner.
    """
    labels = np.asarray(labels)
    n = len(labels)
    same = np.r_[lines[1:] == lines[:-1], np.zeros(min(n, 1), np.bool_)]
    goes_on = np.r_[GOES_ON[labels[1:]], np.zeros(min(n, 1), np.uint8)] * same
    firsts, ends, kinds = [], [], []
    for bit, opens in ((1, OPENS), (2, OPENS_INNER)):
        stops = np.flatnonzero((goes_on & bit) == 0)
        begins = np.flatnonzero(opens[labels])
        firsts.append(begins)
        ends.append(stops[np.searchsorted(stops, begins)] + 1)
        kinds.append(opens[labels[begins]] - np.uint8(1))
    first, end, kind = (np.concatenate(x) for x in (firsts, ends, kinds))
    order = np.lexsort((-end, first))
    return first[order], end[order], kind[order]


def spans_of(labels: Array, lines: Array) -> list[tuple[int, int, str]]:
    """The same as triples of first token, end and label.

    Example:
        >>> row = [LABELS.index(x) for x in ("O", "B-TITLE", "I-TITLE+B-ORG", "I-TITLE+ORG")]
        >>> spans_of(np.array(row), np.zeros(4, int))
        [(1, 4, 'TITLE'), (2, 4, 'ORG')]
    """
    first, end, kind = (column.tolist() for column in span_columns(labels, lines))
    return [(a, b, SPAN_LABELS[k]) for a, b, k in zip(first, end, kind, strict=True)]
