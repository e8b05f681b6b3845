/* The token column: `tokenize` of tokens/column.py, in one pass. The comments there say what a
   token is; here they say only where this differs. */
#include "kernel.h"

#define LAST 0xFFFF    /* characters beyond are one sign */
#define BEYOND 0xFFFD
#define EXACT 7        /* letters that a key holds, a byte each */

typedef struct {
    PyObject_HEAD
    Columns columns;
    const uint8_t *letters; /* of each character its letter, without tone and case */
    const uint8_t *traits;  /* its kind, whether it is a capital, its tone */
    const uint32_t *dashes;
    Py_ssize_t dash_count;
} Reading;

/* The columns that are filled. */
typedef struct {
    int32_t *starts, *ends, *lines;
    uint64_t *keys;
    uint8_t *shapes, *spaced, *joined;
    Py_ssize_t n;
} Found;

typedef struct {
    SpanColumns fixed, words;
    const int64_t *kinds; /* of the fixed spans; NULL where none were given */
} Given;

static uint8_t kind_of(uint8_t traits) { return traits & KIND_BITS; }

static Py_UCS4 place_of(Py_UCS4 c) { return c <= LAST ? c : BEYOND; }

/* The key of a letter run, and its shape; the run ends where the next token begins. */
static Py_ssize_t read_letters(const Reading *r, const Py_UCS4 *text, Py_ssize_t start,
                               Py_ssize_t bound, uint64_t *key, uint8_t *shape) {
    uint64_t head = 0, tail = 0, tones = 0;
    Py_ssize_t i = start, capitals = 0;
    uint8_t first = 0, before = 0;
    for (; i < bound; i++) {
        Py_UCS4 c = place_of(text[i]);
        uint8_t traits = r->traits[c], capital = traits & CAPITAL_BIT;
        if (kind_of(traits) != KIND_LETTER) break;
        if (i == start) first = capital;
        else if (capital && !before) break; /* two words glued by mistake */
        before = capital;
        capitals += capital != 0;
        tones += traits >> TONE_SHIFT;
        Py_ssize_t at = i - start;
        if (at < EXACT) head |= (uint64_t)r->letters[c] << 8 * at;
        else if (at < 2 * EXACT) tail |= (uint64_t)r->letters[c] << 8 * (at - EXACT);
    }
    Py_ssize_t length = i - start;
    head |= (tones & 7) << 56;
    *key = length > EXACT ? mix(head, tail + (uint64_t)length) >> 4 : head;
    if (!capitals) *shape = SHAPE_LOWER;
    else if (!first) *shape = SHAPE_MIXED;
    else if (length == 1) *shape = SHAPE_SINGLE;
    else if (capitals == length) *shape = SHAPE_UPPER;
    else *shape = capitals == 1 ? SHAPE_CAPITALIZED : SHAPE_MIXED;
    return i;
}

static uint64_t mark_key(const Reading *r, Py_UCS4 sign) {
    for (Py_ssize_t k = 0; k < r->dash_count; k++)
        if (r->dashes[k] == sign) sign = '-'; /* every dash is a hyphen */
    return MARK_KEY + sign;
}

static void read_tokens(const Reading *r, const Py_UCS4 *text, Py_ssize_t n, const Given *given,
                        Found *out) {
    const SpanColumns *fixed = &given->fixed, *words = &given->words;
    Py_ssize_t next = 0, word = 0, i = 0, count = 0;
    int32_t line = 0;
    uint8_t space = 1;
    while (i < n) {
        int is_fixed = next < fixed->n && i == fixed->from[next];
        uint8_t traits = r->traits[place_of(text[i])], kind = kind_of(traits);
        line += kind == KIND_BREAK;
        if (kind >= KIND_SPACE && !is_fixed) {
            space = 1;
            i++;
            continue;
        }
        Py_ssize_t start = i, bound = next < fixed->n && !is_fixed ? fixed->from[next] : n;
        out->lines[count] = line;
        out->spaced[count] = space;
        if (is_fixed) {
            out->keys[count] = FIXED_KEY + (given->kinds ? (uint64_t)given->kinds[next] : 0);
            out->shapes[count] = SHAPE_FIXED;
            for (i++; i < fixed->to[next]; i++) {
                kind = kind_of(r->traits[place_of(text[i])]);
                line += kind == KIND_BREAK;
            }
            next++;
        } else if (kind == KIND_LETTER) {
            i = read_letters(r, text, start, bound, &out->keys[count], &out->shapes[count]);
        } else if (kind == KIND_DIGIT) {
            while (i < bound && kind_of(r->traits[place_of(text[i])]) == KIND_DIGIT) i++;
            out->keys[count] = DIGIT_KEY + (uint64_t)(i - start < 5 ? i - start : 5);
            out->shapes[count] = SHAPE_DIGITS;
        } else {
            out->keys[count] = mark_key(r, place_of(text[i++]));
            out->shapes[count] = SHAPE_MARK;
        }
        space = kind >= KIND_SPACE; /* a fixed span may end with white space */
        /* the last word that begins before the token */
        while (word < words->n && words->from[word] < start) word++;
        out->joined[count] = word > 0 && words->to[word - 1] > start;
        out->starts[count] = (int32_t)start;
        out->ends[count++] = (int32_t)i;
    }
    out->n = count;
}

static int fixed_are_right(const SpanColumns *fixed, Py_ssize_t n) {
    int32_t end = 0;
    for (Py_ssize_t k = 0; k < fixed->n; k++) {
        if (fixed->from[k] < end || fixed->to[k] <= fixed->from[k] || fixed->to[k] > n) return 0;
        end = fixed->to[k];
    }
    return 1;
}

static PyObject *read_all(const Reading *r, PyObject *text, Py_ssize_t n, const Given *given) {
    if (n > INT32_MAX) {
        PyErr_SetString(PyExc_OverflowError, "the text is too long for offsets of 32 bits");
        return NULL;
    }
    if (!fixed_are_right(&given->fixed, n)) {
        PyErr_SetString(PyExc_ValueError, "fixed spans must be sorted, apart and within the text");
        return NULL;
    }
    Py_UCS4 *characters = PyUnicode_AsUCS4Copy(text);
    if (!characters) return NULL;
    /* one token a character at most; what is not used costs nothing */
    size_t room = (size_t)n + 1;
    Found f = {0};
    f.keys = malloc(room * (8 + 3 * 4 + 3));
    PyObject *found = NULL;
    if (!f.keys) {
        PyErr_NoMemory();
    } else {
        f.starts = (int32_t *)(f.keys + room);
        f.ends = f.starts + room;
        f.lines = f.ends + room;
        f.shapes = (uint8_t *)(f.lines + room);
        f.spaced = f.shapes + room;
        f.joined = f.spaced + room;
        Py_BEGIN_ALLOW_THREADS
        read_tokens(r, characters, n, given, &f);
        Py_END_ALLOW_THREADS
        found = Py_BuildValue("(y#y#y#y#y#y#y#)", (char *)f.starts, 4 * f.n, (char *)f.ends,
                              4 * f.n, (char *)f.keys, 8 * f.n, (char *)f.shapes, f.n,
                              (char *)f.lines, 4 * f.n, (char *)f.spaced, f.n, (char *)f.joined,
                              f.n);
    }
    free(f.keys);
    PyMem_Free(characters);
    return found;
}

static PyObject *tokens_read(PyObject *self, PyObject *args) {
    PyObject *text, *columns[5], *found = NULL;
    if (!PyArg_ParseTuple(args, "UOOOOO", &text, &columns[0], &columns[1], &columns[2],
                          &columns[3], &columns[4]))
        return NULL;
    Py_ssize_t n = PyUnicode_GetLength(text);
    Given given = {0};
    Py_buffer kinds;
    if (n < 0 || spans_open(&given.fixed, columns[0], columns[1]) < 0) return NULL;
    if (spans_open(&given.words, columns[3], columns[4]) < 0) goto no_words;
    if (columns[2] == Py_None) {
        found = read_all((const Reading *)self, text, n, &given);
    } else if (PyObject_GetBuffer(columns[2], &kinds, PyBUF_C_CONTIGUOUS) == 0) {
        if (kinds.itemsize != 8 || kinds.len != 8 * given.fixed.n) {
            PyErr_SetString(PyExc_ValueError, "each fixed span has one kind of 64 bits");
        } else {
            given.kinds = kinds.buf;
            found = read_all((const Reading *)self, text, n, &given);
        }
        PyBuffer_Release(&kinds);
    }
    spans_close(&given.words);
no_words:
    spans_close(&given.fixed);
    return found;
}

static PyObject *tokens_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict = reader_columns(type, args, named);
    if (!dict) return NULL;
    Reading *self = (Reading *)reader_alloc(type);
    if (!self) return NULL;
    Columns *c = &self->columns;
    if (columns_open(c, 3) < 0 ||
        !(self->letters = columns_take(c, dict, "letters", LAST + 1, 1, NULL)) ||
        !(self->traits = columns_take(c, dict, "traits", LAST + 1, 1, NULL)) ||
        !(self->dashes = columns_take(c, dict, "dashes", -1, 4, &self->dash_count))) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static PyMethodDef tokens_methods[] = {
    {"read", tokens_read, METH_VARARGS, "The tokens of a text, as seven columns."},
    {NULL, NULL, 0, NULL},
};

READER(tokens, Reading, "Tokens", "The tables of characters, ready to cut texts into tokens.")
