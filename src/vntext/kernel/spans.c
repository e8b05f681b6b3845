/* Spans as Python has them, rows that begin with start and end: vntext/spans.py, decide/around.py. */
#include "kernel.h"

/* Reads a number of a row; 0, or -1 with an exception set where none is that fits. */
static int offset_in(PyObject *row, Py_ssize_t k, int32_t *offset) {
    PyObject *number = NULL; /* borrowed */
    if (PyTuple_Check(row)) number = PyTuple_GetItem(row, k);
    else if (PyList_Check(row)) number = PyList_GetItem(row, k);
    else PyErr_SetString(PyExc_TypeError, "a span is a tuple that begins with start and end");
    if (!number) return -1;
    Py_ssize_t wide = PyNumber_AsSsize_t(number, PyExc_OverflowError);
    if (wide == -1 && PyErr_Occurred()) return -1;
    *offset = (int32_t)wide;
    if (*offset == wide) return 0;
    PyErr_SetString(PyExc_OverflowError, "an offset does not fit in four bytes");
    return -1;
}

PyObject *columns_of_spans(PyObject *module, PyObject *rows) {
    (void)module;
    if (!PyList_Check(rows)) {
        PyErr_SetString(PyExc_TypeError, "spans are a list");
        return NULL;
    }
    Py_ssize_t n = PyList_Size(rows);
    PyObject *first = PyBytes_FromStringAndSize(NULL, 4 * n),
             *stop = PyBytes_FromStringAndSize(NULL, 4 * n), *found = NULL;
    if (first && stop) {
        int32_t *a = (int32_t *)PyBytes_AsString(first), *b = (int32_t *)PyBytes_AsString(stop);
        Py_ssize_t i = 0;
        for (; i < n; i++) {
            PyObject *row = PyList_GetItem(rows, i);
            if (offset_in(row, 0, a + i) < 0 || offset_in(row, 1, b + i) < 0) break;
        }
        if (i == n) found = PyTuple_Pack(2, first, stop);
    }
    Py_XDECREF(first);
    Py_XDECREF(stop);
    return found;
}

/* Adds a row to the list of its key; 0, or -1 with an exception set. */
static int add_to_group(PyObject *groups, PyObject *key, PyObject *row) {
    PyObject *group = PyDict_GetItemWithError(groups, key); /* borrowed */
    if (group) return PyList_Append(group, row);
    if (PyErr_Occurred() || !(group = PyList_New(0))) return -1;
    int failed = PyList_Append(group, row) < 0 || PyDict_SetItem(groups, key, group) < 0;
    Py_DECREF(group);
    return failed ? -1 : 0;
}

static Py_ssize_t clipped(Py_ssize_t place, Py_ssize_t length) {
    return place < 0 ? 0 : place > length ? length : place;
}

/* Rows (number, span) by the characters at a border of each span. */
PyObject *spans_by_border(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *text, *rows;
    Py_ssize_t border, shift, size;
    if (!PyArg_ParseTuple(args, "UO!nnn", &text, &PyList_Type, &rows, &border, &shift, &size))
        return NULL;
    Py_ssize_t length = PyUnicode_GetLength(text), n = PyList_Size(rows);
    PyObject *groups = PyDict_New();
    for (Py_ssize_t i = 0; groups && i < n; i++) {
        PyObject *row = PyList_GetItem(rows, i); /* borrowed, as what is in it */
        PyObject *span = PyTuple_Check(row) ? PyTuple_GetItem(row, 1) : NULL;
        int32_t place;
        if (!span || offset_in(span, border, &place) < 0) {
            if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "a row is a number and a span");
            Py_CLEAR(groups);
            break;
        }
        Py_ssize_t from = clipped(place + shift, length), to = clipped(place + shift + size, length);
        PyObject *key = PyUnicode_Substring(text, from, to);
        if (!key || add_to_group(groups, key, row) < 0) Py_CLEAR(groups);
        Py_XDECREF(key);
    }
    return groups;
}
