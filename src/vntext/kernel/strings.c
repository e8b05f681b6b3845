/* Which of many strings a text holds, and where: vntext/text/strings.py. */
#include "kernel.h"

enum { BITS = 11, HEADS = 1 << BITS, NONE = -1 };

typedef struct {
    Py_UCS4 *from;      /* in `letters` */
    Py_ssize_t length;
    int32_t next;       /* the next piece whose first characters have the same place */
} Piece;

typedef struct {
    PyObject_HEAD
    Columns columns;
    const uint16_t *lower; /* of phrases: of each character its small letter, 0 in no word */
    const uint8_t *flags;  /* of phrases: DOUBT where Python must read the text */
    Piece *pieces;
    Py_UCS4 *letters;
    Py_ssize_t n;
    int32_t heads[HEADS];  /* of pieces of two characters */
    int32_t longer[HEADS]; /* of pieces of three and more */
    int32_t singles;      /* the first piece of one character */
    uint8_t single[256];  /* by the last bits of a character: whether it may be such a piece */
    uint8_t begun[HEADS]; /* whether a piece of two or more characters begins so */
} Strings;

static uint32_t place_of(Py_UCS4 a, Py_UCS4 b) {
    return (uint32_t)((a * UINT32_C(0x9E3779B1)) ^ (b * UINT32_C(0x85EBCA6B))) >> (32 - BITS);
}

static uint32_t place_of_three(const Py_UCS4 *at) {
    return (uint32_t)(((at[0] * UINT32_C(0x9E3779B1)) ^ (at[1] * UINT32_C(0x85EBCA6B))) *
                          UINT32_C(0xC2B2AE35) ^ at[2] * UINT32_C(0x27D4EB2F)) >> (32 - BITS);
}

static int stands_at(const Piece *p, const Py_UCS4 *text, Py_ssize_t left) {
    return p->length <= left && !memcmp(p->from, text, (size_t)p->length * sizeof *text);
}

static PyObject *strings_held(PyObject *object, PyObject *text) {
    const Strings *self = (const Strings *)object;
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    uint8_t *held = calloc((size_t)self->n + 1, 1);
    PyObject *found = held ? PyList_New(0) : PyErr_NoMemory();
    for (Py_ssize_t i = 0; found && i < n; i++) {
        if (self->single[wide[i] & 0xFF])
            for (int32_t k = self->singles; k != NONE; k = self->pieces[k].next)
                if (*self->pieces[k].from == wide[i]) held[k] = 1;
        if (i + 1 == n) break;
        for (int32_t k = self->heads[place_of(wide[i], wide[i + 1])]; k != NONE;
             k = self->pieces[k].next)
            if (!held[k] && stands_at(self->pieces + k, wide + i, n - i)) held[k] = 1;
        if (i + 2 == n) continue;
        for (int32_t k = self->longer[place_of_three(wide + i)]; k != NONE;
             k = self->pieces[k].next)
            if (!held[k] && stands_at(self->pieces + k, wide + i, n - i)) held[k] = 1;
    }
    for (Py_ssize_t k = 0; found && k < self->n; k++) {
        if (!held[k]) continue;
        PyObject *number = PyLong_FromSsize_t(k);
        if (!number || PyList_Append(found, number) < 0) Py_CLEAR(found);
        Py_XDECREF(number);
    }
    free(held);
    PyMem_Free(wide);
    return found;
}

/* Puts small letters in the place of characters; 0 for a text that Python must read. */
static int fold(const Strings *self, Py_UCS4 *wide, Py_ssize_t n) {
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 c = wide[i] < LAST_CHARACTER ? wide[i] : LAST_CHARACTER;
        if (self->flags[c] & LINE_DOUBT) return 0;
        if (self->lower[c]) wide[i] = self->lower[c];
    }
    return 1;
}

static int in_word(const Strings *self, const Py_UCS4 *wide, Py_ssize_t i, Py_ssize_t n) {
    return i >= 0 && i < n && wide[i] != '_' && self->lower[wide[i]];
}

static int add_row(PyObject *found, Py_ssize_t place, int32_t number) {
    PyObject *row = PyTuple_New(2), *first = PyLong_FromSsize_t(place),
             *second = PyLong_FromLong(number);
    if (row && first && second) {
        PyTuple_SetItem(row, 0, first), PyTuple_SetItem(row, 1, second); /* take the references */
    } else {
        Py_XDECREF(first);
        Py_XDECREF(second);
        Py_CLEAR(row);
    }
    int failed = row ? PyList_Append(found, row) : -1;
    Py_XDECREF(row);
    return failed;
}

static PyObject *strings_at(PyObject *object, PyObject *text) {
    const Strings *self = (const Strings *)object;
    if (!self->lower) {
        PyErr_SetString(PyExc_ValueError, "these strings are no phrases");
        return NULL;
    }
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    int known = fold(self, wide, n);
    PyObject *found = known ? PyList_New(0) : Py_NewRef(Py_None);
    int inside = 0; /* whether the character before is in a word: most are, and are passed */
    for (Py_ssize_t i = 0; found && known && i + 1 < n; i++) {
        int before = inside;
        inside = in_word(self, wide, i, n);
        if (before) continue;
        int32_t two = self->heads[place_of(wide[i], wide[i + 1])];
        int32_t more = i + 2 < n ? self->longer[place_of_three(wide + i)] : NONE;
        while (found && (two != NONE || more != NONE)) { /* in the order of the phrases */
            int32_t *next = more == NONE || (two != NONE && two < more) ? &two : &more, k = *next;
            const Piece *p = self->pieces + k;
            *next = p->next;
            if (!stands_at(p, wide + i, n - i) || in_word(self, wide, i + p->length, n)) continue;
            if (add_row(found, i, k) < 0) Py_CLEAR(found);
        }
    }
    PyMem_Free(wide);
    return found;
}

/* Where each of the strings stands, whatever the case, inside of words too. A character in doubt is
   none of theirs, and stays as it is. */
/* Adds a place to the list of a string; -1 with an exception set. */
static int add_place(PyObject *found, int32_t k, Py_ssize_t i) {
    PyObject *key = PyLong_FromLong(k), *place = PyLong_FromSsize_t(i);
    PyObject *list = key && place ? PyDict_GetItemWithError(found, key) : NULL; /* borrowed */
    int failed = !key || !place || PyErr_Occurred();
    if (!failed && !list) {
        list = PyList_New(0);
        failed = !list || PyDict_SetItem(found, key, list) < 0;
        Py_XDECREF(list); /* the dict holds it */
    }
    if (!failed) failed = PyList_Append(list, place) < 0;
    Py_XDECREF(key);
    Py_XDECREF(place);
    return failed ? -1 : 0;
}

static PyObject *strings_places(PyObject *object, PyObject *text) {
    const Strings *self = (const Strings *)object;
    if (!self->lower) {
        PyErr_SetString(PyExc_ValueError, "these strings are looked for as they are written");
        return NULL;
    }
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    PyObject *found = PyDict_New(); /* most strings stand in no text: no list for those */
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 small = wide[i] < LAST_CHARACTER ? self->lower[wide[i]] : 0;
        wide[i] = small ? small : wide[i];
    }
    for (Py_ssize_t i = 0; found && i + 1 < n; i++) {
        uint32_t place_of_two = place_of(wide[i], wide[i + 1]);
        if (!self->begun[place_of_two]) continue;
        int32_t two = self->heads[place_of_two];
        int32_t more = i + 2 < n ? self->longer[place_of_three(wide + i)] : NONE;
        for (int32_t k = two != NONE ? two : more; found && k != NONE;) {
            const Piece *p = self->pieces + k;
            if (stands_at(p, wide + i, n - i)) {
                if (add_place(found, k, i) < 0) Py_CLEAR(found);
            }
            k = p->next;
            if (k == NONE && two != NONE) k = more, two = NONE;
        }
    }
    PyMem_Free(wide);
    return found;
}

/* Copies the strings; -1 with an exception set. */
static int take_pieces(Strings *self, PyObject *list) {
    Py_ssize_t n = PyList_Size(list), letters = 0;
    if (n > INT32_MAX) return PyErr_NoMemory(), -1;
    for (Py_ssize_t k = 0; k < n; k++) {
        Py_ssize_t length = PyUnicode_GetLength(PyList_GetItem(list, k));
        if (length < 0) return -1;
        if (length < (self->lower ? 2 : 1)) {
            PyErr_SetString(PyExc_ValueError, "a string is too short");
            return -1;
        }
        letters += length + 1;
    }
    self->pieces = calloc((size_t)n + 1, sizeof *self->pieces);
    self->letters = calloc((size_t)letters + 1, sizeof *self->letters);
    if (!self->pieces || !self->letters) return PyErr_NoMemory(), -1;
    self->n = n;
    for (Py_ssize_t k = 0, at = 0; k < n; k++) {
        PyObject *piece = PyList_GetItem(list, k);
        Piece *p = self->pieces + k;
        p->length = PyUnicode_GetLength(piece);
        p->from = self->letters + at;
        if (!PyUnicode_AsUCS4(piece, p->from, p->length + 1, 1)) return -1;
        at += p->length + 1;
    }
    for (Py_ssize_t k = n - 1; k >= 0; k--) { /* so that those of one place are in order */
        Piece *p = self->pieces + k;
        int32_t *head = p->length < 2 ? &self->singles
                        : p->length > 2
                            ? self->longer + place_of_three(p->from)
                            : self->heads + place_of(p->from[0], p->from[1]);
        if (p->length < 2) self->single[*p->from & 0xFF] = 1;
        p->next = *head;
        *head = (int32_t)k;
        if (p->length > 1) self->begun[place_of(p->from[0], p->from[1])] = 1;
    }
    return 0;
}

static void strings_dealloc(PyObject *object) {
    Strings *self = (Strings *)object;
    free(self->pieces), free(self->letters);
    reader_dealloc(object);
}

static PyObject *strings_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict = reader_columns(type, args, named);
    if (!dict) return NULL;
    PyObject *list = PyDict_GetItemString(dict, "strings"); /* borrowed */
    if (!list || !PyList_Check(list)) {
        PyErr_SetString(PyExc_KeyError, "there is no list of strings");
        return NULL;
    }
    Strings *self = (Strings *)reader_alloc(type);
    if (!self) return NULL;
    for (int k = 0; k < HEADS; k++) self->heads[k] = self->longer[k] = NONE;
    self->singles = NONE;
    Columns *c = &self->columns;
    if (columns_open(c, 2) < 0 ||
        (PyDict_GetItemString(dict, "lower") &&
         (!(self->lower = columns_take(c, dict, "lower", 0x10000, 2, NULL)) ||
          !(self->flags = columns_take(c, dict, "flags", 0x10000, 1, NULL)))) ||
        take_pieces(self, list) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static PyMethodDef strings_methods[] = {
    {"held", strings_held, METH_O, "Numbers of the strings that a text holds."},
    {"at", strings_at, METH_O, "Where phrases stand in a text as words, whatever the case."},
    {"places", strings_places, METH_O, "Where strings stand in a text, whatever the case."},
    {NULL, NULL, 0, NULL},
};

READER_WITH(strings, Strings, "Strings", "Strings, ready to look for them in texts.", strings_dealloc)
