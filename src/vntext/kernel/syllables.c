/* Syllables of sentences as numbers, and how rare each is: vntext.summary.terms. */
#include "kernel.h"

enum { DOUBT = LINE_DOUBT };

/* Sorts keys, with room for as many; runs that are in order already cost one look. */
void sort_keys(uint64_t *keys, uint64_t *room, Py_ssize_t n) {
    enum { RUN = 8 };
    for (Py_ssize_t a = 0; a < n; a += RUN)
        for (Py_ssize_t i = a + 1; i < n && i < a + RUN; i++) {
            uint64_t key = keys[i];
            Py_ssize_t j = i;
            for (; j > a && keys[j - 1] > key; j--) keys[j] = keys[j - 1];
            keys[j] = key;
        }
    for (Py_ssize_t width = RUN; width < n; width *= 2)
        for (Py_ssize_t a = 0; a + width < n; a += 2 * width) {
            Py_ssize_t middle = a + width, end = middle + width < n ? middle + width : n;
            if (keys[middle - 1] <= keys[middle]) continue;
            memcpy(room, keys + a, (size_t)width * sizeof *keys);
            Py_ssize_t i = 0, j = middle, k = a;
            while (i < width && j < end) keys[k++] = keys[j] < room[i] ? keys[j++] : room[i++];
            while (i < width) keys[k++] = room[i++];
        }
}

/* Keeps one of equal neighbours. */
Py_ssize_t keys_once(uint64_t *keys, Py_ssize_t n) {
    Py_ssize_t kept = 0;
    for (Py_ssize_t i = 0; i < n; i++)
        if (!kept || keys[kept - 1] != keys[i]) keys[kept++] = keys[i];
    return kept;
}

/* The first place whose key is not smaller. */
Py_ssize_t place_of_key(const uint64_t *keys, Py_ssize_t n, uint64_t key) {
    Py_ssize_t low = 0;
    while (n > 0) {
        Py_ssize_t half = n / 2;
        if (keys[low + half] < key)
            low += half + 1, n -= half + 1;
        else
            n = half;
    }
    return low;
}

typedef struct {
    PyObject_HEAD
    Columns columns;
    const uint16_t *lower; /* of each character up to U+FFFF, 0 for one in no word */
    const uint8_t *flags;  /* DOUBT: Python must read the text */
    double unknown;        /* rarity of a syllable that the table does not hold */
    uint64_t mask;         /* of the table: rows less one */
    uint64_t *keys;        /* 0 where a row is empty */
    double *rarity;
} Syllables;

static uint64_t row_of(const Syllables *self, uint64_t key) {
    uint64_t i = key & self->mask;
    while (self->keys[i] && self->keys[i] != key) i = (i + 1) & self->mask;
    return i;
}

/* The keys of a text's syllables, and how many each line has. */
typedef struct {
    uint64_t *keys;
    int32_t *length;
    Py_ssize_t n, lines;
    int doubt;
} Text;

static void text_close(Text *t) {
    free(t->keys), free(t->length);
    t->keys = NULL, t->length = NULL;
}

/* -1 with an exception set; a text in doubt is no error. */
static int text_open(Text *t, const Syllables *self, PyObject *text) {
    memset(t, 0, sizeof *t);
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return -1;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return -1;
    /* a syllable or a line takes a character and what ends it */
    t->keys = malloc(((size_t)n / 2 + 2) * sizeof *t->keys);
    t->length = calloc((size_t)n + 2, sizeof *t->length);
    if (!t->keys || !t->length) {
        PyMem_Free(wide);
        text_close(t);
        PyErr_NoMemory();
        return -1;
    }
    uint64_t key = 0;
    int inside = 0;
    for (Py_ssize_t i = 0; i <= n; i++) {
        uint32_t c = i == n ? '\n' : wide[i] < LAST_CHARACTER ? wide[i] : LAST_CHARACTER;
        if ((t->doubt = self->flags[c] & DOUBT)) break;
        if (self->lower[c] && c != '_' && c != '\n') {
            key = key_longer(inside ? key : 0, self->lower[c]), inside = 1;
            continue;
        }
        if (inside) t->keys[t->n++] = key_finished(key), t->length[t->lines]++, inside = 0;
        if (c == '\n') t->lines++;
    }
    PyMem_Free(wide);
    return 0;
}

static PyObject *syllables_sizes(PyObject *object, PyObject *text) {
    const Syllables *self = (const Syllables *)object;
    Text t;
    if (text_open(&t, self, text) < 0) return NULL;
    PyObject *found = t.doubt ? Py_NewRef(Py_None) : PyList_New(t.lines);
    for (Py_ssize_t i = 0; found && !t.doubt && i < t.lines; i++) {
        PyObject *size = PyLong_FromLong(t.length[i]);
        if (!size || PyList_SetItem(found, i, size) < 0) Py_CLEAR(found);
    }
    text_close(&t);
    return found;
}

/* Different keys in order, and a table that leads from a key to its place among them. */
typedef struct {
    uint64_t *known, *room, *keys; /* of the table: 0 where a row is empty */
    int32_t *place;
    uint64_t mask; /* of the table: rows less one */
    Py_ssize_t n;
} Known;

static void known_close(Known *w) { free(w->known), free(w->room), free(w->keys), free(w->place); }

static uint64_t row_in(const Known *w, uint64_t key) {
    uint64_t i = (key >> 1) & w->mask; /* the last bit is always one */
    while (w->keys[i] && w->keys[i] != key) i = (i + 1) & w->mask;
    return i;
}

/* -1 with an exception set. */
static int known_open(Known *w, const Text *texts, int many) {
    size_t n = 1, rows = 16;
    memset(w, 0, sizeof *w);
    for (int i = 0; i < many; i++) n += (size_t)texts[i].n;
    while (rows < 2 * n) rows *= 2;
    w->mask = rows - 1;
    w->known = malloc(n * sizeof *w->known), w->room = malloc(n * sizeof *w->room);
    w->keys = calloc(rows, sizeof *w->keys), w->place = calloc(rows, sizeof *w->place);
    if (!w->known || !w->room || !w->keys || !w->place) return PyErr_NoMemory(), -1;
    for (int i = 0; i < many; i++)
        for (Py_ssize_t j = 0; j < texts[i].n; j++) {
            uint64_t key = texts[i].keys[j], row = row_in(w, key);
            if (!w->keys[row]) w->keys[row] = w->known[w->n++] = key;
        }
    sort_keys(w->known, w->room, w->n);
    for (Py_ssize_t k = 0; k < w->n; k++) w->place[row_in(w, w->known[k])] = (int32_t)k;
    return 0;
}

/* Numbers of keys, in place of them; those that are not among the known are left out. */
static PyObject *numbers_of(const Text *t, const Known *w) {
    int32_t *numbers = malloc(((size_t)t->n + 1) * sizeof *numbers);
    if (!numbers) return PyErr_NoMemory();
    Py_ssize_t m = 0;
    for (Py_ssize_t i = 0; i < t->n; i++) {
        uint64_t row = row_in(w, t->keys[i]);
        if (w->keys[row]) numbers[m++] = w->place[row];
    }
    PyObject *found = PyBytes_FromStringAndSize((const char *)numbers, m * (Py_ssize_t)sizeof *numbers);
    free(numbers);
    return found;
}

static PyObject *rarities_of(const Syllables *self, const uint64_t *known, Py_ssize_t n) {
    double *weights = malloc(((size_t)n + 1) * sizeof *weights);
    if (!weights) return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < n; i++) {
        uint64_t row = row_of(self, known[i]);
        weights[i] = self->keys[row] ? self->rarity[row] : self->unknown;
    }
    PyObject *found = PyBytes_FromStringAndSize((const char *)weights, n * (Py_ssize_t)sizeof *weights);
    free(weights);
    return found;
}

static PyObject *syllables_count(PyObject *object, PyObject *args) {
    const Syllables *self = (const Syllables *)object;
    PyObject *given[3], *found = NULL, *parts[5] = {NULL};
    Text t[3]; /* the sentences, the title and the query */
    int used = 0, doubt = 0;
    Known w = {0};
    if (!PyArg_ParseTuple(args, "UUU", &given[0], &given[1], &given[2])) return NULL;
    for (; used < 3; used++) {
        if (text_open(&t[used], self, given[used]) < 0) goto done;
        doubt |= t[used].doubt;
    }
    if (doubt) {
        found = Py_NewRef(Py_None);
        goto done;
    }
    if (known_open(&w, t, 2) < 0) goto done;
    parts[0] = PyBytes_FromStringAndSize((const char *)t[0].length,
                                         t[0].lines * (Py_ssize_t)sizeof *t[0].length);
    parts[1] = numbers_of(&t[0], &w);
    parts[2] = rarities_of(self, w.known, w.n);
    parts[3] = numbers_of(&t[1], &w);
    parts[4] = numbers_of(&t[2], &w);
    if (parts[0] && parts[1] && parts[2] && parts[3] && parts[4])
        found = PyTuple_Pack(5, parts[0], parts[1], parts[2], parts[3], parts[4]);
done:
    for (int i = 0; i < 5; i++) Py_XDECREF(parts[i]);
    while (used) text_close(&t[--used]);
    known_close(&w);
    return found;
}

enum { HALF_QUOTED = FACT_HALF_QUOTED, UNFINISHED = FACT_UNFINISHED, TRAILS = FACT_TRAILS,
       CHAIN = FACT_CHAIN };

/* What the marks and capitals of each line tell: `line_facts` of summary/terms.py. */
static PyObject *syllables_facts(PyObject *object, PyObject *text) {
    const Syllables *self = (const Syllables *)object;
    static const Py_UCS4 ENDS[] = SENTENCE_ENDS;
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    PyObject *found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i <= n; i++) {
        Py_ssize_t from = i, capitals = 0, curly = 0, straight = 0, chained = 0;
        int facts = UNFINISHED;
        for (; i < n && wide[i] != '\n'; i++) {
            Py_UCS4 c = wide[i];
            capitals += i > from && wide[i - 1] == ' ' && c < LAST_CHARACTER &&
                        (self->flags[c] & LINE_CAPITAL);
            straight += c == '"';
            curly += (c == 0x201C) - (c == 0x201D);
            chained += c == ';';
            if (c == 0x2026 || (c == '.' && i - from >= 2 && wide[i - 1] == '.' && wide[i - 2] == '.'))
                facts |= TRAILS;
        }
        for (size_t k = 0; i > from && k < sizeof ENDS / sizeof *ENDS; k++)
            if (wide[i - 1] == ENDS[k]) facts &= ~UNFINISHED;
        if (straight % 2 || curly) facts |= HALF_QUOTED;
        if (chained > 1) facts |= CHAIN;
        PyObject *row = Py_BuildValue("(ni)", capitals, facts);
        if (!row || PyList_Append(found, row) < 0) Py_CLEAR(found);
        Py_XDECREF(row);
    }
    PyMem_Free(wide);
    return found;
}

/* Where a figure may begin: behind no other one. */
static PyObject *syllables_figures(PyObject *object, PyObject *text) {
    const Syllables *self = (const Syllables *)object;
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    PyObject *found = PyList_New(0);
    int before = 0;
    for (Py_ssize_t i = 0; found && i < n; i++) {
        /* what the table does not know may be one */
        int flags = self->flags[wide[i] < LAST_CHARACTER ? wide[i] : LAST_CHARACTER];
        int figure = flags & (LINE_FIGURE | DOUBT);
        if (figure && !(before & flags & LINE_FIGURE)) {
            PyObject *place = PyLong_FromSsize_t(i);
            if (!place || PyList_Append(found, place) < 0) Py_CLEAR(found);
            Py_XDECREF(place);
        }
        before = flags;
    }
    PyMem_Free(wide);
    return found;
}

static PyObject *syllables_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict = reader_columns(type, args, named);
    if (!dict) return NULL;
    Syllables *self = (Syllables *)reader_alloc(type);
    if (!self) return NULL;
    PyObject *names = PyDict_GetItemString(dict, "names"); /* borrowed */
    const double *rarity, *unknown;
    if (!names || !PyList_Check(names)) {
        PyErr_SetString(PyExc_KeyError, "there is no list of names");
        goto failed;
    }
    Py_ssize_t n = PyList_Size(names);
    if (columns_open(&self->columns, 4) < 0 ||
        !(self->lower = columns_take(&self->columns, dict, "lower", 0x10000, 2, NULL)) ||
        !(self->flags = columns_take(&self->columns, dict, "flags", 0x10000, 1, NULL)) ||
        !(rarity = columns_take(&self->columns, dict, "rarity", n, 8, NULL)) ||
        !(unknown = columns_take(&self->columns, dict, "unknown", 1, 8, NULL)))
        goto failed;
    uint64_t rows = 16;
    while (rows < 2 * (uint64_t)n + 2) rows *= 2;
    self->mask = rows - 1, self->unknown = *unknown;
    self->keys = calloc(rows, sizeof *self->keys);
    self->rarity = calloc(rows, sizeof *self->rarity);
    if (!self->keys || !self->rarity) {
        PyErr_NoMemory();
        goto failed;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *name = PyList_GetItem(names, i);
        Py_UCS4 *wide = PyUnicode_AsUCS4Copy(name);
        if (!wide) goto failed;
        uint64_t key = key_of(wide, wide + PyUnicode_GetLength(name), 0), row = row_of(self, key);
        PyMem_Free(wide);
        self->keys[row] = key, self->rarity[row] = rarity[i];
    }
    return (PyObject *)self;
failed:
    Py_DECREF(self);
    return NULL;
}

static void syllables_dealloc(PyObject *object) {
    Syllables *self = (Syllables *)object;
    free(self->keys), free(self->rarity);
    reader_dealloc(object);
}

static PyMethodDef syllables_methods[] = {
    {"sizes", syllables_sizes, METH_O, "How many syllables each line has."},
    {"facts", syllables_facts, METH_O, "What marks and capitals tell of each line."},
    {"figures", syllables_figures, METH_O, "Places where a figure may begin."},
    {"count", syllables_count, METH_VARARGS, "Syllables as numbers, and their rarities."},
    {NULL, NULL, 0, NULL},
};

READER_WITH(syllables, Syllables, "Syllables", "Rarities of syllables, ready to read sentences.",
            syllables_dealloc)
