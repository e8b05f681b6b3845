/* vntext.kernel._kernel.Tagger: the object that Python sees. */
#include "tagger.h"

#if COLUMN_WORD != 0 || COLUMN_CLASS0 != 1 || COLUMN_CLASS2 != CLASSES_MOST
#error "the columns of the table of words come first"
#endif

int map_open(Map *map, Py_ssize_t entries) {
    uint64_t size = 16;
    while (size < 2 * (uint64_t)entries) size *= 2;
    map->entries = calloc((size_t)size, sizeof(Entry));
    map->mask = size - 1;
    map->seed = hash_mixed((uint64_t)(uintptr_t)map->entries ^ PLACE_1) | 1;
    return map->entries != NULL;
}

static int wrong(const char *what) {
    PyErr_SetString(PyExc_ValueError, what);
    return -1;
}

#define TAKE(field, name, rows, width) \
    if (!(field = columns_take(c, dict, name, rows, width, NULL))) return -1
#define TAKE_ALL(field, name, width, found) \
    if (!(field = columns_take(c, dict, name, -1, width, found))) return -1

static int open_templates(Tagger *t, PyObject *dict, const char *name, Template *into, int *sizes) {
    Columns *c = &t->columns;
    char full[64];
    Py_ssize_t n, parts, total = 0;
    const uint64_t *numbers;
    const uint8_t *counts, *columns;
    const int8_t *offsets;
    PyOS_snprintf(full, sizeof full, "%s.numbers", name);
    TAKE_ALL(numbers, full, 8, &n);
    PyOS_snprintf(full, sizeof full, "%s.sizes", name);
    TAKE(counts, full, n, 1);
    PyOS_snprintf(full, sizeof full, "%s.parts", name);
    TAKE_ALL(columns, full, 1, &parts);
    PyOS_snprintf(full, sizeof full, "%s.offsets", name);
    TAKE(offsets, full, parts, 1);
    for (Py_ssize_t k = 0; k < n; k++) {
        if (counts[k] < 1 || counts[k] > PARTS_MOST) return wrong("a template has too many parts");
        total += counts[k];
    }
    if (n > TEMPLATES_MOST || total != parts) return wrong("the templates do not fit");
    for (Py_ssize_t k = 0; k < parts; k++)
        if (columns[k] >= COLUMNS_OF_TAGGER || offsets[k] < -PAD_OF_LINES ||
            offsets[k] > PAD_OF_LINES)
            return wrong("a template looks too far");
    int count = 0;
    for (int size = 1; size <= PARTS_MOST; size++) { /* in the order of their parts */
        sizes[size] = count;
        for (Py_ssize_t k = 0, at = 0; k < n; at += counts[k++]) {
            if (counts[k] != size) continue;
            into[count].number = numbers[k];
            for (int j = 0; j < size; j++)
                into[count].parts[j] = offsets[at + j] * COLUMNS_OF_TAGGER + columns[at + j];
            count++;
        }
    }
    sizes[PARTS_MOST + 1] = count;
    return 0;
}

static int open_words(Tagger *t, PyObject *dict) {
    Columns *c = &t->columns;
    Py_ssize_t n, cells;
    if (hash_open(&t->words, c, dict, "words") < 0) return -1;
    n = (Py_ssize_t)t->words.mask + 1;
    TAKE(t->word_keys, "words.keys", n, 8);
    TAKE(t->word_flags, "words.flags", n, 1);
    TAKE_ALL(t->word_classes, "words.classes", 2, &cells);
    if (n > INT32_MAX / 2 || cells % n || cells / n > CLASSES_MOST)
        return wrong("the table of words has another size");
    t->classes = (int)(cells / n);
    t->unknown = (int32_t)n;
    t->pad = t->unknown + 1;
    t->word_scores = calloc((size_t)n + 2, sizeof *t->word_scores);
    if (!t->word_scores) return PyErr_NoMemory(), -1;
    int sizes[PARTS_MOST + 2];
    if (open_templates(t, dict, "words.templates", t->word_templates, sizes) < 0) return -1;
    if (sizes[2] != sizes[PARTS_MOST + 1]) return wrong("a template of words has one part");
    t->word_template_count = sizes[2];
    return 0;
}

static int open_features(Tagger *t, PyObject *dict) {
    Columns *c = &t->columns;
    Py_ssize_t moves, bytes, rows = 0;
    const uint8_t *used;
    TAKE_ALL(t->moves, "features.moves", 2, &moves);
    TAKE_ALL(used, "features.used", 1, &bytes);
    if (moves < 2 || bytes < 2 || bytes > 1 << 21 || (moves & (moves - 1)) || (bytes & (bytes - 1)))
        return wrong("a hash table must have a power of two of rows, not too many");
    t->mask = 8 * (uint64_t)bytes - 1;
    t->shift = 64;
    for (; moves > 1; moves >>= 1) t->shift--;
    t->blocks = malloc((size_t)bytes * sizeof *t->blocks);
    if (!t->blocks) return PyErr_NoMemory(), -1;
    for (Py_ssize_t k = 0; k < bytes; k++) {
        for (int bit = 0; bit < 8; bit++) rows += used[k] >> bit & 1;
        t->blocks[k] = (uint32_t)rows << 8 | used[k];
    }
    t->none = (uint32_t)rows;
    /* sums read two bytes behind the row, so that one more follows the row of zeros */
    TAKE(t->rows, "features.rows", ROW_BYTES * (rows + 2), 1);
    if (t->rows[ROW_BYTES * rows] || t->rows[ROW_BYTES * rows + 1])
        return wrong("the last rows are not zero");
    return open_templates(t, dict, "templates", t->templates, t->sizes);
}

static int open_phrases(Tagger *t, PyObject *dict) {
    Columns *c = &t->columns;
    Py_ssize_t lengths, total, starts, at = 0;
    const int64_t *sizes;
    const uint64_t *hashes, *first;
    const uint16_t *kinds, *before;
    TAKE_ALL(sizes, "gazetteer.sizes", 8, &lengths);
    TAKE_ALL(hashes, "gazetteer.hashes", 8, &total);
    TAKE(kinds, "gazetteer.kinds", total, 2);
    TAKE_ALL(first, "gazetteer.starts", 8, &starts);
    TAKE(before, "kinds.before", 5, 2);
    t->honorific = before[0];
    t->surname = before[1];
    t->unit_word = before[2];
    t->office = before[3];
    t->body_head = before[4];
    if (lengths < 1 || lengths > PHRASES_MOST) return wrong("phrases are too long");
    t->longest_phrase = (int)lengths;
    for (int k = 0; k < lengths; k++) {
        if (sizes[k] < 0 || sizes[k] > total - at) return wrong("the phrases have another size");
        if (!map_open(&t->phrases[k], sizes[k] + (k ? 0 : starts))) return PyErr_NoMemory(), -1;
        for (Py_ssize_t end = at + sizes[k]; at < end; at++) {
            Entry *e = map_at(&t->phrases[k], hashes[at]);
            e->key = hashes[at];
            e->bits |= kinds[at] | IN_USE;
        }
    }
    if (at != total) return wrong("the phrases have another size");
    for (Py_ssize_t k = 0; k < starts; k++) {
        Entry *e = map_at(&t->phrases[0], first[k]);
        e->key = first[k];
        e->bits |= KIND_STARTS;
    }
    TAKE_ALL(t->opening, "marks.opening", 8, &t->opening_count);
    TAKE_ALL(t->closing, "marks.closing", 8, &t->closing_count);
    return t->opening_count && t->closing_count ? 0 : wrong("there are no brackets");
}

static int open_labels(Tagger *t, PyObject *dict) {
    Columns *c = &t->columns;
    Py_ssize_t n;
    const float *trans, *first;
    TAKE_ALL(first, "opening", 4, &n);
    if (n < 1 || n > LABELS_MOST) return wrong("there are too few labels or too many");
    t->labels = (int)n;
    TAKE(trans, "trans", n * n, 4);
    for (Py_ssize_t a = 0; a < n; a++) {
        t->first[a] = first[a];
        for (Py_ssize_t b = 0; b < n; b++) t->trans[a][b] = trans[a * n + b];
    }
    TAKE_ALL(t->chances, "chances", 4, &t->steps);
    if (!t->steps || !t->chances[0]) return wrong("the best label has no chance");
    TAKE(t->alike, "labels.alike", n * n, 1);
    TAKE(t->opens, "labels.opens", n, 1);
    TAKE(t->opens_inner, "labels.opens.inner", n, 1);
    TAKE(t->goes_on, "labels.goes.on", n, 1);
    for (Py_ssize_t k = 0; k < n; k++)
        if ((t->opens[k] && (t->goes_on[k] & 1)) || (t->opens_inner[k] && (t->goes_on[k] & 2)))
            return wrong("a label begins a span and goes on with it");
    return 0;
}

static void release(Tagger *t) {
    for (int k = 0; k < PHRASES_MOST; k++) free(t->phrases[k].entries);
    for (Arena *arena = t->arena, *next; arena; arena = next) {
        next = arena->next;
        free(arena);
    }
    free(t->word_scores);
    free(t->blocks);
}

static void tagger_dealloc(PyObject *self) {
    release((Tagger *)self);
    reader_dealloc(self);
}

static PyObject *tagger_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict = reader_columns(type, args, named);
    if (!dict) return NULL;
    Tagger *self = (Tagger *)reader_alloc(type);
    if (!self) return NULL;
    if (columns_open(&self->columns, 40) < 0 || open_labels(self, dict) < 0 ||
        open_words(self, dict) < 0 || open_features(self, dict) < 0 ||
        open_phrases(self, dict) < 0 || add_up_word(self, self->pad) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static PyObject *propose(Tagger *t, const TokenColumns *c) {
    size_t n = (size_t)c->n;
    Fact *facts = malloc((n + 1) * sizeof(Fact));
    Spans spans = {0};
    spans.starts = malloc((2 * n + 1) * 13); /* two spans a token at most */
    PyObject *found = NULL;
    int done = 0;
    if (facts && spans.starts) {
        spans.ends = spans.starts + 2 * n;
        spans.scores = (float *)(spans.ends + 2 * n);
        spans.labels = (uint8_t *)(spans.scores + 2 * n);
        Py_BEGIN_ALLOW_THREADS
        find_rows(t, c, facts);
        Py_END_ALLOW_THREADS
        for (size_t i = 0; i < n; i++)
            if (!t->word_scores[facts[i].row] && add_up_word(t, facts[i].row) < 0) goto failed;
        Py_BEGIN_ALLOW_THREADS
        done = find_facts(t, c, facts);
        if (done) find_spans(t, c, facts, &spans);
        Py_END_ALLOW_THREADS
    }
    if (done)
        found = Py_BuildValue("(y#y#y#y#)", (char *)spans.starts, 4 * spans.n, (char *)spans.ends,
                              4 * spans.n, (char *)spans.labels, spans.n, (char *)spans.scores,
                              4 * spans.n);
    else
        PyErr_NoMemory();
failed:
    free(facts);
    free(spans.starts);
    return found;
}

static PyObject *tagger_propose(PyObject *self, PyObject *args) {
    static const Py_ssize_t WIDTHS[8] = {4, 4, 8, 1, 4, 1, 1, 4};
    PyObject *columns[8], *found = NULL;
    Py_buffer views[8];
    int used = 0;
    if (!PyArg_ParseTuple(args, "OOOOOOOO", &columns[0], &columns[1], &columns[2], &columns[3],
                          &columns[4], &columns[5], &columns[6], &columns[7]))
        return NULL;
    for (; used < 8; used++) {
        Py_buffer *view = views + used;
        if (PyObject_GetBuffer(columns[used], view, PyBUF_C_CONTIGUOUS) < 0) goto done;
        Py_ssize_t rows = view->len / WIDTHS[used];
        if (view->itemsize != WIDTHS[used] || (used < 7 && rows != views[0].len / 4) ||
            rows >= INT32_MAX / 2) {
            PyBuffer_Release(view);
            PyErr_SetString(PyExc_ValueError, "the token columns have another size");
            goto done;
        }
    }
    TokenColumns c = {
        .n = views[0].len / 4,
        .documents = views[7].len / 4,
        .starts = views[0].buf,
        .ends = views[1].buf,
        .keys = views[2].buf,
        .shapes = views[3].buf,
        .lines = views[4].buf,
        .spaced = views[5].buf,
        .joined = views[6].buf,
        .document_starts = views[7].buf,
    };
    found = propose((Tagger *)self, &c);
done:
    while (used) PyBuffer_Release(&views[--used]);
    return found;
}

static PyMethodDef tagger_methods[] = {
    {"propose", tagger_propose, METH_VARARGS, "The spans of a token column, as four columns."},
    {NULL, NULL, 0, NULL},
};

READER_WITH(tagger, Tagger, "Tagger", "The tagger's model, ready to read token columns.",
            tagger_dealloc)
