import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from vntext.errors import ResourceError
from vntext.tables import HashIndex, load_model, ngram_keys


def test_every_entry_of_a_large_table_is_found_in_a_slot_of_its_own():
    rng = np.random.default_rng(7)
    keys = np.unique(rng.integers(0, 1 << 63, 60_000).astype(np.uint64))
    index, slots = HashIndex.build(keys)
    found, hit = index.find(keys)
    assert hit.all()
    assert (found == slots).all()
    assert len(set(slots.tolist())) == len(keys)
    assert index.size == 65536


def test_unknown_keys_are_hardly_ever_taken_for_entries():
    rng = np.random.default_rng(8)
    keys = rng.integers(0, 1 << 62, 30_000).astype(np.uint64)
    index, _ = HashIndex.build(np.unique(keys))
    _, hit = index.find(keys + np.uint64(1 << 62))
    assert hit.sum() < 8  # 30,000 / 65,535 are expected


@settings(max_examples=50)
@given(st.sets(st.integers(0, 2**64 - 1), max_size=200))
def test_any_set_of_keys_can_be_placed(keys):
    column = np.array(sorted(keys), dtype=np.uint64)
    index, slots = HashIndex.build(column)
    again = HashIndex.from_arrays(index.arrays("x"), "x")
    found, hit = again.find(column)
    assert hit.all()
    assert found.tolist() == slots.tolist()


def test_a_key_given_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        HashIndex.build(np.array([5, 5], dtype=np.uint64))


def test_damaged_tables_are_refused():
    with pytest.raises(ResourceError):
        HashIndex(np.zeros(3, dtype=np.uint16), np.zeros(16, dtype=np.uint16))
    with pytest.raises(ResourceError):
        load_model("words/absent.safetensors")


def test_ngram_keys_tell_order_and_length():
    ids = np.array([1, 2, 1, 2, 2], dtype=np.uint16)
    two = ngram_keys(ids, 2).tolist()
    assert two[0] == two[2]
    assert len(set(two)) == 3
    assert len(ngram_keys(ids, 4)) == 2
    assert len(ngram_keys(ids[:1], 2)) == 0
    assert ngram_keys(ids[:0], 1).tolist() == []
