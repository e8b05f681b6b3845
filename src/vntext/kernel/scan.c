/* Lines of a text, and places of some of its characters: vntext/split/scan.py. */
#include "kernel.h"

/* White space as `str.isspace` knows it; all of it is below U+3001. */
static int is_space(Py_UCS4 c) {
    if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static int is_break(Py_UCS4 c) {
    /* no branch hangs on a character: nearly none is a break */
    return (c - 0x0A <= 0x0D - 0x0A) | (c == 0x85) | (c - 0x2028 <= 1);
}

PyObject *text_lines(PyObject *module, PyObject *text) {
    (void)module;
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    PyObject *found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < n;) {
        if (is_space(wide[i])) {
            i++;
            continue;
        }
        Py_ssize_t start = i, end;
        while (i < n && !is_break(wide[i])) i++;
        for (end = i; is_space(wide[end - 1]);) end--; /* no farther than the first, which is none */
        PyObject *row = Py_BuildValue("(nn)", start, end);
        if (!row || PyList_Append(found, row) < 0) Py_CLEAR(found);
        Py_XDECREF(row);
    }
    PyMem_Free(wide);
    return found;
}

/* Some characters that are looked for. */
typedef struct {
    Py_UCS4 *each;
    Py_ssize_t n;
    uint8_t low[256]; /* of the last byte of a character, whether it may be one of them */
} Wanted;

static int wanted_open(Wanted *w, PyObject *among) {
    memset(w, 0, sizeof *w);
    w->n = PyUnicode_GetLength(among);
    w->each = PyUnicode_AsUCS4Copy(among);
    for (Py_ssize_t k = 0; w->each && k < w->n; k++) w->low[w->each[k] % 256] = 1;
    return w->each ? 0 : -1;
}

/* Adds to a list the places of a stretch; where that fails, the list is gone. */
static void add_places(PyObject **found, const Wanted *w, const Py_UCS4 *wide, Py_ssize_t from,
                       Py_ssize_t to) {
    for (Py_ssize_t i = from; *found && i < to; i++) {
        if (!w->low[wide[i] % 256]) continue;
        Py_ssize_t k = 0;
        while (k < w->n && w->each[k] != wide[i]) k++;
        if (k == w->n) continue;
        PyObject *place = PyLong_FromSsize_t(i);
        if (!place || PyList_Append(*found, place) < 0) Py_CLEAR(*found);
        Py_XDECREF(place);
    }
}

PyObject *places_of(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *text, *among;
    if (!PyArg_ParseTuple(args, "UU", &text, &among)) return NULL;
    Wanted wanted;
    if (wanted_open(&wanted, among) < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    PyObject *found = wide ? PyList_New(0) : NULL;
    add_places(&found, &wanted, wide, 0, PyUnicode_GetLength(text));
    PyMem_Free(wanted.each);
    PyMem_Free(wide);
    return found;
}

PyObject *places_inside(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *text, *among, *starts, *ends, *found = NULL;
    if (!PyArg_ParseTuple(args, "UUOO", &text, &among, &starts, &ends)) return NULL;
    SpanColumns spans;
    Wanted wanted;
    if (spans_open(&spans, starts, ends) < 0) return NULL;
    Py_UCS4 *wide = NULL;
    if (spans_check(&spans, PyUnicode_GetLength(text)) == 0 && wanted_open(&wanted, among) == 0) {
        wide = PyUnicode_AsUCS4Copy(text);
        found = wide ? PyList_New(0) : NULL;
        for (Py_ssize_t i = 0; found && i < spans.n; i++)
            add_places(&found, &wanted, wide, spans.from[i] + 1, spans.to[i]);
        PyMem_Free(wanted.each);
    }
    PyMem_Free(wide);
    spans_close(&spans);
    return found;
}

/* Numbers of the tokens that may begin a phrase with the one behind them. */
PyObject *places_of_pairs(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *found = NULL;
    Py_buffer keys, begins;
    if (!PyArg_ParseTuple(args, "y*y*", &keys, &begins)) return NULL;
    const uint64_t *key = keys.buf;
    const uint8_t *may = begins.buf;
    if (keys.itemsize != 8 || begins.len != (Py_ssize_t)PAIR_PLACES)
        PyErr_SetString(PyExc_ValueError, "the keys or the table have another size");
    else
        found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i + 1 < keys.len / 8; i++) {
        if (!may[(key[i] * PAIR_FIRST ^ key[i + 1] * PAIR_SECOND) >> PAIR_SHIFT]) continue;
        PyObject *place = PyLong_FromSsize_t(i);
        if (!place || PyList_Append(found, place) < 0) Py_CLEAR(found);
        Py_XDECREF(place);
    }
    PyBuffer_Release(&begins);
    PyBuffer_Release(&keys);
    return found;
}
