/* What the sentence scorer looks at: the numbers of vntext.summary.features, in its order. */
#include "kernel.h"

#include <math.h>

enum { FEATURES = FEATURES_OF_SENTENCES };

/* The columns of vntext.summary.features.Counts. */
typedef struct {
    const int32_t *length, *syllable, *title;
    const double *weight;
    Py_ssize_t n, syllables, v, titles; /* how many sentences, syllables, different ones, ... */
    Py_buffer views[4];
    int used;
} Counts;

static void counts_close(Counts *c) {
    while (c->used) PyBuffer_Release(&c->views[--c->used]);
}

static int counts_open(Counts *c, PyObject *const *columns) {
    static const Py_ssize_t widths[4] = {4, 4, 8, 4};
    memset(c, 0, sizeof *c);
    for (; c->used < 4; c->used++) {
        Py_buffer *view = &c->views[c->used];
        if (PyObject_GetBuffer(columns[c->used], view, PyBUF_C_CONTIGUOUS) < 0) goto failed;
        if (view->itemsize != widths[c->used]) {
            PyBuffer_Release(view);
            PyErr_SetString(PyExc_ValueError, "a column has items of another size");
            goto failed;
        }
    }
    c->length = c->views[0].buf, c->n = c->views[0].len / 4;
    c->syllable = c->views[1].buf, c->syllables = c->views[1].len / 4;
    c->weight = c->views[2].buf, c->v = c->views[2].len / 8;
    c->title = c->views[3].buf, c->titles = c->views[3].len / 4;
    int64_t total = 0;
    int bad = c->syllables > INT32_MAX || c->v > INT32_MAX || c->n > INT32_MAX;
    for (Py_ssize_t i = 0; i < c->n && !bad; i++) total += c->length[i], bad = c->length[i] < 0;
    for (Py_ssize_t i = 0; i < c->syllables && !bad; i++)
        bad = c->syllable[i] < 0 || c->syllable[i] >= c->v;
    for (Py_ssize_t i = 0; i < c->titles && !bad; i++)
        bad = c->title[i] < 0 || c->title[i] >= c->v;
    if (!bad && total == c->syllables) return 0;
    PyErr_SetString(PyExc_ValueError, "the columns do not belong together");
failed:
    counts_close(c);
    return -1;
}

static double at_least(double x, double least) { return x > least ? x : least; }

/* What is counted of each syllable, and once in a sentence of syllables and pairs. */
typedef struct {
    uint64_t *entries, *asked, *room;
    uint64_t *table;          /* pairs of neighbours, plus one; 0 where a row is empty */
    int32_t *last_in, *times; /* of each row: the last sentence, plus one, and how many have it */
    int32_t *pairs;           /* rows of the pairs of each sentence */
    double *mass;
    int32_t *spread, *first_in;
    uint8_t *in_title, *in_first;
    Py_ssize_t *pairs_end; /* of each sentence */
    Py_ssize_t n_entries, n_asked;
    uint64_t mask; /* of the table: rows less one */
} Work;

static void work_close(Work *k) {
    void *all[] = {k->entries, k->asked,  k->room,     k->table,    k->last_in,  k->times,    k->pairs,
                   k->mass,    k->spread, k->first_in, k->in_title, k->in_first, k->pairs_end};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

static int work_open(Work *k, const Counts *c) {
    size_t v = (size_t)c->v + 1, s = (size_t)c->syllables + 1, t = (size_t)c->titles + 1;
    memset(k, 0, sizeof *k);
    k->entries = malloc(s * 8), k->room = malloc((s > t ? s : t) * 8);
    k->in_title = calloc(v, 1);
    if (k->entries && k->room && k->in_title) return 0;
    work_close(k);
    PyErr_NoMemory();
    return -1;
}

/* Room for what the scorer counts besides the entries. */
static int work_more(Work *k, const Counts *c) {
    size_t v = (size_t)c->v + 1, s = (size_t)c->syllables + 1, t = (size_t)c->titles + 1, rows = 16;
    while (rows < 2 * s) rows *= 2;
    k->mask = rows - 1;
    k->asked = malloc(t * 8), k->pairs = malloc(s * 4);
    k->table = calloc(rows, 8), k->last_in = calloc(rows, 4), k->times = calloc(rows, 4);
    k->mass = calloc(v, 8), k->spread = calloc(v, 4), k->first_in = calloc(v, 4);
    k->in_first = calloc(v, 1);
    k->pairs_end = calloc((size_t)c->n + 1, sizeof *k->pairs_end);
    if (k->asked && k->pairs && k->table && k->last_in && k->times && k->mass && k->spread &&
        k->first_in && k->in_first && k->pairs_end)
        return 0;
    PyErr_NoMemory();
    return -1;
}

/* Entries of the syllables, a syllable once in a sentence: the sentence in the upper half. */
static void read_entries(Work *k, const Counts *c) {
    const int32_t *syllable = c->syllable;
    Py_ssize_t m = 0;
    for (Py_ssize_t i = 0; i < c->n; syllable += c->length[i], i++) {
        uint64_t *first = k->entries + m;
        for (int32_t j = 0; j < c->length[i]; j++)
            first[j] = (uint64_t)i << 32 | (uint64_t)syllable[j];
        sort_keys(first, k->room, c->length[i]);
        m += keys_once(first, c->length[i]);
    }
    k->n_entries = m;
}

static uint64_t pair_of(int32_t first, int32_t second) {
    return (uint64_t)first << 32 | (uint64_t)second;
}

static uint64_t row_of(const Work *k, uint64_t pair) {
    uint64_t i = (pair * PAIR_FIRST >> 32) & k->mask;
    while (k->table[i] && k->table[i] != pair + 1) i = (i + 1) & k->mask;
    return i;
}

/* Pairs of neighbours, once in a sentence: the first of the two in the upper half. */
static void read_pairs(Work *k, const Counts *c) {
    const int32_t *syllable = c->syllable;
    Py_ssize_t m = 0;
    for (Py_ssize_t i = 0; i < c->n; syllable += c->length[i], i++) {
        for (int32_t j = 0; j + 1 < c->length[i]; j++) {
            uint64_t pair = pair_of(syllable[j], syllable[j + 1]), row = row_of(k, pair);
            k->table[row] = pair + 1;
            if (k->last_in[row] == i + 1) continue;
            k->last_in[row] = (int32_t)(i + 1), k->times[row]++;
            k->pairs[m++] = (int32_t)row;
        }
        k->pairs_end[i] = m;
    }
    for (m = 0; m + 1 < c->titles; m++) k->asked[m] = pair_of(c->title[m], c->title[m + 1]);
    sort_keys(k->asked, k->room, m);
    k->n_asked = keys_once(k->asked, m);
}

static void over_best(double *rows, Py_ssize_t n, int from, int to) {
    double best = 0;
    for (Py_ssize_t i = 0; i < n; i++) best = at_least(rows[i * FEATURES + from], best);
    for (Py_ssize_t i = 0; i < n; i++)
        rows[i * FEATURES + to] =
            best > 0 ? rows[i * FEATURES + from] / best : rows[i * FEATURES + from];
}

/* Rows of FEATURES numbers, as vntext.summary.features.NAMES has them. */
static void fill(double *rows, Work *k, const Counts *c) {
    const Py_ssize_t n = c->n;
    const double *w = c->weight;
    for (Py_ssize_t i = 0; i < c->syllables; i++) k->mass[c->syllable[i]] += 1;
    double whole = 0, rare = 0, mean = 0;
    Py_ssize_t terms = 0;
    for (Py_ssize_t t = 0; t < c->v; t++) k->mass[t] *= w[t], whole += k->mass[t] * k->mass[t];
    for (Py_ssize_t i = 0; i < c->titles; i++) k->in_title[c->title[i]] = w[c->title[i]] > 0;
    for (Py_ssize_t t = 0; t < c->v; t++)
        if (k->in_title[t]) terms++, rare += w[t];
    whole = at_least(sqrt(whole), 1e-9), rare = at_least(rare, 1e-9);
    if (!terms) terms = 1;
    for (Py_ssize_t e = 0; e < k->n_entries; e++) {
        uint64_t sentence = k->entries[e] >> 32, t = k->entries[e] & UINT32_MAX;
        if (!k->spread[t]++) k->first_in[t] = (int32_t)sentence;
        k->in_first[t] |= sentence == 0;
    }
    for (Py_ssize_t i = 0; i < n; i++) mean += c->length[i] > 1 ? c->length[i] : 1;
    mean /= (double)n;
    double norm_of_first = 1;
    Py_ssize_t e = 0, p = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        double *out = rows + i * FEATURES;
        double weight = 0, squares = 0, central = 0, common = 0, like = 0, have_rare = 0;
        Py_ssize_t heard = 0, have = 0, fresh = 0, hits = 0, again = 0, from = p;
        for (; e < k->n_entries && k->entries[e] >> 32 == (uint64_t)i; e++) {
            uint64_t t = k->entries[e] & UINT32_MAX;
            weight += w[t], squares += w[t] * w[t], central += w[t] * k->mass[t];
            common += w[t] * (k->spread[t] - 1);
            if (k->in_first[t]) like += w[t] * w[t];
            heard += w[t] > 0;
            if (!k->in_title[t]) continue;
            have++, have_rare += w[t], fresh += k->first_in[t] == (int32_t)i;
        }
        for (; p < k->pairs_end[i]; p++) {
            uint64_t pair = k->table[k->pairs[p]] - 1;
            Py_ssize_t at = place_of_key(k->asked, k->n_asked, pair);
            hits += at < k->n_asked && k->asked[at] == pair;
            again += k->times[k->pairs[p]] > 1;
        }
        double length = c->length[i] > 1 ? c->length[i] : 1, norm = sqrt(at_least(squares, 1e-9));
        if (!i) norm_of_first = norm;
        out[0] = (double)(i < 30 ? i : 30), out[1] = 1 / (double)(i + 1);
        out[2] = (double)i / (double)n, out[3] = (double)(n < 60 ? n : 60);
        out[4] = log(length), out[5] = length / mean;
        out[6] = (double)have / (double)terms, out[7] = have_rare / rare;
        out[8] = (double)hits / (double)(k->n_asked ? k->n_asked : 1);
        out[9] = (double)have / (double)(heard ? heard : 1);
        out[12] = (double)fresh / (double)terms, out[13] = c->titles > 0;
        out[14] = (double)(c->titles < 30 ? c->titles : 30);
        out[15] = central / norm / whole;
        out[17] = common / at_least(weight, 1e-9) / (double)n;
        out[18] = (double)again / (double)(p > from ? p - from : 1);
        out[19] = weight / length, out[20] = like / norm / norm_of_first;
    }
    over_best(rows, n, 6, 10), over_best(rows, n, 7, 11), over_best(rows, n, 15, 16);
}

/* Rows of all sentences, to be freed; NULL with an exception set. */
static double *rows_of(const Counts *c) {
    Work k;
    if (work_open(&k, c) < 0) return NULL;
    double *rows = NULL;
    if (work_more(&k, c) == 0) {
        rows = malloc(((size_t)c->n * FEATURES + 1) * sizeof(double));
        if (!rows) PyErr_NoMemory();
    }
    if (rows) {
        Counts some = *c;
        if (c->v) {
            read_entries(&k, c), read_pairs(&k, c);
        } else { /* no syllable at all: nothing to divide by, and no weight to read */
            some.v = 1;
            some.weight = k.mass;
        }
        fill(rows, &k, &some);
    }
    work_close(&k);
    return rows;
}

PyObject *sentence_features(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *columns[4];
    Counts c;
    if (!PyArg_ParseTuple(args, "OOOO", &columns[0], &columns[1], &columns[2], &columns[3]) ||
        counts_open(&c, columns) < 0)
        return NULL;
    PyObject *found = NULL;
    double *rows = rows_of(&c);
    if (rows)
        found = PyBytes_FromStringAndSize((const char *)rows,
                                          c.n * FEATURES * (Py_ssize_t)sizeof(double));
    free(rows);
    counts_close(&c);
    return found;
}

PyObject *sentence_values(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *columns[4], *given[2], *found = NULL;
    double first, *rows;
    Counts c;
    Py_buffer mean, slope;
    if (!PyArg_ParseTuple(args, "OOOOdOO", &columns[0], &columns[1], &columns[2], &columns[3],
                          &first, &given[0], &given[1]) ||
        counts_open(&c, columns) < 0)
        return NULL;
    if (PyObject_GetBuffer(given[0], &mean, PyBUF_C_CONTIGUOUS) < 0) goto closed;
    if (PyObject_GetBuffer(given[1], &slope, PyBUF_C_CONTIGUOUS) < 0) goto no_slope;
    if (mean.len != FEATURES * sizeof(double) || slope.len != mean.len) {
        PyErr_SetString(PyExc_ValueError, "there is no weight for each feature");
    } else if ((rows = rows_of(&c)) != NULL) {
        found = PyList_New(c.n);
        for (Py_ssize_t i = 0; found && i < c.n; i++) {
            double value = first;
            for (int f = 0; f < FEATURES; f++)
                value += (rows[i * FEATURES + f] - ((const double *)mean.buf)[f]) *
                         ((const double *)slope.buf)[f];
            PyObject *number = PyFloat_FromDouble(value);
            if (!number || PyList_SetItem(found, i, number) < 0) Py_CLEAR(found);
        }
        free(rows);
    }
    PyBuffer_Release(&slope);
no_slope:
    PyBuffer_Release(&mean);
closed:
    counts_close(&c);
    return found;
}

/* Marks the syllables of some sentences; -1 with an exception set. */
static int cover(uint8_t *covered, const Work *k, const Counts *c, PyObject *taken) {
    for (Py_ssize_t i = 0; i < PyList_Size(taken); i++) {
        Py_ssize_t sentence = PyLong_AsSsize_t(PyList_GetItem(taken, i));
        if (sentence < 0 || sentence >= c->n) {
            if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "there is no such sentence");
            return -1;
        }
        if (!c->v) continue;
        uint64_t first = (uint64_t)sentence << 32;
        Py_ssize_t e = place_of_key(k->entries, k->n_entries, first);
        for (; e < k->n_entries && k->entries[e] >> 32 == (uint64_t)sentence; e++)
            covered[k->entries[e] & UINT32_MAX] = 1;
    }
    return 0;
}

PyObject *sentence_shares(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *columns[4], *taken, *found = NULL;
    Counts c;
    Work k;
    if (!PyArg_ParseTuple(args, "OOOOO!", &columns[0], &columns[1], &columns[2], &columns[3],
                          &PyList_Type, &taken) ||
        counts_open(&c, columns) < 0)
        return NULL;
    if (work_open(&k, &c) == 0) {
        if (c.v) read_entries(&k, &c);
        uint8_t *covered = k.in_title;
        if (cover(covered, &k, &c, taken) == 0) found = PyList_New(c.n);
        Py_ssize_t e = 0;
        for (Py_ssize_t i = 0; found && i < c.n; i++) {
            double said = 0, mass = 0;
            for (; e < k.n_entries && k.entries[e] >> 32 == (uint64_t)i; e++) {
                uint64_t t = k.entries[e] & UINT32_MAX;
                mass += c.weight[t];
                if (covered[t]) said += c.weight[t];
            }
            PyObject *share = PyFloat_FromDouble(said / at_least(mass, 1e-9));
            if (!share || PyList_SetItem(found, i, share) < 0) Py_CLEAR(found);
        }
        work_close(&k);
    }
    counts_close(&c);
    return found;
}
