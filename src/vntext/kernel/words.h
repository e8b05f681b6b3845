/* Words of a text: the passes of words/tokens.py and words/model.py, token by token.

   The comments there say what is done and why; here they say only where this differs. Every result
   is that of the array code, which a test compares. */
#ifndef VNTEXT_WORDS_H
#define VNTEXT_WORDS_H

#include "kernel.h"

#define LISTS 2
#define AHEAD 8 /* tokens to ask for in advance */
#define PAD 8   /* zeros before and behind codes, tokens and flags: no look beyond needs a check */

typedef struct {
    PyObject_HEAD
    Columns columns;
    const uint8_t *codes, *classes, *shapes, *glue, *kinds;
    HashTable vocabulary, pair, triple, quad;
    const uint16_t *ids;
    const int8_t *pair_rows;      /* three weights and the flags a slot */
    const int8_t *triple_weights; /* two a slot */
    const uint8_t *triple_flags, *quad_flags;
    const int8_t *shapes4, *shapes6, *first, *last, *left_shape, *right_shape;
    const int8_t *list_shape[LISTS], *list_left[LISTS], *list_right[LISTS];
    const int8_t *text_shape, *text_beside, *text_list;
} Words;

/* What the tables hold of the n-grams that begin at a token. */
typedef struct {
    int8_t pair[3];
    uint8_t flags; /* its lowest bits: whether the pair is in a list */
    int8_t triple[2];
    uint8_t three, four; /* the lists that have the triple, or the four tokens */
} Grams;

/* The tokens of a text, and what is known of each. */
typedef struct {
    Py_UCS4 *text;
    Py_ssize_t n;
    int32_t *starts, *ends;
    uint32_t *ids;   /* PAD zeros before and behind */
    uint8_t *shapes; /* likewise */
    Grams *grams;    /* likewise */
    uint8_t *join;   /* whether token i and token i + 1 are in one word */
    void *block;
} Tokens;

/* tokens.c: finds the tokens in codes, with their shapes and ids; `keep` is room to work in. */
void find_tokens(const Words *w, const uint8_t *codes, Py_ssize_t n, const SpanColumns *protected,
                 Tokens *t, uint8_t *keep);

/* scores.c: which tokens are in one word. */
void join_tokens(const Words *w, Tokens *t);
/* The score of each gap, one less than there are tokens. */
void score_gaps(const Words *w, Tokens *t, int32_t *scores);
/* The lists that hold two to four tokens, all there are, as bits. */
int entry_of(const Words *w, const Tokens *t);

#endif
