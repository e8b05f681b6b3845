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

/* What `names_of_spans` reads: bounds of the spans in tokens, keys of the tokens, documents. */
typedef struct {
    SpanColumns bounds, documents;
    Py_buffer keys;
} Names;

static void names_close(Names *n) {
    if (n->keys.obj) PyBuffer_Release(&n->keys);
    spans_close(&n->documents);
    spans_close(&n->bounds);
}

static int names_open(Names *n, PyObject *first, PyObject *stop, PyObject *keys, PyObject *documents,
                      Py_ssize_t spans) {
    memset(n, 0, sizeof *n);
    if (spans_open(&n->bounds, first, stop) < 0 ||
        spans_open(&n->documents, documents, documents) < 0 ||
        PyObject_GetBuffer(keys, &n->keys, PyBUF_CONTIG_RO | PyBUF_FORMAT) < 0)
        return -1;
    if (n->keys.itemsize == NAME_KEY && n->bounds.n == spans &&
        spans_check(&n->bounds, n->keys.len / NAME_KEY) == 0)
        return 0;
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "the columns are of another size");
    return -1;
}

#if NAME_DOCUMENT != 4 || NAME_KEY != 8
#error "a name has four bytes for its document and eight for the key of each token"
#endif

/* Puts a span among those of its name. */
static int add_name(PyObject *names, const Names *n, Py_ssize_t span, uint32_t document) {
    char name[NAME_DOCUMENT + NAME_KEY * NAME_TOKENS];
    Py_ssize_t from = n->bounds.from[span], size = NAME_KEY * (n->bounds.to[span] - from);
    memcpy(name, &document, NAME_DOCUMENT);
    memcpy(name + NAME_DOCUMENT, (const char *)n->keys.buf + NAME_KEY * from, (size_t)size);
    PyObject *key = PyBytes_FromStringAndSize(name, NAME_DOCUMENT + size);
    PyObject *number = PyLong_FromSsize_t(span);
    int failed = key && number ? add_to_group(names, key, number) : -1;
    Py_XDECREF(key);
    Py_XDECREF(number);
    return failed;
}

PyObject *names_of_spans(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *rows, *first, *stop, *keys, *labels, *documents, *names = NULL, *covered = NULL;
    PyObject *found = NULL;
    if (!PyArg_ParseTuple(args, "O!OOOOO", &PyList_Type, &rows, &first, &stop, &keys, &labels,
                          &documents))
        return NULL;
    Names n;
    Py_ssize_t spans = PyList_Size(rows), i = 0;
    if (names_open(&n, first, stop, keys, documents, spans) == 0) {
        names = PyDict_New();
        covered = PyByteArray_FromStringAndSize(NULL, n.keys.len / NAME_KEY);
    }
    if (names && covered) {
        uint32_t document = 0;
        char *is_covered = PyByteArray_AsString(covered);
        memset(is_covered, 0, (size_t)n.keys.len / NAME_KEY);
        for (; i < spans; i++) {
            PyObject *row = PyList_GetItem(rows, i); /* borrowed, as what is in it */
            int32_t start, from = n.bounds.from[i], size = n.bounds.to[i] - from;
            if (offset_in(row, 0, &start) < 0) break;
            while (document < n.documents.n && n.documents.from[document] <= start) document++;
            memset(is_covered + from, 1, (size_t)size);
            PyObject *label = PyTuple_Check(row) ? PyTuple_GetItem(row, 2) : NULL;
            int wanted = label && size && size <= NAME_TOKENS ? PySet_Contains(labels, label) : 0;
            if (wanted < 0 || PyErr_Occurred()) break;
            if (wanted && add_name(names, &n, i, document) < 0) break;
        }
        if (i == spans) found = PyTuple_Pack(2, covered, names);
    }
    Py_XDECREF(covered);
    Py_XDECREF(names);
    names_close(&n);
    return found;
}
