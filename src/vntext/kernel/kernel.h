/* What the parts of the kernel share: buffers of columns, and the hash tables of vntext.tables. */
#ifndef VNTEXT_KERNEL_H
#define VNTEXT_KERNEL_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000 /* one binary for every Python from 3.11 on */
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "constants.h"

/* The columns of a model, held as long as the object that reads them lives. */
typedef struct {
    Py_buffer *views;
    Py_ssize_t used, size;
} Columns;

/* Takes the next column out of a dict: `rows` items of `width` bytes (rows < 0: any number).
   Returns NULL with an exception set when it is missing or of another size. */
const void *columns_take(Columns *columns, PyObject *dict, const char *name, Py_ssize_t rows,
                         Py_ssize_t width, Py_ssize_t *found);
int columns_open(Columns *columns, Py_ssize_t size);
void columns_close(Columns *columns);

/* Offsets of spans that a caller gave. */
typedef struct {
    const int32_t *from, *to;
    Py_ssize_t n;
    Py_buffer views[2];
    int used;
} SpanColumns;

/* Reads two columns of offsets (int32); None stands for no spans. */
int spans_open(SpanColumns *spans, PyObject *from, PyObject *to);
void spans_close(SpanColumns *spans);
/* Whether all lie in a text of so many characters; -1 with an exception set where one does not. */
int spans_check(const SpanColumns *spans, Py_ssize_t length);

/* A displacement table: see HashIndex in vntext/tables.py, whose format this reads. */
typedef struct {
    const uint16_t *moves, *prints;
    uint64_t mask;
    int shift;
} HashTable;

int hash_open(HashTable *table, Columns *columns, PyObject *dict, const char *name);

/* A look-up in three steps, so that many can be under way: the memory that a step reads can be
   asked for when the step before is done. */
static inline uint64_t hash_mixed(uint64_t key) {
    uint64_t h = key ^ (key >> 32);
    h *= HASH_MIX;
    return h ^ (h >> 32);
}

static inline uint64_t hash_slot(const HashTable *table, uint64_t h) {
    return (h + ((h >> HASH_STEP_SHIFT) | 1) * table->moves[h >> table->shift]) & table->mask;
}

static inline uint32_t hash_is_at(const HashTable *table, uint64_t h, uint64_t slot) {
    uint16_t print = (uint16_t)(h >> HASH_PRINT_SHIFT);
    return table->prints[slot] == (print ? print : 1);
}

/* Finds the slot of a key; 0 when the key is not in the table: then it is some slot. */
static inline uint32_t hash_probe(const HashTable *table, uint64_t key, uint64_t *slot) {
    uint64_t h = hash_mixed(key);
    *slot = hash_slot(table, h);
    return hash_is_at(table, h, *slot);
}

/* Two keys as one, the order of the two counts: `mix` of vntext.tokens.column. */
static inline uint64_t mix(uint64_t a, uint64_t b) {
    uint64_t x = (a * MIX_FIRST) ^ b;
    x = (x ^ (x >> 29)) * MIX_SECOND;
    return x ^ (x >> 32);
}

/* Keys of words: characters one by one, then closed; never 0. */
static inline uint64_t key_longer(uint64_t key, uint32_t c) { return (key ^ c) * MIX_FIRST; }
static inline uint64_t key_finished(uint64_t key) { return mix(key, 1) | 1; }

static inline uint64_t key_of(const Py_UCS4 *from, const Py_UCS4 *to, uint64_t key) {
    for (; from < to; from++) key = key_longer(key, *from);
    return key_finished(key);
}

#define LAST_CHARACTER 0xFFFF /* of tables of characters: stands for all beyond */

#if defined(__GNUC__) || defined(__clang__)
#define prefetch(place) __builtin_prefetch(place)
#else
#define prefetch(place) ((void)(place))
#endif

extern PyType_Spec accents_spec, borders_spec, heads_spec, lines_spec, sieve_spec, strings_spec,
    syllables_spec, tagger_spec, tokens_spec, words_spec;

/* Of syllables.c: sorts keys with room for as many, keeps one of equal neighbours, finds the first
   that is not smaller. */
void sort_keys(uint64_t *keys, uint64_t *room, Py_ssize_t n);
Py_ssize_t keys_once(uint64_t *keys, Py_ssize_t n);
Py_ssize_t place_of_key(const uint64_t *keys, Py_ssize_t n, uint64_t key);

/* Functions of the module, which need no tables. */
PyObject *hashed_phrases(PyObject *module, PyObject *args);
PyObject *places_of_pairs(PyObject *module, PyObject *args);
PyObject *places_of_keys(PyObject *module, PyObject *args);
PyObject *rows_covered(PyObject *module, PyObject *args);
PyObject *rows_of_spans(PyObject *module, PyObject *args);
PyObject *columns_of_spans(PyObject *module, PyObject *rows);
PyObject *names_of_spans(PyObject *module, PyObject *args);
PyObject *spans_by_border(PyObject *module, PyObject *args);
PyObject *moved(PyObject *module, PyObject *args);
PyObject *made_objects(PyObject *module, PyObject *args);
PyObject *put_objects(PyObject *module, PyObject *args);
PyObject *text_lines(PyObject *module, PyObject *text);
PyObject *places_of(PyObject *module, PyObject *args);
PyObject *places_inside(PyObject *module, PyObject *args);
PyObject *sliced(PyObject *module, PyObject *args);
PyObject *spans_written(PyObject *module, PyObject *args);
PyObject *sentence_features(PyObject *module, PyObject *args);
PyObject *sentence_values(PyObject *module, PyObject *args);
PyObject *sentence_shares(PyObject *module, PyObject *args);

/* A type of the kernel is a struct that begins with PyObject_HEAD and Columns, made from one dict
   of columns. */
typedef struct {
    PyObject_HEAD
    Columns columns;
} Reader;

PyObject *reader_columns(PyTypeObject *type, PyObject *args, PyObject *named); /* borrowed */
PyObject *reader_alloc(PyTypeObject *type);
void reader_dealloc(PyObject *self);

#define READER(prefix, type, python_name, doc) \
    READER_WITH(prefix, type, python_name, doc, reader_dealloc)

/* One that has more to release than its columns. */
#define READER_WITH(prefix, type, python_name, doc, dealloc)                              \
    static PyType_Slot prefix##_slots[] = {                                               \
        {Py_tp_new, prefix##_new},         {Py_tp_dealloc, dealloc},                      \
        {Py_tp_methods, prefix##_methods}, {Py_tp_doc, doc},                              \
        {0, NULL},                                                                        \
    };                                                                                    \
    PyType_Spec prefix##_spec = {                                                         \
        .name = "vntext.kernel._kernel." python_name,                                     \
        .basicsize = sizeof(type),                                                        \
        .flags = Py_TPFLAGS_DEFAULT,                                                      \
        .slots = prefix##_slots,                                                          \
    };

#endif
