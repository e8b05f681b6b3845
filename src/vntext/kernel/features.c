/* Scores of the labels: `TaggerModel` of entities/tagger_model.py. */
#include "tagger.h"

static int bits_set(uint64_t x) {
    x -= (x >> 1) & UINT64_C(0x5555555555555555);
    x = (x & UINT64_C(0x3333333333333333)) + ((x >> 2) & UINT64_C(0x3333333333333333));
    x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (int)((x * UINT64_C(0x0101010101010101)) >> 56);
}

/* Adds the weights of features: all look-ups are under way together. */
static void add_features(const Tagger *t, uint64_t *hashes, int n, Scores sums) {
    uint64_t slots[TEMPLATES_MOST];
    const int8_t *rows[TEMPLATES_MOST];
    int hits = 0;
    for (int k = 0; k < n; k++) {
        hashes[k] = hash_mixed(hashes[k]);
        slots[k] = hash_slot(&t->features, hashes[k]);
        prefetch(t->features.prints + slots[k]);
    }
    for (int k = 0; k < n; k++) {
        uint64_t slot = slots[k];
        if (!hash_is_at(&t->features, hashes[k], slot)) continue;
        uint64_t before = t->used[slot >> 6] & ((UINT64_C(1) << (slot & 63)) - 1);
        rows[hits] = t->weights + t->labels * (Py_ssize_t)(t->used_rows[slot >> 6] + bits_set(before));
        prefetch(rows[hits]);
        hits++;
    }
    for (int k = 0; k < hits; k++)
        for (int j = 0; j < WIDTH; j++) sums[j] += rows[k][j];
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
        add_features(t, hashes, n, (*scores)[offset + PAD_OF_LINES]);
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
    for (int size = 1; size <= PARTS_MOST; size++) {
        for (int k = t->sizes[size]; k < t->sizes[size + 1]; k++) {
            const Template *template = t->templates + k;
            uint64_t h = mix(template->number, row[template->parts[0]]);
            for (int j = 1; j < size; j++) h = mix(h, row[template->parts[j]]);
            hashes[k] = h;
        }
    }
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
        int16_t *sums = scores[i - from];
        memset(sums, 0, sizeof(Scores));
        for (int offset = -PAD_OF_LINES; offset <= PAD_OF_LINES; offset++) {
            Py_ssize_t beside = i + offset;
            int inside = beside >= line_from && beside < line_to;
            const int16_t *word =
                (*t->word_scores[inside ? facts[beside].row : t->pad])[offset + PAD_OF_LINES];
            for (int j = 0; j < WIDTH; j++) sums[j] += word[j];
        }
        hash_templates(t, rows[i - from + PAD_OF_LINES], hashes);
        add_features(t, hashes, t->sizes[PARTS_MOST + 1], sums);
    }
}
