"""The tagger as the kernel reads it: the columns of its model, its templates and its labels.

Everything that the kernel knows of the tagger comes from here, or from the constants that
``training/kernel_constants.py`` writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.entities.tagger_features import CLOSING, KINDS_BEFORE, OPENING
from vntext.entities.tagger_labels import (
    ALIKE,
    GOES_ON,
    OPENS,
    OPENS_INNER,
    legal_first,
    legal_transitions,
)
from vntext.entities.tagger_templates import COLUMNS, TEMPLATES, is_word_template
from vntext.kernel import kernel

if TYPE_CHECKING:
    from vntext.entities.tagger_model import TaggerModel
    from vntext.entities.tagger_templates import Template
    from vntext.kernel import _kernel
    from vntext.names.gazetteers import Gazetteer

__all__ = ["LONGEST", "TRUST", "decoding", "tagger_reader"]

Array = Any

LONGEST = 128
"""Tokens of a sequence; a longer one is cut, so that no input takes more than linear time."""

TRUST = 20
"""Bits of the number that says how sure a label is."""

_NEVER = np.float32(-1e9)


def decoding(model: TaggerModel) -> tuple[Array, Array]:
    """Weights of a label (column) after a label (row), and of the first one of a line."""
    trans = np.where(legal_transitions() > 0, model.trans, _NEVER).astype(np.float32)
    return trans, np.where(legal_first() > 0, model.init, _NEVER).astype(np.float32)


def _template_columns(name: str, templates: list[tuple[int, Template]]) -> dict[str, Array]:
    parts = [(COLUMNS.index(column), offset) for _, row in templates for column, offset in row]
    return {
        f"{name}.numbers": np.array([number for number, _ in templates], np.uint64),
        f"{name}.sizes": np.array([len(row) for _, row in templates], np.uint8),
        f"{name}.parts": np.array([a for a, _ in parts], np.uint8),
        f"{name}.offsets": np.array([b for _, b in parts], np.int8),
    }


def _gazetteer_columns(listed: Gazetteer) -> dict[str, Array]:
    return {
        "gazetteer.sizes": np.array([len(h) for h in listed.hashes], np.int64),
        "gazetteer.hashes": np.concatenate(listed.hashes).astype(np.uint64),
        "gazetteer.kinds": np.concatenate(listed.kinds).astype(np.uint16),
        "gazetteer.starts": np.asarray(listed.starts, np.uint64),
    }


def reader_columns(model: TaggerModel) -> dict[str, Array]:
    """What `_kernel.Tagger` is made of."""
    trans, opening = decoding(model)
    of_features = (f"features.{x}" for x in ("moves", "used", "rows"))
    of_table = (f"words.{x}" for x in ("moves", "prints", "keys", "classes", "flags"))
    of_words = [(n, parts) for n, parts in TEMPLATES if is_word_template(parts)]
    others = [(n, parts) for n, parts in TEMPLATES if not is_word_template(parts)]
    return {
        **{name: model.arrays[name] for name in (*of_features, *of_table)},
        **_template_columns("words.templates", of_words),
        **_template_columns("templates", others),
        **_gazetteer_columns(model.gazetteer),
        "kinds.before": np.array(KINDS_BEFORE, np.uint16),
        "marks.opening": OPENING,
        "marks.closing": CLOSING,
        "trans": trans,
        "opening": opening,
        "chances": model.chances,
        "labels.alike": ALIKE.astype(np.uint8),
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
