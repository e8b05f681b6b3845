"""The stored tables of characters are those that follow from Unicode and our own tables."""

import importlib
import pathlib
import unicodedata

import numpy as np
import pytest

from vntext.text.characters import stored_tables

TRAINING = pathlib.Path(__file__).parents[2] / "training"


def test_stored_tables_are_up_to_date(monkeypatch):
    if ".".join(map(str, stored_tables()["unicode"])) != unicodedata.unidata_version:
        pytest.skip("this Python has another version of Unicode than the tables")
    monkeypatch.syspath_prepend(TRAINING)
    made = importlib.import_module("characters").tables()
    assert made.keys() == stored_tables().keys()
    for name, column in made.items():
        assert np.array_equal(column, stored_tables()[name]), "run training/characters.py"


def test_tables_do_not_depend_on_the_version_of_unicode():
    # what newer versions add to the characters up to U+FFFF is neither white space nor a digit
    flags = stored_tables()["flags"]
    assert {i for i in range(0x10000) if chr(i).isspace()} == set(
        np.flatnonzero(flags >> 6 == 1).tolist()
    )
    assert not [i for i in range(0xFFFF) if chr(i).isdecimal() and flags[i] >> 6 != 2]
