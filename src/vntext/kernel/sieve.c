/* Where a text needs a closer look: tokens that may not be normalised, or may hold a protected
   span. */
#include "kernel.h"

enum { LETTER = 0x1F, KIND = 0xC0 };
#define LAST 0xFFFF /* stands for all characters beyond */
#define PIECE 4096  /* characters read at a time: they stay in the cache */

typedef struct {
    PyObject_HEAD
    Columns columns;
    const uint8_t *flags;   /* of each character up to U+FFFF: LETTER, DOUBT_FLAG and KIND */
    const uint8_t *triples; /* of three letters in a row: whether a mark may be misplaced */
} Sieve;

static int append(PyObject *list, PyObject *item) {
    if (!item) return -1;
    int failed = PyList_Append(list, item);
    Py_DECREF(item);
    return failed;
}

static uint8_t flags_of(const Sieve *self, Py_UCS4 c) { return self->flags[c < LAST ? c : LAST]; }

static uint32_t next_triple(uint32_t triple, uint8_t flags) {
    return (triple << 5 | (flags & LETTER)) & 0x7FFF;
}

/* Whether anything is in doubt: mostly nothing is, so no branch hangs on a character. */
static int any_doubt(const Sieve *self, const Py_UCS4 *text, Py_ssize_t n) {
    uint32_t triple = 0; /* classes of the last three characters */
    uint8_t doubt = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        uint8_t flags = flags_of(self, text[i]);
        triple = next_triple(triple, flags);
        doubt |= (flags & DOUBT_FLAG) | self->triples[triple];
    }
    return doubt;
}

/* Adds the tokens in doubt of a stretch that begins at `base` and cuts no token; -1 on failure. */
static int add_doubtful(const Sieve *self, const Py_UCS4 *text, Py_ssize_t n, Py_ssize_t base,
                        PyObject *found) {
    uint32_t triple = 0;
    Py_ssize_t begin = 0;
    int doubt = 0;
    for (Py_ssize_t i = 0; i <= n; i++) {
        uint8_t flags = i == n ? SPACE_FLAG : flags_of(self, text[i]);
        triple = next_triple(triple, flags);
        doubt |= self->triples[triple];
        if ((flags & KIND) != SPACE_FLAG) {
            doubt |= flags & DOUBT_FLAG;
            continue;
        }
        if (doubt && append(found, Py_BuildValue("(nn)", base + begin, base + i)) < 0) return -1;
        if ((flags & DOUBT_FLAG) && append(found, Py_BuildValue("(nn)", base + i, base + i + 1)) < 0)
            return -1;
        begin = i + 1;
        doubt = 0;
    }
    return 0;
}

/* Characters of a text from `at` on: whole tokens, or all that is left where a token is longer than
   a piece. They are in `piece`, or in `*own`, which the caller frees; -1 on failure. */
static Py_ssize_t read_piece(const Sieve *self, PyObject *text, Py_ssize_t at, Py_ssize_t n,
                             Py_UCS4 *piece, Py_UCS4 **own) {
    Py_ssize_t many = n - at < PIECE ? n - at : PIECE;
    PyObject *part = PyUnicode_Substring(text, at, at + many);
    if (!part) return -1;
    Py_UCS4 *read = PyUnicode_AsUCS4(part, piece, PIECE, 0);
    Py_DECREF(part);
    if (!read) return -1;
    if (at + many == n) return many;
    while (many && (flags_of(self, piece[many - 1]) & KIND) != SPACE_FLAG) many--;
    if (many) return many;
    if (!(part = PyUnicode_Substring(text, at, n))) return -1;
    *own = PyUnicode_AsUCS4Copy(part);
    Py_DECREF(part);
    return *own ? n - at : -1;
}

/* Tokens between white space that may not be normalised; white space in doubt is one itself. */
static PyObject *sieve_doubtful(PyObject *object, PyObject *text) {
    const Sieve *self = (const Sieve *)object;
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return NULL;
    PyObject *found = PyList_New(0);
    Py_UCS4 piece[PIECE];
    for (Py_ssize_t at = 0; found && at < n;) {
        Py_UCS4 *own = NULL;
        Py_ssize_t many = read_piece(self, text, at, n, piece, &own);
        const Py_UCS4 *read = own ? own : piece;
        if (many < 0 ||
            (any_doubt(self, read, many) && add_doubtful(self, read, many, at, found) < 0))
            Py_CLEAR(found);
        PyMem_Free(own);
        at += many;
    }
    return found;
}

static Py_UCS4 at(const Py_UCS4 *text, Py_ssize_t i, Py_ssize_t n) { return i < n ? text[i] : 0; }

/* Digits of any script; and, since the tables end there, what is beyond U+FFFE. */
static int is_digit(const Sieve *self, Py_UCS4 c) {
    return (c >= '0' && c <= '9') || (c > 0x7F && (flags_of(self, c) & KIND) == HOT_FLAG);
}

static int is_dash(Py_UCS4 c) { return c == '-' || c == 0x2013; }

/* Whether the figures that end before `i` may be more than a plain number: "1,5", "24/5", "7h30",
   "35- NQ/TW", "27 - 28/3", "0912 345 678". */
static int more_than_digits(const Sieve *self, const Py_UCS4 *text, Py_ssize_t i, Py_ssize_t n) {
    Py_UCS4 c = at(text, i, n), next = at(text, i + 1, n);
    if (c == '%' || c == 'h' || c == 'g') return 1;
    if ((c == '.' || c == ',' || c == '/' || c == ':') && is_digit(self, next)) return 1;
    if (c == ' ' && is_digit(self, next))
        return is_digit(self, at(text, i + 2, n)) && is_digit(self, at(text, i + 3, n));
    if (c == ' ') c = at(text, ++i, n);
    if (!is_dash(c) && c != '/') return 0;
    if (at(text, ++i, n) == ' ') i++;
    if (c == '/' || !is_digit(self, at(text, i, n))) return at(text, i, n) > ' ';
    while (is_digit(self, at(text, i, n))) i++;
    c = at(text, i, n);
    return (is_dash(c) || c == '/' || c == '.') && is_digit(self, at(text, i + 1, n));
}

/* Whether a token with a digit, an at or a number sign may hold a protected span. */
static int figures_may(const Sieve *self, const Py_UCS4 *text, Py_ssize_t begin, Py_ssize_t end,
                       Py_ssize_t n) {
    for (Py_ssize_t i = begin; i < end; i++) {
        Py_UCS4 c = text[i], next = at(text, i + 1, n);
        if (c >= '0' && c <= '9') {
            if (!is_digit(self, next) && more_than_digits(self, text, i + 1, n)) return 1;
        } else if ((flags_of(self, c) & KIND) == HOT_FLAG) {
            return 1; /* an at or number sign, or digits of other scripts */
        } else if (c == '.') {
            if (i + 1 < end || !(i > begin && is_digit(self, text[i - 1]))) return 1;
        } else if (c == ':' || c == '+' || c == ')') {
            if (next == '/' || next == ' ' || is_digit(self, next)) return 1;
        }
    }
    return 0;
}

static int is_latin(Py_UCS4 c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250) ||
           (c >= 0x1E00 && c < 0x1F00);
}

/* Signs that no row wants before the last full stop of a token. */
static int is_closing(Py_UCS4 c) {
    return c == ')' || c == '"' || c == '\'' || c == ']' || c == ',' || c == '!' || c == '?' ||
           c == 0x2019 || c == 0x201D || c == 0x2026;
}

/* Whether the word between `begin` and `end` may be shortened, or have been: no known abbreviation
   has more than four letters, none in small letters more than two. */
static int may_be_short(const Py_UCS4 *text, Py_ssize_t begin, Py_ssize_t end) {
    if (begin == end || is_closing(text[end - 1])) return 0;
    for (Py_ssize_t i = begin; i < end; i++)
        if (!is_latin(text[i])) return 1;
    return end - begin <= (text[begin] >= 'a' && text[begin] <= 'z' ? 2 : 4);
}

/* Whether a token may hold a protected span: there are figures that may, a full stop that another
   character follows, or a word that may be short before it. The first digit, at sign or full stop
   is at `i`. */
static int is_candidate(const Sieve *self, const Py_UCS4 *text, Py_ssize_t begin, Py_ssize_t i,
                        Py_ssize_t end, Py_ssize_t n) {
    int stops = i == begin;
    for (Py_ssize_t k = i; stops && k < end; k++) stops = text[k] == '.';
    if (stops) return 0;
    if ((flags_of(self, text[i]) & KIND) == HOT_FLAG) return figures_may(self, text, begin, end, n);
    return i + 1 < end || may_be_short(text, begin, i);
}

/* Tokens between white space that may hold a protected span. */
static PyObject *sieve_candidates(PyObject *object, PyObject *text) {
    const Sieve *self = (const Sieve *)object;
    Py_ssize_t n = PyUnicode_GetLength(text), last = 0; /* the end of the last token looked at */
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    PyObject *found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < n; i++) {
        if (!(flags_of(self, wide[i]) & HOT_FLAG)) continue; /* HOT or STOP */
        Py_ssize_t begin = i, end = i + 1;
        while (begin > last && (flags_of(self, wide[begin - 1]) & KIND) != SPACE_FLAG) begin--;
        while (end < n && (flags_of(self, wide[end]) & KIND) != SPACE_FLAG) end++;
        if (is_candidate(self, wide, begin, i, end, n) &&
            append(found, Py_BuildValue("(nn)", begin, end)) < 0)
            Py_CLEAR(found);
        last = i = end;
    }
    PyMem_Free(wide);
    return found;
}

static PyObject *sieve_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict = reader_columns(type, args, named);
    if (!dict) return NULL;
    Sieve *self = (Sieve *)reader_alloc(type);
    if (!self) return NULL;
    if (columns_open(&self->columns, 2) < 0 ||
        !(self->flags = columns_take(&self->columns, dict, "flags", 0x10000, 1, NULL)) ||
        !(self->triples = columns_take(&self->columns, dict, "triples", 1 << 15, 1, NULL))) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static PyMethodDef sieve_methods[] = {
    {"doubtful", sieve_doubtful, METH_O, "Spans of tokens that may not be normalised."},
    {"candidates", sieve_candidates, METH_O, "Spans of tokens that may hold a protected span."},
    {NULL, NULL, 0, NULL},
};

READER(sieve, Sieve, "Sieve", "Tables of characters, ready to read texts.")
