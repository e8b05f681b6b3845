/* Words of a text: the passes of segment/word_tokens.py and segment/word_model.py, token by token.

   The comments there say what is done and why; here they say only where this differs. Every result
   is that of the array code, which a test compares. */
#include "kernel.h"

enum { WORD = 1, RUN = 2, VISIBLE = 4 };                             /* classes of codes */
enum { SMALL = 1, CAPITAL = 2, DIGIT = 4 };                          /* kinds of codes */
enum { HYPHEN = 1, APOSTROPHE, AND, SLASH, STOP, COMMA, PERCENT };   /* signs that join */
enum { S_LOWER = 1, S_CAPITAL = 2, S_MIXED = 5, S_NUMERIC = 9, S_SIGN = 10, S_OTHER = 15 };

#define UNKNOWN 2
#define LONGER 128
#define LISTS 2
#define PAD 8 /* zeros before and behind codes, tokens and flags: no look beyond needs a check */

static const uint64_t CASE = UINT64_C(0x8080808080808080);
static const uint64_t LETTER = UINT64_C(0x7F7F7F7F7F7F7F7F);
static const uint64_t DIGITS = UINT64_C(0xDFDFDFDFDFDFDFDF);
static const uint64_t LONG = UINT64_C(0x9FB21C651E98DF25);

static const uint8_t COARSE[16] = {0, 1, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6, 7, 7, 7};

typedef struct {
    PyObject_HEAD
    Columns columns;
    const uint8_t *codes, *classes, *shapes, *glue, *kinds;
    HashTable vocabulary, pair, triple, quad;
    const uint16_t *ids;
    const int8_t *pair_weights; /* three a slot */
    const uint8_t *pair_flags, *triple_flags, *quad_flags;
    Py_ssize_t tokens; /* ids are below */
    const int8_t *shapes4, *shapes6, *first, *last, *left_shape, *right_shape;
    const int8_t *list_shape[LISTS], *list_left[LISTS], *list_right[LISTS];
    const int8_t *text_shape, *text_beside, *text_list;
} Words;

/* The tokens of a text, and what is known of each. */
typedef struct {
    Py_ssize_t n;
    int32_t *starts, *ends;
    uint32_t *ids;   /* PAD zeros before and behind */
    uint8_t *shapes; /* likewise */
    uint8_t *join;   /* whether token i and token i + 1 are in one word */
    void *block;
} Tokens;

/* Offsets of spans that a caller gave. */
typedef struct {
    const int32_t *from, *to;
    Py_ssize_t n;
    Py_buffer views[2];
    int used;
} Given;

/* Tokens before signs join what is around them; only their number when starts is NULL. */
static Py_ssize_t raw_tokens(const Words *w, const uint8_t *codes, Py_ssize_t n, int32_t *starts,
                             int32_t *ends) {
    Py_ssize_t count = 0;
    uint8_t before = 0, class_before = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        uint8_t code = codes[i], class = w->classes[code];
        if (class) {
            if (!((class & class_before & WORD) || ((class & RUN) && code == before))) {
                if (starts) starts[count] = (int32_t)i;
                count++;
            }
            if (starts) ends[count - 1] = (int32_t)i + 1;
        }
        before = code;
        class_before = class;
    }
    return count;
}

/* Marks in `keep` which tokens begin one: signs in numbers, codes and foreign words join. */
static void glue_tokens(const Words *w, const uint8_t *codes, const int32_t *starts,
                        const int32_t *ends, Py_ssize_t n, uint8_t *keep) {
    memset(keep, 1, (size_t)n);
    for (Py_ssize_t i = 1; i < n; i++) {
        uint8_t sign = w->glue[codes[starts[i]]];
        if (!sign) continue;
        int32_t place = starts[i];
        uint8_t left = w->kinds[codes[place - 1]], right = w->kinds[codes[place + 1]];
        if (!left || !(right || sign == PERCENT)) continue;
        int join = 0;
        if (right) {
            int32_t after = ends[i + 1] - starts[i + 1], ahead = ends[i - 1] - starts[i - 1];
            uint8_t last = w->kinds[codes[ends[i + 1] - 1]];
            uint8_t head = w->kinds[codes[starts[i - 1]]];
            int numbers = left == DIGIT && right == DIGIT;
            int capitals = left == CAPITAL && right == CAPITAL && last != SMALL;
            switch (sign) {
                case HYPHEN:
                    join = !(right == CAPITAL && last == SMALL && head == CAPITAL);
                    break;
                case APOSTROPHE:
                    join = !numbers;
                    break;
                case AND:
                    join = capitals;
                    break;
                case SLASH:
                    join = numbers || capitals ||
                           (left == SMALL && right == SMALL && ahead <= 2 && after <= 2);
                    break;
                case STOP:
                    join = numbers || capitals;
                    break;
                case COMMA:
                    join = numbers;
                    break;
            }
        }
        if (join) keep[i] = keep[i + 1] = 0;
        if (sign == PERCENT && left == DIGIT) keep[i] = 0;
    }
}

static Py_ssize_t keep_tokens(int32_t *starts, int32_t *ends, Py_ssize_t n, const uint8_t *keep) {
    Py_ssize_t count = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        if (keep[i]) {
            starts[count] = starts[i];
            ends[count++] = ends[i];
        } else if (count) {
            ends[count - 1] = ends[i];
        }
    }
    return count;
}

/* Makes one token of all that a protected span touches. */
static Py_ssize_t protect_tokens(int32_t *starts, int32_t *ends, Py_ssize_t n, const int32_t *from,
                                 const int32_t *to, Py_ssize_t spans, uint8_t *keep) {
    if (!spans) return n;
    memset(keep, 1, (size_t)n);
    Py_ssize_t i = 0;
    for (Py_ssize_t k = 0; k < spans; k++) {
        while (i < n && ends[i] <= from[k]) i++;
        for (Py_ssize_t j = i + 1; j < n && starts[j] < to[k]; j++) keep[j] = 0;
    }
    return keep_tokens(starts, ends, n, keep);
}

static void look_up_tokens(const Words *w, const uint8_t *codes, Tokens *t) {
    for (Py_ssize_t i = 0; i < t->n; i++) {
        int32_t start = t->starts[i], length = t->ends[i] - start;
        uint64_t mask = length >= 8 ? ~UINT64_C(0) : (UINT64_C(1) << 8 * length) - 1;
        uint64_t head;
        memcpy(&head, codes + start, 8);
        head &= mask;
        uint8_t shape = w->shapes[codes[start]];
        uint64_t cased = head & CASE;
        if (shape == S_CAPITAL) {
            if (cased == (mask & CASE)) shape += length > 1 ? 2 : 1;
        } else if (shape == S_LOWER) {
            if (cased) shape = S_MIXED;
        } else if (shape == S_NUMERIC && head == (DIGITS & mask)) {
            shape = length <= 2 ? 6 : length == 3 ? 7 : 8;
        }
        t->shapes[i] = shape;
        if (!shape) {
            t->ids[i] = 0;
            continue;
        }
        uint64_t key = head & LETTER;
        if (length > 8) {
            uint64_t tail;
            memcpy(&tail, codes + t->ends[i] - 8, 8);
            key ^= ((tail & LETTER) + (uint64_t)length) * LONG;
        }
        int64_t slot = hash_find(&w->vocabulary, key);
        t->ids[i] = slot >= 0 ? w->ids[slot] : (uint32_t)UNKNOWN + shape;
    }
}

/* What the tables hold of the n-grams that begin at a token. */
typedef struct {
    int8_t weights[3];
    uint8_t flags;
    uint8_t two, three, four; /* entries of the lists, a bit each */
} Grams;

static Grams look_up_grams(const Words *w, const uint32_t *id) {
    Grams g = {{0, 0, 0}, 0, 0, 0, 0};
    uint64_t key = id[0] * PLACE_0 + id[1] * PLACE_1;
    int64_t slot = hash_find(&w->pair, key);
    if (slot < 0) return g;
    memcpy(g.weights, w->pair_weights + 3 * slot, 3);
    g.flags = w->pair_flags[slot];
    g.two = g.flags & 3;
    if (!(g.flags & LONGER)) return g;
    key += id[2] * PLACE_2;
    slot = hash_find(&w->triple, key);
    if (slot < 0) return g;
    g.three = w->triple_flags[slot] & 3;
    if (w->triple_flags[slot] < LONGER) return g;
    slot = hash_find(&w->quad, key + id[3] * PLACE_3);
    if (slot >= 0) g.four = w->quad_flags[slot] & 3;
    return g;
}

/* Scores gap i, between tokens i and i + 1; `g[k]` are the grams that begin at token i - 2 + k. */
static int32_t score(const Words *w, const Tokens *t, Py_ssize_t i, const Grams *const g[4]) {
    const uint32_t *id = t->ids + i;
    const uint8_t *s = t->shapes + i;
    uint32_t c0 = COARSE[s[-1]], c1 = COARSE[s[0]], c2 = COARSE[s[1]], c3 = COARSE[s[2]];
    uint32_t before = c0 ? COARSE[s[-2]] : 0, after = c3 ? COARSE[s[3]] : 0;
    uint32_t six = before << 15 | c0 << 12 | c1 << 9 | c2 << 6 | c3 << 3 | after;
    uint32_t shape = c1 << 3 | c2;
    uint32_t b = id[0] << 6, c = id[1] << 6;
    int32_t total = w->shapes4[(uint32_t)s[-1] << 12 | s[0] << 8 | s[1] << 4 | s[2]];
    total += w->shapes6[six] + w->first[id[-1]] + w->last[id[2]];
    total += g[1]->weights[0] + g[2]->weights[1] + g[3]->weights[2];
    total += w->left_shape[b | shape] + w->right_shape[c | shape];
    uint32_t pattern[LISTS];
    for (int k = 0; k < LISTS; k++) {
        uint32_t p = (g[2]->two >> k & 1) | (g[1]->three >> k & 1) << 1 | (g[2]->three >> k & 1) << 2;
        p |= (g[0]->four >> k & 1) << 3 | (g[1]->four >> k & 1) << 4 | (g[2]->four >> k & 1) << 5;
        uint32_t crossing = p;
        p |= (g[1]->two >> k & 1) << 6 | (g[3]->two >> k & 1) << 7;
        p |= (g[0]->three >> k & 1) << 8 | (g[3]->three >> k & 1) << 9;
        pattern[k] = p;
        total += w->list_shape[k][p << 6 | shape];
        total += w->list_left[k][b | crossing] + w->list_right[k][c | crossing];
    }
    uint32_t middle = g[2]->flags >> 2 & 31;
    uint32_t beside = (uint32_t)(g[1]->flags >> 4 & 7) << 8 | (middle >> 2) << 5;
    beside |= (uint32_t)(g[3]->flags >> 4 & 7) << 2 | (pattern[0] & 1) << 1 | (pattern[1] & 1);
    total += w->text_shape[middle << 6 | shape] + w->text_beside[beside];
    total += w->text_list[middle << 10 | pattern[0]];
    return total;
}

static void join_tokens(const Words *w, Tokens *t) {
    if (!t->n) return;
    Grams ring[4]; /* those of token i at i & 3 */
    for (int i = -2; i < 1; i++) ring[i & 3] = look_up_grams(w, t->ids + i);
    for (Py_ssize_t i = 0; i + 1 < t->n; i++) {
        ring[(i + 1) & 3] = look_up_grams(w, t->ids + i + 1);
        uint8_t here = t->shapes[i], next = t->shapes[i + 1];
        t->join[i] = 0;
        if (!here || !next || here == S_OTHER || next == S_OTHER) continue;
        const Grams *const g[4] = {&ring[(i + 2) & 3], &ring[(i + 3) & 3], &ring[i & 3],
                                   &ring[(i + 1) & 3]};
        t->join[i] = score(w, t, i, g) > 0;
    }
    t->join[t->n - 1] = 0;
}

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

static void tokens_close(Tokens *t) { free(t->block); }

/* Finds the tokens of a text and which of them are in one word; 0 when there is no memory. */
static int segment(const Words *w, const Py_UCS4 *text, Py_ssize_t n, const Given *protected,
                   const Given *alone, Tokens *t) {
    uint8_t *codes = malloc((size_t)n + 2 * PAD);
    t->block = NULL;
    if (!codes) return 0;
    memset(codes, 0, PAD);
    codes += PAD;
    for (Py_ssize_t i = 0; i < n; i++) codes[i] = w->codes[text[i] < 0xFFFF ? text[i] : 0xFFFF];
    memset(codes + n, 0, PAD);
    size_t room = (size_t)raw_tokens(w, codes, n, NULL, NULL) + 2 * PAD;
    t->block = calloc(room, 3 * 4 + 3);
    if (!t->block) {
        free(codes - PAD);
        return 0;
    }
    t->ids = (uint32_t *)t->block + PAD;
    t->starts = (int32_t *)t->block + room;
    t->ends = t->starts + room;
    t->shapes = (uint8_t *)(t->ends + room) + PAD;
    t->join = t->shapes + room - PAD;
    uint8_t *keep = t->join + room;
    t->n = raw_tokens(w, codes, n, t->starts, t->ends);
    glue_tokens(w, codes, t->starts, t->ends, t->n, keep);
    t->n = keep_tokens(t->starts, t->ends, t->n, keep);
    t->n = protect_tokens(t->starts, t->ends, t->n, protected->from, protected->to, protected->n,
                          keep);
    look_up_tokens(w, codes, t);
    join_tokens(w, t);
    part_signs(t);
    part_tokens(t, alone->from, alone->to, alone->n);
    free(codes - PAD);
    return 1;
}

static void given_close(Given *given) {
    while (given->used) PyBuffer_Release(&given->views[--given->used]);
}

/* Reads two columns of offsets (int32); None stands for no spans. */
static int given_open(Given *given, PyObject *from, PyObject *to) {
    memset(given, 0, sizeof *given);
    if (from == Py_None) return 0;
    PyObject *columns[2] = {from, to};
    for (; given->used < 2; given->used++) {
        Py_buffer *view = &given->views[given->used];
        if (PyObject_GetBuffer(columns[given->used], view, PyBUF_C_CONTIGUOUS) < 0) goto failed;
        if (view->itemsize != 4 || view->len != (given->used ? given->views[0].len : view->len)) {
            PyBuffer_Release(view);
            PyErr_SetString(PyExc_ValueError, "spans must be two columns of 32 bits, equally long");
            goto failed;
        }
    }
    given->from = given->views[0].buf;
    given->to = given->views[1].buf;
    given->n = given->views[0].len / 4;
    return 0;
failed:
    given_close(given);
    return -1;
}

/* The work that both methods share; -1 with an exception set when it fails. */
static int analysed(const Words *w, PyObject *text, PyObject *const columns[4], Tokens *t) {
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return -1;
    if (n > INT32_MAX - 2 * PAD) {
        PyErr_SetString(PyExc_OverflowError, "the text is too long for offsets of 32 bits");
        return -1;
    }
    Given protected, alone;
    if (given_open(&protected, columns[0], columns[1]) < 0) return -1;
    if (given_open(&alone, columns[2], columns[3]) < 0) {
        given_close(&protected);
        return -1;
    }
    int done = 0;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (wide) {
        Py_BEGIN_ALLOW_THREADS
        done = segment(w, wide, n, &protected, &alone, t);
        Py_END_ALLOW_THREADS
        PyMem_Free(wide);
        if (!done) PyErr_NoMemory();
    }
    given_close(&alone);
    given_close(&protected);
    return done ? 0 : -1;
}

/* Steps to the next word; 0 when there is none. `at`: the token after the last word. */
static int next_word(const Tokens *t, Py_ssize_t *at, int32_t *start, int32_t *end) {
    Py_ssize_t i = *at;
    while (i < t->n && !t->shapes[i]) i++; /* line breaks */
    if (i >= t->n) return 0;
    *start = t->starts[i];
    while (t->join[i]) i++;
    *end = t->ends[i];
    *at = i + 1;
    return 1;
}

static PyObject *words_spans(PyObject *self, PyObject *args) {
    PyObject *text, *columns[4];
    if (!PyArg_ParseTuple(args, "UOOOO", &text, &columns[0], &columns[1], &columns[2], &columns[3]))
        return NULL;
    Tokens t;
    if (analysed((const Words *)self, text, columns, &t) < 0) return NULL;
    Py_ssize_t at = 0, n = 0;
    int32_t start, end;
    /* words take the place of the tokens that they are made of */
    while (next_word(&t, &at, &start, &end)) {
        t.starts[n] = start;
        t.ends[n++] = end;
    }
    PyObject *found = Py_BuildValue("(y#y#)", (char *)t.starts, 4 * n, (char *)t.ends, 4 * n);
    tokens_close(&t);
    return found;
}

static PyObject *words_split(PyObject *self, PyObject *args) {
    PyObject *text, *lengths, *columns[4];
    if (!PyArg_ParseTuple(args, "UO!OOOO", &text, &PyList_Type, &lengths, &columns[0], &columns[1],
                          &columns[2], &columns[3]))
        return NULL;
    Tokens t;
    if (analysed((const Words *)self, text, columns, &t) < 0) return NULL;
    Py_ssize_t texts = PyList_Size(lengths), at = 0, bound = 0;
    int32_t start = 0, end = 0;
    int more = next_word(&t, &at, &start, &end);
    PyObject *found = PyList_New(texts);
    for (Py_ssize_t k = 0; found && k < texts; k++) {
        PyObject *own = PyList_New(0);
        Py_ssize_t length = PyLong_AsSsize_t(PyList_GetItem(lengths, k));
        if (!own || (length == -1 && PyErr_Occurred())) goto failed;
        PyList_SetItem(found, k, own); /* takes the reference */
        bound += length + 1;
        while (more && start < bound) {
            PyObject *word = PyUnicode_Substring(text, start, end);
            if (!word) {
                own = NULL;
                goto failed;
            }
            int failed = PyList_Append(own, word);
            Py_DECREF(word);
            if (failed) {
                own = NULL;
                goto failed;
            }
            more = next_word(&t, &at, &start, &end);
        }
        continue;
    failed:
        Py_XDECREF(own);
        Py_CLEAR(found);
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
    TAKE(pair_weights, "pair.weights", 3 * ((Py_ssize_t)w->pair.mask + 1), 1);
    TAKE(pair_flags, "pair.flags", (Py_ssize_t)w->pair.mask + 1, 1);
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
    TAKE(list_left[0], "dense.list0.left", n << 6, 1);
    TAKE(list_left[1], "dense.list1.left", n << 6, 1);
    TAKE(list_right[0], "dense.list0.right", n << 6, 1);
    TAKE(list_right[1], "dense.list1.right", n << 6, 1);
    TAKE(text_shape, "dense.text.shape", 1 << 11, 1);
    TAKE(text_beside, "dense.text.beside", 1 << 11, 1);
    TAKE(text_list, "dense.text.list", 1 << 15, 1);
#undef TAKE
    return 0;
}

static PyObject *words_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict;
    if (named && PyDict_Size(named)) {
        PyErr_SetString(PyExc_TypeError, "Words takes one dict of columns");
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &dict)) return NULL;
    allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Words *self = (Words *)alloc(type, 0);
    if (!self) return NULL;
    if (columns_open(&self->columns, 40) < 0 || words_open(self, dict) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static void words_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    columns_close(&((Words *)self)->columns);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static PyMethodDef words_methods[] = {
    {"spans", words_spans, METH_VARARGS, "Offsets of the words of a text, as two columns."},
    {"split", words_split, METH_VARARGS, "The words of several texts that one text holds."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot words_slots[] = {
    {Py_tp_new, words_new},
    {Py_tp_dealloc, words_dealloc},
    {Py_tp_methods, words_methods},
    {Py_tp_doc, "The word model, ready to read texts."},
    {0, NULL},
};

PyType_Spec words_spec = {
    .name = "vntext.native._kernel.Words",
    .basicsize = sizeof(Words),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = words_slots,
};
