"""The tagger as the kernel reads it: the columns of its model, its templates and its labels.

Everything that the kernel knows of the tagger comes from here, or from the constants that
``training/kernel_constants.py`` writes.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from vntext.entities.tagger_labels import (
    ALIKE,
    GOES_ON,
    LABELS,
    OPENS,
    OPENS_INNER,
    may_begin,
    may_follow,
)
from vntext.entities.tagger_templates import (
    CLOSING,
    COLUMNS,
    KINDS_BEFORE,
    OPENING,
    TEMPLATES,
    is_word_template,
)
from vntext.kernel import kernel
from vntext.names.gazetteers import hashed_phrases

if TYPE_CHECKING:
    from vntext.entities.tagger_model import TaggerModel
    from vntext.entities.tagger_templates import Template
    from vntext.kernel import _kernel

__all__ = ["LONGEST", "TRUST", "decoding", "tagger_reader"]

Buffer = Any

LONGEST = 128
"""Tokens of a sequence; a longer one is cut, so that no input takes more than linear time."""

TRUST = 20
"""Bits of the number that says how sure a label is."""

_NEVER = -1e9


def decoding(model: TaggerModel) -> tuple[array[float], array[float]]:
    """Weights of a label behind another one, row by row, and of the first of a line; float32."""
    every = range(len(LABELS))
    rows, first = model.weights("trans"), model.weights("init")
    legal = [may_follow(a, b) for a in every for b in every]
    return (
        array("f", [w if may else _NEVER for w, may in zip(rows, legal, strict=True)]),
        array("f", [w if may_begin(k) else _NEVER for k, w in enumerate(first)]),
    )


def _template_columns(name: str, templates: list[tuple[int, Template]]) -> dict[str, Buffer]:
    parts = [(COLUMNS.index(column), offset) for _, row in templates for column, offset in row]
    return {
        f"{name}.numbers": array("Q", [number for number, _ in templates]),
        f"{name}.sizes": bytes(len(row) for _, row in templates),
        f"{name}.parts": bytes(a for a, _ in parts),
        f"{name}.offsets": array("b", [b for _, b in parts]),
    }


def reader_columns(model: TaggerModel) -> dict[str, Buffer]:
    """What `_kernel.Tagger` is made of."""
    trans, opening = decoding(model)
    of_features = (f"features.{x}" for x in ("moves", "used", "rows"))
    of_table = (f"words.{x}" for x in ("moves", "prints", "keys", "classes", "flags"))
    of_words = [(n, parts) for n, parts in TEMPLATES if is_word_template(parts)]
    others = [(n, parts) for n, parts in TEMPLATES if not is_word_template(parts)]
    listed = hashed_phrases() if model.listed is None else model.listed.hashed()
    return {
        **{name: model.arrays[name] for name in (*of_features, *of_table)},
        **_template_columns("words.templates", of_words),
        **_template_columns("templates", others),
        **{f"gazetteer.{name}": column for name, column in listed.items()},
        "kinds.before": array("H", KINDS_BEFORE),
        "marks.opening": array("Q", OPENING),
        "marks.closing": array("Q", CLOSING),
        "trans": trans,
        "opening": opening,
        "chances": model.chances,
        "labels.alike": ALIKE,
        "labels.opens": OPENS,
        "labels.opens.inner": OPENS_INNER,
        "labels.goes.on": GOES_ON,
    }


def tagger_reader(model: TaggerModel) -> _kernel.Tagger | None:
    """The model for the kernel, or None where the kernel was not built."""
    native = kernel()
    if native is None:
        return None
    if model.reader is None:
        model.reader = native.Tagger(reader_columns(model))
    return model.reader
