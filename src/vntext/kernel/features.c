/* Scores of the labels: `TaggerModel` of entities/tagger_model.py. */
#include "tagger.h"

#define EVEN UINT64_C(0x00FF00FF00FF00FF)
#define BIASED UINT64_C(0x8080808080808080) /* weights from -128 on become numbers from 0 on */

static const uint8_t BITS_SET[256] = {
#define TWO(n) n, n + 1, n + 1, n + 2
#define FOUR(n) TWO(n), TWO(n + 1), TWO(n + 1), TWO(n + 2)
#define SIX(n) FOUR(n), FOUR(n + 1), FOUR(n + 1), FOUR(n + 2)
    SIX(0), SIX(1), SIX(1), SIX(2)};

/* Adds the weights of features. A look-up has three steps, each done for all features before the
   next one, so that memory is asked for many times at once; no branch hangs on what is found. */
static void add_features(const Tagger *t, uint64_t *hashes, int n, Sums *sums) {
    const uint8_t *rows[TEMPLATES_MOST];
    uint32_t slots[TEMPLATES_MOST];
    int hits = 0;
    for (int k = 0; k < n; k++) {
        hashes[k] = hash_mixed(hashes[k]);
        prefetch(t->moves + (hashes[k] >> t->shift));
    }
    for (int k = 0; k < n; k++) {
        uint64_t h = hashes[k];
        slots[k] =
            (uint32_t)((h + ((h >> HASH_STEP_SHIFT) | 1) * t->moves[h >> t->shift]) & t->mask);
        prefetch(t->blocks + (slots[k] >> 3));
    }
    for (int k = 0; k < n; k++) {
        uint32_t block = t->blocks[slots[k] >> 3], behind = (block & 0xFF) >> (slots[k] & 7);
        uint32_t row = (block >> 8) - BITS_SET[behind], is_used = 0 - (behind & 1);
        /* the last row has the print 0, which no key has */
        rows[k] = t->rows + ROW_BYTES * (size_t)((row & is_used) | (t->none & ~is_used));
        prefetch(rows[k]);
    }
    for (int k = 0; k < n; k++) {
        uint16_t own = (uint16_t)(hashes[k] >> HASH_PRINT_SHIFT), print;
        memcpy(&print, rows[k], 2);
        rows[hits] = rows[k] + 2;
        hits += print == own + !own;
    }
    uint64_t a = sums->even[0], b = sums->even[1], c = sums->odd[0], d = sums->odd[1];
    for (int k = 0; k < hits; k++) {
        uint64_t half[2];
        memcpy(half, rows[k], WIDTH);
        half[0] ^= BIASED;
        half[1] ^= BIASED;
        a += half[0] & EVEN;
        b += half[1] & EVEN;
        c += (half[0] >> 8) & EVEN;
        d += (half[1] >> 8) & EVEN;
    }
    sums->even[0] = a;
    sums->even[1] = b;
    sums->odd[0] = c;
    sums->odd[1] = d;
    sums->count += (uint64_t)hits;
}

static void add_sums(Sums *to, const Sums *from) {
    for (int j = 0; j < 2; j++) {
        to->even[j] += from->even[j];
        to->odd[j] += from->odd[j];
    }
    to->count += from->count;
}

static void read_sums(const Sums *sums, int labels, int16_t *scores) {
    for (int k = 0; k < labels; k++) {
        uint64_t lanes = (k & 1 ? sums->odd : sums->even)[k >> 3];
        int sum = (int)(lanes >> 8 * (k & 6) & 0xFFFF);
        scores[k] = (int16_t)(sum - 128 * (int)sums->count);
    }
}

int add_up_word(Tagger *t, int32_t row) {
    if (!t->arena || t->arena->used == ARENA) {
        Arena *arena = calloc(1, sizeof(Arena));
        if (!arena) {
            PyErr_NoMemory();
            return -1;
        }
        arena->next = t->arena;
        t->arena = arena;
    }
    WordScores *scores = t->arena->scores + t->arena->used++;
    uint64_t values[1 + CLASSES_MOST] = {0};
    if (row < t->unknown) {
        values[0] = t->word_keys[row];
        for (int k = 0; k < t->classes; k++)
            values[1 + k] = t->word_classes[(Py_ssize_t)row * t->classes + k];
    }
    for (int offset = -PAD_OF_LINES; offset <= PAD_OF_LINES; offset++) {
        uint64_t hashes[TEMPLATES_MOST];
        int n = 0;
        for (int k = 0; k < t->word_template_count; k++) {
            const Template *template = t->word_templates + k;
            int32_t column = template->parts[0] - offset * COLUMNS_OF_TAGGER;
            if (column < 0 || column > CLASSES_MOST) continue; /* of another offset */
            if (row == t->unknown && column == COLUMN_WORD) continue;
            hashes[n++] = mix(template->number, values[column]);
        }
        add_features(t, hashes, n, *scores + offset + PAD_OF_LINES);
    }
    t->word_scores[row] = scores;
    return 0;
}

/* The columns of a token. */
static void fill_row(const Tagger *t, const Fact *facts, Py_ssize_t i, Py_ssize_t from,
                     Py_ssize_t to, uint64_t *row) {
    const Fact *f = facts + i;
    const uint16_t *classes = t->word_classes + (Py_ssize_t)f->row * t->classes;
    row[COLUMN_WORD] = f->key;
    for (int k = 0; k < t->classes; k++)
        row[COLUMN_CLASS0 + k] = f->row < t->unknown ? classes[k] : 0;
    row[COLUMN_SHAPE] = f->shape + UINT64_C(1);
    row[COLUMN_KNOWN] = f->known + UINT64_C(1);
    row[COLUMN_BEGIN] = f->begin;
    row[COLUMN_INSIDE] = f->inside;
    row[COLUMN_DOC] = f->doc;
    row[COLUMN_PAIR] = f->pair;
    row[COLUMN_LINE] = f->line + UINT64_C(1);
    row[COLUMN_PLACE] = f->place;
    row[COLUMN_DEPTH] = f->depth;
    row[COLUMN_SPACED] = f->spaced;
    row[COLUMN_SEG] = f->seg;
    row[COLUMN_RUN_BEFORE] = f->first > from ? facts[f->first - 1].key : 1;
    row[COLUMN_RUN_BEFORE2] = f->first - 1 > from ? facts[f->first - 2].key : 1;
    row[COLUMN_RUN_AFTER] = f->last + 1 < to ? facts[f->last + 1].key : 1;
    row[COLUMN_RUN] = row[COLUMN_RUN_FIRST] = row[COLUMN_RUN_LAST] = row[COLUMN_RUN_KNOWN] = 0;
    if (!f->cased) return;
    Py_ssize_t left = i - f->first, right = f->last - i;
    row[COLUMN_RUN] = (uint64_t)((left < 3 ? left : 3) * 4 + (right < 3 ? right : 3) + 1);
    row[COLUMN_RUN_FIRST] = facts[f->first].key;
    row[COLUMN_RUN_LAST] = facts[f->last].key;
    row[COLUMN_RUN_KNOWN] = facts[f->first].known + UINT64_C(1);
}

static void hash_templates(const Tagger *t, const uint64_t *row, uint64_t *hashes) {
    const Template *template = t->templates;
#define PART(j) h = mix(h, row[template->parts[j]]);
#define TEMPLATES_OF(size, parts)                             \
    for (int k = t->sizes[size]; k < t->sizes[size + 1]; k++) { \
        uint64_t h = template->number;                        \
        parts                                                 \
        *hashes++ = h;                                        \
        template++;                                           \
    }
    TEMPLATES_OF(1, PART(0))
    TEMPLATES_OF(2, PART(0) PART(1))
    TEMPLATES_OF(3, PART(0) PART(1) PART(2))
    TEMPLATES_OF(4, PART(0) PART(1) PART(2) PART(3))
    TEMPLATES_OF(5, PART(0) PART(1) PART(2) PART(3) PART(4))
}

/* Asks for what a word says, before it is needed. */
static void fetch_word(const Tagger *t, const Fact *fact) {
    const char *scores = (const char *)t->word_scores[fact->row];
    for (size_t at = 0; at < sizeof(WordScores); at += 64) prefetch(scores + at);
}

void score_tokens(const Tagger *t, const Fact *facts, Py_ssize_t from, Py_ssize_t to,
                  Py_ssize_t line_from, Py_ssize_t line_to, Scores *scores) {
    Row rows[LONGEST_SEQUENCE + 2 * PAD_OF_LINES];
    uint64_t hashes[TEMPLATES_MOST];
    for (Py_ssize_t i = from - PAD_OF_LINES; i < to + PAD_OF_LINES; i++) {
        uint64_t *row = rows[i - from + PAD_OF_LINES];
        if (i < line_from || i >= line_to) memset(row, 0, sizeof(Row));
        else fill_row(t, facts, i, line_from, line_to, row);
    }
    for (Py_ssize_t i = from; i < to; i++) {
        Sums sums = {{0, 0}, {0, 0}, 0};
        if (i + PAD_OF_LINES + 1 < line_to) fetch_word(t, facts + i + PAD_OF_LINES + 1);
        for (int offset = -PAD_OF_LINES; offset <= PAD_OF_LINES; offset++) {
            Py_ssize_t beside = i + offset;
            int inside = beside >= line_from && beside < line_to;
            const WordScores *word = t->word_scores[inside ? facts[beside].row : t->pad];
            add_sums(&sums, *word + offset + PAD_OF_LINES);
        }
        hash_templates(t, rows[i - from + PAD_OF_LINES], hashes);
        add_features(t, hashes, t->sizes[PARTS_MOST + 1], &sums);
        read_sums(&sums, t->labels, scores[i - from]);
    }
}
