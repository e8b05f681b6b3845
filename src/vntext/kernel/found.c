/* Tokens by their keys, and rows of a column by spans: vntext/tokens/look.py. */
#include "kernel.h"

/* Numbers of the tokens of some shapes whose key may be in a set. */
PyObject *places_of_keys(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *found = NULL;
    Py_buffer keys, shapes, accepted, table;
    if (!PyArg_ParseTuple(args, "y*y*y*y*", &keys, &shapes, &accepted, &table)) return NULL;
    const uint64_t *key = keys.buf;
    const uint8_t *shape = shapes.buf, *wanted = accepted.buf, *may = table.buf;
    Py_ssize_t n = keys.len / 8;
    if (keys.itemsize != 8 || shapes.len != n || accepted.len != 256 ||
        table.len != (Py_ssize_t)PAIR_PLACES)
        PyErr_SetString(PyExc_ValueError, "the keys, the shapes or the table have another size");
    else
        found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < n; i++) {
        if (!wanted[shape[i]] || !may[key[i] * PAIR_FIRST >> PAIR_SHIFT]) continue;
        PyObject *place = PyLong_FromSsize_t(i);
        if (!place || PyList_Append(found, place) < 0) Py_CLEAR(found);
        Py_XDECREF(place);
    }
    PyBuffer_Release(&table);
    PyBuffer_Release(&accepted);
    PyBuffer_Release(&shapes);
    PyBuffer_Release(&keys);
    return found;
}

/* How many numbers of a column in order are below one, or not above it. */
static int32_t rank_of(const int32_t *column, Py_ssize_t n, int32_t number, int right) {
    Py_ssize_t low = 0, high = n;
    while (low < high) {
        Py_ssize_t middle = (low + high) / 2;
        if (column[middle] < number || (right && column[middle] == number)) low = middle + 1;
        else high = middle;
    }
    return (int32_t)low;
}

/* Which of so many rows spans touch, whose first row and end (exclusive) are given. */
PyObject *rows_covered(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *first, *stop, *found = NULL;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(args, "nOO", &size, &first, &stop)) return NULL;
    SpanColumns spans;
    if (spans_open(&spans, first, stop) < 0) return NULL;
    if (spans_check(&spans, size) == 0 && (found = PyByteArray_FromStringAndSize(NULL, size))) {
        char *covered = PyByteArray_AsString(found);
        memset(covered, 0, (size_t)size);
        for (Py_ssize_t i = 0; i < spans.n; i++)
            memset(covered + spans.from[i], 1, (size_t)(spans.to[i] - spans.from[i]));
    }
    spans_close(&spans);
    return found;
}

/* Of each span the first row that ends behind its start, and the first that starts at its end. */
PyObject *rows_of_spans(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *starts, *ends, *from, *to, *found = NULL;
    if (!PyArg_ParseTuple(args, "OOOO", &starts, &ends, &from, &to)) return NULL;
    SpanColumns rows, spans;
    if (spans_open(&rows, starts, ends) < 0) return NULL;
    if (spans_open(&spans, from, to) == 0) {
        PyObject *first = PyBytes_FromStringAndSize(NULL, 4 * spans.n),
                 *stop = PyBytes_FromStringAndSize(NULL, 4 * spans.n);
        if (first && stop) {
            int32_t *a = (int32_t *)PyBytes_AsString(first), *b = (int32_t *)PyBytes_AsString(stop);
            for (Py_ssize_t i = 0; i < spans.n; i++) {
                a[i] = rank_of(rows.to, rows.n, spans.from[i], 1);
                b[i] = rank_of(rows.from, rows.n, spans.to[i], 0);
            }
            found = PyTuple_Pack(2, first, stop);
        }
        Py_XDECREF(first);
        Py_XDECREF(stop);
        spans_close(&spans);
    }
    spans_close(&rows);
    return found;
}
