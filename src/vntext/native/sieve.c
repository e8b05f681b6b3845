/* Where a text needs a closer look: tokens that may not be normalised, or may hold a protected
   span. Clean text is passed at the speed of memory. */
#include "kernel.h"

enum { LETTER = 0x1F, DOUBT = 0x20, KIND = 0xC0, SPACE = 0x40, HOT = 0x80, STOP = 0xC0 };

typedef struct {
    PyObject_HEAD
    Columns columns;
    const uint8_t *flags;   /* of each character up to U+FFFF: LETTER, DOUBT and KIND */
    const uint8_t *triples; /* of three letters in a row: whether a mark may be misplaced */
} Sieve;

static int append(PyObject *list, PyObject *item) {
    if (!item) return -1;
    int failed = PyList_Append(list, item);
    Py_DECREF(item);
    return failed;
}

/* Tokens between white space that may not be normalised; white space in doubt is one itself. */
static PyObject *sieve_doubtful(PyObject *object, PyObject *text) {
    const Sieve *self = (const Sieve *)object;
    Py_ssize_t n = PyUnicode_GetLength(text), begin = 0;
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    PyObject *found = PyList_New(0);
    uint32_t triple = 0; /* classes of the last three characters */
    int doubt = 0;
    for (Py_ssize_t i = 0; found && i <= n; i++) {
        uint8_t flags = i == n ? SPACE : wide[i] < 0xFFFF ? self->flags[wide[i]] : DOUBT;
        triple = (triple << 5 | (flags & LETTER)) & 0x7FFF;
        doubt |= self->triples[triple];
        if ((flags & KIND) != SPACE) {
            doubt |= flags & DOUBT;
            continue;
        }
        if (doubt && append(found, Py_BuildValue("(nn)", begin, i)) < 0) Py_CLEAR(found);
        if ((flags & DOUBT) && found && append(found, Py_BuildValue("(nn)", i, i + 1)) < 0)
            Py_CLEAR(found);
        begin = i + 1;
        doubt = 0;
    }
    PyMem_Free(wide);
    return found;
}

/* Beginnings of tokens between white space that may hold a protected span. */
static PyObject *sieve_candidates(PyObject *object, PyObject *text) {
    const Sieve *self = (const Sieve *)object;
    Py_ssize_t n = PyUnicode_GetLength(text), begin = 0;
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    PyObject *found = PyList_New(0);
    int hot = 0;
    Py_ssize_t stop = -1; /* a full stop that is the last character so far */
    for (Py_ssize_t i = 0; found && i <= n; i++) {
        uint8_t kind = i == n ? SPACE : wide[i] < 0xFFFF ? self->flags[wide[i]] & KIND : HOT;
        if (kind == SPACE) {
            hot |= stop > begin && stop - begin < 8;
            if (hot && append(found, PyLong_FromSsize_t(begin)) < 0) Py_CLEAR(found);
            begin = i + 1;
            hot = 0;
            stop = -1;
            continue;
        }
        hot |= kind == HOT || stop >= 0;
        if (kind == STOP) stop = i;
    }
    PyMem_Free(wide);
    return found;
}

static PyObject *sieve_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict = reader_columns(type, args, named);
    if (!dict) return NULL;
    Sieve *self = (Sieve *)reader_alloc(type);
    if (!self) return NULL;
    if (columns_open(&self->columns, 2) < 0 ||
        !(self->flags = columns_take(&self->columns, dict, "flags", 0x10000, 1, NULL)) ||
        !(self->triples = columns_take(&self->columns, dict, "triples", 1 << 15, 1, NULL))) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static PyMethodDef sieve_methods[] = {
    {"doubtful", sieve_doubtful, METH_O, "Spans of tokens that may not be normalised."},
    {"candidates", sieve_candidates, METH_O, "Where tokens begin that may hold a protected span."},
    {NULL, NULL, 0, NULL},
};

READER(sieve, Sieve, "Sieve", "Tables of characters, ready to read texts.")
