/* vntext.kernel._kernel.Words: the object that Python sees. */
#include "words.h"

/* No word begins or ends with a sign. */
static void part_signs(Tokens *t) {
    for (Py_ssize_t i = 0; i < t->n; i++)
        if (t->join[i] && t->shapes[i] >= S_SIGN && !(i && t->join[i - 1])) t->join[i] = 0;
    for (Py_ssize_t i = t->n - 2; i >= 0; i--)
        if (t->join[i] && t->shapes[i + 1] >= S_SIGN && !t->join[i + 1]) t->join[i] = 0;
}

/* Own words end and begin where the lexicon says. */
static void part_tokens(Tokens *t, const int32_t *from, const int32_t *to, Py_ssize_t spans) {
    Py_ssize_t i = 0, j = 0;
    for (Py_ssize_t k = 0; k < spans; k++) {
        while (i < t->n && t->starts[i] <= from[k]) i++; /* i: after the token that holds it */
        if (i >= 2) t->join[i - 2] = 0;
        while (j < t->n && t->starts[j] < to[k]) j++;
        if (j >= 1 && j <= t->n) t->join[j - 1] = 0;
    }
}

static void tokens_close(Tokens *t) {
    free(t->block);
    PyMem_Free(t->text);
}

/* Finds the tokens of a text; 0 when there is no memory. */
static int read_tokens(const Words *w, const Py_UCS4 *text, Py_ssize_t n,
                       const SpanColumns *protected, Tokens *t) {
    uint8_t *codes = malloc((size_t)n + 2 * PAD);
    if (!codes) return 0;
    memset(codes, 0, PAD);
    codes += PAD;
    for (Py_ssize_t i = 0; i < n; i++) codes[i] = w->codes[text[i] < 0xFFFF ? text[i] : 0xFFFF];
    memset(codes + n, 0, PAD);
    /* one token a character at most; what is not used costs nothing */
    size_t room = (size_t)n + 2 * PAD;
    t->block = malloc(room * (sizeof(Grams) + 3 * 4 + 3));
    if (!t->block) {
        free(codes - PAD);
        return 0;
    }
    t->grams = (Grams *)t->block + PAD;
    t->ids = (uint32_t *)(t->grams - PAD + room) + PAD;
    t->starts = (int32_t *)(t->ids - PAD + room);
    t->ends = t->starts + room;
    t->shapes = (uint8_t *)(t->ends + room) + PAD;
    t->join = t->shapes - PAD + room;
    find_tokens(w, codes, n, protected, t, t->join + room);
    free(codes - PAD);
    return 1;
}

/* The same, and which of them are in one word. */
static int segment(const Words *w, const Py_UCS4 *text, Py_ssize_t n, const SpanColumns *protected,
                   const SpanColumns *alone, Tokens *t) {
    if (!read_tokens(w, text, n, protected, t)) return 0;
    join_tokens(w, t);
    part_signs(t);
    part_tokens(t, alone->from, alone->to, alone->n);
    return 1;
}

/* Reads the arguments and does the work; -1 with an exception set when it fails. */
static int analysed(const Words *w, PyObject *text, PyObject *const columns[4], Tokens *t) {
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return -1;
    if (n > INT32_MAX - 2 * PAD) {
        PyErr_SetString(PyExc_OverflowError, "the text is too long for offsets of 32 bits");
        return -1;
    }
    SpanColumns protected, alone;
    if (spans_open(&protected, columns[0], columns[1]) < 0) return -1;
    if (spans_open(&alone, columns[2], columns[3]) < 0) {
        spans_close(&protected);
        return -1;
    }
    int done = 0;
    t->text = PyUnicode_AsUCS4Copy(text);
    if (t->text) {
        Py_BEGIN_ALLOW_THREADS
        done = segment(w, t->text, n, &protected, &alone, t);
        Py_END_ALLOW_THREADS
        if (!done) {
            PyMem_Free(t->text);
            PyErr_NoMemory();
        }
    }
    spans_close(&alone);
    spans_close(&protected);
    return done ? 0 : -1;
}

/* Puts words in the place of the tokens that they are made of; line breaks go. */
static void unite_tokens(Tokens *t) {
    Py_ssize_t n = 0;
    for (Py_ssize_t i = 0; i < t->n; i++) {
        if (!t->shapes[i]) continue;
        int32_t start = t->starts[i];
        while (t->join[i]) i++;
        t->starts[n] = start;
        t->ends[n++] = t->ends[i];
    }
    t->n = n;
}

static PyObject *words_spans(PyObject *self, PyObject *args) {
    PyObject *text, *columns[4];
    if (!PyArg_ParseTuple(args, "UOOOO", &text, &columns[0], &columns[1], &columns[2], &columns[3]))
        return NULL;
    Tokens t;
    if (analysed((const Words *)self, text, columns, &t) < 0) return NULL;
    unite_tokens(&t);
    PyObject *found = Py_BuildValue("(y#y#)", (char *)t.starts, 4 * t.n, (char *)t.ends, 4 * t.n);
    tokens_close(&t);
    return found;
}

/* Reads a few words that stand alone; -1 with an exception set when it fails. */
static int alone_open(const Words *w, PyObject *text, Tokens *t) {
    static const SpanColumns none;
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0 || !(t->text = PyUnicode_AsUCS4Copy(text))) return -1;
    if (read_tokens(w, t->text, n, &none, t)) return 0;
    PyMem_Free(t->text);
    PyErr_NoMemory();
    return -1;
}

static PyObject *words_entry(PyObject *self, PyObject *text) {
    Tokens t;
    if (alone_open((const Words *)self, text, &t) < 0) return NULL;
    int found = entry_of((const Words *)self, &t);
    tokens_close(&t);
    return PyLong_FromLong(found);
}

static PyObject *words_gaps(PyObject *self, PyObject *text) {
    Tokens t;
    if (alone_open((const Words *)self, text, &t) < 0) return NULL;
    PyObject *found = PyList_New(t.n ? t.n - 1 : 0);
    int32_t *scores = t.starts; /* which nobody asks for any more */
    score_gaps((const Words *)self, &t, scores);
    for (Py_ssize_t i = 0; found && i + 1 < t.n; i++) {
        PyObject *score = PyLong_FromLong(scores[i]);
        if (!score) Py_CLEAR(found);
        else PyList_SetItem(found, i, score);
    }
    tokens_close(&t);
    return found;
}

static int words_open(Words *w, PyObject *dict) {
    Columns *c = &w->columns;
    Py_ssize_t n;
#define TAKE(field, name, rows, width) \
    if (!(w->field = columns_take(c, dict, name, rows, width, NULL))) return -1
    TAKE(codes, "codes", 0x10000, 1);
    TAKE(classes, "classes", 256, 1);
    TAKE(shapes, "shapes", 256, 1);
    TAKE(glue, "glue", 256, 1);
    TAKE(kinds, "kinds", 256, 1);
    if (hash_open(&w->vocabulary, c, dict, "vocabulary") < 0) return -1;
    if (hash_open(&w->pair, c, dict, "pair") < 0) return -1;
    if (hash_open(&w->triple, c, dict, "triple") < 0) return -1;
    if (hash_open(&w->quad, c, dict, "quad") < 0) return -1;
    TAKE(ids, "vocabulary.ids", (Py_ssize_t)w->vocabulary.mask + 1, 2);
    TAKE(pair_rows, "pair.rows", 4 * ((Py_ssize_t)w->pair.mask + 1), 1);
    TAKE(triple_weights, "triple.weights", 2 * ((Py_ssize_t)w->triple.mask + 1), 1);
    TAKE(triple_flags, "triple.flags", (Py_ssize_t)w->triple.mask + 1, 1);
    TAKE(quad_flags, "quad.flags", (Py_ssize_t)w->quad.mask + 1, 1);
    if (!(w->first = columns_take(c, dict, "dense.first", -1, 1, &n))) return -1;
    for (uint64_t i = 0; i <= w->vocabulary.mask; i++) {
        if (w->ids[i] >= n) {
            PyErr_SetString(PyExc_ValueError, "an id is beyond the tables");
            return -1;
        }
    }
    TAKE(last, "dense.last", n, 1);
    TAKE(left_shape, "dense.left.shape", n << 6, 1);
    TAKE(right_shape, "dense.right.shape", n << 6, 1);
    TAKE(shapes4, "dense.shapes4", 1 << 16, 1);
    TAKE(shapes6, "dense.shapes6", 1 << 18, 1);
    TAKE(list_shape[0], "dense.list0.shape", 1 << 16, 1);
    TAKE(list_shape[1], "dense.list1.shape", 1 << 16, 1);
    TAKE(list_left[0], "dense.list0.left", n << 4, 1);
    TAKE(list_left[1], "dense.list1.left", n << 4, 1);
    TAKE(list_right[0], "dense.list0.right", n << 4, 1);
    TAKE(list_right[1], "dense.list1.right", n << 4, 1);
    TAKE(text_shape, "dense.text.shape", 1 << 11, 1);
    TAKE(text_beside, "dense.text.beside", 1 << 11, 1);
    TAKE(text_list, "dense.text.list", 1 << 15, 1);
#undef TAKE
    return 0;
}

static PyObject *words_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict = reader_columns(type, args, named);
    if (!dict) return NULL;
    Words *self = (Words *)reader_alloc(type);
    if (!self) return NULL;
    if (columns_open(&self->columns, 40) < 0 || words_open(self, dict) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static PyMethodDef words_methods[] = {
    {"entry", words_entry, METH_O, "The word lists in which a few syllables stand."},
    {"gaps", words_gaps, METH_O, "The score of each gap of a few syllables."},
    {"spans", words_spans, METH_VARARGS, "Offsets of the words of a text, as two columns."},
    {NULL, NULL, 0, NULL},
};

READER(words, Words, "Words", "The word model, ready to read texts.")
