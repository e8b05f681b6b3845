"""Labels of the tagger: one tag a token, which also says where an ORG lies inside a TITLE."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LABELS", "legal_first", "legal_transitions", "spans_of"]

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


_OUTER_BEGIN = {_BP: "PERSON", _BO: "ORG", _BL: "LOC", _BT: "TITLE", _BTO: "TITLE"}


def spans_of(labels: Array, lines: Array) -> list[tuple[int, int, str]]:
    """Reads the spans off a column of labels.

    Args:
        labels: A label number for each token.
        lines: Line of each token: no span crosses a line.

    Returns:
        Triples of first token, end (exclusive) and label, outer before inner.

    Example:
        >>> row = [LABELS.index(x) for x in ("O", "B-TITLE", "I-TITLE+B-ORG", "I-TITLE+ORG")]
        >>> spans_of(np.array(row), np.zeros(4, int))
        [(1, 4, 'TITLE'), (2, 4, 'ORG')]
    """
    n = len(labels)
    if n == 0:
        return []
    labels = np.asarray(labels)
    same = np.r_[lines[1:] == lines[:-1], False]
    after = np.r_[labels[1:], 0]
    outer_inside = np.isin(after, list(_INSIDE)) & same
    inner_inside = (after == _JTO) & same
    out: list[tuple[int, int, str]] = []
    stops = np.flatnonzero(~outer_inside)
    begins = np.flatnonzero(np.isin(labels, list(_OUTER_BEGIN)))
    ends = stops[np.searchsorted(stops, begins)] + 1
    for a, b, lab in zip(begins.tolist(), ends.tolist(), labels[begins].tolist(), strict=True):
        out.append((a, b, _OUTER_BEGIN[lab]))
    stops = np.flatnonzero(~inner_inside)
    begins = np.flatnonzero((labels == _BTO) | (labels == _ITO))
    ends = stops[np.searchsorted(stops, begins)] + 1
    out += [(a, b, "ORG") for a, b in zip(begins.tolist(), ends.tolist(), strict=True)]
    return sorted(out, key=lambda s: (s[0], -s[1]))
