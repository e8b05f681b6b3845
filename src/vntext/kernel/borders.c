/* Words of which words/borders.py looks whether they are cut, and places where names of it stand. */
#include "kernel.h"

/* Kinds of names: looked for in any words, in several words, as the head of one word. */
enum { ANY, SEVERAL, HEAD };

#define CAPITALS 0x2000 /* characters of the table; the last stands for all beyond */

typedef struct {
    PyObject_HEAD
    Columns columns;
    const uint8_t *capitals; /* of each character whether it is a capital */
    const uint8_t *mute;     /* and whether no syllable is made of such alone */
    const Py_UCS4 *names;    /* one behind the other */
    const int32_t *ends;     /* the end of each in `names` */
    const uint8_t *kinds;    /* of each one of the kinds below */
    Py_ssize_t n;
    int32_t *next;      /* the next name with the same first character, or -1 */
    int32_t first[256]; /* by the last byte of the first character */
} Borders;

/* A text and spans in it, in order; -1 with an exception set where one lies outside. */
typedef struct {
    SpanColumns words;
    Py_UCS4 *text;
    Py_ssize_t length;
} Found;

static void found_close(Found *f) {
    spans_close(&f->words);
    PyMem_Free(f->text);
}

static int found_open(Found *f, PyObject *args) {
    PyObject *text, *starts, *ends;
    if (!PyArg_ParseTuple(args, "UOO", &text, &starts, &ends)) return -1;
    f->length = PyUnicode_GetLength(text);
    if (spans_open(&f->words, starts, ends) < 0) return -1;
    f->text = NULL;
    if (spans_check(&f->words, f->length) < 0 || !(f->text = PyUnicode_AsUCS4Copy(text))) {
        found_close(f);
        return -1;
    }
    return 0;
}

/* Adds a new object to a list; NULL, and the list gone, where there is none. */
static int added(PyObject **list, PyObject *object) {
    if (!object || PyList_Append(*list, object) < 0) Py_CLEAR(*list);
    Py_XDECREF(object);
    return *list != NULL;
}

/* The name that stands at a place, from the k-th on; -1 for none. */
static int32_t name_at(const Borders *self, const Found *f, int32_t place, int32_t k) {
    for (; k >= 0; k = self->next[k]) {
        int32_t begin = k ? self->ends[k - 1] : 0, size = self->ends[k] - begin;
        if (size <= f->length - place &&
            !memcmp(f->text + place, self->names + begin, 4 * (size_t)size))
            break;
    }
    return k;
}

static int has_head(const Borders *self, const Found *f, int32_t place) {
    int32_t k = self->first[f->text[place] % 256];
    while ((k = name_at(self, f, place, k)) >= 0 && self->kinds[k] != HEAD) k = self->next[k];
    return k >= 0;
}

static int is_capital(const Borders *self, Py_UCS4 c) {
    return self->capitals[c < CAPITALS ? c : CAPITALS - 1];
}

/* Whether a part of a word, up to the space behind it, is no syllable: two mute characters or more
   and no others, or one character three times. */
static int is_odd(const Borders *self, const Found *f, int32_t from, int32_t to) {
    int32_t k = from, mute = 0, same = 1;
    for (; k < to && f->text[k] != ' '; k++) {
        Py_UCS4 c = f->text[k];
        mute += self->mute[c < CAPITALS ? c : CAPITALS - 1];
        same = k > from && c == f->text[k - 1] ? same + 1 : 1;
        if (same == 3) return 1;
    }
    return k - from > 1 && mute == k - from;
}

/* Whether a word has two spaces, or a capital behind a space; if up to three words are all with a
   capital, the first has to be a head too. Of two parts without a capital behind the space one is no
   syllable. */
static int is_suspect(const Borders *self, const Found *f, int32_t from, int32_t to) {
    int spaces = 0, capitals = 0;
    int32_t space = from;
    for (int32_t k = from; k + 1 < to; k++) {
        if (f->text[k] != ' ') continue;
        spaces++;
        space = k;
        capitals += is_capital(self, f->text[k + 1]);
    }
    if (!spaces) return 0;
    if (spaces == 1 && !capitals)
        return is_odd(self, f, from, to) || is_odd(self, f, space + 1, to);
    if (spaces > 2 || capitals < spaces || !is_capital(self, f->text[from])) return 1;
    return has_head(self, f, from);
}

/* Numbers of the words that may be cut. */
static PyObject *borders_suspects(PyObject *object, PyObject *args) {
    const Borders *self = (const Borders *)object;
    Found f;
    if (found_open(&f, args) < 0) return NULL;
    PyObject *found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < f.words.n; i++) {
        if (is_suspect(self, &f, f.words.from[i], f.words.to[i]))
            added(&found, PyLong_FromSsize_t(i));
    }
    found_close(&f);
    return found;
}

/* Where names fill words: rows of a name, its first word and its last. */
static PyObject *borders_places(PyObject *object, PyObject *args) {
    const Borders *self = (const Borders *)object;
    Found f;
    if (found_open(&f, args) < 0) return NULL;
    PyObject *found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < f.words.n; i++) {
        int32_t start = f.words.from[i];
        if (start == f.length) continue;
        int32_t k = self->first[f.text[start] % 256];
        for (; found && (k = name_at(self, &f, start, k)) >= 0; k = self->next[k]) {
            int32_t end = start + self->ends[k] - (k ? self->ends[k - 1] : 0);
            Py_ssize_t j = i;
            while (j < f.words.n && f.words.to[j] < end) j++;
            if (self->kinds[k] == HEAD || j == f.words.n || f.words.to[j] != end ||
                (self->kinds[k] == SEVERAL && j == i))
                continue;
            added(&found, Py_BuildValue("(inn)", (int)k, i, j));
        }
    }
    found_close(&f);
    return found;
}

static int borders_open(Borders *self, PyObject *dict) {
    Columns *c = &self->columns;
    Py_ssize_t size;
    if (columns_open(c, 5) < 0 ||
        !(self->capitals = columns_take(c, dict, "capitals", CAPITALS, 1, NULL)) ||
        !(self->mute = columns_take(c, dict, "mute", CAPITALS, 1, NULL)) ||
        !(self->names = columns_take(c, dict, "names", -1, 4, &size)) ||
        !(self->ends = columns_take(c, dict, "ends", -1, 4, &self->n)) ||
        !(self->kinds = columns_take(c, dict, "kinds", self->n, 1, NULL)))
        return -1;
    for (Py_ssize_t k = 0; k < self->n; k++) {
        if (self->ends[k] <= (k ? self->ends[k - 1] : 0) || self->ends[k] > size) {
            PyErr_SetString(PyExc_ValueError, "names must not be empty, nor end behind the last");
            return -1;
        }
    }
    self->next = calloc((size_t)self->n + 1, sizeof *self->next);
    if (!self->next) {
        PyErr_NoMemory();
        return -1;
    }
    for (int i = 0; i < 256; i++) self->first[i] = -1;
    for (Py_ssize_t k = self->n - 1; k >= 0; k--) {
        int32_t *first = &self->first[self->names[k ? self->ends[k - 1] : 0] % 256];
        self->next[k] = *first;
        *first = (int32_t)k;
    }
    return 0;
}

static PyObject *borders_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict = reader_columns(type, args, named);
    if (!dict) return NULL;
    Borders *self = (Borders *)reader_alloc(type);
    if (!self) return NULL;
    if (borders_open(self, dict) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static void borders_dealloc(PyObject *self) {
    free(((Borders *)self)->next);
    reader_dealloc(self);
}

static PyMethodDef borders_methods[] = {
    {"suspects", borders_suspects, METH_VARARGS, "Numbers of the words that may be cut."},
    {"places", borders_places, METH_VARARGS, "Names, and the first and last word of each."},
    {NULL, NULL, 0, NULL},
};

READER_WITH(borders, Borders, "Borders", "Where borders of words may move.", borders_dealloc);
