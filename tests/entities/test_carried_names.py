"""Names as bytes, with the kernel and without."""

from array import array

import pytest
from hypothesis import given, strategies as st

from vntext.entities.carried_names import LONGEST, name_keys, names_of_spans
from vntext.entities.types import Found
from vntext.kernel import kernel

KEYS = [3, 1 << 63, 3, 7, 9, 3, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9]
BOUNDS = st.tuples(st.integers(0, len(KEYS)), st.integers(0, len(KEYS))).map(sorted)
ROWS = st.lists(st.tuples(BOUNDS, st.sampled_from(["PERSON", "ORG", "TITLE", "DATE"])), max_size=8)


def columns(bounds):
    return tuple(memoryview(array("i", column)) for column in zip(*bounds, strict=True))


@pytest.mark.usefixtures("backend")
@given(ROWS.filter(bool), st.lists(st.integers(0, len(KEYS)), max_size=3).map(sorted))
def test_names_are_their_document_and_the_keys_of_their_tokens(rows, documents):
    rows = sorted(rows)
    found = [Found(a, b, label) for (a, b), label in rows]
    keys = memoryview(array("Q", KEYS))
    covered, names = names_of_spans(found, columns([b for b, _ in rows]), keys, documents)
    expected: dict[bytes, list[int]] = {}
    held = set()
    for k, ((a, b), label) in enumerate(rows):
        held.update(range(a, b))
        if label in ("PERSON", "ORG") and 0 < b - a <= LONGEST:
            document = sum(start <= a for start in documents).to_bytes(4, "little")
            expected.setdefault(document + name_keys(KEYS[a:b]), []).append(k)
    assert names == expected
    assert list(covered) == [k in held for k in range(len(KEYS))]


@pytest.mark.skipif(kernel() is None, reason="the kernel was not built: no C compiler")
def test_the_kernel_refuses_columns_that_do_not_belong_together():
    of, keys, labels = kernel().names_of_spans, array("Q", KEYS), frozenset({"PERSON"})
    one, none = array("i", [1]), array("i")
    rows = [Found(0, 1, "PERSON")]
    with pytest.raises(ValueError, match="another size"):
        of(rows, none, none, keys, labels, none)
    with pytest.raises(ValueError, match="outside"):
        of(rows, one, array("i", [99]), keys, labels, none)
    with pytest.raises(ValueError, match="another size"):
        of(rows, one, one, array("i", KEYS[3:]), labels, none)
    with pytest.raises(TypeError):
        of([3], one, one, keys, labels, none)
    with pytest.raises(IndexError):
        of([(0, 1)], one, array("i", [2]), keys, labels, none)
