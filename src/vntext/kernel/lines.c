/* What the words of a line say of it, and for which role its facts speak: vntext.roles. */
#include "kernel.h"

enum { CAPITAL = LINE_CAPITAL, FIGURE = LINE_FIGURE, DOUBT = LINE_DOUBT };
enum { EVENT = MARK_EVENT, SAID = MARK_SAID, TENSE = MARK_TENSE };
enum { SEEN_BITS = 8 * SEEN_WORDS_BYTES };
#define CASED UINT64_C(0x6A09E667F3BCC909) /* where keys of words as they are written begin */

typedef struct {
    PyObject_HEAD
    Columns columns;
    const uint16_t *lower; /* of each character up to U+FFFF, 0 for one in no word */
    const uint8_t *flags;  /* CAPITAL, FIGURE, DOUBT */
    const double *weights; /* a row of `roles` weights for each fact */
    Py_ssize_t roles, facts;
    PyObject *fact; /* a dict: name to row */
    uint64_t mask;  /* of the table of words and pairs: rows less one */
    uint64_t *keys; /* 0 where a row is empty */
    int32_t *values;
    uint8_t *marks;
} Lines;

static uint64_t row_of(const Lines *self, uint64_t key) {
    uint64_t i = key & self->mask;
    while (self->keys[i] && self->keys[i] != key) i = (i + 1) & self->mask;
    return i;
}

static uint64_t pair_of(uint64_t a, uint64_t b) { return mix(a, b) | 1; }

static uint64_t key_of_sign(Py_UCS4 c) { return key_finished(key_longer(0, c)); }

/* The rows that were found, to count each once. */
typedef struct {
    uint64_t *rows;
    Py_ssize_t n;
    long value;
    int marks;
} Hits;

static int hit(const Lines *self, Hits *hits, uint64_t key) {
    uint64_t row = row_of(self, key);
    if (!self->keys[row]) return 0;
    hits->marks |= self->marks[row];
    if (!self->values[row]) return 0;
    for (Py_ssize_t i = 0; i < hits->n; i++)
        if (hits->rows[i] == row) return 0;
    if (hits->n == LINE_HITS) return -1;
    hits->rows[hits->n++] = row;
    hits->value += self->values[row];
    return 0;
}

static uint64_t seen_bit(uint64_t key) { return (key >> 20) % SEEN_BITS; }

/* Words of `text` in lower case: sets a bit for each, or looks whether the inner ones have theirs.
   Returns 0 when a character must be read otherwise, or a line has too much in the table. */
typedef struct {
    Hits hits;
    long tense, capitals;
    int figures, inner;
} Found;

static int read_line(const Lines *self, const Py_UCS4 *text, Py_ssize_t n, Py_ssize_t end,
                     const uint8_t *seen, Found *found) {
    uint64_t before = key_of_sign('^'), inner = 0;
    Py_ssize_t words = 0;
    for (Py_ssize_t i = end; i < n; i++) {
        uint8_t flags = self->flags[text[i] < LAST_CHARACTER ? text[i] : LAST_CHARACTER];
        if (flags & DOUBT) return 0;
        if (flags & FIGURE) found->figures = 1;
    }
    for (Py_ssize_t i = 0; i < end;) {
        uint64_t key = 0, cased = CASED;
        Py_UCS4 begin = text[i] < LAST_CHARACTER ? text[i] : LAST_CHARACTER;
        uint8_t first = self->flags[begin];
        if (first & DOUBT) return 0;
        if (!self->lower[begin]) {
            i++;
            continue;
        }
        for (; i < end; i++) {
            Py_UCS4 c = text[i] < LAST_CHARACTER ? text[i] : LAST_CHARACTER;
            if (self->flags[c] & DOUBT) return 0;
            if (!self->lower[c]) break;
            if (self->flags[c] & FIGURE) found->figures = 1;
            key = key_longer(key, self->lower[c]), cased = key_longer(cased, c);
        }
        key = key_finished(key), cased = key_finished(cased);
        found->capitals += (first & CAPITAL) != 0;
        uint64_t row = row_of(self, cased);
        found->tense += self->keys[row] && (self->marks[row] & TENSE);
        if (seen && words > 1) { /* the word before has words on both sides */
            uint64_t b = seen_bit(inner);
            found->inner &= seen[b >> 3] >> (b & 7) & 1;
        }
        words++, inner = key;
        if (begin < ':') key = key_of_sign('0'); /* one sign for all figures */
        if (hit(self, &found->hits, key) < 0) return 0;
        if (hit(self, &found->hits, pair_of(before, key)) < 0) return 0;
        before = key;
    }
    return hit(self, &found->hits, pair_of(before, key_of_sign('$'))) == 0;
}

static PyObject *lines_read(PyObject *object, PyObject *args) {
    const Lines *self = (const Lines *)object;
    PyObject *text, *given;
    Py_ssize_t limit;
    Py_buffer seen;
    if (!PyArg_ParseTuple(args, "UnO", &text, &limit, &given)) return NULL;
    seen.buf = NULL;
    if (given != Py_None) {
        if (PyObject_GetBuffer(given, &seen, PyBUF_C_CONTIGUOUS) < 0) return NULL;
        if (seen.len != SEEN_WORDS_BYTES) {
            PyBuffer_Release(&seen);
            PyErr_SetString(PyExc_ValueError, "the words seen have another size");
            return NULL;
        }
    }
    uint64_t rows[LINE_HITS];
    Found found = {{rows, 0, 0, 0}, 0, 0, 0, 1};
    Py_ssize_t n = PyUnicode_GetLength(text);
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    int read = wide && read_line(self, wide, n, limit >= 0 && limit < n ? limit : n, seen.buf, &found);
    if (seen.buf) PyBuffer_Release(&seen);
    if (!wide) return NULL;
    PyMem_Free(wide);
    if (!read) Py_RETURN_NONE;
    return Py_BuildValue("(liillii)", found.hits.value, (found.hits.marks & EVENT) != 0,
                         (found.hits.marks & SAID) != 0, found.tense, found.capitals, found.figures,
                         found.inner);
}

static PyObject *lines_seen(PyObject *object, PyObject *text) {
    const Lines *self = (const Lines *)object;
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    uint8_t bits[2 * SEEN_WORDS_BYTES] = {0}; /* of words, and of those seen again */
    int doubt = 0;
    for (Py_ssize_t i = 0; i < n && !doubt; i++) {
        uint64_t key = 0;
        Py_ssize_t begin = i;
        for (; i < n; i++) {
            Py_UCS4 c = wide[i] < LAST_CHARACTER ? wide[i] : LAST_CHARACTER;
            if ((doubt = self->flags[c] & DOUBT) || !self->lower[c]) break;
            key = key_longer(key, self->lower[c]);
        }
        if (i == begin) continue;
        uint64_t b = seen_bit(key_finished(key));
        uint8_t flag = (uint8_t)(1 << (b & 7));
        if (bits[b >> 3] & flag) bits[SEEN_WORDS_BYTES + (b >> 3)] |= flag;
        bits[b >> 3] |= flag;
    }
    PyMem_Free(wide);
    if (doubt) Py_RETURN_NONE;
    return PyBytes_FromStringAndSize((const char *)bits, sizeof bits);
}

/* The words of each line of a text, as they are written. */
static PyObject *lines_words(PyObject *object, PyObject *args) {
    const Lines *self = (const Lines *)object;
    PyObject *text;
    int joined; /* a low line stands inside words */
    if (!PyArg_ParseTuple(args, "Up", &text, &joined)) return NULL;
    Py_ssize_t n = PyUnicode_GetLength(text), begin = -1;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    int doubt = 0;
    PyObject *all = PyList_New(0), *line = all ? PyList_New(0) : NULL;
    for (Py_ssize_t i = 0; line && i <= n; i++) {
        Py_UCS4 c = i == n ? '\n' : wide[i] < LAST_CHARACTER ? wide[i] : LAST_CHARACTER;
        if ((doubt = self->flags[c] & DOUBT)) break;
        if (self->lower[c] && (joined || c != '_')) {
            if (begin < 0) begin = i;
            continue;
        }
        if (begin >= 0) {
            PyObject *word = PyUnicode_Substring(text, begin, i);
            if (!word || PyList_Append(line, word) < 0) Py_CLEAR(line);
            Py_XDECREF(word);
            begin = -1;
        }
        if (line && c == '\n') {
            int failed = PyList_Append(all, line) < 0;
            Py_DECREF(line);
            line = failed ? NULL : PyList_New(0);
        }
    }
    PyMem_Free(wide);
    if (!line) Py_CLEAR(all);
    Py_XDECREF(line);
    if (!doubt) return all;
    Py_XDECREF(all);
    Py_RETURN_NONE;
}

/* The role for which the facts speak most, and which of them spoke most for it. */
static PyObject *lines_weigh(PyObject *object, PyObject *args) {
    const Lines *self = (const Lines *)object;
    PyObject *names;
    Py_ssize_t refused; /* a role that is not to be given, -1 for none */
    if (!PyArg_ParseTuple(args, "O!n", &PyList_Type, &names, &refused)) return NULL;
    const double *rows[LINE_FACTS];
    PyObject *name[LINE_FACTS];
    double sums[LINE_ROLES] = {0};
    Py_ssize_t n = 0, best = -1, second = -1, most = -1;
    for (Py_ssize_t i = 0; i < PyList_Size(names); i++) {
        PyObject *fact = PyList_GetItem(names, i);
        PyObject *row = PyDict_GetItemWithError(self->fact, fact);
        if (!row && PyErr_Occurred()) return NULL;
        if (!row) continue;
        Py_ssize_t at = PyLong_AsSsize_t(row);
        if (at < 0 || at >= self->facts || n == LINE_FACTS) {
            if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "too many facts");
            return NULL;
        }
        name[n] = fact, rows[n++] = self->weights + at * self->roles;
    }
    for (Py_ssize_t i = 0; i < n; i++)
        for (Py_ssize_t r = 0; r < self->roles; r++) sums[r] += rows[i][r];
    for (Py_ssize_t r = 0; r < self->roles; r++)
        if (r != refused && (best < 0 || sums[r] > sums[best])) best = r;
    for (Py_ssize_t r = 0; r < self->roles; r++)
        if (r != refused && r != best && (second < 0 || sums[r] > sums[second])) second = r;
    if (n < 2 || second < 0) {
        PyErr_SetString(PyExc_ValueError, "too little to weigh");
        return NULL;
    }
    for (Py_ssize_t i = 1; i < n; i++) { /* the first fact holds for all lines and says nothing */
        double margin = rows[i][best] - rows[i][second];
        double so_far = most < 0 ? margin : rows[most][best] - rows[most][second];
        if (most < 0 || margin > so_far ||
            (margin == so_far && PyUnicode_Compare(name[i], name[most]) > 0))
            most = i;
    }
    return Py_BuildValue("(nO)", best, name[most]);
}

/* Fills the table of words and pairs: pieces are a word, or two with a space between them. */
static int read_pieces(Lines *self, PyObject *pieces, const int32_t *values, const uint8_t *marks) {
    Py_ssize_t n = PyList_Size(pieces);
    uint64_t rows = 16;
    while (rows < 2 * (uint64_t)n + 2) rows *= 2;
    self->mask = rows - 1;
    self->keys = calloc(rows, sizeof *self->keys);
    self->values = calloc(rows, sizeof *self->values);
    self->marks = calloc(rows, 1);
    if (!self->keys || !self->values || !self->marks) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *piece = PyList_GetItem(pieces, i);
        Py_UCS4 *wide = PyUnicode_AsUCS4Copy(piece);
        if (!wide) return -1;
        const Py_UCS4 *end = wide + PyUnicode_GetLength(piece), *space = wide;
        while (space < end && *space != ' ') space++;
        uint64_t key = key_of(wide, space, marks[i] & TENSE ? CASED : 0);
        if (space < end) key = pair_of(key, key_of(space + 1, end, 0));
        PyMem_Free(wide);
        uint64_t row = row_of(self, key);
        self->keys[row] = key;
        self->values[row] += values[i];
        self->marks[row] |= marks[i];
    }
    return 0;
}

static PyObject *lines_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict = reader_columns(type, args, named);
    if (!dict) return NULL;
    Lines *self = (Lines *)reader_alloc(type);
    if (!self) return NULL;
    PyObject *pieces = PyDict_GetItemString(dict, "pieces");
    PyObject *fact = PyDict_GetItemString(dict, "fact");
    if (!pieces || !PyList_Check(pieces) || !fact || !PyDict_Check(fact)) {
        PyErr_SetString(PyExc_KeyError, "there is no list of pieces, or no dict of facts");
        goto failed;
    }
    Py_ssize_t weights;
    const int32_t *values;
    const uint8_t *marks;
    if (columns_open(&self->columns, 5) < 0 ||
        !(self->lower = columns_take(&self->columns, dict, "lower", 0x10000, 2, NULL)) ||
        !(self->flags = columns_take(&self->columns, dict, "flags", 0x10000, 1, NULL)) ||
        !(values = columns_take(&self->columns, dict, "values", PyList_Size(pieces), 4, NULL)) ||
        !(marks = columns_take(&self->columns, dict, "marks", PyList_Size(pieces), 1, NULL)) ||
        !(self->weights = columns_take(&self->columns, dict, "weights", -1, 8, &weights)))
        goto failed;
    self->fact = Py_NewRef(fact);
    self->facts = PyDict_Size(fact), self->roles = LINE_ROLES;
    if (weights != self->facts * LINE_ROLES) {
        PyErr_SetString(PyExc_ValueError, "the column weights has another size");
        goto failed;
    }
    if (read_pieces(self, pieces, values, marks) < 0) goto failed;
    return (PyObject *)self;
failed:
    Py_DECREF(self);
    return NULL;
}

static void lines_dealloc(PyObject *object) {
    Lines *self = (Lines *)object;
    free(self->keys), free(self->values), free(self->marks);
    Py_CLEAR(self->fact);
    reader_dealloc(object);
}

static PyMethodDef lines_methods[] = {
    {"read", lines_read, METH_VARARGS, "What the words of a line say of it."},
    {"seen", lines_seen, METH_O, "Bits for the words of a text, and for those that stand there again."},
    {"words", lines_words, METH_VARARGS, "The words of each line of a text."},
    {"weigh", lines_weigh, METH_VARARGS, "The role for which some facts speak most."},
    {NULL, NULL, 0, NULL},
};

READER_WITH(lines, Lines, "Lines", "Tables of words and facts, ready to read lines.", lines_dealloc)
