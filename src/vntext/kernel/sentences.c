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

/* Sorts keys, with room for as many; runs that are in order already cost one look. */
static void sort(uint64_t *keys, uint64_t *room, Py_ssize_t n) {
    for (Py_ssize_t width = 1; width < n; width *= 2)
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
static Py_ssize_t once(uint64_t *keys, Py_ssize_t n) {
    Py_ssize_t kept = 0;
    for (Py_ssize_t i = 0; i < n; i++)
        if (!kept || keys[kept - 1] != keys[i]) keys[kept++] = keys[i];
    return kept;
}

/* The first place whose key is not smaller. */
static Py_ssize_t place_of(const uint64_t *keys, Py_ssize_t n, uint64_t key) {
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

static double at_least(double x, double least) { return x > least ? x : least; }

/* What is counted of each syllable, and once in a sentence of the keys of syllables and pairs. */
typedef struct {
    uint64_t *entries, *pairs, *sorted, *asked, *room;
    double *mass;
    int32_t *spread, *first_in;
    uint8_t *in_title, *in_first;
    Py_ssize_t n_entries, n_pairs, n_asked;
} Work;

static void work_close(Work *k) {
    void *all[] = {k->entries, k->pairs,    k->sorted,   k->asked,   k->room,
                   k->mass,    k->spread,   k->first_in, k->in_title, k->in_first};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

static int work_open(Work *k, const Counts *c) {
    size_t v = (size_t)c->v + 1, s = (size_t)c->syllables + 1, t = (size_t)c->titles + 1;
    memset(k, 0, sizeof *k);
    k->entries = malloc(s * 8), k->pairs = malloc(s * 8), k->sorted = malloc(s * 8);
    k->asked = malloc(t * 8), k->room = malloc((s > t ? s : t) * 8);
    k->mass = calloc(v, 8), k->spread = calloc(v, 4), k->first_in = calloc(v, 4);
    k->in_title = calloc(v, 1), k->in_first = calloc(v, 1);
    if (k->entries && k->pairs && k->sorted && k->asked && k->room && k->mass && k->spread &&
        k->first_in && k->in_title && k->in_first)
        return 0;
    work_close(k);
    PyErr_NoMemory();
    return -1;
}

/* Entries of the syllables, a syllable once in a sentence: sentence * v + syllable, sorted. */
static void read_entries(Work *k, const Counts *c) {
    const uint64_t v = (uint64_t)c->v;
    const int32_t *syllable = c->syllable;
    Py_ssize_t at = 0;
    for (Py_ssize_t i = 0; i < c->n; i++)
        for (int32_t j = 0; j < c->length[i]; j++, at++)
            k->entries[at] = (uint64_t)i * v + (uint64_t)syllable[at];
    sort(k->entries, k->room, at);
    k->n_entries = once(k->entries, at);
}

static void read_pairs(Work *k, const Counts *c) {
    const uint64_t v = (uint64_t)c->v;
    const int32_t *syllable = c->syllable;
    Py_ssize_t at = 0, m = 0;
    for (Py_ssize_t i = 0; i < c->n; at += c->length[i], i++)
        for (int32_t j = 1; j < c->length[i]; j++)
            k->pairs[m++] = ((uint64_t)i * v + (uint64_t)syllable[at + j - 1]) * v +
                            (uint64_t)syllable[at + j];
    sort(k->pairs, k->room, m);
    k->n_pairs = m = once(k->pairs, m);
    for (Py_ssize_t i = 0; i < m; i++) k->sorted[i] = k->pairs[i] % (v * v);
    sort(k->sorted, k->room, m);
    for (m = 0; m + 1 < c->titles; m++)
        k->asked[m] = (uint64_t)c->title[m] * v + (uint64_t)c->title[m + 1];
    sort(k->asked, k->room, m);
    k->n_asked = once(k->asked, m);
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
    const uint64_t v = (uint64_t)c->v;
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
        uint64_t sentence = k->entries[e] / v, t = k->entries[e] % v;
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
        for (; e < k->n_entries && k->entries[e] / v == (uint64_t)i; e++) {
            uint64_t t = k->entries[e] % v;
            weight += w[t], squares += w[t] * w[t], central += w[t] * k->mass[t];
            common += w[t] * (k->spread[t] - 1);
            if (k->in_first[t]) like += w[t] * w[t];
            heard += w[t] > 0;
            if (!k->in_title[t]) continue;
            have++, have_rare += w[t], fresh += k->first_in[t] == (int32_t)i;
        }
        for (; p < k->n_pairs && k->pairs[p] / (v * v) == (uint64_t)i; p++) {
            uint64_t pair = k->pairs[p] % (v * v);
            Py_ssize_t at = place_of(k->asked, k->n_asked, pair);
            hits += at < k->n_asked && k->asked[at] == pair;
            at = place_of(k->sorted, k->n_pairs, pair);
            again += at + 1 < k->n_pairs && k->sorted[at + 1] == pair;
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
    double *rows = malloc(((size_t)c->n * FEATURES + 1) * sizeof(double));
    if (rows) {
        Counts some = *c;
        if (c->v) {
            read_entries(&k, c), read_pairs(&k, c);
        } else { /* no syllable at all: nothing to divide by, and no weight to read */
            some.v = 1;
            some.weight = k.mass;
        }
        fill(rows, &k, &some);
    } else {
        PyErr_NoMemory();
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

PyObject *sentence_shares(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *columns[4], *given;
    Counts c;
    Work k;
    Py_buffer covered;
    if (!PyArg_ParseTuple(args, "OOOOO", &columns[0], &columns[1], &columns[2], &columns[3],
                          &given) ||
        counts_open(&c, columns) < 0)
        return NULL;
    PyObject *found = NULL;
    if (PyObject_GetBuffer(given, &covered, PyBUF_C_CONTIGUOUS) < 0) goto closed;
    if (covered.len < c.v)
        PyErr_SetString(PyExc_ValueError, "there is no flag for each syllable");
    else if (work_open(&k, &c) == 0) {
        if (c.v) read_entries(&k, &c);
        found = PyList_New(c.n);
        Py_ssize_t e = 0;
        for (Py_ssize_t i = 0; found && i < c.n; i++) {
            double said = 0, mass = 0;
            for (; e < k.n_entries && k.entries[e] / (uint64_t)c.v == (uint64_t)i; e++) {
                uint64_t t = k.entries[e] % (uint64_t)c.v;
                mass += c.weight[t];
                if (((const uint8_t *)covered.buf)[t]) said += c.weight[t];
            }
            PyObject *share = PyFloat_FromDouble(said / at_least(mass, 1e-9));
            if (!share || PyList_SetItem(found, i, share) < 0) Py_CLEAR(found);
        }
        work_close(&k);
    }
    PyBuffer_Release(&covered);
closed:
    counts_close(&c);
    return found;
}
