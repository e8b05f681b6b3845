/* The best readings of bare syllables: AccentModel.decode of text/accents_model.py.

   Scores are whole steps (1/16 nat), so that both ways to add them up give the same sums. */
#include "accents.h"

typedef struct {
    PyObject_HEAD
    Columns columns;
    Py_ssize_t words;
    const int16_t *uni;
    const int8_t *bow, *capital, *small;
    const uint8_t *plain;
    HashTable pairs, triples;
    const int8_t *pair_score, *pair_bow, *triple_score;
    int has_net;
    Net net;
} Accents;

/* Looks many keys up at once: `slots` of those that are in the table, -1 for the others. */
static void probe_all(const HashTable *table, const int8_t *values, const uint64_t *keys, int n,
                      int64_t *slots) {
    uint64_t mixed[MANY * MANY];
    for (int i = 0; i < n; i++) {
        mixed[i] = hash_mixed(keys[i]);
        prefetch(table->moves + (mixed[i] >> table->shift));
    }
    for (int i = 0; i < n; i++) {
        slots[i] = (int64_t)hash_slot(table, mixed[i]);
        prefetch(table->prints + slots[i]);
        prefetch(values + slots[i]);
    }
    for (int i = 0; i < n; i++)
        if (!hash_is_at(table, mixed[i], (uint64_t)slots[i])) slots[i] = -1;
}

/* First pass: every reading with every reading of its two neighbours. */
static void score_readings(const Accents *m, const Given *g, Py_ssize_t from, int n, Path *p) {
    for (int t = 0; t < n; t++) {
        Py_ssize_t i = from + t;
        for (int r = 0; r < g->many[i]; r++) {
            int32_t id = g->first[i] + r;
            int32_t alone = m->uni[id] + g->bare[i] * m->plain[id];
            if (g->cased[i] >= 0) alone += g->cased[i] ? m->capital[id] : m->small[id];
            p->alone[t][r] = p->local[t][r] = alone;
        }
    }
    for (int t = 1; t < n; t++) {
        int32_t left = g->first[from + t - 1], right = g->first[from + t];
        int lefts = g->many[from + t - 1], rights = g->many[from + t];
        uint64_t keys[MANY * MANY];
        int64_t slots[MANY * MANY];
        for (int l = 0, k = 0; l < lefts; l++)
            for (int r = 0; r < rights; r++, k++)
                keys[k] = (uint64_t)(left + l) * PLACE_0 + (uint64_t)(right + r) * PLACE_1;
        probe_all(&m->pairs, m->pair_score, keys, lefts * rights, slots);
        int32_t into[MANY], out[MANY];
        for (int r = 0; r < rights; r++) into[r] = INT32_MIN;
        for (int l = 0, k = 0; l < lefts; l++) {
            int32_t bow = m->bow[left + l], start = p->alone[t - 1][l] + bow;
            out[l] = INT32_MIN;
            for (int r = 0; r < rights; r++, k++) {
                int32_t score = slots[k] >= 0 ? m->pair_score[slots[k]] : 0;
                if (score + start > into[r]) into[r] = score + start;
                if (score + p->alone[t][r] > out[l]) out[l] = score + p->alone[t][r];
            }
            out[l] += bow;
        }
        for (int r = 0; r < rights; r++) p->local[t][r] += into[r];
        for (int l = 0; l < lefts; l++) p->local[t - 1][l] += out[l];
    }
}

/* Keeps the few best readings of each token; of equals those that come first. */
static void keep_readings(const Given *g, Py_ssize_t from, int n, Path *p) {
    for (int t = 0; t < n; t++) {
        int many = g->many[from + t], kept = 0;
        uint32_t used = 0;
        for (int k = 0; k < BEST_READINGS && k < many; k++) {
            int top = -1;
            for (int r = 0; r < many; r++)
                if (!(used >> r & 1) && (top < 0 || p->local[t][r] > p->local[t][top])) top = r;
            used |= UINT32_C(1) << top;
            int32_t best = k ? p->local[t][p->ids[t][0] - g->first[from + t]] : p->local[t][top];
            if (p->local[t][top] < best - NEAR_STEPS) break;
            p->ids[t][kept] = g->first[from + t] + top;
            p->own[t][kept++] = p->alone[t][top];
        }
        p->kept[t] = kept;
    }
}

/* Second pass: what pairs and triples of the readings that were kept are worth. */
static void score_path(const Accents *m, int n, Path *p) {
    uint64_t keys[BEST_READINGS * BEST_READINGS * BEST_READINGS];
    int64_t slots[BEST_READINGS * BEST_READINGS * BEST_READINGS];
    for (int t = 1; t < n; t++) {
        int lefts = p->kept[t - 1], rights = p->kept[t], k = 0;
        for (int b = 0; b < lefts; b++)
            for (int c = 0; c < rights; c++, k++)
                keys[k] = (uint64_t)p->ids[t - 1][b] * PLACE_0 + (uint64_t)p->ids[t][c] * PLACE_1;
        probe_all(&m->pairs, m->pair_score, keys, k, slots);
        k = 0;
        for (int b = 0; b < lefts; b++) {
            for (int c = 0; c < rights; c++, k++) {
                int hit = slots[k] >= 0;
                int32_t score = m->bow[p->ids[t - 1][b]] + (hit ? m->pair_score[slots[k]] : 0);
                p->pair[t][b][c] = score + p->own[t][c];
                p->pair_bow[t][b][c] = hit ? m->pair_bow[slots[k]] : 0;
            }
        }
        if (t < 2) continue;
        int before = p->kept[t - 2];
        k = 0;
        for (int a = 0; a < before; a++)
            for (int b = 0; b < lefts; b++)
                for (int c = 0; c < rights; c++, k++)
                    keys[k] = (uint64_t)p->ids[t - 2][a] * PLACE_0 +
                              (uint64_t)p->ids[t - 1][b] * PLACE_1 +
                              (uint64_t)p->ids[t][c] * PLACE_2;
        probe_all(&m->triples, m->triple_score, keys, k, slots);
        k = 0;
        for (int a = 0; a < before; a++)
            for (int b = 0; b < lefts; b++)
                for (int c = 0; c < rights; c++, k++)
                    p->move[t][a][b][c] = p->pair_bow[t - 1][a][b] +
                                          (slots[k] >= 0 ? m->triple_score[slots[k]] : 0);
    }
}

/* Lets the net weigh the readings of every token that the path is unsure of. */
static int weigh(const Accents *m, const Given *g, Py_ssize_t from, int n, Path *p) {
    int any = 0;
    for (int t = 1; t < n; t++) {
        int32_t best = INT32_MIN, second = INT32_MIN, added[BEST_READINGS];
        for (int c = 0; c < p->kept[t]; c++) {
            int32_t x = p->through[t][c];
            if (x > best) {
                second = best;
                best = x;
            } else if (x > second) second = x;
        }
        if (p->kept[t] < 2 || best - second >= UNSURE_STEPS) continue;
        net_scores(&m->net, g, from, n, t, p->ids[t], p->kept[t], added);
        for (int b = 0; b < p->kept[t - 1]; b++)
            for (int c = 0; c < p->kept[t]; c++) p->pair[t][b][c] += added[c];
        any = 1;
    }
    return any;
}

static void decode(const Accents *m, const Given *g, Py_ssize_t n, Path *p) {
    int32_t *scores = g->scores;
    for (Py_ssize_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && g->first[to]; to++) continue;
        int length = (int)(to - from);
        score_readings(m, g, from, length, p);
        keep_readings(g, from, length, p);
        score_path(m, length, p);
        find_path(length, p);
        if (m->has_net || scores) find_through(length, p);
        if (m->has_net && weigh(m, g, from, length, p)) {
            find_path(length, p);
            if (scores) find_through(length, p);
        }
        trace_path(length, p, g->best + from);
        if (scores) scores = put_scores(g, from, length, p, scores);
    }
}

/* Sums up the readings; -1 with an exception set when the tokens are not what is expected. */
static Py_ssize_t check(const Accents *m, const Given *g, Py_ssize_t n) {
    Py_ssize_t total = 0, last = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        if (!g->first[i]) last = i;
        if (g->many[i] < 1 || g->many[i] > MANY || g->first[i] < 0 ||
            g->first[i] > m->words - g->many[i] || i - last >= LONGEST || (!i && g->first[i]) ||
            (m->has_net && (g->row[i] < 0 || g->row[i] >= m->net.spellings))) {
            PyErr_SetString(PyExc_ValueError, "the tokens are no paths of the model");
            return -1;
        }
        total += g->many[i];
    }
    return total;
}

static PyObject *accents_decode(PyObject *self, PyObject *args) {
    const Accents *m = (const Accents *)self;
    PyObject *tokens, *found = NULL, *best = NULL, *scores = NULL;
    int want = 0;
    if (!PyArg_ParseTuple(args, "O!p", &PyDict_Type, &tokens, &want)) return NULL;
    Columns columns;
    if (columns_open(&columns, 5) < 0) return NULL;
    Given g = {0};
    Py_ssize_t n, total;
    Path *path = NULL;
    if (!(g.first = columns_take(&columns, tokens, "first", -1, 4, &n)) ||
        !(g.many = columns_take(&columns, tokens, "many", n, 4, NULL)) ||
        !(g.row = columns_take(&columns, tokens, "row", n, 4, NULL)) ||
        !(g.cased = columns_take(&columns, tokens, "case", n, 1, NULL)) ||
        !(g.bare = columns_take(&columns, tokens, "bare", n, 2, NULL)) ||
        (total = check(m, &g, n)) < 0)
        goto done;
    best = PyBytes_FromStringAndSize(NULL, 4 * n);
    scores = PyBytes_FromStringAndSize(NULL, want ? 4 * total : 0);
    path = malloc(sizeof *path);
    if (!best || !scores || !path) {
        if (!path) PyErr_NoMemory();
        goto done;
    }
    g.best = (int32_t *)PyBytes_AsString(best);
    g.scores = want ? (int32_t *)PyBytes_AsString(scores) : NULL;
    Py_BEGIN_ALLOW_THREADS
    decode(m, &g, n, path);
    Py_END_ALLOW_THREADS
    found = Py_BuildValue("(OO)", best, scores);
done:
    free(path);
    Py_XDECREF(best);
    Py_XDECREF(scores);
    columns_close(&columns);
    return found;
}

static int accents_open(Accents *m, PyObject *dict) {
    Columns *c = &m->columns;
    Py_ssize_t rows;
#define TAKE(field, name, rows, width) \
    if (!(m->field = columns_take(c, dict, name, rows, width, NULL))) return -1
    if (!(m->uni = columns_take(c, dict, "uni", -1, 2, &m->words))) return -1;
    TAKE(bow, "bow", m->words, 1);
    TAKE(capital, "capital", m->words, 1);
    TAKE(small, "small", m->words, 1);
    TAKE(plain, "plain", m->words, 1);
    if (hash_open(&m->pairs, c, dict, "bi") < 0 || hash_open(&m->triples, c, dict, "tri") < 0)
        return -1;
    rows = (Py_ssize_t)m->pairs.mask + 1;
    TAKE(pair_score, "bi.score", rows, 1);
    TAKE(pair_bow, "bi.bow", rows, 1);
    TAKE(triple_score, "tri.score", (Py_ssize_t)m->triples.mask + 1, 1);
#undef TAKE
    m->has_net = PyDict_GetItemString(dict, "net.rows") != NULL;
    if (!m->has_net) return 0;
    Py_ssize_t spellings;
    if (!columns_take(c, dict, "first", -1, 8, &spellings)) return -1;
    return net_open(&m->net, c, dict, m->words, spellings);
}

static PyObject *accents_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict = reader_columns(type, args, named);
    if (!dict) return NULL;
    Accents *self = (Accents *)reader_alloc(type);
    if (!self) return NULL;
    if (columns_open(&self->columns, 24) < 0 || accents_open(self, dict) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static PyMethodDef accents_methods[] = {
    {"decode", accents_decode, METH_VARARGS, "The readings of tokens, and the scores of all."},
    {NULL, NULL, 0, NULL},
};

READER(accents, Accents, "Accents", "The model of accents, ready to decode.")
