/* The entity tagger: entities/tagger*.py, token by token.

   The comments there say what is done and why; here they say only where this differs. Every result
   is that of the array code, which a test compares. Templates, labels and marks are columns that
   the caller gives. */
#ifndef VNTEXT_TAGGER_H
#define VNTEXT_TAGGER_H

#include "kernel.h"

#define WIDTH 16           /* scores of a token, those of the labels first */
#define ROW_BYTES 16       /* of a feature: its print and the weights of the labels */
#define LABELS_MOST (ROW_BYTES - 2)
#define TEMPLATES_MOST 128
#define PARTS_MOST 5
#define CLASSES_MOST 3
#define PHRASES_MOST 16    /* tokens of a phrase */
#define OFFSETS (2 * PAD_OF_LINES + 1)
#define ARENA 256          /* words whose scores are allocated at a time */

/* Keys with bits, open addressing; an entry is in use when its bits are not 0. */
typedef struct {
    uint64_t key;
    uint32_t bits;
} Entry;

typedef struct {
    Entry *entries;
    uint64_t mask, seed; /* nobody can choose keys that meet without knowing the seed */
} Map;

/* The entry of a key, or the free one where it belongs. */
static inline Entry *map_at(const Map *map, uint64_t key) {
    uint64_t at = mix(key ^ map->seed, map->seed) & map->mask;
    while (map->entries[at].bits && map->entries[at].key != key) at = (at + 1) & map->mask;
    return map->entries + at;
}

/* Sums of weights, one label in sixteen bits; each weight has 128 added, so that none borrows. */
typedef struct {
    uint64_t even[2], odd[2], count;
} Sums;

#if 2 * TEMPLATES_MOST * 0xFF > 0xFFFF
#error "sums could run over"
#endif

/* What a word says at each offset, added up. */
typedef Sums WordScores[OFFSETS];

typedef struct Arena {
    struct Arena *next;
    int used;
    WordScores scores[ARENA];
} Arena;

/* A template: the parts are places in a row of columns, as distances from the token's own row. */
typedef struct {
    uint64_t number;
    int32_t parts[PARTS_MOST];
} Template;

typedef struct {
    PyObject_HEAD
    Columns columns;
    /* words: two rows behind the table are for unknown ones and for the places between lines */
    HashTable words;
    const uint64_t *word_keys;
    const uint16_t *word_classes;
    const uint8_t *word_flags;
    int32_t unknown, pad;
    int classes;
    WordScores **word_scores; /* NULL for a word that no text had yet; filled under the GIL */
    Arena *arena;
    Template word_templates[TEMPLATES_MOST];
    int word_template_count;
    /* features: a displacement table of vntext.tables whose prints stand beside the weights, without
       the slots that are free. Of eight slots which are in use, and above it their last row + 1 */
    const uint16_t *moves;
    uint32_t *blocks;
    const uint8_t *rows;
    uint64_t mask;
    int shift;
    uint32_t none; /* the row of zeros at the end */
    Template templates[TEMPLATES_MOST];
    int sizes[PARTS_MOST + 2]; /* templates are in the order of their parts: bounds by size */
    /* phrases of one token with KIND_STARTS for those that begin a longer one; longer ones */
    Map phrases[PHRASES_MOST];
    int longest_phrase;
    uint32_t honorific, surname, unit_word, office, body_head;
    const uint64_t *opening, *closing;
    Py_ssize_t opening_count, closing_count;
    /* labels */
    int labels;
    float trans[WIDTH][WIDTH], first[WIDTH]; /* weights of a label after another, of the first one */
    const uint32_t *chances;
    Py_ssize_t steps;
    const uint8_t *alike, *opens, *opens_inner, *goes_on;
} Tagger;

#define KIND_STARTS UINT32_C(0x10000) /* kinds have the sixteen bits below */
#define IN_USE UINT32_C(0x80000000)   /* set in entries whose bits may all be 0 */

/* What is known of a token. */
typedef struct {
    uint64_t key;
    int32_t row, first, last; /* of the table of words; the run of capitals that holds the token */
    uint16_t known, begin, inside;
    uint8_t shape, cased, spaced, seg, doc, pair, line, place, depth, sure;
} Fact;

/* The token columns that were given. */
typedef struct {
    Py_ssize_t n, documents;
    const int32_t *starts, *ends, *lines, *document_starts;
    const uint64_t *keys;
    const uint8_t *shapes, *spaced, *joined;
} TokenColumns;

/* Spans that were found. */
typedef struct {
    int32_t *starts, *ends;
    float *scores;
    uint8_t *labels;
    Py_ssize_t n;
} Spans;

int map_open(Map *map, Py_ssize_t entries);

/* facts.c: all but the row of words; 0 when there is no memory. */
void find_rows(const Tagger *t, const TokenColumns *c, Fact *facts);
int find_facts(const Tagger *t, const TokenColumns *c, Fact *facts);

/* features.c */
typedef uint64_t Row[COLUMNS_OF_TAGGER];
typedef int16_t Scores[WIDTH];
int add_up_word(Tagger *t, int32_t row); /* -1 with an exception set when there is no memory */
void score_tokens(const Tagger *t, const Fact *facts, Py_ssize_t from, Py_ssize_t to,
                  Py_ssize_t line_from, Py_ssize_t line_to, Scores *scores);

/* decode.c */
void find_spans(const Tagger *t, const TokenColumns *c, const Fact *facts, Spans *spans);

#endif
