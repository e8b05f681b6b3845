/* What the parts of the kernel share: buffers of columns, and the hash tables of vntext.tables. */
#ifndef VNTEXT_KERNEL_H
#define VNTEXT_KERNEL_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000 /* one binary for every Python from 3.11 on */
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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

/* A displacement table: see HashIndex in vntext/tables.py, whose format this reads. */
typedef struct {
    const uint16_t *moves, *prints;
    uint64_t mask;
    int shift;
} HashTable;

int hash_open(HashTable *table, Columns *columns, PyObject *dict, const char *name);

#define PLACE_0 UINT64_C(0x9E3779B97F4A7C15)
#define PLACE_1 UINT64_C(0xC2B2AE3D27D4EB4F)
#define PLACE_2 UINT64_C(0xD6E8FEB86659FD93)
#define PLACE_3 UINT64_C(0xA0761D6478BD642F)

/* A look-up in three steps, so that many can be under way: the memory that a step reads can be
   asked for when the step before is done. */
static inline uint64_t hash_mixed(uint64_t key) {
    uint64_t h = key ^ (key >> 32);
    h *= UINT64_C(0xFF51AFD7ED558CCD);
    return h ^ (h >> 32);
}

static inline uint64_t hash_slot(const HashTable *table, uint64_t h) {
    return (h + ((h >> 21) | 1) * table->moves[h >> table->shift]) & table->mask;
}

static inline uint32_t hash_is_at(const HashTable *table, uint64_t h, uint64_t slot) {
    uint16_t print = (uint16_t)(h >> 24);
    return table->prints[slot] == (print ? print : 1);
}

/* Finds the slot of a key; 0 when the key is not in the table: then it is some slot. */
static inline uint32_t hash_probe(const HashTable *table, uint64_t key, uint64_t *slot) {
    uint64_t h = hash_mixed(key);
    *slot = hash_slot(table, h);
    return hash_is_at(table, h, *slot);
}

#if defined(__GNUC__) || defined(__clang__)
#define prefetch(place) __builtin_prefetch(place)
#else
#define prefetch(place) ((void)(place))
#endif

extern PyType_Spec accents_spec, heads_spec, sieve_spec, words_spec;

/* A type of the kernel is a struct that begins with PyObject_HEAD and Columns, made from one dict
   of columns. */
typedef struct {
    PyObject_HEAD
    Columns columns;
} Reader;

PyObject *reader_columns(PyTypeObject *type, PyObject *args, PyObject *named); /* borrowed */
PyObject *reader_alloc(PyTypeObject *type);
void reader_dealloc(PyObject *self);

#define READER(prefix, type, python_name, doc)                                            \
    static PyType_Slot prefix##_slots[] = {                                               \
        {Py_tp_new, prefix##_new},         {Py_tp_dealloc, reader_dealloc},               \
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
