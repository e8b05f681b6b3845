/* What the templates look at: `columns` of entities/tagger_features.py. */
#include "tagger.h"

static int is_cased(uint8_t shape) { return shape >= SHAPE_CAPITALIZED && shape <= SHAPE_MIXED; }

static int32_t least(Py_ssize_t a, int32_t b) { return a < b ? (int32_t)a : b; }

void find_rows(const Tagger *t, const TokenColumns *c, Fact *facts) {
    for (Py_ssize_t i = 0; i < c->n; i++) {
        Fact *f = facts + i;
        uint64_t slot;
        memset(f, 0, sizeof *f);
        f->key = c->keys[i];
        f->shape = c->shapes[i];
        f->cased = (uint8_t)is_cased(f->shape);
        f->spaced = c->spaced[i] != 0;
        f->seg = (uint8_t)(1 + (c->joined[i] != 0) + 2 * (i + 1 < c->n && c->joined[i + 1]));
        int found = hash_probe(&t->words, mix(f->key, CASED_WORD + (uint64_t)f->cased), &slot) &&
                    t->word_keys[slot] == f->key;
        f->row = found ? (int32_t)slot : t->unknown;
    }
}

/* Known phrases within a line. */
static void find_phrases(const Tagger *t, Fact *facts, Py_ssize_t from, Py_ssize_t to) {
    for (Py_ssize_t i = from; i < to; i++) {
        uint32_t bits = map_at(&t->phrases[0], facts[i].key)->bits;
        facts[i].known = (uint16_t)bits;
        if (!(bits & KIND_STARTS)) continue;
        uint64_t h = facts[i].key;
        for (int k = 1; k < t->longest_phrase && i + k < to; k++) {
            h = mix(h, facts[i + k].key);
            uint16_t kinds = (uint16_t)map_at(&t->phrases[k], h)->bits;
            facts[i].begin |= kinds;
            for (int j = 0; kinds && j <= k; j++) facts[i + j].inside |= kinds;
        }
    }
}

/* Runs of tokens with capitals; any other token is a run of its own. */
static void find_runs(Fact *facts, Py_ssize_t from, Py_ssize_t to) {
    for (Py_ssize_t i = from, end; i < to; i = end) {
        end = i + 1;
        if (facts[i].cased)
            while (end < to && facts[end].cased) end++;
        for (Py_ssize_t k = i; k < end; k++) {
            facts[k].first = (int32_t)i;
            facts[k].last = (int32_t)end - 1;
            facts[k].pair = k + 1 < end;
        }
    }
}

static int is_among(const uint64_t *keys, Py_ssize_t n, uint64_t key) {
    for (Py_ssize_t k = 0; k < n; k++)
        if (keys[k] == key) return 1;
    return 0;
}

static void find_depth(const Tagger *t, Fact *facts, Py_ssize_t from, Py_ssize_t to) {
    Py_ssize_t depth = 0;
    for (Py_ssize_t i = from; i < to; i++) {
        if (facts[i].shape == SHAPE_MARK) {
            depth += is_among(t->opening, t->opening_count, facts[i].key);
            /* nothing is closed by the first token of a line */
            if (i > from) depth -= is_among(t->closing, t->closing_count, facts[i].key);
        }
        facts[i].depth = (uint8_t)(depth < 0 ? 0 : least(depth, 2));
    }
}

/* The kind of a line and what hangs on it: places, tokens that are sure. */
static void find_line(const Tagger *t, Fact *facts, Py_ssize_t from, Py_ssize_t to) {
    Py_ssize_t caps = 0, small = 0, letters = 0, low = 0, capital = from - FAR_FROM_CAPITAL - 1;
    for (Py_ssize_t i = from; i < to; i++) {
        uint8_t shape = facts[i].shape;
        caps += shape == SHAPE_UPPER;
        small += shape == SHAPE_LOWER || shape == SHAPE_CAPITALIZED;
        low += shape == SHAPE_LOWER;
        letters += shape < SHAPE_DIGITS;
    }
    int all_caps = caps >= 3 && small * 4 <= caps, all_low = letters >= 4 && low == letters;
    uint8_t line = all_caps ? 1 : all_low ? 2 : to - from <= SHORT_LINE ? 3 : 0;
    Py_ssize_t next = from; /* the next token with a capital, `to` where there is none */
    for (Py_ssize_t i = from; i < to; i++) {
        Fact *f = facts + i;
        if (next < i) next = i;
        while (next < to && !facts[next].cased) next++;
        if (f->cased) capital = i;
        int far = i - capital > FAR_FROM_CAPITAL && (next == to || next - i > FAR_FROM_CAPITAL);
        uint8_t flags = f->row == t->unknown ? 0 : t->word_flags[f->row];
        int outside = (flags & NEVER_ENTITY) || ((flags & RARELY_ENTITY) && far && !all_low);
        f->sure = (outside && !f->cased) || f->shape == SHAPE_FIXED;
        f->line = line;
        f->place = (uint8_t)(least(i - from, 3) * 4 + least(to - 1 - i, 3));
    }
}

/* What a token's own place says about its word. */
static uint8_t seen_at(const Tagger *t, const TokenColumns *c, const Fact *facts, Py_ssize_t i) {
    const Fact *f = facts + i;
    if (f->shape == SHAPE_LOWER) return SEEN_LOWER;
    if (!f->cased) return 0;
    uint8_t seen = 0;
    int32_t longer = f->last - f->first;
    if ((facts[f->first].known & t->surname) && longer >= 1 && longer <= 3) {
        seen |= IN_NAME;
        if (f->last == i && longer >= 2) seen |= ENDS_NAME;
    }
    if (f->first > 0 && c->lines[f->first - 1] == c->lines[f->first]) {
        uint32_t lead = facts[f->first - 1].known | facts[f->first - 1].inside;
        if (lead & t->honorific) seen |= AFTER_HONORIFIC;
        if ((lead & t->unit_word) && f->first == i) seen |= AFTER_UNIT;
        if (lead & t->office) seen |= AFTER_OFFICE;
        if (lead & t->body_head) seen |= AFTER_HEAD;
    }
    /* round brackets are the first of the marks */
    if (i > 0 && i + 1 < c->n && facts[i - 1].key == t->opening[0] &&
        facts[i + 1].key == t->closing[0])
        seen |= IN_BRACKETS;
    return seen;
}

static void map_clear(Map *map, Py_ssize_t entries) {
    uint64_t size = 16;
    while (size < 2 * (uint64_t)entries) size *= 2;
    map->mask = size - 1;
    memset(map->entries, 0, (size_t)size * sizeof(Entry));
}

static void add_bits(const Map *map, uint64_t key, uint32_t bits) {
    Entry *e = map_at(map, key);
    e->key = key;
    e->bits |= bits | IN_USE;
}

/* What the document says about words with a capital, and about two of them side by side. */
static void find_document(const Tagger *t, const TokenColumns *c, Fact *facts, Py_ssize_t from,
                          Py_ssize_t to, Map *map) {
    Py_ssize_t cased = 0;
    for (Py_ssize_t i = from; i < to; i++) cased += facts[i].cased;
    if (!cased) return;
    map_clear(map, cased);
    for (Py_ssize_t i = from; i < to; i++)
        if (facts[i].cased) add_bits(map, facts[i].key, seen_at(t, c, facts, i));
    for (Py_ssize_t i = from; i < to; i++) {
        if (facts[i].shape != SHAPE_LOWER) continue;
        Entry *e = map_at(map, facts[i].key); /* only of words that also have a capital */
        if (e->bits) e->bits |= SEEN_LOWER;
    }
    for (Py_ssize_t i = from; i < to; i++)
        if (facts[i].cased) facts[i].doc = (uint8_t)map_at(map, facts[i].key)->bits;
    map_clear(map, cased);
    for (int reading = 0; reading < 2; reading++) {
        for (Py_ssize_t i = from; i < to; i++) {
            Fact *f = facts + i;
            if (!f->pair) continue;
            uint64_t key = mix(f->key, facts[i + 1].key);
            int32_t longer = f->last - f->first;
            /* two parts of a name of three or four, said again without the family name */
            int whole = (facts[f->first].known & t->surname) && (longer == 2 || longer == 3);
            if (reading) f->pair = (uint8_t)(1 + (map_at(map, key)->bits & 1));
            else add_bits(map, key, (uint32_t)whole);
        }
    }
}

int find_facts(const Tagger *t, const TokenColumns *c, Fact *facts) {
    Py_ssize_t n = c->n, cased = 0;
    for (Py_ssize_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && c->lines[to] == c->lines[from]; to++) continue;
        find_phrases(t, facts, from, to);
        find_runs(facts, from, to);
        find_depth(t, facts, from, to);
        find_line(t, facts, from, to);
    }
    for (Py_ssize_t i = 0; i < n; i++) cased += facts[i].cased;
    Map map;
    if (!map_open(&map, cased)) return 0;
    Py_ssize_t document = 0;
    for (Py_ssize_t from = 0, to; from < n; from = to) {
        while (document < c->documents && c->document_starts[document] <= c->starts[from])
            document++;
        int32_t end = document < c->documents ? c->document_starts[document] : INT32_MAX;
        for (to = from + 1; to < n && c->starts[to] < end; to++) continue;
        find_document(t, c, facts, from, to, &map);
    }
    free(map.entries);
    return 1;
}
