/* The passes of words/tokens.py: from codes of characters to tokens. */
#include "words.h"

enum { SMALL = 1, CAPITAL = 2, DIGIT = 4 }; /* kinds of codes */

/* Tokens before signs join what is around them. */
static Py_ssize_t raw_tokens(const Words *w, const uint8_t *codes, Py_ssize_t n, int32_t *starts,
                             int32_t *ends) {
    Py_ssize_t count = 0;
    uint8_t before = 0, class_before = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        uint8_t code = codes[i], class = w->classes[code];
        if (class) {
            if (!((class & class_before & CLASS_WORD) || ((class & CLASS_RUN) && code == before))) {
                starts[count++] = (int32_t)i;
            }
            ends[count - 1] = (int32_t)i + 1;
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
        if (!left || !(right || sign == GLUE_PERCENT)) continue;
        int join = 0;
        if (right) {
            int32_t after = ends[i + 1] - starts[i + 1], ahead = ends[i - 1] - starts[i - 1];
            uint8_t last = w->kinds[codes[ends[i + 1] - 1]];
            uint8_t head = w->kinds[codes[starts[i - 1]]];
            int numbers = left == DIGIT && right == DIGIT;
            int capitals = left == CAPITAL && right == CAPITAL && last != SMALL;
            switch (sign) {
                case GLUE_HYPHEN:
                    join = !(right == CAPITAL && last == SMALL && head == CAPITAL);
                    break;
                case GLUE_APOSTROPHE:
                    join = !numbers;
                    break;
                case GLUE_AND:
                    join = capitals;
                    break;
                case GLUE_SLASH:
                    join = numbers || capitals ||
                           (left == SMALL && right == SMALL && ahead <= 2 && after <= 2);
                    break;
                case GLUE_STOP:
                    join = numbers || capitals;
                    break;
                case GLUE_COMMA:
                    join = numbers;
                    break;
            }
        }
        if (join) keep[i] = keep[i + 1] = 0;
        if (sign == GLUE_PERCENT && left == DIGIT) keep[i] = 0;
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
        uint64_t cased = head & CASE_BITS;
        if (shape == S_CAPITAL) {
            if (cased == (mask & CASE_BITS)) shape += length > 1 ? 2 : 1;
        } else if (shape == S_LOWER) {
            if (cased) shape = S_MIXED;
        } else if (shape == S_NUMERIC && head == (ALL_DIGITS & mask)) {
            shape = length <= 2 ? 6 : length == 3 ? 7 : 8;
        }
        t->shapes[i] = shape;
        if (!shape) {
            t->ids[i] = 0;
            continue;
        }
        uint64_t key = head & LETTER_BITS;
        if (length > 8) {
            uint64_t tail;
            memcpy(&tail, codes + t->ends[i] - 8, 8);
            key ^= ((tail & LETTER_BITS) + (uint64_t)length) * LONG_FACTOR;
        }
        uint64_t slot;
        uint32_t found = hash_probe(&w->vocabulary, key, &slot);
        t->ids[i] = found ? w->ids[slot] : (uint32_t)UNKNOWN_ID + shape;
    }
}

void find_tokens(const Words *w, const uint8_t *codes, Py_ssize_t n, const SpanColumns *protected,
                 Tokens *t, uint8_t *keep) {
    t->n = raw_tokens(w, codes, n, t->starts, t->ends);
    glue_tokens(w, codes, t->starts, t->ends, t->n, keep);
    t->n = keep_tokens(t->starts, t->ends, t->n, keep);
    t->n = protect_tokens(t->starts, t->ends, t->n, protected->from, protected->to, protected->n,
                          keep);
    memset(t->ids - PAD, 0, 4 * PAD);
    memset(t->ids + t->n, 0, 4 * PAD);
    memset(t->shapes - PAD, 0, PAD);
    memset(t->shapes + t->n, 0, PAD);
    look_up_tokens(w, codes, t);
}
