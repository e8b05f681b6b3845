/* The model of words/model.py: which tokens are in one word. */
#include "words.h"

static const uint8_t CROSSED[64] = CROSSING_OF_GAPS, COARSE[16] = COARSE_SHAPES;

/* What the tables hold beyond the pair that begins at a token. */
static void look_up_longer(const Words *w, const uint32_t *id, Grams *g) {
    uint64_t key = id[0] * PLACE_0 + id[1] * PLACE_1 + id[2] * PLACE_2, slot;
    if (!hash_probe(&w->triple, key, &slot)) return;
    memcpy(g->triple, w->triple_weights + 2 * slot, 2);
    g->three = w->triple_flags[slot] & 3;
    if (w->triple_flags[slot] < LONGER_FLAG) return;
    if (hash_probe(&w->quad, key + id[3] * PLACE_3, &slot)) g->four = w->quad_flags[slot] & 3;
}

static void look_up_grams(const Words *w, Tokens *t) {
    /* pairs under way, by their token: mixed keys, then slots */
    uint64_t mixed[4 * AHEAD], slots[4 * AHEAD];
    for (Py_ssize_t i = -2 - 2 * AHEAD; i < t->n; i++) {
        Py_ssize_t j = i + 2 * AHEAD;
        if (j < t->n) {
            uint64_t h = hash_mixed(t->ids[j] * PLACE_0 + t->ids[j + 1] * PLACE_1);
            mixed[(j + 2) % (4 * AHEAD)] = h;
            prefetch(w->pair.moves + (h >> w->pair.shift));
        }
        j = i + AHEAD;
        if (j >= -2 && j < t->n) {
            uint64_t slot = hash_slot(&w->pair, mixed[(j + 2) % (4 * AHEAD)]);
            slots[(j + 2) % (4 * AHEAD)] = slot;
            prefetch(w->pair.prints + slot);
            prefetch(w->pair_rows + 4 * slot);
        }
        if (i < -2) continue;
        uint64_t slot = slots[(i + 2) % (4 * AHEAD)];
        uint32_t row, found = hash_is_at(&w->pair, mixed[(i + 2) % (4 * AHEAD)], slot);
        memcpy(&row, w->pair_rows + 4 * slot, 4);
        row &= -found;
        Grams g = {{0, 0, 0}, 0, {0, 0}, 0, 0};
        memcpy(&g, &row, 4);
        if (g.flags & LONGER_FLAG) look_up_longer(w, t->ids + i, &g);
        t->grams[i] = g;
    }
}

/* Scores the gap between tokens i and i + 1. */
static int32_t score(const Words *w, const Tokens *t, Py_ssize_t i) {
    const uint32_t *id = t->ids + i;
    const uint8_t *s = t->shapes + i;
    const Grams *g = t->grams + i;
    uint32_t c0 = COARSE[s[-1]], c1 = COARSE[s[0]], c2 = COARSE[s[1]], c3 = COARSE[s[2]];
    uint32_t before = c0 ? COARSE[s[-2]] : 0, after = c3 ? COARSE[s[3]] : 0;
    uint32_t six = before << 15 | c0 << 12 | c1 << 9 | c2 << 6 | c3 << 3 | after;
    uint32_t shape = c1 << 3 | c2;
    int32_t total = w->shapes4[(uint32_t)s[-1] << 12 | s[0] << 8 | s[1] << 4 | s[2]];
    total += w->shapes6[six] + w->first[id[-1]] + w->last[id[2]];
    total += g[-1].pair[0] + g[0].pair[1] + g[1].pair[2];
    total += g[-1].triple[1] + g[0].triple[0];
    total += w->left_shape[id[0] << 6 | shape] + w->right_shape[id[1] << 6 | shape];
    uint32_t pattern[LISTS];
    for (int k = 0; k < LISTS; k++) {
        uint32_t p = g[0].flags >> k & 1;
        p |= (g[-1].three >> k & 1) << 1 | (g[0].three >> k & 1) << 2;
        p |= (g[-2].four >> k & 1) << 3 | (g[-1].four >> k & 1) << 4 | (g[0].four >> k & 1) << 5;
        uint32_t crossed = CROSSED[p];
        p |= (g[-1].flags >> k & 1) << 6 | (g[1].flags >> k & 1) << 7;
        p |= (g[-2].three >> k & 1) << 8 | (g[1].three >> k & 1) << 9;
        pattern[k] = p;
        total += w->list_shape[k][p << 6 | shape];
        total += w->list_left[k][id[0] << 4 | crossed] + w->list_right[k][id[1] << 4 | crossed];
    }
    uint32_t middle = g[0].flags >> 2 & 31;
    uint32_t beside = (uint32_t)(g[-1].flags >> 4 & 7) << 8 | (middle >> 2) << 5;
    beside |= (uint32_t)(g[1].flags >> 4 & 7) << 2 | (pattern[0] & 1) << 1 | (pattern[1] & 1);
    total += w->text_shape[middle << 6 | shape] + w->text_beside[beside];
    total += w->text_list[middle << 10 | pattern[0]];
    return total;
}

/* Asks for the rows of the large tables that the gap after token i will need. */
static void ahead(const Words *w, const Tokens *t, Py_ssize_t i) {
    uint32_t b = t->ids[i], c = t->ids[i + 1];
    uint32_t shape = (uint32_t)COARSE[t->shapes[i]] << 3 | COARSE[t->shapes[i + 1]];
    const uint8_t *s = t->shapes + i;
    prefetch(w->shapes4 + ((uint32_t)s[-1] << 12 | s[0] << 8 | s[1] << 4 | s[2]));
    prefetch(w->left_shape + (b << 6 | shape));
    prefetch(w->right_shape + (c << 6 | shape));
    for (int k = 0; k < LISTS; k++) {
        prefetch(w->list_left[k] + (b << 4));
        prefetch(w->list_right[k] + (c << 4));
    }
}

void score_gaps(const Words *w, Tokens *t, int32_t *scores) {
    look_up_grams(w, t);
    for (Py_ssize_t i = 0; i + 1 < t->n; i++) scores[i] = score(w, t, i);
}

int entry_of(const Words *w, const Tokens *t) {
    if (t->n < 2 || t->n > 4) return 0;
    for (Py_ssize_t i = 0; i < t->n; i++)
        if (!t->shapes[i]) return 0;
    const uint32_t *id = t->ids;
    uint64_t key = id[0] * PLACE_0 + id[1] * PLACE_1, slot;
    if (t->n == 2)
        return hash_probe(&w->pair, key, &slot) ? (uint8_t)w->pair_rows[4 * slot + 3] & 3 : 0;
    key += id[2] * PLACE_2;
    if (t->n == 3) return hash_probe(&w->triple, key, &slot) ? w->triple_flags[slot] & 3 : 0;
    key += id[3] * PLACE_3;
    return hash_probe(&w->quad, key, &slot) ? w->quad_flags[slot] & 3 : 0;
}

void join_tokens(const Words *w, Tokens *t) {
    memset(t->join, 0, (size_t)t->n);
    look_up_grams(w, t);
    for (Py_ssize_t i = 0; i + 1 < t->n; i++) {
        if (i + AHEAD + 1 < t->n) ahead(w, t, i + AHEAD);
        uint8_t here = t->shapes[i], next = t->shapes[i + 1];
        if (!here || !next || here == S_OTHER || next == S_OTHER) continue;
        t->join[i] = score(w, t, i) > 0;
    }
}
