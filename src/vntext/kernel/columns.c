#include "kernel.h"

int columns_open(Columns *columns, Py_ssize_t size) {
    columns->used = 0;
    columns->size = size;
    columns->views = calloc((size_t)size, sizeof(Py_buffer));
    if (!columns->views) {
        PyErr_NoMemory();
        return -1;
    }
    return 0;
}

void columns_close(Columns *columns) {
    for (Py_ssize_t i = 0; i < columns->used; i++) PyBuffer_Release(&columns->views[i]);
    free(columns->views);
    columns->views = NULL;
    columns->used = 0;
}

const void *columns_take(Columns *columns, PyObject *dict, const char *name, Py_ssize_t rows,
                         Py_ssize_t width, Py_ssize_t *found) {
    PyObject *column = PyDict_GetItemString(dict, name); /* borrowed */
    if (!column) {
        PyErr_Format(PyExc_KeyError, "there is no column %s", name);
        return NULL;
    }
    if (columns->used == columns->size) {
        PyErr_SetString(PyExc_SystemError, "too many columns");
        return NULL;
    }
    Py_buffer *view = &columns->views[columns->used];
    if (PyObject_GetBuffer(column, view, PyBUF_C_CONTIGUOUS) < 0) return NULL;
    columns->used++;
    if (view->itemsize != width || view->len % width || (rows >= 0 && view->len != rows * width)) {
        PyErr_Format(PyExc_ValueError, "the column %s has another size", name);
        return NULL;
    }
    if (found) *found = view->len / width;
    return view->buf;
}

void spans_close(SpanColumns *spans) {
    while (spans->used) PyBuffer_Release(&spans->views[--spans->used]);
}

int spans_open(SpanColumns *spans, PyObject *from, PyObject *to) {
    memset(spans, 0, sizeof *spans);
    if (from == Py_None) return 0;
    PyObject *columns[2] = {from, to};
    for (; spans->used < 2; spans->used++) {
        Py_buffer *view = &spans->views[spans->used];
        if (PyObject_GetBuffer(columns[spans->used], view, PyBUF_C_CONTIGUOUS) < 0) goto failed;
        if (view->itemsize != 4 || view->len != (spans->used ? spans->views[0].len : view->len)) {
            PyBuffer_Release(view);
            PyErr_SetString(PyExc_ValueError, "spans must be two columns of 32 bits, equally long");
            goto failed;
        }
    }
    spans->from = spans->views[0].buf;
    spans->to = spans->views[1].buf;
    spans->n = spans->views[0].len / 4;
    return 0;
failed:
    spans_close(spans);
    return -1;
}

/* A stretch of a column of offsets less a number, in four bytes each or in two. */
static PyObject *column_moved(PyObject *column, Py_ssize_t from, Py_ssize_t to, int32_t by,
                              int width) {
    SpanColumns spans;
    if (spans_open(&spans, column, column) < 0) return NULL;
    PyObject *found = NULL;
    if ((width != 2 && width != 4) || from < 0 || to < from || to > spans.n)
        PyErr_SetString(PyExc_ValueError, "no stretch of the column, or no width");
    else
        found = PyBytes_FromStringAndSize(NULL, (to - from) * width);
    if (found) {
        char *out = PyBytes_AsString(found);
        for (Py_ssize_t i = from; i < to; i++, out += width) {
            int32_t wide = spans.from[i] - by;
            uint16_t narrow = (uint16_t)wide;
            if (width == 4) memcpy(out, &wide, 4);
            else memcpy(out, &narrow, 2);
        }
    }
    spans_close(&spans);
    return found;
}

PyObject *moved(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *column;
    Py_ssize_t from, to;
    int by, width;
    if (!PyArg_ParseTuple(args, "Onnii", &column, &from, &to, &by, &width)) return NULL;
    return column_moved(column, from, to, by, width);
}

int spans_check(const SpanColumns *spans, Py_ssize_t length) {
    for (Py_ssize_t i = 0; i < spans->n; i++) {
        if (spans->from[i] < 0 || spans->to[i] < spans->from[i] || spans->to[i] > length) {
            PyErr_SetString(PyExc_ValueError, "a span lies outside the text");
            return -1;
        }
    }
    return 0;
}

int hash_open(HashTable *table, Columns *columns, PyObject *dict, const char *name) {
    char full[64];
    Py_ssize_t moves, prints;
    PyOS_snprintf(full, sizeof full, "%s.moves", name);
    table->moves = columns_take(columns, dict, full, -1, 2, &moves);
    if (!table->moves) return -1;
    PyOS_snprintf(full, sizeof full, "%s.prints", name);
    table->prints = columns_take(columns, dict, full, -1, 2, &prints);
    if (!table->prints) return -1;
    if (moves < 2 || prints < 2 || (moves & (moves - 1)) || (prints & (prints - 1))) {
        PyErr_SetString(PyExc_ValueError, "a hash table must have a power of two of rows, two or more");
        return -1;
    }
    table->mask = (uint64_t)prints - 1;
    table->shift = 64;
    for (; moves > 1; moves >>= 1) table->shift--;
    return 0;
}

PyObject *reader_columns(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict;
    (void)type;
    if (named && PyDict_Size(named)) {
        PyErr_SetString(PyExc_TypeError, "one dict of columns is taken, and nothing by name");
        return NULL;
    }
    return PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict) ? dict : NULL;
}

PyObject *reader_alloc(PyTypeObject *type) {
    allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    return alloc(type, 0);
}

void reader_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    columns_close(&((Reader *)self)->columns);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}
