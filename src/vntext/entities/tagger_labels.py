"""Labels of the tagger: one tag a token, which also says where an ORG lies inside a TITLE."""

from __future__ import annotations

__all__ = [
    "ALIKE",
    "GOES_ON",
    "LABELS",
    "OPENS",
    "OPENS_INNER",
    "SPAN_LABELS",
    "may_begin",
    "may_follow",
]

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


def may_follow(before: int, label: int) -> bool:
    """Whether a label may stand behind another one; both by number."""
    return before in _INSIDE.get(label, (before,))


def may_begin(label: int) -> bool:
    """Whether a label may begin a sequence."""
    return label not in _INSIDE


SPAN_LABELS = ("PERSON", "TITLE", "ORG", "LOC")
"""Labels of spans, by number."""

_OUTER_BEGIN = {_BP: "PERSON", _BO: "ORG", _BL: "LOC", _BT: "TITLE", _BTO: "TITLE"}
_ORG = SPAN_LABELS.index("ORG")

OPENS = bytes(
    SPAN_LABELS.index(_OUTER_BEGIN[k]) + 1 if k in _OUTER_BEGIN else 0 for k in range(len(LABELS))
)
"""For each label the span that it begins, numbered from 1; 0 for none."""

OPENS_INNER = bytes((_ORG + 1) * (k in (_BTO, _ITO)) for k in range(len(LABELS)))
"""The same for the spans inside."""

GOES_ON = bytes((k in _INSIDE) + 2 * (k == _JTO) for k in range(len(LABELS)))
"""Bit 1: the label goes on with the span before it; bit 2: with the span inside that one too."""

_KIND = [name.split("+")[0][-3:] for name in LABELS]
ALIKE = bytes(a == b for a in _KIND for b in _KIND)
"""Which labels are of one kind, one row a label: B-PERSON and I-PERSON, all that begin with B-TITLE
or I-TITLE."""
